import type { PackUnit, Segregation } from '../types.js';
import type { BannedMode, Classed } from './apart.js';
import type { Dressed, Dressing } from './dress.js';
import type { SizedLine } from './goods.js';
import type { Saying } from './match.js';
import type { EnclosedPaper } from './papers.js';
import type { MaterialReport } from './report.js';
import type { MaterialUse, Weighing } from './terms.js';

/** The goods of one line, ready for a box. */
export interface PreparedGoods {
  readonly line: string;
  readonly sku: string;
  /** The ids of its units in `units`. */
  readonly units: readonly string[];
  /** What goes round each unit, from the inside out. */
  readonly dressings: readonly Dressing[];
  /** What the rules ask, rule by rule, also what was overruled. */
  readonly decisions: readonly Saying[];
}

/** What is stuck on a parcel that holds goods of these lines. */
export interface HandlingLabel {
  readonly label: string;
  readonly lines: readonly string[];
  readonly rules: readonly string[];
}

/** What the packaging rules make of goods, before any box is chosen. */
export interface PreparedPacking {
  /** Dressed: sizes and weights with all that goes round them. */
  readonly units: readonly PackUnit[];
  readonly goods: readonly PreparedGoods[];
  readonly segregations: readonly Segregation[];
  readonly bannedModes: readonly BannedMode[];
  /** What fills a litre of room that is left in a parcel; undefined where no rule asks for filler. */
  readonly filler: Dressing | undefined;
  readonly labels: readonly HandlingLabel[];
  readonly papers: readonly EnclosedPaper[];
  /** All that goes round the units, without box, filler and papers. */
  readonly report: MaterialReport;
  /** What other weighings would have chosen. */
  readonly alternatives: readonly OtherWeighing[];
}

/** What another weighing would have used: instead of `used`, for the goods of these lines. */
export interface OtherMaterial {
  readonly use: MaterialUse;
  readonly used: string;
  readonly instead: string;
  /** Empty for filler, which serves all. */
  readonly lines: readonly string[];
}

/** What another weighing would have chosen. */
export interface OtherWeighing {
  readonly name: string;
  readonly weighing: Weighing;
  /** Without box, filler and papers, as the report of what was chosen. */
  readonly report: MaterialReport;
  /** Empty: it chooses the same. */
  readonly changes: readonly OtherMaterial[];
}

/** Goods with what the rules say of them. */
export interface Handled extends Classed {
  readonly place: number;
  readonly from: SizedLine;
}

/** What one weighing makes of the goods. */
export interface DressedGoods {
  readonly goods: readonly Dressed[];
  readonly filler: Dressing | undefined;
  readonly report: MaterialReport;
}
