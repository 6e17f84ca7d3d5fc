import { type PackingFailure, packingFailures } from '../failures.js';
import type { PackUnit, Segregation } from '../types.js';
import type { Companions } from './companions.js';

/** What no plan could keep, whatever the boxes are. */
export function contradictionIn(
  units: readonly PackUnit[],
  segregation: readonly Segregation[],
  companions: Companions,
): PackingFailure | undefined {
  for (const { classes, because } of segregation) {
    const unit = units.find((one) => classes.every((name) => one.classes?.includes(name)));
    if (unit !== undefined) return packingFailures.unit_conflicts_with_itself({ unit: unit.id, classes, because });
  }
  const grouped = units.filter(({ together }) => together !== undefined);
  for (const [i, one] of grouped.entries()) {
    const isFoe = (other: PackUnit) => other.together === one.together && !companions.mayShare(one, other);
    const foe = grouped.slice(i + 1).find(isFoe);
    if (foe === undefined) continue;
    return packingFailures.group_may_not_be_together({ group: one.together ?? '', units: [one.id, foe.id] });
  }
  return undefined;
}
