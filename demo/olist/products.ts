import type { Catalog, SkuFacts } from 'orderwright';
import { hasTable, type Row, readTable, wholeOf } from '../input.js';
import type { OrderedLine } from './steps.js';

const COLUMNS = [
  'product_id',
  'product_weight_g',
  'product_length_cm',
  'product_width_cm',
  'product_height_cm',
] as const;
const MILLIMETRES = 10;

/** Sizes and weights of the products, where the folder has them. */
export function productsOf(folder: string): Catalog {
  const rows = hasTable(folder, 'products') ? readTable(folder, 'products', COLUMNS) : [];
  const facts = new Map(rows.map((row) => [row.product_id, factsOf(row)]));
  return (sku) => facts.get(sku);
}

function factsOf(row: Row<(typeof COLUMNS)[number]>): SkuFacts {
  const side = (column: (typeof COLUMNS)[number]) => (row[column] === '' ? 0 : wholeOf(row, column) * MILLIMETRES);
  const size = {
    length: side('product_length_cm'),
    width: side('product_width_cm'),
    height: side('product_height_cm'),
  };
  const isMeasured = size.length > 0 && size.width > 0 && size.height > 0;
  return {
    sku: row.product_id,
    ...(isMeasured && { size }),
    ...(row.product_weight_g !== '' && { weightGrams: wholeOf(row, 'product_weight_g') }),
  };
}

/** What a packing policy sees of ordered lines. */
export const packingLines = (lines: readonly OrderedLine[], catalog: Catalog) =>
  lines.map(({ id: line, sku, quantity }) => {
    const { size, weightGrams: unitWeightGrams } = catalog(sku) ?? {};
    const facts = { ...(size !== undefined && { size }), ...(unitWeightGrams !== undefined && { unitWeightGrams }) };
    return { line, sku, quantity, ...facts };
  });
