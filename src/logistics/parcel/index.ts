export { type ParcelFailure, parcelFailures } from './failures.js';
export { parcelLifecycle } from './lifecycle.js';
export { parcelMachine } from './machine.js';
export * from './types.js';
export { normalisedWaybill, waybillKey } from './waybill.js';
