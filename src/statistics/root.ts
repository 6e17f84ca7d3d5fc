/** The functions here rise; their inverses are found by Newton's steps that never leave a bracket. */
const MOST_STEPS = 400;
/** A step of a few roundings ends the search. */
const CLOSE = 1e-15;

/**
 * Where a rising function passes zero, between `low` (where it is below) and `high` (above).
 *
 * @param at the function and its slope.
 */
export function risingRoot(
  at: (x: number) => readonly [value: number, slope: number],
  start: number,
  low: number,
  high: number,
): number {
  let x = start;
  let [below, above] = [low, high];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [value, slope] = at(x);
    if (value === 0) return x;
    if (value < 0) below = x;
    else above = x;
    const newton = x - value / slope;
    if (Math.abs(newton - x) <= CLOSE * (1 + Math.abs(x))) return newton;
    const next = newton > below && newton < above ? newton : (below + above) / 2;
    if (next === below || next === above) return next;
    x = next;
  }
  return x;
}

/**
 * The least whole k >= 0 at which a rising distribution function reaches p; infinite where it never does. Begins at a guess
 * and doubles its steps, so a fair guess costs few evaluations.
 */
export function leastWhole(reaches: (k: number) => boolean, guess: number): number {
  const start = Math.max(0, Math.floor(guess));
  let step = 1;
  let [below, above] = [start - 1, start];
  if (reaches(start)) {
    while (below >= 0 && reaches(below)) {
      above = below;
      below -= step;
      step *= 2;
    }
    below = Math.max(below, -1);
  } else {
    below = start;
    above = start + 1;
    while (!reaches(above) && Number.isFinite(above)) {
      below = above;
      above += step;
      step *= 2;
    }
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    // Beyond 2^53 not every whole number can be told from its neighbours.
    if (middle <= below || middle >= above) break;
    if (reaches(middle)) above = middle;
    else below = middle;
  }
  return above;
}
