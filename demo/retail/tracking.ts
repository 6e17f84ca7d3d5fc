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

export const parcelOf = ({ id }: Sale): string => `p-${id}`;

/** The carrier takes the parcel along. */
export const shipping = (shop: Shop, sale: Sale, carrier: string, at: Instant): Step => ({
  at,
  run: async () => {
    const { packer, teller } = shop;
    const receipt = await teller.tell(packer.parcels.ship(parcelOf(sale), named('ship', sale.id)));
    return receipt === undefined ? [] : journey(shop, sale, carrier, at);
  },
});

/** The carrier's reports. Some come late, so that a younger one may be known already. */
function journey(shop: Shop, sale: Sale, carrier: string, from: Instant): Step[] {
  const { dice } = shop;
  const { id } = sale;
  const [least, most] = JOURNEY[distanceTo(sale.country)];
  const days = between(dice('journey', id), least, most);
  const isLost = dice('lost', id) < CHANCE_OF_LOSS;
  const end: ScanStatus = dice('refused', id) < CHANCE_OF_REFUSAL ? 'refused' : 'delivered';
  const scan = (status: ScanStatus, share: number) => scanning(shop, sale, carrier, status, from + share * days * DAY);
  const outward = [scan('collected', 0.05), scan('inTransit', 0.45)];
  if (isLost) return [...outward, declaringLost(shop, sale, instant(from + DAYS_UNTIL_DECLARED_LOST * DAY))];
  return [...outward, scan('outForDelivery', 0.92), scan(end, 1)];
}

function scanning(shop: Shop, sale: Sale, carrier: string, status: ScanStatus, scanned: number): Step {
  const { desk, teller, dice } = shop;
  const scannedAt = instant(Math.round(scanned / 60_000) * 60_000);
  const isLate = dice('report', sale.id, scannedAt) < CHANCE_OF_LATE_REPORT;
  const at = onTheHour(scannedAt + (isLate ? between(dice('hours', sale.id, scannedAt), 6, 40) * HOUR : 0));
  return {
    at,
    run: async () => {
      const by = { role: 'carrier', id: carrier } as const;
      const report = { by, scan: { status, scannedAt }, ...named('scan', sale.id, status, scannedAt) };
      const receipt = await teller.tell(desk.parcels.recordScan(parcelOf(sale), report));
      if (receipt?.events.includes('ParcelDelivered')) return delivered(shop, sale, at);
      if (status !== 'refused') return [];
      return [
        scanning(shop, sale, carrier, 'returning', scannedAt + DAY),
        comingBack(shop, sale, atWork(scannedAt + 4 * DAY)),
        ...makingGood(shop, sale, at),
      ];
    },
  };
}

const declaringLost = (shop: Shop, sale: Sale, at: Instant): Step => ({
  at,
  run: async () => {
    const { service, teller } = shop;
    const reason = 'no trace of it for days';
    await teller.tell(service.parcels.declareLost(parcelOf(sale), { reason, ...named('lost', sale.id) }));
    return makingGood(shop, sale, at);
  },
});

/** The refused parcel is in the house again, and its goods go back to the shelf. */
const comingBack = (shop: Shop, sale: Sale, at: Instant): Step => ({
  at,
  run: async () => {
    const { desk, packer, teller } = shop;
    const parcel = (await desk.parcels.get(parcelOf(sale))).unwrapOr(undefined)?.state;
    const lines = (parcel?.lines ?? []).map(
      ({ line, quantity }) => ({ line, quantity, disposition: 'restock' }) as const,
    );
    const run = async () => {
      await teller.tell(packer.parcels.noteArrivedBack(parcelOf(sale), { lines, ...named('back', sale.id) }));
      return [];
    };
    return lines.length > 0 ? [{ at, run }] : [];
  },
});

/** The shop pays back by itself, or lets the deadline do it. */
function makingGood(shop: Shop, sale: Sale, from: Instant): Step[] {
  const { desk, owner, teller, dice } = shop;
  undeliverable(shop, sale);
  if (dice('good', sale.id) >= CHANCE_OF_OWN_REFUND) return [];
  const at = atWork(from + between(dice('goodwill', sale.id), 2, 50) * HOUR);
  const refund = (lines: readonly { line: string; quantity: number }[]) => async () => {
    const command = { lines: [...lines], reason: 'it did not arrive', ...named('good', sale.id) };
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
