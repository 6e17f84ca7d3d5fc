import {
  type AnyFailureOf,
  defineFailures,
  type Instant,
  isoOf,
  type Minor,
  moneyText,
  rule,
} from '../kernel/index.js';
import type { MissingUnits } from './types.js';

export interface Sum {
  readonly amount: Minor;
  readonly currency: string;
}

/** In the order of precedence. */
export const orderFailures = defineFailures('order', {
  line_id_given_twice: rule<{ line: string }>(
    (d) => `Line id "${d.line}" is given twice.`,
    'Give each line its own id.',
  ),
  too_many_units: rule<{ units: number; most: number }>(
    (d) => `The lines add up to ${d.units} units; an order takes at most ${d.most}.`,
    'Split it into several orders.',
  ),
  discount_exceeds_price: rule<{ where: string; discount: Minor; price: Minor; currency: string }>(
    (d) =>
      `The discount of ${moneyText(d.discount, d.currency)} on ${d.where} is more than its price of ${moneyText(d.price, d.currency)}.`,
    'Lower the discount; all discounts together may not exceed the goods.',
  ),
  total_does_not_add_up: rule<{ given: Minor; computed: Minor; currency: string }>(
    (d) =>
      `The total is given as ${moneyText(d.given, d.currency)}, but lines − discounts + shipping + tax make ${moneyText(d.computed, d.currency)}.`,
    'Correct the amounts; they have to agree to the minor unit.',
  ),
  paid_at_in_future: rule<{ paidAt: Instant; now: Instant }>(
    (d) => `The payment is dated ${isoOf(d.paidAt)}, but it is only ${isoOf(d.now)}.`,
    'Check the time zone of the payment time.',
  ),
  paid_before_placed: rule<{ paidAt: Instant; placedAt: Instant }>(
    (d) => `The payment is dated ${isoOf(d.paidAt)}, before the order was placed at ${isoOf(d.placedAt)}.`,
    'Check the time zone of the payment time, or leave it out.',
  ),
  paid_more_than_total: rule<{ paid: Minor; total: Minor; currency: string }>(
    (d) => `Payments of ${moneyText(d.paid, d.currency)} would exceed the total of ${moneyText(d.total, d.currency)}.`,
    'Note each payment once, without the part that the order does not ask for.',
  ),
  not_awaited: rule<{ what: string; awaits: readonly string[] }>(
    (d) => `The order does not wait for a ${d.what}; it waits for: ${d.awaits.join(', ') || 'nothing'}.`,
    'Nothing is to be done, unless it belongs to another order.',
  ),
  held: rule<{ holds: readonly string[] }>(
    (d) => `The order is held by: ${d.holds.join(', ')}.`,
    'Release every hold first; releasing one does not release another.',
  ),
  hold_exists: rule<{ hold: string }>(
    (d) => `There is a hold "${d.hold}" already.`,
    'Choose another name, or leave it.',
  ),
  hold_unknown: rule<{ hold: string; holds: readonly string[] }>(
    (d) => `There is no hold "${d.hold}"; the holds are: ${d.holds.join(', ') || 'none'}.`,
    'Name one of the holds.',
  ),
  too_many_holds: rule<{ most: number }>((d) => `The order has ${d.most} holds already.`, 'Release some of them.'),
  shortage: rule<{ missing: readonly MissingUnits[] }>(
    (d) => `There is too little stock: ${d.missing.map((m) => `${m.sku} ${m.available} of ${m.wanted}`).join(', ')}.`,
    'Receive stock and accept again, cancel the missing units, or reject the order.',
  ),
  refund_exceeds_paid: rule<{ asked: Sum; left: Sum }>(
    (d) =>
      `A refund of ${moneyText(d.asked.amount, d.asked.currency)} exceeds the ${moneyText(d.left.amount, d.left.currency)} that were paid and not yet refunded.`,
    'Lower the amount; refunds that are under way count as well.',
  ),
  line_unknown: rule<{ line: string; lines: readonly string[] }>(
    (d) => `The order has no line "${d.line}"; it has: ${d.lines.join(', ')}.`,
    'Name one of its lines.',
  ),
  more_than_there_is: rule<{ line: string; asked: number; left: number; what: string }>(
    (d) => `${d.asked} units of line "${d.line}" were named, but only ${d.left} can be ${d.what}.`,
    'Name at most as many units as there are.',
  ),
  units_have_left: rule<{ line: string; asked: number; left: number }>(
    (d) =>
      `${d.asked} units of line "${d.line}" are to be cancelled, but only ${d.left} have not been packed or shipped.`,
    'Take packed units out of their parcel first. For shipped units open a case, or cancel the whole order to recall them.',
  ),
  packed_already: rule<{ parcels: readonly string[] }>(
    (d) => `The order has parcels already: ${d.parcels.join(', ')}.`,
    'Unseal its parcels first; their labels name the old recipient.',
  ),
});
/** Any refusal by a rule of orders. */
export type OrderFailure = AnyFailureOf<typeof orderFailures>;
