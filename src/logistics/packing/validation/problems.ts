import { type AnyFailureOf, defineFailures, rule } from '../../../kernel/index.js';

/** Where a unit is spoken of: its parcel counts from 1. */
type Here = { readonly parcel: number; readonly unit: string };
type Figures = { readonly parcel: number; readonly says: number; readonly is: number };

const at = ({ parcel, unit }: Here): string => `Unit "${unit}" in parcel ${parcel}`;
const list = (texts: readonly string[]): string => texts.join(', ') || 'none';
const REPACK = 'Move the unit, or pack again.';
const RECKON = 'Reckon it again from the units, the box and the filler.';

/** What can be wrong with a packing plan, in the order in which it is looked for. */
export const planProblems = defineFailures('plan', {
  id_given_twice: rule<{ kind: 'unit' | 'box'; id: string }>(
    (d) =>
      `Two ${d.kind === 'unit' ? 'units' : 'boxes'} have the id "${d.id}", so the plan does not tell which is meant.`,
    'Give each unit and each box an id of its own.',
  ),
  unit_unknown: rule<Here>((d) => `${at(d)} is none of the units to be packed.`, 'Take it out of the plan.'),
  unit_repeated: rule<Here & { first: number }>(
    (d) => `${at(d)} is in parcel ${d.first} already.`,
    'Leave each unit in one place.',
  ),
  unit_missing: rule<{ unit: string }>(
    (d) => `Unit "${d.unit}" is in no parcel.`,
    'Put it into a parcel, or pack again.',
  ),
  box_unknown: rule<{ parcel: number; box: string }>(
    (d) => `Parcel ${d.parcel} is in box "${d.box}", which is not in the catalogue.`,
    'Choose a box of the catalogue.',
  ),
  box_stock_exceeded: rule<{ box: string; used: number; stock: number }>(
    (d) => `Box "${d.box}" is used ${d.used} times; ${d.stock} are left.`,
    'Choose another box for some parcels.',
  ),
  box_feature_missing: rule<Here & { box: string; needs: readonly string[] }>(
    (d) => `${at(d)} needs ${list(d.needs)}, which box "${d.box}" does not have.`,
    'Choose a box that has it.',
  ),
  box_feature_avoided: rule<Here & { box: string; avoids: readonly string[] }>(
    (d) => `${at(d)} must not go into a box with ${list(d.avoids)}, as box "${d.box}" is.`,
    'Choose a box without it.',
  ),
  orientation_not_allowed: rule<Here & { orientation: string; allowed: readonly string[] }>(
    (d) => `${at(d)} stands "${d.orientation}"; allowed are ${list(d.allowed)}.`,
    'Turn the unit.',
  ),
  size_wrong: rule<Here & { says: string; is: string }>(
    (d) => `${at(d)} measures ${d.is} mm as it stands; the plan says ${d.says}.`,
    'Take the size from the unit and its orientation.',
  ),
  position_not_whole: rule<Here & { x: number; y: number; z: number }>(
    (d) => `${at(d)} stands at ${d.x}, ${d.y}, ${d.z}, which are not whole millimetres.`,
    'Give positions in whole millimetres.',
  ),
  outside_box: rule<Here & { side: 'length' | 'width' | 'height'; from: number; to: number; inner: number }>(
    (d) => `${at(d)} reaches from ${d.from} to ${d.to} mm along the ${d.side} of a box of ${d.inner} mm.`,
    REPACK,
  ),
  overlapping: rule<Here & { other: string }>((d) => `${at(d)} and unit "${d.other}" are in the same place.`, REPACK),
  packed_under_another: rule<Here & { other: string }>(
    (d) => `${at(d)} goes in after unit "${d.other}", which already stands over its place.`,
    'Put first what stands below.',
  ),
  not_on_floor: rule<Here & { z: number }>((d) => `${at(d)} must stand on the floor and stands at ${d.z} mm.`, REPACK),
  bears_too_much: rule<Here & { grams: number; bears: number; units: readonly string[] }>(
    (d) => `${at(d)} bears ${d.bears} g at most; ${d.grams} g rest on it: ${list(d.units)}.`,
    REPACK,
  ),
  support_too_small: rule<Here & { permille: number; wanted: number }>(
    (d) => `${at(d)} stands on something with ${d.permille} thousandths of its base; ${d.wanted} are asked for.`,
    REPACK,
  ),
  segregated: rule<Here & { other: string; classes: readonly [string, string]; because: string }>(
    (d) => `${at(d)} (${d.classes[0]}) must not share a parcel with unit "${d.other}" (${d.classes[1]}): ${d.because}.`,
    'Put them into two parcels.',
  ),
  own_parcel_shared: rule<Here & { others: number }>(
    (d) => `${at(d)} takes a parcel of its own and shares it with ${d.others} others.`,
    'Put the others into another parcel.',
  ),
  group_parted: rule<{ group: string; parcels: readonly number[] }>(
    (d) => `The units of group "${d.group}" belong together and are in parcels ${d.parcels.join(', ')}.`,
    'Put them into one parcel.',
  ),
  too_heavy: rule<{ parcel: number; box: string; grams: number; most: number }>(
    (d) => `Parcel ${d.parcel} holds ${d.grams} g of units and filler; box "${d.box}" takes ${d.most} g.`,
    'Take something out, or choose a stronger box.',
  ),
  too_full: rule<{ parcel: number; box: string; permille: number; most: number }>(
    (d) => `Units fill ${d.permille} thousandths of parcel ${d.parcel}; box "${d.box}" may be filled to ${d.most}.`,
    'Take something out, or choose a larger box.',
  ),
  weight_wrong: rule<Figures>((d) => `Parcel ${d.parcel} weighs ${d.is} g; the plan says ${d.says} g.`, RECKON),
  fill_wrong: rule<Figures>(
    (d) => `Units fill ${d.is} thousandths of parcel ${d.parcel}; the plan says ${d.says}.`,
    RECKON,
  ),
  carriage_refused: rule<{ parcel: number; grams: number; outer: string }>(
    (d) => `The carrier does not take parcel ${d.parcel}: ${d.grams} g, ${d.outer} mm outside.`,
    'Split the parcel, or choose a smaller box.',
  ),
  cost_wrong: rule<Figures & { part: 'box' | 'filler' | 'carriage' | 'total' }>(
    (d) => `The cost of parcel ${d.parcel} (${d.part}) is ${d.is} minor units; the plan says ${d.says}.`,
    RECKON,
  ),
  total_wrong: rule<{ says: number; is: number }>(
    (d) => `The parcels cost ${d.is} minor units together; the plan says ${d.says}.`,
    'Add up the parcels.',
  ),
  bound_wrong: rule<{ total: number; lowerBound: number; proof: string }>(
    (d) => `A plan of ${d.total} minor units with proof "${d.proof}" cannot have the lower bound ${d.lowerBound}.`,
    'The bound is at most the total, and equal to it where that is proved to be the least.',
  ),
});

/** One thing that is wrong with a packing plan: its code, a message with ids and values, and what to do. */
export type PlanProblem = AnyFailureOf<typeof planProblems>;
