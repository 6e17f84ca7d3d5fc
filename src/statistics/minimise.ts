/** Small deterministic searches for the least value of a function. */

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Golden-section search between two bounds; exact for functions with one valley (J. Kiefer, 1953). */
export function goldenSection(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance: number,
): { readonly x: number; readonly value: number } {
  let [low, high] = [from, to];
  let a = high - GOLDEN * (high - low);
  let b = low + GOLDEN * (high - low);
  let [atA, atB] = [f(a), f(b)];
  while (high - low > tolerance) {
    if (atA <= atB) {
      [high, b, atB] = [b, a, atA];
      a = high - GOLDEN * (high - low);
      atA = f(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + GOLDEN * (high - low);
      atB = f(b);
    }
  }
  return atA <= atB ? { x: a, value: atA } : { x: b, value: atB };
}

interface Corner {
  readonly x: readonly number[];
  readonly value: number;
}

export interface SimplexOptions {
  /** The first step along each axis. */
  readonly steps: readonly number[];
  readonly mostEvaluations: number;
  /** Stops when the values at the corners differ by less than this, relative to the best. */
  readonly tolerance: number;
}

/**
 * The simplex method of J. Nelder and R. Mead, "A simplex method for function minimization" (1965), with their
 * coefficients 1, 2, ½, ½. Clamp inside `f` where parameters are bounded.
 */
export function nelderMead(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  { steps, mostEvaluations, tolerance }: SimplexOptions,
): { readonly x: readonly number[]; readonly value: number } {
  let evaluations = 0;
  const corner = (x: readonly number[]): Corner => {
    evaluations += 1;
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const corners = [corner(start)];
  for (const [axis, step] of steps.entries()) {
    corners.push(corner(start.map((value, i) => (i === axis ? value + step : value))));
  }
  const byValue = (a: Corner, b: Corner) => a.value - b.value;
  corners.sort(byValue);
  let best = corners[0] ?? corner(start);
  while (evaluations < mostEvaluations) {
    const worst = corners.at(-1) ?? best;
    if (worst.value - best.value <= tolerance * Math.abs(best.value)) break;
    const next = replacement(corners.slice(0, -1), worst, best, corner);
    if (next !== undefined) corners[corners.length - 1] = next;
    else for (let i = 1; i < corners.length; i += 1) corners[i] = corner(between(best.x, corners[i]?.x ?? best.x, 0.5));
    corners.sort(byValue);
    best = corners[0] ?? best;
  }
  return best;
}

/** The corner that takes the worst one's place, or nothing where the simplex has to shrink. */
function replacement(
  others: readonly Corner[],
  worst: Corner,
  best: Corner,
  corner: (x: readonly number[]) => Corner,
): Corner | undefined {
  const centre = worst.x.map((_, i) => others.reduce((sum, { x }) => sum + (x[i] ?? 0), 0) / others.length);
  const reflected = corner(between(centre, worst.x, -1));
  if (reflected.value < best.value) {
    const expanded = corner(between(centre, worst.x, -2));
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < (others.at(-1) ?? best).value) return reflected;
  const outside = reflected.value < worst.value;
  const contracted = corner(between(centre, worst.x, outside ? -0.5 : 0.5));
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined;
}

const between = (from: readonly number[], to: readonly number[], share: number): number[] =>
  from.map((value, i) => value + share * ((to[i] ?? value) - value));
