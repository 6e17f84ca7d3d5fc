import { expect } from 'vitest';
import {
  type Box,
  type CartonizeRequest,
  cartonize,
  ownCartonOf,
  type PackingPlan,
  type PackUnit,
  validatePlan,
} from '../../../src/logistics/packing/index.js';
import { size } from './plans.js';

export type Sides = readonly [length: number, width: number, height: number];

/** A unit of 100 g per litre, or of what is said. */
export const unit = (id: string, sides: Sides, more: Partial<PackUnit> = {}): PackUnit => ({
  id,
  sku: 'goods',
  size: size(...sides),
  weightGrams: Math.ceil((sides[0] * sides[1] * sides[2]) / 10_000),
  ...more,
});

export const units = (count: number, sides: Sides, more: Partial<PackUnit> = {}): PackUnit[] =>
  Array.from({ length: count }, (_, i) => unit(`u-${i}`, sides, more));

export const box = (id: string, sides: Sides, cost: number, more: Partial<Box> = {}): Box => ({
  id,
  inner: size(...sides),
  emptyWeightGrams: 50,
  maxLoadGrams: 30_000,
  cost,
  ...more,
});

/** The plan, after the validator has found nothing wrong with it. */
export function planFor(request: CartonizeRequest): PackingPlan {
  const plan = cartonize(request)._unsafeUnwrap();
  expectSound(request, plan);
  return plan;
}

export function expectSound({ units: all, boxes, ...rules }: Omit<CartonizeRequest, 'stop'>, plan: PackingPlan): void {
  const own = all.filter(({ ownParcel }) => ownParcel).map(ownCartonOf);
  const { segregation = [], supportPermille = 0, carriage } = rules;
  const known = carriage === undefined ? {} : { carriage };
  expect(validatePlan({ units: all, boxes: [...boxes, ...own], segregation, supportPermille, ...known }, plan)).toEqual(
    [],
  );
}

export const boxesOf = ({ parcels }: PackingPlan): string[] => parcels.map((parcel) => parcel.box).sort();
export const codeOf = (request: unknown): string | undefined => {
  const packed = cartonize(request as CartonizeRequest);
  return packed.isErr() ? packed.error.code : undefined;
};
