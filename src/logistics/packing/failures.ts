import { type AnyFailureOf, defineFailures, type InputFailure, rule } from '../../kernel/index.js';
import type { Size } from './geometry.js';

/** Why one box does not take one unit. */
export type Obstacle = { readonly box: string } & (
  | { readonly rule: 'tooLong'; readonly overMillimetres: number }
  | { readonly rule: 'tooHeavy'; readonly overGrams: number }
  | { readonly rule: 'tooFull'; readonly fillPermille: number; readonly maxFillPermille: number }
  | { readonly rule: 'featureMissing'; readonly feature: string }
  | { readonly rule: 'featureAvoided'; readonly feature: string }
  | { readonly rule: 'outOfStock' }
  | {
      readonly rule: 'carrierRefuses';
      readonly weightGrams: number;
      readonly outer: Size;
      readonly girthMillimetres: number;
    }
);

/** A unit that no box takes, and of each box why; the box that comes nearest first. */
export interface Misfit {
  readonly unit: string;
  readonly sku: string;
  readonly boxes: readonly Obstacle[];
}

/** In the order of precedence. */
export const packingFailures = defineFailures('packing', {
  unit_given_twice: rule<{ unit: string }>(
    (d) => `The unit "${d.unit}" is given twice.`,
    'Give each physical unit an id of its own.',
  ),
  box_given_twice: rule<{ box: string }>(
    (d) => `The box "${d.box}" is given twice.`,
    'Give each kind of box one id; say how many there are with `stock`.',
  ),
  unit_conflicts_with_itself: rule<{ unit: string; classes: readonly [string, string]; because: string }>(
    (d) => `The unit "${d.unit}" is both ${d.classes.join(' and ')}, which never share a parcel: ${d.because}.`,
    'Correct the classes of the unit, or leave out the rule.',
  ),
  group_may_not_be_together: rule<{ group: string; units: readonly [string, string] }>(
    (d) => `The units "${d.units[0]}" and "${d.units[1]}" of the group "${d.group}" may not share a parcel.`,
    'Take one of them out of the group, or leave out the rule that keeps them apart.',
  ),
  unit_fits_no_box: rule<{ misfits: readonly Misfit[] }>(
    (d) => `No box takes ${d.misfits.slice(0, 3).map(misfitText).join('; nor ')}${more(d.misfits.length - 3)}.`,
    'Add a box that takes it, or mark it as shipped in its own carton (`ownParcel`).',
  ),
  group_fits_no_box: rule<{ group: string; units: readonly string[] }>(
    (d) => `No box takes the ${d.units.length} units of the group "${d.group}" together.`,
    'Add a larger box, or let the group be parted.',
  ),
  boxes_run_out: rule<{ boxes: readonly string[] }>(
    (d) => `There are not enough boxes left: ${d.boxes.join(', ')}.`,
    'Order more of them, or offer other boxes that take the units.',
  ),
});
/** Any refusal to pack. */
export type PackingFailure = AnyFailureOf<typeof packingFailures> | InputFailure;

const more = (count: number): string => (count > 0 ? ` (and ${count} more units)` : '');

function misfitText({ unit, sku, boxes: [nearest] }: Misfit): string {
  const name = `the unit "${unit}" (${sku})`;
  return nearest === undefined ? name : `${name}: ${obstacleText(nearest)}`;
}

function obstacleText(obstacle: Obstacle): string {
  const box = `"${obstacle.box}"`;
  switch (obstacle.rule) {
    case 'tooLong':
      return `it is ${obstacle.overMillimetres} mm too long for ${box}`;
    case 'tooHeavy':
      return `it is ${obstacle.overGrams} g too heavy for ${box}`;
    case 'tooFull':
      return `it fills ${obstacle.fillPermille} thousandths of ${box}, which may be filled to ${obstacle.maxFillPermille}`;
    case 'featureMissing':
      return `${box} has no ${obstacle.feature}`;
    case 'featureAvoided':
      return `${box} has ${obstacle.feature}, which it avoids`;
    case 'outOfStock':
      return `${box} is out of stock`;
    case 'carrierRefuses': {
      const { length, width, height } = obstacle.outer;
      const parcel = `${obstacle.weightGrams} g, ${length} x ${width} x ${height} mm, girth ${obstacle.girthMillimetres} mm`;
      return `the carrier does not take it in ${box} (${parcel})`;
    }
  }
}
