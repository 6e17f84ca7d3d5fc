import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import {
  Calendar,
  Count,
  Currency,
  complaint,
  type Failure,
  Id,
  ObligationTerm,
  Quantity,
  Sku,
  strictObject,
} from '../kernel/index.js';

/** Bound: a fulfilment or a parcel with more lines is refused with the figure. */
export const MOST_LINES_OF_WORK = 1000;

const tooMany = complaint('logistics.too_many_lines', `must hold at most ${MOST_LINES_OF_WORK} lines`);
const empty = complaint('logistics.lines_must_not_be_empty', 'must hold at least one line');

/** A list of lines, from one up to the bound. */
export const linesOf = <Line extends z.ZodMiniType>(line: Line) =>
  z.array(line).check(z.minLength(1, { error: empty }), z.maxLength(MOST_LINES_OF_WORK, { error: tooMany }));

/** How many units of an order line. */
export const LineQuantity = strictObject({ line: Id, quantity: Quantity });
export type LineQuantity = z.infer<typeof LineQuantity>;

/** How many units of an order line, and of what. */
export const LineContent = strictObject({ line: Id, sku: Sku, quantity: Quantity });
export type LineContent = z.infer<typeof LineContent>;

/** A size in whole millimetres, as the catalogue has it. */
export const OuterSize = strictObject({ length: Quantity, width: Quantity, height: Quantity });

/** A weight in whole grams, zero allowed: an envelope may weigh less than one. */
export const Grams = Count;

const need = z.enum(['required', 'optional']);

/** The merchant's choices about work in the warehouse and parcels on their way: plain data. What is absent is not owed. */
export const LogisticsTerms = strictObject({
  /** Whether units have to be recorded as picked before they are packed. */
  picking: need,
  /** Whether units have to pass inspection before they are packed. */
  inspection: need,
  /** Whether a parcel needs a waybill before it is handed over; `optional` for a shop that delivers by itself. */
  waybill: need,
  /** Whether the platform has to know the waybill before the parcel is handed over. */
  uploadBeforeHandOver: need,
  /** Merchant: from opening a fulfilment until every unit of it is picked. */
  pickBy: z.optional(ObligationTerm),
  /** Merchant: from opening a fulfilment until every parcel of it is handed over; never later than the order's `shipBy`. */
  handOverBy: z.optional(ObligationTerm),
  /** Merchant: from having a waybill until the platform knows it. */
  uploadBy: z.optional(ObligationTerm),
  /** Merchant: from handing over until the carrier's first scan. */
  firstScanBy: z.optional(ObligationTerm),
  /** Carrier: from each scan until the next. */
  nextScanBy: z.optional(ObligationTerm),
  /** Carrier: from handing over until delivery. The order may owe a `deliverBy` too; give a penalty to one of the two. */
  deliverBy: z.optional(ObligationTerm),
  /** In which currency fixed penalties are, for work whose worth is not known. */
  currency: z.optional(Currency),
  calendar: Calendar,
});
export type LogisticsTerms = z.infer<typeof LogisticsTerms>;

/** Whether a normalised number may be a waybill of a carrier. That no other parcel has it is seen to by the store. */
export type WaybillPolicy = (waybill: {
  readonly carrier: string;
  readonly number: string;
}) => Result<unknown, Failure>;

/** What both machines' decisions ask for. */
export interface LogisticsAsk {
  readonly terms: LogisticsTerms;
  /** House default: any number is believed. */
  readonly waybill?: WaybillPolicy;
}
