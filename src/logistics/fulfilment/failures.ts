import { type AnyFailureOf, defineFailures, rule } from '../../kernel/index.js';

/** In the order of precedence. */
export const fulfilmentFailures = defineFailures('fulfilment', {
  line_given_twice: rule<{ line: string }>(
    (d) => `Line "${d.line}" is given twice.`,
    'Name each line once, with all of its units.',
  ),
  line_unknown: rule<{ line: string; lines: readonly string[] }>(
    (d) => `The fulfilment has no line "${d.line}"; it has: ${d.lines.join(', ')}.`,
    'Name one of its lines.',
  ),
  more_than_there_is: rule<{ line: string; asked: number; left: number; what: string }>(
    (d) => `${d.asked} units of line "${d.line}" were named, but only ${d.left} can be ${d.what}.`,
    'Name at most as many units as there are.',
  ),
  not_picked_yet: rule<{ line: string; asked: number; ready: number }>(
    (d) => `${d.asked} units of line "${d.line}" were named, but only ${d.ready} of those picked are left.`,
    'Record the picking first; this shop requires it.',
  ),
  not_inspected_yet: rule<{ line: string; asked: number; ready: number }>(
    (d) =>
      `${d.asked} units of line "${d.line}" are to be packed, but only ${d.ready} that passed inspection are left.`,
    'Record the inspection first; this shop requires it.',
  ),
  plan_holds_other_units: rule<{ line: string; planned: number; packed: number }>(
    (d) => `The plan places ${d.planned} units of line "${d.line}", but ${d.packed} are packed.`,
    'Plan it anew for what is packed, or pack it without a plan.',
  ),
});
/** Any refusal by a rule of fulfilments. */
export type FulfilmentFailure = AnyFailureOf<typeof fulfilmentFailures>;
