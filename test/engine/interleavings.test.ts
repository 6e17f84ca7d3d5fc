import { ok, type Result } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { Desk, Receipt } from '../../src/engine/index.js';
import { type Failure, instant } from '../../src/kernel/index.js';
import { everything } from './support/books.js';
import { right } from './support/laws.js';
import { HOUR, must, orderFor, person, plain, Shop, type TermsOf, units, unpaid, within } from './support/shop.js';
import { nextChoices, Turnstile } from './support/turns.js';
import { bring, refundOnly, type Stage } from './support/walk.js';

type Does = (desk: Desk, commandId: string) => Promise<Result<Receipt | undefined, Failure>>;

const owner = person('owner');
const accept =
  (id: string): Does =>
  (d, commandId) =>
    plain(d.orders.accept(id, { by: owner, commandId }));
const cancel: Does = (d, commandId) =>
  plain(d.orders.cancel('o-1', { by: person('platform'), reason: 'called off', commandId }));
const pack =
  (parcel: string, quantity = 2): Does =>
  (d, commandId) =>
    plain(d.fulfilments.packParcel('o-1#1', { by: owner, parcel, lines: units(quantity), commandId }));
const ship: Does = (d, commandId) => plain(d.parcels.ship('o-1', { by: owner, commandId }));
const unseal: Does = (d, commandId) => plain(d.parcels.unseal('o-1', { by: owner, reason: 'wrong box', commandId }));
const scan =
  (status: 'delivered' | 'lost'): Does =>
  (d, commandId) =>
    plain(
      d.parcels.recordScan('o-1', {
        by: person('carrier'),
        scan: { status, scannedAt: instant(d.now() + 5) },
        commandId,
      }),
    );
const open =
  (id: string): Does =>
  (d, commandId) =>
    plain(d.cases.open(id, { by: person('buyer', 'b-1'), ...refundOnly('o-1', 2), commandId }));
const drain: Does = async (d) => {
  await d.drain();
  return ok(undefined);
};

const paid: Does = (d, commandId) =>
  plain(d.orders.notePayment('o-1', { by: person('platform'), amount: 2000, commandId }));

interface Meeting {
  readonly name: string;
  readonly stage: Stage | 'unpaid';
  readonly terms?: TermsOf;
  readonly stock?: number;
  readonly prepare?: (desk: Desk) => Promise<unknown>;
  readonly one: Does;
  readonly other: Does;
}

const payInAnHour: TermsOf = { order: { reserveAt: 'placed', payBy: within(1) } };
const secondOrder = (desk: Desk) => must(desk.orders.place('o-2', { ...orderFor(2), by: owner }));

/** Two people who do something with the same order at the same time, at two desks. */
const MEETINGS: readonly Meeting[] = [
  { name: 'the payment and the end of its time', stage: 'unpaid', terms: payInAnHour, one: paid, other: drain },
  { name: 'the payment and a cancellation', stage: 'unpaid', terms: payInAnHour, one: paid, other: cancel },
  { name: 'two acceptances', stage: 'placed', one: accept('o-1'), other: accept('o-1') },
  { name: 'acceptance and cancellation', stage: 'placed', one: accept('o-1'), other: cancel },
  {
    name: 'two orders for the last units',
    stage: 'placed',
    stock: 2,
    prepare: secondOrder,
    one: accept('o-1'),
    other: accept('o-2'),
  },
  { name: 'packing and cancellation', stage: 'accepted', one: pack('p-1'), other: cancel },
  { name: 'packing the same units twice', stage: 'accepted', one: pack('p-1'), other: pack('p-2', 1) },
  {
    name: 'a replacement and another order, for the last unit',
    stage: 'accepted',
    stock: 3,
    prepare: (desk) => must(desk.orders.place('o-2', { ...orderFor(1), by: owner })),
    one: (d, commandId) =>
      plain(
        d.fulfilments.recordInspection('o-1#1', {
          by: owner,
          lines: [{ line: 'mug', passed: 0, failed: 1, reason: 'broken' }],
          commandId,
        }),
      ),
    other: accept('o-2'),
  },
  {
    name: 'packing and the cancellation of a unit',
    stage: 'accepted',
    one: pack('p-1'),
    other: (d, commandId) =>
      plain(d.orders.cancelUnits('o-1', { by: owner, lines: units(1), reason: 'one too many', commandId })),
  },
  { name: 'shipping and cancellation', stage: 'labelled', one: ship, other: cancel },
  { name: 'shipping and opening the parcel', stage: 'labelled', one: ship, other: unseal },
  { name: 'shipping and a scan that says so', stage: 'labelled', one: ship, other: scan('delivered') },
  { name: 'delivery and cancellation', stage: 'shipped', one: scan('delivered'), other: cancel },
  { name: 'two cases about the same units', stage: 'delivered', one: open('c-1'), other: open('c-2') },
  {
    name: 'a case and a refund by the owner',
    stage: 'delivered',
    one: open('c-1'),
    other: (d, commandId) =>
      plain(d.orders.refundUnits('o-1', { by: owner, lines: units(2), reason: 'a gesture', commandId })),
  },
  {
    name: 'two cases that are agreed to at once',
    stage: 'delivered',
    prepare: async (desk) => {
      await must(desk.cases.open('c-1', { by: person('buyer', 'b-1'), ...refundOnly('o-1', 1) }));
      await must(desk.cases.open('c-2', { by: person('buyer', 'b-1'), ...refundOnly('o-1', 1) }));
    },
    one: (d, commandId) => plain(d.cases.agree('c-1', { by: owner, commandId })),
    other: (d, commandId) => plain(d.cases.agree('c-2', { by: owner, commandId })),
  },
];

const MOST_ORDERS = 120;

describe('two people at two desks', () => {
  test.each(MEETINGS)('$name: whatever comes first, it is as if one had come after the other', async (meeting) => {
    const serially = [await meet(meeting, 'one first'), await meet(meeting, 'other first')];
    const wanted = serially.map(({ result }) => result);
    const seen = new Set<string>();
    let choices: number[] | undefined = [];
    for (let tried = 0; choices !== undefined && tried < MOST_ORDERS; tried += 1) {
      const { result, branches } = await meet(meeting, choices);
      expect(wanted.includes(result), `${choices} came to neither:\n${result}`).toBe(true);
      seen.add(result);
      choices = nextChoices(choices, branches);
    }
    expect(seen.size).toBe(new Set(wanted).size);
  });
});

/** Lets both do what they do, and tells what came of it. */
async function meet(meeting: Meeting, order: readonly number[] | 'one first' | 'other first') {
  const turnstile = new Turnstile();
  let party = 0;
  const shop = new Shop({ terms: meeting.terms ?? {}, around: (store) => turnstile.for(party++, store) });
  await shop.stock(meeting.stock ?? 9);
  if (meeting.stage === 'unpaid') await must(shop.owner.orders.place('o-1', unpaid(2)));
  else await bring(shop.desk, 'o-1', meeting.stage, 2);
  await meeting.prepare?.(shop.desk);
  if (meeting.stage === 'unpaid') shop.pass(HOUR);
  const colleague = shop.another();
  const one = () => meeting.one(shop.desk, 'one');
  const other = () => meeting.other(colleague, 'other');
  let answers: Result<Receipt | undefined, Failure>[];
  let branches: number[] = [];
  if (order === 'one first') answers = [await one(), await other()];
  else if (order === 'other first') answers = [await other(), await one()].reverse();
  else {
    turnstile.isOpen = false;
    const both = Promise.all([one(), other()]);
    branches = await turnstile.run(both, order);
    answers = await both;
  }
  await right(shop);
  const told = answers.map((answer) => (answer.isOk() ? answer.value : answer.error.code));
  return { result: JSON.stringify(told) + (await everything(shop.store)), branches };
}
