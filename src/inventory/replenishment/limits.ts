/** One quantity that a line may be cut to. */
export interface Option {
  readonly quantity: number;
  readonly cost: number;
  readonly space: number;
  /** What it avoids, in minor units. */
  readonly worth: number;
}

/** The most that all lines together may take; no limit where it is infinite. */
export interface Limits {
  readonly cost: number;
  readonly space: number;
}

interface Step {
  readonly line: number;
  readonly from: Option;
  readonly to: Option;
  /** Worth per unit of what is scarce. */
  readonly density: number;
}

const NOTHING: Option = { quantity: 0, cost: 0, space: 0, worth: 0 };

/**
 * Chooses one option of each line, so that all of them together keep to the limits and are worth most: the steps from one
 * option to the next that earn most per unit of the scarce resources are taken first. Each line begins with nothing.
 *
 * A heuristic for the multiple-choice knapsack: steps run along the upper hull of each line's options, which is best for a
 * single limit but for the last step (Kellerer, Pferschy & Pisinger, *Knapsack Problems*, 2004, chapter 11).
 *
 * @returns the quantity of each line.
 */
export function chooseWithin(lines: readonly (readonly Option[])[], limits: Limits): number[] {
  const scarce = (cost: number, space: number): number => share(cost, limits.cost) + share(space, limits.space);
  const steps = lines.flatMap((options, line) => stepsOf(options, line, scarce));
  steps.sort((a, b) => b.density - a.density || a.line - b.line);
  const chosen = lines.map(() => NOTHING);
  const used = { cost: 0, space: 0 };
  const take = (line: number, to: Option): void => {
    const from = chosen[line] ?? NOTHING;
    const [cost, space] = [used.cost + to.cost - from.cost, used.space + to.space - from.space];
    if (cost > limits.cost || space > limits.space) return;
    chosen[line] = to;
    Object.assign(used, { cost, space });
  };
  for (const { line, from, to } of steps) if ((chosen[line] ?? NOTHING).quantity === from.quantity) take(line, to);
  // What is left may still do for options between the steps.
  for (const [line, options] of lines.entries()) {
    for (const option of options) if (option.worth > (chosen[line] ?? NOTHING).worth) take(line, option);
  }
  return chosen.map(({ quantity }) => quantity);
}

const share = (used: number, limit: number): number => (limit === 0 ? used : used / limit);

function stepsOf(options: readonly Option[], line: number, scarce: (cost: number, space: number) => number): Step[] {
  const steps: Step[] = [];
  for (const to of options) {
    // A step that earns more than the one before it is taken together with it: the hull.
    for (;;) {
      const last = steps.at(-1);
      const from = last?.to ?? NOTHING;
      const used = scarce(to.cost, to.space) - scarce(from.cost, from.space);
      const density = used <= 0 ? Number.POSITIVE_INFINITY : (to.worth - from.worth) / used;
      if (last !== undefined && density >= last.density) {
        steps.pop();
        continue;
      }
      if (to.worth > from.worth) steps.push({ line, from, to, density });
      break;
    }
  }
  return steps;
}
