/** The store under test does not do what its contract says. The message is that promise, and what was found instead. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

export function check(kept: boolean, promise: string): void {
  if (!kept) throw new BrokenPromise(promise);
}

/** Compares as JSON: the order of names does not matter, and a property that is undefined is one that is not there. */
export function same(found: unknown, expected: unknown, promise: string): void {
  const [a, b] = [canonical(found), canonical(expected)];
  if (a !== b) throw new BrokenPromise(`${promise} Expected ${short(b)}, found ${short(a)}.`);
}

const canonical = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'undefined';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}

const short = (text: string): string =>
  text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
