import { turned, volumeOf } from '../geometry.js';
import { realAt } from './arrays.js';
import { type FittingKind, maxLoad } from './fitting.js';
import type { Space } from './types.js';

/** Maps the share of a side to a share that may be counted instead, so that what fits together still does. */
type Dual = (share: number) => number;

const EXACT = 1e-9;

const itself: Dual = (share) => share;

/** Only what is longer than `1 - least` counts, and wholly; what is shorter than `least` does not count. Martello and Toth's bound. */
const bigOnly =
  (least: number): Dual =>
  (share) =>
    share > 1 - least + EXACT ? 1 : share < least - EXACT ? 0 : share;

/** Rounds to parts of 1/parts where k + 1 times the share is not whole. Fekete and Schepers' u(k). */
const inParts =
  (parts: number): Dual =>
  (share) => {
    const times = (parts + 1) * share;
    const whole = Math.round(times);
    return Math.abs(times - whole) < EXACT ? share : Math.floor(times) / parts;
  };

const DUALS: readonly Dual[] = [
  itself,
  inParts(1),
  inParts(2),
  inParts(3),
  inParts(5),
  bigOnly(1 / 2),
  bigOnly(1 / 3),
  bigOnly(1 / 4),
  bigOnly(1 / 6),
];

/**
 * No fewer bins can do: by weight, and by volumes counted with dual feasible functions on each axis (Fekete and Schepers, A general
 * framework for bounds for higher-dimensional orthogonal packing problems, 2004). A unit that may be turned counts with its least volume.
 */
export function fewestConceivable(bin: Space, kinds: readonly FittingKind[]): number {
  const units = kinds.filter(({ quantity }) => quantity > 0);
  if (units.length === 0) return 0;
  const grams = units.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0);
  const volume = units.reduce((sum, { size, quantity }) => sum + volumeOf(size) * quantity, 0);
  const bound = Math.max(1, Math.ceil(volume / volumeOf(bin.size)), grams > 0 ? Math.ceil(grams / maxLoad(bin)) : 0);
  return Math.max(bound, Math.ceil(dualBound(bin, units) - 1e-6));
}

/** The largest sum of all units over every choice of a function for each axis. */
function dualBound({ size }: Space, kinds: readonly FittingKind[]): number {
  const sums = new Float64Array(DUALS.length ** 3);
  const shares = new Float64Array(sums.length);
  for (const { size: own, orientations, quantity } of kinds) {
    shares.fill(1);
    for (const orientation of orientations) {
      const { length, width, height } = turned(own, orientation);
      lower(shares, duals(length / size.length), duals(width / size.width), duals(height / size.height));
    }
    for (let i = 0; i < sums.length; i += 1) sums[i] = realAt(sums, i) + quantity * realAt(shares, i);
  }
  return sums.reduce((most, sum) => Math.max(most, sum), 0);
}

const duals = (share: number): Float64Array => Float64Array.from(DUALS, (dual) => dual(share));

/** Lowers each share to the product of one value of each axis where that is less. */
function lower(shares: Float64Array, x: Float64Array, y: Float64Array, z: Float64Array): void {
  let i = 0;
  for (let a = 0; a < x.length; a += 1) {
    for (let b = 0; b < y.length; b += 1) {
      const face = realAt(x, a) * realAt(y, b);
      for (let c = 0; c < z.length; c += 1) {
        const share = face * realAt(z, c);
        if (share < realAt(shares, i)) shares[i] = share;
        i += 1;
      }
    }
  }
}
