import { type AnyFailureOf, defineFailures, rule } from '../../../kernel/index.js';

const twice = (what: string) =>
  rule<{ id: string }>((d) => `${what} "${d.id}" is given twice.`, 'Give each an id of its own.');

/** In the order of precedence: what is wrong with the terms, then with the goods. */
export const packagingFailures = defineFailures('packaging', {
  material_given_twice: twice('Material'),
  stream_given_twice: twice('Waste stream'),
  paper_given_twice: twice('Paper'),
  stream_unknown: rule<{ material: string; stream: string; known: readonly string[] }>(
    (d) => `Material "${d.material}" goes into waste stream "${d.stream}"; the terms have: ${d.known.join(', ')}.`,
    'Add the stream to `streams`, with the share of it that is recycled.',
  ),
  material_unknown: rule<{ rule: string; material: string; known: readonly string[] }>(
    (d) => `Rule "${d.rule}" asks for material "${d.material}"; the terms have: ${d.known.join(', ')}.`,
    'Add it to `materials`, or name another one.',
  ),
  material_of_other_use: rule<{ rule: string; material: string; use: string; asked: string }>(
    (d) => `Rule "${d.rule}" asks for material "${d.material}" as ${d.asked}, but it serves as ${d.use}.`,
    'Name a material of that use, or enter it a second time with the other use.',
  ),
  protection_out_of_reach: rule<{ rule: string; use: string; asked: number; best: number }>(
    (d) => `Rule "${d.rule}" asks for a ${d.use} of protection ${d.asked} or more; the best it names has ${d.best}.`,
    'Name a material that guards better, or ask for less.',
  ),
  paper_unknown: rule<{ rule: string; paper: string; known: readonly string[] }>(
    (d) => `${d.rule} asks for paper "${d.paper}"; the terms have: ${d.known.join(', ')}.`,
    'Add it to `papers`, or name another one.',
  ),
  feature_needed_and_avoided: rule<{ rule: string; feature: string }>(
    (d) => `Rule "${d.rule}" needs a box with "${d.feature}" and avoids it.`,
    'Leave it out of `needs` or of `avoids`.',
  ),
  size_unknown: rule<{ skus: readonly string[] }>(
    (d) => `The size of ${d.skus.join(', ')} is not known, so it cannot be told which box takes it.`,
    'Add `size: { length, width, height }` in whole millimetres to the SKU in the catalogue.',
  ),
  weight_unknown: rule<{ skus: readonly string[] }>(
    (d) => `The weight of ${d.skus.join(', ')} is not known.`,
    'Add `weightGrams` to the SKU in the catalogue.',
  ),
  too_many_units: rule<{ units: number; most: number }>(
    (d) => `${d.units} units are to be packed at once; ${d.most} is the most.`,
    'Pack them in several goes.',
  ),
});
/** Any refusal by the packaging rules. */
export type PackagingFailure = AnyFailureOf<typeof packagingFailures>;
