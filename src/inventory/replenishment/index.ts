export { DemandForecast, demandFrom, type ForecastTotals } from './demand-ahead.js';
export { ReplenishmentFacts, ReplenishmentTerms, SkuFacts, SupplierFacts } from './facts.js';
export { type ReplenishmentFailure, replenishmentFailures } from './failures.js';
export type { Proposal, ProposalLine, SupplierOrder } from './proposal.js';
export { proposeOrders } from './propose.js';
export { ServiceGoal, StockCostTerms } from './service-terms.js';
export { type SimulatedPeriod, type Simulation, SimulationInput, StockPolicy, simulateStock } from './simulate.js';
export * from './theory/index.js';
