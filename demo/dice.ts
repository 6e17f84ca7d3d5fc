/** A number from 0 up to (not including) 1, for a name. The same seed and names give the same number, in any order. */
export type Dice = (...names: readonly (string | number)[]) => number;

/** Chance without a sequence: what is drawn for one order never depends on what was drawn for another. */
export const diceOf =
  (seed: number): Dice =>
  (...names) => {
    let hash = 0x811c9dc5 ^ seed;
    for (const character of names.join('\n')) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    // The finisher of murmur3: near names get numbers that have nothing to do with each other.
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  };

/** Between two bounds. */
export const between = (chance: number, least: number, most: number): number => least + chance * (most - least);
