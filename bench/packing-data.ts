import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Box, type PackUnit, UPRIGHT } from 'orderwright/packing';

/** Orders to be packed, and the boxes for them. */
export interface OrderSet {
  readonly name: string;
  /** Whether its boxes have prices; else fewer boxes are better, and of those the smaller. */
  readonly priced: boolean;
  readonly boxes: readonly Box[];
  readonly orders: readonly (readonly PackUnit[])[];
}

type Row = readonly number[];

/** Layout of `ecommerce-*.json`: one row for each unit, `[length, width, height, grams, keep upright]`. */
interface UnitRows {
  readonly boxes: readonly {
    readonly id: string;
    readonly l: number;
    readonly w: number;
    readonly h: number;
    readonly maxWeight: number;
    readonly emptyWeight: number;
    readonly cost: number;
  }[];
  readonly orders: readonly (readonly Row[])[];
}

/** Layout of BoxPacker's orders: `[width, length, depth, grams, quantity]`; boxes without a price. */
interface LineRows {
  readonly boxes: readonly {
    readonly id: string;
    readonly width: number;
    readonly length: number;
    readonly depth: number;
    readonly maxLoadWeight: number;
    readonly emptyWeight: number;
  }[];
  readonly orders: readonly (readonly Row[])[];
}

/** Every set of orders in a folder: `ecommerce-*.json`, and files with `boxes` and `orders` in BoxPacker's layout. */
export function orderSetsIn(folder: string): OrderSet[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.endsWith('-optimal.json'));
  return files.sort().flatMap((file) => {
    const data: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const name = file.replace('.json', '');
    if (isUnitRows(data)) return [fromUnitRows(name, data)];
    return isLineRows(data) ? [fromLineRows(name, data)] : [];
  });
}

const firstBox = (data: unknown): object =>
  (data as Partial<UnitRows>).orders === undefined ? {} : ((data as Partial<UnitRows>).boxes?.[0] ?? {});
const isUnitRows = (data: unknown): data is UnitRows => 'l' in firstBox(data);
const isLineRows = (data: unknown): data is LineRows => 'depth' in firstBox(data);

const fromUnitRows = (name: string, { boxes, orders }: UnitRows): OrderSet => ({
  name,
  priced: true,
  boxes: boxes.map(({ id, l, w, h, maxWeight, emptyWeight, cost }) => ({
    id,
    inner: { length: l, width: w, height: h },
    emptyWeightGrams: emptyWeight,
    maxLoadGrams: maxWeight,
    cost,
  })),
  orders: orders.map((rows) =>
    rows.map(([length = 0, width = 0, height = 0, weightGrams = 0, upright], i) => ({
      id: `u${i}`,
      sku: 'unit',
      size: { length, width, height },
      weightGrams,
      ...(upright === 1 && { orientations: [...UPRIGHT] }),
    })),
  ),
});

/** The price of a box without one is its volume in litres. */
const fromLineRows = (name: string, { boxes, orders }: LineRows): OrderSet => ({
  name,
  priced: false,
  boxes: boxes.map(({ id, width, length, depth, maxLoadWeight, emptyWeight }) => ({
    id,
    inner: { length, width, height: depth },
    emptyWeightGrams: emptyWeight,
    maxLoadGrams: maxLoadWeight,
    cost: Math.round((length * width * depth) / 1_000_000),
  })),
  orders: orders.map((rows) =>
    rows
      .flatMap((row) => Array.from({ length: row[4] ?? 1 }, () => row))
      .map(([width = 0, length = 0, height = 0, weightGrams = 0], i) => ({
        id: `u${i}`,
        sku: 'unit',
        size: { length, width, height },
        weightGrams,
      })),
  ),
});
