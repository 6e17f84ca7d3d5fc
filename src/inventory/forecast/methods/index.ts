import { adida, imapa } from './aggregated.js';
import { holtWintersAdditive, holtWintersMultiplicative } from './holt-winters.js';
import { croston, sba, tsb } from './intermittent.js';
import type { Method } from './method.js';
import { seasonally } from './season.js';
import { seasonalNaive } from './seasonal-naive.js';
import { simpleSmoothing, slowSmoothing } from './smoothing.js';
import { theta } from './theta.js';
import { dampedTrend, linearTrend } from './trend.js';

export const METHOD_NAMES = [
  'seasonalNaive',
  'simpleSmoothing',
  'linearTrend',
  'dampedTrend',
  'theta',
  'holtWintersAdditive',
  'holtWintersMultiplicative',
  'slowSmoothing',
  'croston',
  'sba',
  'tsb',
  'adida',
  'imapa',
] as const;
export type MethodName = (typeof METHOD_NAMES)[number];

/** Those that know no season run on the seasonally adjusted series where a season shows. */
export const METHODS: Readonly<Record<MethodName, Method>> = {
  seasonalNaive,
  simpleSmoothing: seasonally(simpleSmoothing),
  linearTrend: seasonally(linearTrend),
  dampedTrend: seasonally(dampedTrend),
  theta: seasonally(theta),
  holtWintersAdditive,
  holtWintersMultiplicative,
  slowSmoothing: seasonally(slowSmoothing),
  croston,
  sba,
  tsb,
  adida,
  imapa,
};

export type { Method } from './method.js';
export { hasSeason, seasonalityOf } from './season.js';
