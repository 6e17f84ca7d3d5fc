import type { DressedGoods, Handled, OtherMaterial, OtherWeighing } from './prepared.js';
import type { MaterialUse, PackagingTerms, Weighing } from './terms.js';

/** Each of the three cares alone. */
const EXTREMES: NonNullable<PackagingTerms['compareWith']> = [
  { name: 'protection', weighing: { protection: 1000, cost: 0, environment: 0 } },
  { name: 'cost', weighing: { protection: 0, cost: 1000, environment: 0 } },
  { name: 'environment', weighing: { protection: 0, cost: 0, environment: 1000 } },
];

export const compared = (
  { compareWith = EXTREMES }: PackagingTerms,
  goods: readonly Handled[],
  chosen: DressedGoods,
  dressing: (weighing: Weighing) => DressedGoods,
): OtherWeighing[] =>
  compareWith.map(({ name, weighing }) => {
    const other = dressing(weighing);
    return { name, weighing, report: other.report, changes: changesTo(other, chosen, goods) };
  });

/** The rules ask for the same uses under every weighing, so the dressings of a line stand side by side. */
function changesTo(other: DressedGoods, chosen: DressedGoods, goods: readonly Handled[]): OtherMaterial[] {
  const found = new Map<string, { use: MaterialUse; used: string; instead: string; lines: string[] }>();
  for (const [index, { line }] of goods.entries()) {
    for (const [n, { use, material }] of (chosen.goods[index]?.dressings ?? []).entries()) {
      const instead = other.goods[index]?.dressings[n]?.material.id ?? material.id;
      if (instead === material.id) continue;
      const change = found.get(`${material.id} ${instead}`) ?? { use, used: material.id, instead, lines: [] };
      change.lines.push(line);
      found.set(`${material.id} ${instead}`, change);
    }
  }
  const { filler } = chosen;
  const instead = other.filler?.material.id;
  if (filler !== undefined && instead !== undefined && instead !== filler.material.id) {
    found.set('filler', { use: 'filler', used: filler.material.id, instead, lines: [] });
  }
  return [...found.values()];
}
