export { type CountedPlace, type InventoryAccuracy, inventoryAccuracy, type LossEstimate } from './accuracy.js';
export {
  type Classed,
  type ClassItem,
  type ClassLimits,
  classifyStock,
  defaultClassLimits,
  type SteadinessClass,
  ValueClass,
} from './classes.js';
export { CountFacts, CountTerms, defaultCountTerms } from './count-facts.js';
export {
  CountedFacts,
  type CountVerdict,
  defaultJudgeTerms,
  JudgeTerms,
  judgeCount,
  type Tolerance,
} from './judge.js';
export { type BlindLine, blindSheet, type CountCandidate, type CountPlan, planCounts } from './plan.js';
export type { CountReason, ReasonCode } from './reasons.js';
