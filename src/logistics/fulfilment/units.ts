import { err, ok, type Result } from 'neverthrow';
import type { LineContent, LineQuantity, LogisticsTerms } from '../types.js';
import { type FulfilmentFailure, fulfilmentFailures } from './failures.js';
import type { CalledOffUnits, Fulfilment, FulfilmentLine } from './types.js';

/** Units that can still serve the order from here, or have. */
export const good = (line: FulfilmentLine): number => line.quantity - line.failed - line.missing - line.cancelled;
/** Good units that are in no parcel. */
export const free = (line: FulfilmentLine): number => good(line) - line.packed;
/** Good units that are still on the shelf, as far as picking was recorded. */
export const unpicked = (line: FulfilmentLine): number => good(line) + line.failed - line.picked;
/** Picked units that have neither passed nor failed; all units where the shop records no picking. */
export const uninspected = (line: FulfilmentLine, terms: LogisticsTerms): number =>
  (terms.picking === 'required' ? line.picked : good(line) + line.failed) - line.failed - line.passed;
/** Units in parcels that have not left. */
export const waiting = (line: FulfilmentLine): number => line.packed - line.handedOver;

export const contentOf = ({ line, sku }: FulfilmentLine, quantity: number): LineContent => ({ line, sku, quantity });

/** All units of which there are some, as a list. */
export const contentWhere = (fulfilment: Fulfilment, quantityOf: (line: FulfilmentLine) => number): LineContent[] =>
  fulfilment.lines.map((line) => contentOf(line, quantityOf(line))).filter(({ quantity }) => quantity > 0);

/** The lines that a command names, each once and with its state, or what is wrong with them. */
export function named<Asked extends { readonly line: string }>(
  { lines }: Fulfilment,
  asked: readonly Asked[],
): Result<(readonly [FulfilmentLine, Asked])[], FulfilmentFailure> {
  const known = new Map(lines.map((line) => [line.line, line]));
  const seen = new Set<string>();
  const pairs: (readonly [FulfilmentLine, Asked])[] = [];
  for (const one of asked) {
    if (seen.has(one.line)) return err(fulfilmentFailures.line_given_twice({ line: one.line }));
    seen.add(one.line);
    const line = known.get(one.line);
    if (line === undefined) return err(fulfilmentFailures.line_unknown({ line: one.line, lines: [...known.keys()] }));
    pairs.push([line, one]);
  }
  return ok(pairs);
}

/** The same units with their SKUs, as long as no line names more than it has. */
export const taken = (
  fulfilment: Fulfilment,
  asked: readonly LineQuantity[],
  leftOf: (line: FulfilmentLine) => number,
  what: string,
): Result<LineContent[], FulfilmentFailure> =>
  named(fulfilment, asked).andThen((pairs) => {
    const over = pairs.find(([line, { quantity }]) => quantity > leftOf(line));
    return over === undefined
      ? ok(pairs.map(([line, { quantity }]) => contentOf(line, quantity)))
      : err(tooMany(over[0].line, over[1].quantity, leftOf(over[0]), what));
  });

export const tooMany = (line: string, asked: number, left: number, what: string): FulfilmentFailure =>
  fulfilmentFailures.more_than_there_is({ line, asked, left, what });

/** Calling units off takes those first of which there is nothing, so that what is good still goes out. */
export function calledOffUnits({ line, sku, short }: FulfilmentLine, quantity: number): CalledOffUnits {
  const ofNothing = Math.min(short, quantity);
  return { line, sku, quantity: quantity - ofNothing, short: ofNothing };
}
