export { type PlannedBatch, type PlannedPool, type PoolPlan, type PoolStep, planPools } from './plan.js';
export type { Production } from './schedule.js';
export { type Share, type Split, type SplitInput, splitBatch } from './split.js';
export { Design, defaultPoolTerms, FactorySlot, PaidDemand, PoolFacts, PoolTerms } from './types.js';
