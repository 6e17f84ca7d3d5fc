import { orderableFrom } from '../supply/offers.js';
import { daysUntilSold } from './demand-ahead.js';
import type { ReplenishmentTerms } from './facts.js';
import { costOfNeed, type Need } from './need.js';

const DEFAULT_COVER_DAYS = 90;
const MOST_STEPS = 10_000;

/** A line whose quantity may still change. */
export interface OpenLine {
  readonly need: Need;
  readonly quantity: number;
}

/** What all lines together cost. */
export const costOfAll = (lines: readonly OpenLine[]): number =>
  lines.reduce((sum, { need, quantity }) => sum + costOfNeed(need, quantity), 0);

/**
 * Raises one supplier's lines to its least value, pack by pack, always the line whose stock would last for the shortest
 * time. Lines that would last too long or spoil stay as they are.
 *
 * @returns the raised lines, or nothing where the least value cannot be reached.
 */
export function raisedTo(
  minimum: number,
  lines: readonly OpenLine[],
  terms: ReplenishmentTerms,
): OpenLine[] | undefined {
  const mostDays = terms.mostCoverDays ?? DEFAULT_COVER_DAYS;
  const open = [...lines];
  const steps = open.map((line) => nextStep(line, mostDays));
  let cost = costOfAll(open);
  for (let step = 0; step < MOST_STEPS && cost < minimum; step += 1) {
    const shortest = steps.reduce((best, one, i) => (one.days < (steps[best]?.days ?? 0) ? i : best), 0);
    const [line, next] = [open[shortest], steps[shortest]];
    if (line === undefined || next?.quantity === undefined) return undefined;
    cost += costOfNeed(line.need, next.quantity) - costOfNeed(line.need, line.quantity);
    open[shortest] = { ...line, quantity: next.quantity };
    steps[shortest] = nextStep({ ...line, quantity: next.quantity }, mostDays);
  }
  return cost >= minimum ? open : undefined;
}

interface Step {
  /** How long stock lasts before it; for ever where there is no step. */
  readonly days: number;
  readonly quantity?: number;
}

function nextStep({ need, quantity }: OpenLine, mostDays: number): Step {
  const none = { days: Number.POSITIVE_INFINITY };
  const more = orderableFrom(need.plan.offer, quantity + 1);
  if (more === undefined || more > need.most) return none;
  const lasts = (units: number) => daysUntilSold(need.ahead, need.position + units, mostDays);
  const days = lasts(quantity);
  return days === undefined || lasts(more) === undefined ? none : { days, quantity: more };
}
