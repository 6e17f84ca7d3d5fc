import { meanOf, populationVarianceOf, quantileOf, sumOf } from '../../statistics/index.js';
import type { Receipt } from './receipts.js';

/** How dear a supplier is and how steady. */
export type PriceRecord =
  | { readonly kind: 'noData' }
  | {
      readonly kind: 'prices';
      /** Against the median price of the same SKUs over all suppliers: 1.05 is 5 % dearer. */
      readonly level: number;
      /** The usual deviation of a SKU's price from its own mean, as a share of it; 0 where it never moved. */
      readonly unsteadiness: number;
      /** Order lines with a price. */
      readonly lines: number;
    };

/** Prices per supplier: geometric mean over order lines of the price against the SKU's median over all suppliers. */
export function pricesOf(groups: ReadonlyMap<string, readonly Receipt[]>): Map<string, PriceRecord> {
  const usual = new Map<string, number>();
  for (const [sku, prices] of bySku([...groups.values()].flat())) usual.set(sku, quantileOf(prices, 0.5));
  return new Map([...groups].map(([supplier, lines]) => [supplier, recordOf(lines, usual)]));
}

function recordOf(lines: readonly Receipt[], usual: ReadonlyMap<string, number>): PriceRecord {
  const own = bySku(lines);
  const count = sumOf([...own.values()].map(({ length }) => length));
  if (count === 0) return { kind: 'noData' };
  const logs = [...own].flatMap(([sku, prices]) => prices.map((price) => Math.log(price / (usual.get(sku) ?? price))));
  const squares = [...own.values()].map(
    (prices) => (prices.length * populationVarianceOf(prices)) / meanOf(prices) ** 2,
  );
  return {
    kind: 'prices',
    level: Math.exp(meanOf(logs)),
    unsteadiness: Math.sqrt(sumOf(squares) / count),
    lines: count,
  };
}

function bySku(lines: readonly Receipt[]): Map<string, number[]> {
  const prices = new Map<string, number[]>();
  for (const { sku, unitPrice } of lines) {
    if (unitPrice === undefined) continue;
    const known = prices.get(sku);
    if (known === undefined) prices.set(sku, [unitPrice]);
    else known.push(unitPrice);
  }
  return prices;
}
