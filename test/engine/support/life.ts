import type { Result } from 'neverthrow';
import type { Desk, Receipt } from '../../../src/engine/index.js';
import { type Failure, instant } from '../../../src/kernel/index.js';
import { HOUR, MINUTE, orderFor, person, plain, type Shop, type TermsOf, units, unpaid, within } from './shop.js';
import { finding } from './walk.js';

type Given = { readonly commandId: string };
type Does = (desk: Desk, given: Given) => Promise<Result<Receipt, Failure>>;
/** A command under its id; time that passes; or a drain. */
export type Step = readonly [commandId: string, does: Does] | { readonly passes: number } | 'drain';

const owner = { by: person('owner') };
const buyer = { by: person('buyer', 'b-1') };
const platform = { by: person('platform') };
const carrier = { by: person('carrier') };

/** A shop that holds stock for an hour, and accepts small orders by itself. */
export const lifeTerms: TermsOf = {
  order: {
    reserveAt: 'placed',
    payBy: within(1, { remindHoursBefore: [0.5] }),
    autoAccept: {
      mode: 'on',
      // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
      rules: [{ name: 'small', when: [{ fact: 'total', is: 'atMost', value: 5000 }], then: 'accept' }],
    },
  },
};

const scan = (status: 'collected' | 'delivered' | 'returning', minutes: number): Does => {
  return (desk, given) => {
    const scannedAt = instant(desk.now() + minutes * MINUTE);
    return plain(
      desk.parcels.recordScan(status === 'returning' ? 'p-3' : 'p-1', {
        ...carrier,
        ...given,
        scan: { status, scannedAt },
      }),
    );
  };
};

const o1 = [...units(2), ...units(1, 'pot')];

/** Three orders: one is inspected, delivered and partly sent back; one is never paid; one is recalled on its way. */
export const LIFE: readonly Step[] = [
  ['receive-mugs', (d, g) => plain(d.stock.receive('mug@main', { ...owner, ...g, quantity: 6 }))],
  ['receive-pots', (d, g) => plain(d.stock.receive('pot@main', { ...owner, ...g, quantity: 1 }))],
  ['place-1', (d, g) => plain(d.orders.place('o-1', { ...unpaid({ mug: 2, pot: 1 }), ...buyer, ...g }))],
  ['place-2', (d, g) => plain(d.orders.place('o-2', { ...unpaid(1), ...buyer, ...g }))],
  ['place-too-much', (d, g) => plain(d.orders.place('o-9', { ...unpaid(50), ...buyer, ...g }))],
  { passes: 30 * MINUTE },
  'drain',
  ['pay-1', (d, g) => plain(d.orders.notePayment('o-1', { ...platform, ...g, amount: 3000 }))],
  [
    'inspect-1',
    (d, g) =>
      plain(
        d.fulfilments.recordInspection('o-1#1', {
          ...owner,
          ...g,
          lines: [{ line: 'mug', passed: 1, failed: 1, reason: 'chipped' }],
        }),
      ),
  ],
  ['pack-1', (d, g) => plain(d.fulfilments.packParcel('o-1#1', { ...owner, ...g, parcel: 'p-1', lines: o1 }))],
  ['label-1', (d, g) => plain(d.parcels.assignWaybill('p-1', { ...owner, ...g, carrier: 'sf', number: 'SF0001' }))],
  'drain',
  ['uploaded-1', (d, g) => plain(d.parcels.noteUploaded('p-1', { ...platform, ...g }))],
  ['ship-1', (d, g) => plain(d.parcels.ship('p-1', { ...owner, ...g }))],
  ['ship-1-again', (d, g) => plain(d.parcels.ship('p-1', { ...owner, ...g }))],
  { passes: HOUR },
  'drain',
  ['collected-1', scan('collected', 0)],
  ['delivered-1', scan('delivered', 1)],
  ['place-3', (d, g) => plain(d.orders.place('o-3', { ...orderFor(2), ...buyer, ...g }))],
  ['pack-3', (d, g) => plain(d.fulfilments.packParcel('o-3#1', { ...owner, ...g, parcel: 'p-3', lines: units(2) }))],
  ['label-3', (d, g) => plain(d.parcels.assignWaybill('p-3', { ...owner, ...g, carrier: 'sf', number: 'SF0003' }))],
  ['ship-3', (d, g) => plain(d.parcels.ship('p-3', { ...owner, ...g }))],
  ['cancel-3', (d, g) => plain(d.orders.cancel('o-3', { ...platform, ...g, reason: 'the buyer changed their mind' }))],
  ['returning-3', scan('returning', 2)],
  [
    'back-3',
    (d, g) =>
      plain(
        d.parcels.noteArrivedBack('p-3', {
          ...owner,
          ...g,
          lines: [{ line: 'mug', quantity: 2, disposition: 'restock' }],
        }),
      ),
  ],
  ['confirm-1', (d, g) => plain(d.orders.confirmReceipt('o-1', { ...buyer, ...g }))],
  [
    'case-1',
    (d, g) =>
      plain(
        d.cases.open('c-1', {
          ...buyer,
          ...g,
          order: 'o-1',
          remedy: 'returnAndRefund',
          lines: units(1),
          reason: { code: 'damaged' },
          received: 'received',
        }),
      ),
  ],
  ['agree-1', (d, g) => plain(d.cases.agree('c-1', { ...owner, ...g }))],
  ['arrived-1', (d, g) => plain(d.cases.noteReturnArrived('c-1', { ...owner, ...g }))],
  ['inspect-back-1', (d, g) => plain(d.cases.inspectReturn('c-1', { ...owner, ...g, lines: [finding(1)] }))],
  'drain',
  ['paid-1', (d, g) => plain(d.cases.noteRefundPaid('c-1', { ...platform, ...g }))],
  // The quiet end: every lease of a lost claim has run out.
  { passes: 10 * MINUTE },
  'drain',
];

/** Commands whose outcome is a refusal, whatever happens. */
export const LIFE_REFUSES: Readonly<Record<string, string>> = {
  'place-too-much': 'order.shortage',
  'ship-1-again': 'record.command_not_allowed_now',
};

const UNDECIDED = ['desk.outcome_unknown', 'desk.too_many_conflicts'];
const MOST_SENDS = 10;

/** Lives it all; what has no known outcome is sent again under the same id, by another desk if the first has died. */
export async function live(shop: Shop, openDesk: () => Desk): Promise<ReadonlyMap<string, string>> {
  const outcomes = new Map<string, string>();
  let desk = openDesk();
  for (const step of LIFE) {
    if (step === 'drain') {
      // A drain that fails, or could not wake somebody, is repeated, as a host does every minute.
      for (let again = true, sends = 0; again && sends < MOST_SENDS; sends += 1) {
        again = await desk.drain().then(
          ({ stuck }) => stuck.length > 0,
          () => true,
        );
        if (again) desk = openDesk();
      }
    } else if ('passes' in step) shop.pass(step.passes);
    else {
      const [commandId, does] = step;
      for (let sends = 0; sends < MOST_SENDS; sends += 1) {
        const outcome = await does(desk, { commandId });
        const text = outcome.isOk() ? JSON.stringify(outcome.value) : outcome.error.code;
        outcomes.set(commandId, text);
        if (!UNDECIDED.includes(text)) break;
        desk = openDesk();
      }
    }
  }
  return outcomes;
}
