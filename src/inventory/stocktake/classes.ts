import type { Result } from 'neverthrow';
import * as z from 'zod/mini';
import { complaint, type InputFailure, parseInput, Sku, strictObject } from '../../kernel/index.js';
import { meanOf, populationVarianceOf } from '../../statistics/index.js';
import { NotNegative, OpenProbability, Positive } from '../planning-numbers.js';

/** A few SKUs that matter most, those that matter, and the many that matter little. */
export const ValueClass = z.enum(['A', 'B', 'C']);
export type ValueClass = z.infer<typeof ValueClass>;

/** Steady, changing, erratic demand; `unknown` where it was too short to tell or nothing was sold. */
export type SteadinessClass = 'X' | 'Y' | 'Z' | 'unknown';

const ClassItem = strictObject({
  sku: Sku,
  /** What it sold for over the time that counts, in any one unit. */
  value: NotNegative,
  /** Units sold in each period, if steadiness is wanted. */
  demand: z.optional(z.array(NotNegative).check(z.maxLength(5000))),
});
export type ClassItem = z.infer<typeof ClassItem>;

const Limits = strictObject({
  /** The share of all value at which class A ends. */
  a: OpenProbability,
  /** The share of all value at which class B ends. */
  b: OpenProbability,
  /** The coefficients of variation up to which demand is X, and Y. */
  x: Positive,
  y: Positive,
}).check(
  z.refine(({ a, b }) => a < b, {
    error: complaint('stocktake.classes_out_of_order', 'must be above the end of class A'),
    path: ['b'],
  }),
  z.refine(({ x, y }) => x < y, {
    error: complaint('stocktake.classes_out_of_order', 'must be above the end of class X'),
    path: ['y'],
  }),
);
/** Where classes end. */
export type ClassLimits = z.infer<typeof Limits>;
/** A to 80 % of the value, B to 95 %; X to a coefficient of variation of 0.5, Y to 1. */
export const defaultClassLimits: ClassLimits = { a: 0.8, b: 0.95, x: 0.5, y: 1 };

/** The classes of one SKU. */
export interface Classed {
  readonly sku: string;
  readonly value: ValueClass;
  readonly steadiness: SteadinessClass;
  /** Share of all value up to and with this SKU, the most valuable first. */
  readonly cumulativeShare: number;
}

const Items = z.array(ClassItem).check(
  z.maxLength(1_000_000),
  z.refine((items) => new Set(items.map(({ sku }) => sku)).size === items.length, {
    error: complaint('planning.named_twice', 'must name each SKU once'),
  }),
);

/**
 * Sorts SKUs into A, B, C by their share of value, and X, Y, Z by how steadily they sell. The SKU that passes a limit still
 * belongs to the class; what has no value is C.
 *
 * @returns the SKUs, the most valuable first; equal ones by name.
 * @example
 * ```ts
 * classifyStock([{ sku: 'mug', value: 900 }, { sku: 'lamp', value: 90 }, { sku: 'cup', value: 10 }]); // A, B, C
 * ```
 */
export function classifyStock(
  items: readonly ClassItem[],
  limits: ClassLimits = defaultClassLimits,
): Result<Classed[], InputFailure> {
  const input = strictObject({ items: Items, limits: Limits });
  return parseInput(input, { items, limits }, 'the classes').map((it) => classes(it.items, it.limits));
}

function classes(items: readonly ClassItem[], limits: ClassLimits): Classed[] {
  const total = items.reduce((sum, { value }) => sum + value, 0);
  const falling = items.toSorted((a, b) => b.value - a.value || (a.sku < b.sku ? -1 : 1));
  let before = 0;
  return falling.map(({ sku, value, demand = [] }) => {
    const known = value === 0 ? 'C' : valueClass(before / total, limits);
    before += value;
    const cumulativeShare = total === 0 ? 0 : Math.min(1, before / total);
    return { sku, value: known, steadiness: steadiness(demand, limits), cumulativeShare };
  });
}

function valueClass(shareBefore: number, { a, b }: ClassLimits): ValueClass {
  if (shareBefore < a) return 'A';
  return shareBefore < b ? 'B' : 'C';
}

function steadiness(demand: readonly number[], { x, y }: ClassLimits): SteadinessClass {
  const mean = meanOf(demand);
  if (demand.length < 2 || mean === 0) return 'unknown';
  const variation = Math.sqrt(populationVarianceOf(demand)) / mean;
  if (variation <= x) return 'X';
  return variation <= y ? 'Y' : 'Z';
}
