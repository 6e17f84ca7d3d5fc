import { type Instant, instant, type Order, type ScanStatus } from 'orderwright';
import { between } from '../dice.js';
import type { Step } from '../replay.js';
import { distanceTo } from './codes.js';
import type { Sale } from './data.js';
import { atWork, DAY, HOUR, onTheHour } from './hours.js';
import { delivered, undeliverable } from './returns.js';
import { named, type Shop } from './shop.js';

/** Days on the way. */
const JOURNEY = { home: [0.6, 2.6], near: [2, 5.5], far: [4, 10] } as const;
const CHANCE_OF_LOSS = 0.007;
const CHANCE_OF_REFUSAL = 0.005;
const CHANCE_OF_LATE_REPORT = 0.06;
const CHANCE_OF_OWN_REFUND = 0.6;
const DAYS_UNTIL_DECLARED_LOST = 12;

/** A parcel of a sale that is with a carrier. */
export interface Sent {
  readonly sale: Sale;
  readonly parcel: string;
  readonly carrier: string;
}

/** The carrier takes the parcel along. */
export const shipping = (shop: Shop, sent: Sent, at: Instant): Step => ({
  at,
  run: async () => {
    const { packer, teller } = shop;
    const receipt = await teller.tell(packer.parcels.ship(sent.parcel, named('ship', sent.parcel)));
    return receipt === undefined ? [] : journey(shop, sent, at);
  },
});

/** The carrier's reports. Some come late, so that a younger one may be known already. */
function journey(shop: Shop, sent: Sent, from: Instant): Step[] {
  const { dice } = shop;
  const { parcel: id, sale } = sent;
  const [least, most] = JOURNEY[distanceTo(sale.country)];
  const days = between(dice('journey', id), least, most);
  const isLost = dice('lost', id) < CHANCE_OF_LOSS;
  const end: ScanStatus = dice('refused', id) < CHANCE_OF_REFUSAL ? 'refused' : 'delivered';
  const scan = (status: ScanStatus, share: number) => scanning(shop, sent, status, from + share * days * DAY);
  const outward = [scan('collected', 0.05), scan('inTransit', 0.45)];
  if (isLost) return [...outward, declaringLost(shop, sent, instant(from + DAYS_UNTIL_DECLARED_LOST * DAY))];
  return [...outward, scan('outForDelivery', 0.92), scan(end, 1)];
}

function scanning(shop: Shop, sent: Sent, status: ScanStatus, scanned: number): Step {
  const { desk, teller, dice } = shop;
  const { sale, parcel, carrier } = sent;
  const scannedAt = instant(Math.round(scanned / 60_000) * 60_000);
  const isLate = dice('report', parcel, scannedAt) < CHANCE_OF_LATE_REPORT;
  const at = onTheHour(scannedAt + (isLate ? between(dice('hours', parcel, scannedAt), 6, 40) * HOUR : 0));
  return {
    at,
    run: async () => {
      const by = { role: 'carrier', id: carrier } as const;
      const report = { by, scan: { status, scannedAt }, ...named('scan', parcel, status, scannedAt) };
      const receipt = await teller.tell(desk.parcels.recordScan(parcel, report));
      if (receipt?.events.includes('ParcelDelivered'))
        return (await hasAll(shop, sale)) ? delivered(shop, sale, at) : [];
      if (status !== 'refused') return [];
      return [
        scanning(shop, sent, 'returning', scannedAt + DAY),
        comingBack(shop, sent, atWork(scannedAt + 4 * DAY)),
        ...makingGood(shop, sent, at),
      ];
    },
  };
}

/** Whether the last of the order's parcels has come. */
async function hasAll({ desk }: Shop, { id }: Sale): Promise<boolean> {
  const order = (await desk.orders.get(id)).unwrapOr(undefined)?.state;
  return order?.status === 'delivered';
}

const declaringLost = (shop: Shop, sent: Sent, at: Instant): Step => ({
  at,
  run: async () => {
    const { service, teller } = shop;
    const reason = 'no trace of it for days';
    await teller.tell(service.parcels.declareLost(sent.parcel, { reason, ...named('lost', sent.parcel) }));
    return makingGood(shop, sent, at);
  },
});

/** The refused parcel is in the house again, and its goods go back to the shelf. */
const comingBack = (shop: Shop, { parcel }: Sent, at: Instant): Step => ({
  at,
  run: async () => {
    const { desk, packer, teller } = shop;
    const state = (await desk.parcels.get(parcel)).unwrapOr(undefined)?.state;
    const lines = (state?.lines ?? []).map(
      ({ line, quantity }) => ({ line, quantity, disposition: 'restock' }) as const,
    );
    const run = async () => {
      await teller.tell(packer.parcels.noteArrivedBack(parcel, { lines, ...named('back', parcel) }));
      return [];
    };
    return lines.length > 0 ? [{ at, run }] : [];
  },
});

/** The shop pays back by itself, or lets the deadline do it. */
function makingGood(shop: Shop, { sale, parcel }: Sent, from: Instant): Step[] {
  const { desk, owner, teller, dice } = shop;
  undeliverable(shop, sale);
  if (dice('good', parcel) >= CHANCE_OF_OWN_REFUND) return [];
  const at = atWork(from + between(dice('goodwill', parcel), 2, 50) * HOUR);
  const refund = (lines: readonly { line: string; quantity: number }[]) => async () => {
    const command = { lines: [...lines], reason: 'it did not arrive', ...named('good', parcel) };
    await teller.tell(owner.orders.refundUnits(sale.id, command));
    return [];
  };
  const look = async () => {
    const order = (await desk.orders.get(sale.id)).unwrapOr(undefined)?.state;
    const lines = undelivered(order);
    return lines.length > 0 ? [{ at, run: refund(lines) }] : [];
  };
  return [{ at, run: look }];
}

const undelivered = (order: Order | undefined) =>
  (order?.lines ?? [])
    .map((line) => ({ line: line.id, quantity: line.undelivered - line.refunded }))
    .filter(({ quantity }) => quantity > 0);
