import { poissonQuantile } from './counts.js';
import { gammaQuantile } from './gamma.js';
import { normalQuantile } from './normal.js';

/** A stream of random numbers that its seed fixes for ever. `state` can be stored and given as the next seed. */
export interface Random {
  readonly state: number;
  /** The next number, above 0 and below 1. */
  next(): number;
}

/**
 * Tommy Ettinger's mulberry32 (public domain): 32 bits of state, a period of 2^32. Good for simulations, never for secrets.
 *
 * @param seed any whole number; taken modulo 2^32.
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return {
    get state() {
      return state;
    },
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
    },
  };
}

/** Draws are the quantile of one random number each, so that a draw never shifts the ones after it. */
export const drawNormal = (random: Random, mean: number, deviation: number): number =>
  mean + deviation * normalQuantile(random.next());

export const drawPoisson = (random: Random, mean: number): number => poissonQuantile(random.next(), mean);

/** With this shape and scale: mean shape · scale. */
export const drawGamma = (random: Random, shape: number, scale: number): number =>
  scale * gammaQuantile(random.next(), shape);
