import type { Instant, Order } from 'orderwright';
import type { OrderTold, ParcelTold, Watcher } from '../journal.js';
import { Tally } from '../tally.js';
import { isNamed, NO_DATE } from './steps.js';

/**
 * When a delivery counts as late. The estimate is a date at 00:00: by `timestamp` a delivery on that very day is late,
 * by `calendarDay` it is not.
 */
export type LateRule = 'timestamp' | 'calendarDay';

const DAY = 86_400_000;
/** Days begin at midnight in UTC, as which the times are read. */
const dayOf = (at: Instant): number => Math.floor(at / DAY);

const isLate = (deliveredAt: Instant, deliverBy: Instant, rule: LateRule): boolean =>
  rule === 'timestamp' ? deliveredAt > deliverBy : dayOf(deliveredAt) > dayOf(deliverBy);

/** The status in the data, computed back from the order alone. */
function olistStatus({ status, missing, holds }: Order): string {
  switch (status) {
    case 'pending':
      return 'created';
    case 'placed':
      return missing !== undefined && holds.length === 0 ? 'unavailable' : 'approved';
    case 'accepted':
      return 'invoiced';
    case 'preparing':
    case 'packed':
      return 'processing';
    case 'shipped':
      return 'shipped';
    case 'delivered':
    case 'completed':
      return 'delivered';
    case 'cancelled':
      return 'canceled';
  }
}

/** Collects from the journal what no order holds: the carrier's dates, and what buyers said. */
export class OlistWatcher implements Watcher {
  readonly handedOverAt = new Map<string, Instant>();
  readonly withoutDate = new Set<string>();
  readonly scores = new Map<string, number[]>();

  parcel({ event, after: { order } }: ParcelTold): void {
    if (event.type === 'ParcelScanned' && event.scan.carrierState === NO_DATE) this.withoutDate.add(order);
    if (event.type === 'ParcelShipped') this.handedOverAt.set(order, event.shippedAt);
  }

  order({ id, event }: OrderTold): void {
    if (event.type === 'FeedbackNoted') this.scores.set(id, [...(this.scores.get(id) ?? []), event.score]);
  }
}

/** The figures of `facts.json`, out of the desk's records and events. `rule` splits the reviews. */
export function olistFacts(orders: readonly Order[], watched: OlistWatcher, rule: LateRule) {
  const { handedOverAt, withoutDate, scores } = watched;
  const deliveries = orders.flatMap((order) => {
    const { id, placedAt, deliveredAt, given } = order;
    if (olistStatus(order) !== 'delivered' || deliveredAt === undefined || withoutDate.has(id)) return [];
    const late = (by: LateRule) => given?.deliverBy !== undefined && isLate(deliveredAt, given.deliverBy, by);
    return [{ id, placedAt, deliveredAt, late, handedOverAt: handedOverAt.get(id) }];
  });
  const lines = orders.map((order) => order.lines.filter(({ sku }) => isNamed(sku)));
  const scoresOf = (isWanted: (id: string) => boolean) =>
    [...scores].flatMap(([id, given]) => (isWanted(id) ? given : []));
  const lateIds = new Set(deliveries.filter(({ late }) => late(rule)).map(({ id }) => id));
  const onTimeIds = new Set(deliveries.filter(({ late }) => !late(rule)).map(({ id }) => id));
  const [all, whenLate, onTime] = [
    scoresOf(() => true),
    scoresOf((id) => lateIds.has(id)),
    scoresOf((id) => onTimeIds.has(id)),
  ];
  const lateBy = (by: LateRule) => deliveries.filter(({ late }) => late(by)).length;
  const days = (from: Instant | undefined, to: Instant | undefined) =>
    from === undefined || to === undefined ? [] : [(to - from) / DAY];
  return {
    orders: orders.length,
    status: counted(orders.map(olistStatus)),
    delivered_with_date: deliveries.length,
    late_timestamp: lateBy('timestamp'),
    late_timestamp_share: lateBy('timestamp') / deliveries.length,
    late_calendar_day: lateBy('calendarDay'),
    late_calendar_day_share: lateBy('calendarDay') / deliveries.length,
    median_days_purchase_to_carrier: median(deliveries.flatMap((one) => days(one.placedAt, one.handedOverAt))),
    median_days_carrier_to_customer: median(deliveries.flatMap((one) => days(one.handedOverAt, one.deliveredAt))),
    median_days_purchase_to_customer: median(deliveries.flatMap((one) => days(one.placedAt, one.deliveredAt))),
    order_items: sum(lines.map((some) => some.length)),
    orders_with_items: lines.filter((some) => some.length > 0).length,
    orders_with_more_than_one_item: lines.filter((some) => some.length > 1).length,
    orders_with_more_than_one_seller: lines.filter((some) => new Set(some.map(({ location }) => location)).size > 1)
      .length,
    sum_price: sum(lines.flat().map(({ unitPrice, ordered }) => unitPrice * ordered)) / 100,
    sum_freight: sum(lines.flat().map(({ shipping }) => shipping)) / 100,
    reviews: all.length,
    review_mean: mean(all),
    review_mean_late: mean(whenLate),
    review_mean_on_time: mean(onTime),
    reviews_late: whenLate.length,
    reviews_on_time: onTime.length,
    low_score_share_late: lowShare(whenLate),
    low_score_share_on_time: lowShare(onTime),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
/** Two stars or fewer stand for a complaint. */
const lowShare = (scores: readonly number[]): number => scores.filter((score) => score <= 2).length / scores.length;

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return (low + high) / 2;
}

function counted(names: readonly string[]): Record<string, number> {
  const tally = new Tally();
  for (const name of names) tally.add(name);
  return tally.toJSON();
}
