import type { Instant } from '../../kernel/index.js';
import {
  BINS,
  type Cell,
  cellsOf,
  EARLIEST,
  type LearnedLane,
  type Punctuality,
  stillUnderWay,
} from './punctuality.js';

const DAY = 86_400_000;

/** A chance with its uncertainty. */
export interface Chance {
  readonly chance: number;
  /** Between these two with 90 %. */
  readonly lower: number;
  readonly upper: number;
  /** The weight of the lane's own parcels behind it; the rest is borrowed from its carrier and from all. */
  readonly parcels: number;
}

/** What may be expected of a lane. */
export interface Outlook {
  /** That a parcel is there within so many days of 24 hours from hand-over. */
  within(days: number): Chance;
  /** By how many days it is later than that, on average, not later counting as none. */
  daysLate(days: number): number;
  /** The share of parcels that are lost or arrive damaged. */
  readonly lossRate: number;
}

/**
 * Before anything is seen: seven of eight parcels are there when they were promised, and half of what is late comes each
 * day. A house guess, outweighed by a handful of parcels.
 */
const priorHazard = (bin: number): number => (bin + EARLIEST < -2 ? 0 : 0.5);
const PRIOR_PARCELS = 2;
/** Losses are rare, so that more parcels are needed to tell. */
const LOSS_STRENGTH = 200;

/**
 * What may be expected of a lane, from what was learned up to now.
 *
 * For each day the hazard - of the parcels not delivered before, the share delivered on it - is estimated from the parcels
 * that lived to see it, so that those still under way count for the days they have passed (Kaplan and Meier, 1958). The
 * hazard of a lane is drawn towards its carrier's, and that towards all carriers', as if `strength` parcels of the lane
 * had behaved like those: (delivered + strength · parent's) / (at risk + strength). The interval is E. B. Wilson's score
 * interval (1927) at 90 % for the weight of parcels behind it.
 *
 * @param priorLoss the share expected to be lost or broken before anything is seen.
 */
export function outlookOf(model: Punctuality, lane: LearnedLane, now: Instant, priorLoss = 0): Outlook {
  const [own, carrier, all] = cellsOf(lane).map((key) =>
    Object.hasOwn(model.cells, key) ? model.cells[key] : undefined,
  );
  let hazards = Array.from({ length: BINS }, (_, bin) => priorHazard(bin));
  hazards = drawn(hazards, all, now, PRIOR_PARCELS);
  hazards = drawn(hazards, carrier, now, model.strength);
  hazards = drawn(hazards, own, now, model.strength);
  const survival: number[] = [];
  for (const [bin, hazard] of hazards.entries()) survival.push((survival[bin - 1] ?? 1) * (1 - hazard));
  const parcels = own === undefined ? 0 : weightOf(own);
  const borrowed = carrier === undefined ? 0 : Math.min(model.strength, weightOf(carrier));
  const behind = parcels + borrowed + PRIOR_PARCELS;
  const promisedDays = lane.promisedDays ?? 0;
  const atEnd = survival[BINS - 1] ?? 1;
  const chances = survival.map((later) => ({ ...scored(1 - later, behind), parcels }));
  const never = { ...scored(0, behind), parcels };
  // By how many days a parcel is later than each bin: the sum of what survives it, up to the last one.
  const daysLater = new Array<number>(BINS).fill(atEnd);
  for (let bin = BINS - 2; bin >= 0; bin -= 1) daysLater[bin] = (daysLater[bin + 1] ?? 0) + (survival[bin] ?? 1);
  const binAt = (days: number): number => Math.min(BINS - 1, days - promisedDays - EARLIEST);
  return {
    within: (days) => (days < 0 ? never : (chances[binAt(days)] ?? never)),
    daysLate: (days) => daysLater[binAt(days)] ?? (daysLater[0] ?? 0) - binAt(days),
    lossRate: [all, carrier, own].reduce(lossOf, priorLoss),
  };
}

function drawn(parent: readonly number[], cell: Cell | undefined, now: Instant, strength: number): number[] {
  if (cell === undefined) return [...parent];
  const passed = stillUnderWay(cell, now);
  let atRisk = cell.lost;
  const hazards = new Array<number>(BINS).fill(0);
  for (let bin = BINS - 1; bin >= 0; bin -= 1) {
    const delivered = cell.delivered[bin] ?? 0;
    atRisk += delivered;
    hazards[bin] = (delivered + strength * (parent[bin] ?? 0)) / (atRisk + (passed[bin] ?? 0) + strength);
  }
  return hazards;
}

const lossOf = (parent: number, cell: Cell | undefined): number =>
  cell === undefined ? parent : (cell.lost + cell.damaged + LOSS_STRENGTH * parent) / (weightOf(cell) + LOSS_STRENGTH);

const weightOf = ({ delivered, lost }: Cell): number => delivered.reduce((sum, one) => sum + one, lost);

/** The standard normal deviate of 95 %. */
const Z = 1.6448536269514722;

function scored(rate: number, trials: number): { chance: number; lower: number; upper: number } {
  const centre = (rate + (Z * Z) / (2 * trials)) / (1 + (Z * Z) / trials);
  const half = (Z / (1 + (Z * Z) / trials)) * Math.sqrt((rate * (1 - rate)) / trials + (Z * Z) / (4 * trials * trials));
  return {
    chance: rate,
    lower: Math.max(0, Math.min(rate, centre - half)),
    upper: Math.min(1, Math.max(rate, centre + half)),
  };
}

/** When a parcel leaves, and when it should be there. */
export interface Meeting {
  readonly handedOverAt: Instant;
  readonly by: Instant;
  /** Up to when parcels under way are reckoned. */
  readonly now: Instant;
}

/**
 * The chance that a parcel handed over then is delivered by an instant. Of a day that has only begun nothing is counted.
 *
 * @example
 * ```ts
 * const { chance, lower, upper } = chanceOf(model, lane, { handedOverAt: now, by: plusHours(now, 72), now });
 * ```
 */
export const chanceOf = (model: Punctuality, lane: LearnedLane, { handedOverAt, by, now }: Meeting): Chance =>
  outlookOf(model, lane, now).within(Math.floor((by - handedOverAt) / DAY));
