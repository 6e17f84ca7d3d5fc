import type { EnclosedPaper, PreparedGoods } from '../rules/index.js';
import type { PackedParcel } from '../types.js';

/** What is enclosed in one parcel. */
export interface PapersInParcel {
  readonly papers: readonly { readonly paper: string; readonly copies: number }[];
  readonly grams: number;
  readonly cost: number;
}

/**
 * Which papers go into which parcel: what is enclosed once for the order goes into the first parcel that holds goods for
 * which it is asked, what is enclosed once for a SKU into the first that holds the SKU, the others with each unit or parcel.
 */
export function papersIn(
  enclosed: readonly EnclosedPaper[],
  parcels: readonly PackedParcel[],
  goodsOf: ReadonlyMap<string, PreparedGoods>,
): PapersInParcel[] {
  const given = new Set<string>();
  return parcels.map(({ placements }) => {
    const units = placements.flatMap(({ unit }) => goodsOf.get(unit) ?? []);
    const inside = enclosed.map((one) => ({ ...one, copies: copiesFor(one, units, given) }));
    const here = inside.filter(({ copies }) => copies > 0);
    return {
      papers: here.map(({ paper, copies }) => ({ paper: paper.id, copies })),
      grams: here.reduce((sum, { paper, copies }) => sum + paper.grams * copies, 0),
      cost: here.reduce((sum, { paper, copies }) => sum + paper.cost * copies, 0),
    };
  });
}

/** `given` remembers what is enclosed only once. */
function copiesFor({ paper, lines }: EnclosedPaper, units: readonly PreparedGoods[], given: Set<string>): number {
  const asking = units.filter(({ line }) => lines.includes(line));
  if (asking.length === 0) return 0;
  const once = (names: readonly string[]): number => {
    const fresh = [...new Set(names)].filter((name) => !given.has(name));
    for (const name of fresh) given.add(name);
    return fresh.length;
  };
  switch (paper.each) {
    case 'order':
      return once([paper.id]);
    case 'sku':
      return once(asking.map(({ sku }) => `${paper.id} ${sku}`));
    case 'unit':
      return asking.length;
    case 'parcel':
      return 1;
  }
}
