import { err, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import { complaint, Id, parseInput, strictObject } from '../../kernel/index.js';
import { Cartonizer } from './carton/cartonizer.js';
import { checkedTerms, unitGivenTwice } from './cartonize.js';
import type { PackingFailure } from './failures.js';
import { type PackingPlan, type PackingTerms, PackUnits } from './types.js';

const MOST_ORDERS = 10_000;

const WaveOrders = z.array(strictObject({ id: Id, units: PackUnits })).check(
  z.maxLength(MOST_ORDERS, {
    error: complaint('packing.too_many_orders', `must hold at most ${MOST_ORDERS} orders`),
  }),
);

/** Orders that are packed from one stock of boxes, and the terms they are packed by. */
export interface WaveRequest extends PackingTerms {
  /** Those that come first take first. */
  readonly orders: z.infer<typeof WaveOrders>;
}

/** How one order of a wave is packed, or why it is not. */
export type WaveOrder =
  | { readonly id: string; readonly plan: PackingPlan }
  | { readonly id: string; readonly refusal: PackingFailure };

/** A packed wave. */
export interface WavePlan {
  readonly orders: readonly WaveOrder[];
  /** How many of each box are used. */
  readonly used: Readonly<Record<string, number>>;
  /** Of all plans, in minor units. */
  readonly total: number;
}

/**
 * Packs many orders from one stock of boxes, in the order in which they are given: no plan takes a box that is not there any
 * more. An order that cannot be packed is refused for itself and takes nothing.
 *
 * @returns a plan or refusal for each order; or what is wrong with the input, as `cartonize` says it.
 *
 * @example
 * ```ts
 * const wave = cartonizeWave({ orders: [{ id: 'o-1', units }, { id: 'o-2', units }], boxes });
 * if (wave.isOk()) wave.value.used;
 * ```
 */
export function cartonizeWave({ orders, ...terms }: WaveRequest): Result<WavePlan, PackingFailure> {
  return parseInput(WaveOrders, orders, 'The orders to pack').andThen((checked) =>
    checkedTerms(terms).map((known) => packAll(checked, known)),
  );
}

function packAll(orders: WaveRequest['orders'], terms: PackingTerms): WavePlan {
  const cartonizer = new Cartonizer(terms);
  const left = new Map(terms.boxes.flatMap(({ id, stock }) => (stock === undefined ? [] : [[id, stock]])));
  const used = new Map(terms.boxes.map(({ id }) => [id, 0]));
  const packed = orders.map(({ id, units }): WaveOrder => {
    const twice = unitGivenTwice(units);
    const plan = twice === undefined ? cartonizer.pack(units, left) : err(twice);
    if (plan.isErr()) return { id, refusal: plan.error };
    for (const { box } of plan.value.parcels) {
      const [count, stock] = [used.get(box), left.get(box)];
      if (count !== undefined) used.set(box, count + 1);
      if (stock !== undefined) left.set(box, stock - 1);
    }
    return { id, plan: plan.value };
  });
  const total = packed.reduce((sum, order) => sum + ('plan' in order ? order.plan.total : 0), 0);
  return { orders: packed, used: Object.fromEntries(used), total };
}
