export { allUnitsDiscount, type DiscountedLotSize, incrementalDiscount } from './discounts.js';
export { type JointPlan, planJointOrders } from './joint.js';
export { DemandLaw, PeriodDemand } from './laws.js';
export {
  economicOrderQuantity,
  economicOrderQuantityWithBackorders,
  economicProductionQuantity,
  type LotSize,
} from './lot-size.js';
export { baseStock, newsvendor, newsvendorCost, type StockLevel } from './newsvendor.js';
export {
  bestReorderPoint,
  type ReorderPolicy,
  reorderPolicyByBackorders,
  reorderPolicyBySafetyStock,
  reorderPolicyByShortage,
  reorderPolicyByStockLevel,
  reorderPolicyCost,
} from './reorder-point.js';
export {
  type LeadTimeDemand,
  leadTimeDemand,
  type ServiceLevel,
  safetyStockForCycleService,
  safetyStockForFillRate,
  serviceForCost,
  serviceOf,
  standardLoss,
} from './service.js';
export { type LotPlan, planLots } from './wagner-whitin.js';
export {
  approximateMinMax,
  bestMinMax,
  bestWholeReorderPolicy,
  type MinMax,
  minMaxCost,
  type WholeReorderPolicy,
  wholeReorderPolicyCost,
} from './whole-units.js';
