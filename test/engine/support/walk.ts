import { type Desk, fulfilmentId, type Receipt } from '../../../src/engine/index.js';
import { instant } from '../../../src/kernel/index.js';
import { must, orderFor, type PlaceInput, person, units } from './shop.js';

const owner = person('owner');
const carrier = person('carrier');
const buyer = person('buyer', 'b-1');

/** The steps of an order's life, each from where the one before has left it. */
export const STAGES = [
  'placed',
  'accepted',
  'picked',
  'packed',
  'labelled',
  'shipped',
  'collected',
  'delivered',
] as const;
export type Stage = (typeof STAGES)[number];

/** Brings an order of mugs (one line, one parcel called like the order) to a stage of its life. */
export async function bring(desk: Desk, id: string, to: Stage, quantity = 1, more: Partial<PlaceInput> = {}) {
  const by = desk.as(owner);
  const work = fulfilmentId(id, 0);
  const scan = (status: 'collected' | 'delivered') =>
    desk.parcels.recordScan(id, { by: carrier, scan: { status, scannedAt: instant(desk.now() + SCAN_AT[status]) } });
  const steps: Record<Stage, () => Promise<Receipt>> = {
    placed: () => must(by.orders.place(id, orderFor(quantity, more))),
    accepted: () => must(by.orders.accept(id)),
    picked: () => must(by.fulfilments.recordPicking(work, { lines: units(quantity) })),
    packed: () => must(by.fulfilments.packParcel(work, { parcel: id, lines: units(quantity) })),
    labelled: () => must(by.parcels.assignWaybill(id, { carrier: 'sf', number: waybillFor(id) })),
    shipped: () => must(by.parcels.ship(id)),
    collected: () => must(scan('collected')),
    delivered: () => must(scan('delivered')),
  };
  for (const stage of STAGES.slice(0, STAGES.indexOf(to) + 1)) await steps[stage]();
}

/** Scans of one instant stand in a fixed order, but a millisecond apart is plainer. */
const SCAN_AT = { collected: 0, delivered: 1 };
export const waybillFor = (parcel: string): string => `SF${parcel.replace(/[^a-z0-9]/gi, '')}0001`;

/** A case of return and refund for these units, as far as the goods being back. */
export async function sendBack(desk: Desk, id: string, order: string, quantity = 1) {
  await must(
    desk.cases.open(id, {
      by: buyer,
      order,
      remedy: 'returnAndRefund',
      lines: units(quantity),
      reason: { code: 'damaged' },
      received: 'received',
    }),
  );
  await must(desk.cases.agree(id, { by: owner }));
  await must(desk.cases.noteReturnShipped(id, { by: buyer, carrier: 'sf', number: 'SF-back-1' }));
  await must(desk.cases.noteReturnArrived(id, { by: owner }));
}

/** What the inspection finds of mugs that came back. */
export const finding = (
  accepted: number,
  disposition: 'restock' | 'damaged' | 'destroy' = 'restock',
  refusedUnits = 0,
) => ({
  line: 'mug',
  counted: accepted + refusedUnits,
  accepted,
  refused: refusedUnits,
  disposition,
  ...(refusedUnits > 0 && { reason: 'worn' }),
});

/** A refund without a return, for units that have left. */
export const refundOnly = (order: string, quantity = 1) => ({
  order,
  remedy: 'refundOnly' as const,
  lines: units(quantity),
  reason: { code: 'damaged' },
  received: 'received' as const,
});
