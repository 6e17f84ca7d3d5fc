export { learnCategory } from './category.js';
export { classify, type DemandClass, type DemandKind, type DemandPhase } from './classify.js';
export {
  DemandQuestion,
  type DemandSeries,
  demandOf,
  Promotion,
  SaleLine,
  StockOut,
} from './demand.js';
export { type ForecastFailure, forecastFailures } from './failures.js';
export { forecast } from './forecast.js';
export { METHOD_NAMES, METHODS, type Method, type MethodName } from './methods/index.js';
export { Period } from './periods.js';
export {
  type BacktestResult,
  CategoryShape,
  type Expectation,
  type Forecast,
  type ForecastMethod,
  ForecastOptions,
  type ForecastStep,
  type HistoryPoint,
  Series,
  SeriesEvent,
  type Uplift,
} from './types.js';
