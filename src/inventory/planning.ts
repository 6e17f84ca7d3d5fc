/**
 * What to stock and when to order it: demand, forecast, replenishment, stocktake, suppliers.
 *
 * @packageDocumentation
 */
export * from './c2m/index.js';
export * from './forecast/index.js';
export * from './replenishment/index.js';
export * from './stocktake/index.js';
export * from './supply/index.js';
