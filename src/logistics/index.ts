export * from './carriers/tracking-states.js';
export * from './fulfilment/index.js';
export * from './parcel/index.js';
export * from './plan.js';
export * from './policies.js';
export * from './refusals.js';
export * from './types.js';
