import type { PackingLine } from '../../../../src/logistics/index.js';
import {
  housePackaging,
  type PackagingTerms,
  preparePacking,
  type Weighing,
} from '../../../../src/logistics/packing/index.js';

/** One line of goods: a mug, unless told otherwise. */
export const goods = (traits: readonly string[], more: Partial<PackingLine> = {}): PackingLine => ({
  line: 'mugs',
  sku: 'mug',
  quantity: 1,
  size: { length: 120, width: 100, height: 90 },
  unitWeightGrams: 350,
  traits: [...traits],
  ...more,
});

export const houseWith = (more: Partial<PackagingTerms>): PackagingTerms => ({ ...housePackaging, ...more });

export const caringFor = (weighing: Partial<Weighing>): PackagingTerms =>
  houseWith({ weighing: { protection: 0, cost: 0, environment: 0, ...weighing } });

export const prepared = (lines: PackingLine[], terms = housePackaging, more: object = {}) =>
  preparePacking(terms, { lines, ...more })._unsafeUnwrap().answer;

export const refused = (lines: PackingLine[], terms = housePackaging, more: object = {}): string =>
  preparePacking(terms, { lines, ...more }).match(
    () => 'taken',
    ({ code }) => code,
  );

/** One rule for all goods. */
export const always = (name: string, effect: Omit<PackagingTerms['rules'][number]['then'], 'because'>) =>
  // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
  ({ name, when: [], then: { because: `${name} says so`, ...effect } });
