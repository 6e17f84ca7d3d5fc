import type { Segregation } from '../types.js';
import type { Handling } from './match.js';
import type { ModeBan, PackagingTerms } from './terms.js';

/** A mode of carriage that may not take these goods. */
export interface BannedMode extends ModeBan {
  readonly lines: readonly string[];
}

/** What the goods of a line are to each other. */
export interface Classed {
  readonly line: string;
  readonly sku: string;
  readonly quantity: number;
  readonly handling: Handling;
  /** Traits and classes that a segregation or a ban of the terms names. */
  readonly classes: readonly string[];
}

/** Of traits and classes those that matter: a segregation or a ban names them. */
export function classesThatMatter({ segregations, modeBans }: PackagingTerms): ReadonlySet<string> {
  return new Set([...segregations.flatMap(({ classes }) => classes), ...modeBans.map((one) => one.class)]);
}

/** Segregations that touch these goods: both classes are among them. */
export const segregationsAmong = (all: readonly Segregation[], goods: readonly Classed[]): Segregation[] => {
  const present = new Set(goods.flatMap(({ classes }) => classes));
  return all.filter(({ classes: [one, other] }) => present.has(one) && present.has(other));
};

export const bansAmong = (all: readonly ModeBan[], goods: readonly Classed[]): BannedMode[] =>
  all.flatMap((ban) => {
    const lines = goods.filter(({ classes }) => classes.includes(ban.class)).map(({ line }) => line);
    return lines.length > 0 ? [{ ...ban, lines }] : [];
  });
