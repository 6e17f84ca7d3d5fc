export * from './allocation/index.js';
export * from './reconcile/index.js';
export * from './refusals.js';
export * from './reservation/index.js';
export * from './stock/index.js';
