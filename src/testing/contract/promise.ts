import { difference, shown } from './difference.js';

/** The store under test does not do what its contract says. The message is that promise, and what was found instead. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** @param found what was found instead, if the promise was not kept. */
export function check(kept: boolean, promise: string, found: unknown): void {
  if (!kept) throw new BrokenPromise(`${promise} Found ${shown(found)}.`);
}

/** What stands in a list more than once. */
export const twice = (texts: readonly string[]): string[] => texts.filter((text, i) => texts.indexOf(text) < i);

/** Compares as JSON: the order of names does not matter, and a property that is undefined is one that is not there. */
export function same(found: unknown, expected: unknown, promise: string): void {
  const differs = difference(expected, found);
  if (differs !== undefined) throw new BrokenPromise(`${promise} ${differs}`);
}
