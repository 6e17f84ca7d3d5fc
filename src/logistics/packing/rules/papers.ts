import type { Paper } from './terms.js';

/** A paper to enclose: how often, for what, and why. */
export interface EnclosedPaper {
  readonly paper: Paper;
  /** How many; for one that goes into each parcel: one a parcel. */
  readonly copies: number;
  /** The lines for whose goods it is enclosed. */
  readonly lines: readonly string[];
  /** The rules that asked for it, or `the catalogue`. */
  readonly rules: readonly string[];
}

/** What one line asks for. */
export interface PaperWish {
  readonly line: string;
  readonly sku: string;
  readonly quantity: number;
  readonly papers: readonly { readonly id: string; readonly rule: string }[];
}

/** Puts the wishes of all lines together, in the order of the terms' papers. */
export function papersFor(known: readonly Paper[], wishes: readonly PaperWish[]): EnclosedPaper[] {
  return known.flatMap((paper) => {
    const asking = wishes.filter(({ papers }) => papers.some(({ id }) => id === paper.id));
    if (asking.length === 0) return [];
    const rules = asking.flatMap(({ papers }) => papers.filter(({ id }) => id === paper.id).map(({ rule }) => rule));
    const lines = asking.map(({ line }) => line);
    return [{ paper, copies: copiesOf(paper, asking), lines, rules: [...new Set(rules)] }];
  });
}

function copiesOf({ each }: Paper, asking: readonly PaperWish[]): number {
  switch (each) {
    case 'order':
    case 'parcel':
      return 1;
    case 'sku':
      return new Set(asking.map(({ sku }) => sku)).size;
    case 'unit':
      return asking.reduce((sum, { quantity }) => sum + quantity, 0);
  }
}
