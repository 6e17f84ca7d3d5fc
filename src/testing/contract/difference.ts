/** Two values that are shown whole have at most so many characters of JSON each. */
const SHORT = 120;
const LONGEST = 300;

/**
 * What was expected and what was found, in words: both as they are, or, if they are long, the first place that differs.
 * Compares as JSON: the order of names does not matter, and a property that is undefined is one that is not there.
 *
 * @returns undefined if there is no difference.
 */
export function difference(expected: unknown, found: unknown): string | undefined {
  const [wanted, got] = [textOf(expected), textOf(found)];
  if (wanted === got) return undefined;
  if (wanted.length <= SHORT && got.length <= SHORT) return `Expected ${wanted}, found ${got}.`;
  const { place, left, right } = firstPlace(plain(expected), plain(found));
  const sides = `expected ${cut(left)}, found ${cut(right)}.`;
  return place === '' ? sides.replace('e', 'E') : `Differs at ${place}: ${sides}`;
}

/** As JSON, cut where it is long. */
export const shown = (value: unknown): string => cut(value);

interface Place {
  readonly place: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** Goes down to where two values part that are known to differ. */
function firstPlace(left: unknown, right: unknown, place = ''): Place {
  if (typeof left === 'string' && typeof right === 'string') return inText(left, right, place);
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right))
    return { place, left, right };
  const isList = Array.isArray(left);
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const [a, b] = [left[name], right[name]];
    if (textOf(a) === textOf(b)) continue;
    const step = isList ? `[${name}]` : /^\w+$/.test(name) ? `${place && '.'}${name}` : `[${JSON.stringify(name)}]`;
    return firstPlace(a, b, place + step);
  }
  return { place, left, right };
}

/** Long texts are shown from a little before their first difference on. */
function inText(left: string, right: string, place: string): Place {
  if (left.length <= SHORT && right.length <= SHORT) return { place, left, right };
  let same = 0;
  while (left[same] === right[same]) same += 1;
  const part = (text: string): string => text.slice(Math.max(0, same - 10), same + 50);
  const character = `character ${same} of ${left.length}`;
  return { place: place === '' ? character : `${place}, ${character}`, left: part(left), right: part(right) };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function cut(value: unknown): string {
  const text = textOf(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

const textOf = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'nothing';

/** Without what JSON leaves out. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}
