export { type StockFailure, stockFailures } from './failures.js';
export { available, stockId, stockLifecycle, stockMachine } from './machine.js';
export * from './types.js';
