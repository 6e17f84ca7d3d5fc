/**
 * What to stock and when to order it: demand, forecast, replenishment, stocktake, suppliers.
 *
 * @packageDocumentation
 */
export {};
