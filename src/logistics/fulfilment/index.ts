export { type FulfilmentFailure, fulfilmentFailures } from './failures.js';
export { fulfilmentLifecycle } from './lifecycle.js';
export { fulfilmentMachine } from './machine.js';
export * from './types.js';
