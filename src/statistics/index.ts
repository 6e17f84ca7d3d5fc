/** Distributions, intervals, samples, searches and seeded random numbers. Pure numbers: it knows nothing of orders. */
export * from './beta.js';
export * from './counts.js';
export * from './gamma.js';
export * from './minimise.js';
export * from './normal.js';
export * from './random.js';
export * from './rates.js';
export { logGamma } from './saddle.js';
export * from './sample.js';
