export * from './aftersales/index.js';
export { Disposition } from './aftersales/index.js';
export * from './catalog/index.js';
export * from './engine/index.js';
export * from './inventory/index.js';
export * from './kernel/index.js';
export * from './logistics/index.js';
export * from './order/index.js';
export * from './recipient/index.js';
