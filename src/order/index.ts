export { nextShares, refundable, sharesOf } from './amounts.js';
export * from './commands.js';
export * from './events.js';
export { type OrderFailure, orderFailures } from './failures.js';
export { orderLifecycle } from './lifecycle.js';
export { orderMachine } from './machine.js';
export type { OrderAsk } from './owing.js';
export { orderRefusals } from './refusals.js';
export * from './types.js';
