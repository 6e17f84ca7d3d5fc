import type { AftersalesTerms } from '../aftersales/index.js';
import type { LogisticsTerms } from '../logistics/index.js';
import type { OrderTerms } from '../order/index.js';

/** Where a figure comes from, and whether somebody has checked it there. */
export interface Provenance {
  readonly source: string;
  readonly verified: boolean;
}

/**
 * Terms for a market, as dated data: spread them into the terms of a desk and change what you like. Not legal advice.
 * Platforms change their rules often; a deadline which the platform gives with an order or a case beats any of these.
 */
export interface Preset {
  readonly name: string;
  /** ISO 3166-1, or the union whose law it is. */
  readonly jurisdiction: string;
  /** The day on which the figures were put together. */
  readonly asOf: string;
  readonly order: OrderTerms;
  readonly logistics: LogisticsTerms;
  readonly aftersales: AftersalesTerms;
  /** The provenance of figures that are no obligations, by their path: `order.afterSales`. */
  readonly notes: Readonly<Record<string, Provenance>>;
}
