import { err, type Result } from 'neverthrow';
import type { Failure } from '../../../kernel/index.js';
import { cartonizer, type PackOrder } from '../cartonize.js';
import {
  type Dressing,
  housePackaging,
  type PackagingTerms,
  type PreparedPacking,
  packagingTerms,
} from '../rules/index.js';
import type { Filler, PackingTerms } from '../types.js';

/** A merchant's boxes, carriage and rules, as the desk packs by them. */
export interface CartonPackingOptions extends Omit<PackingTerms, 'segregation' | 'filler'> {
  /** House default: {@link housePackaging}. */
  readonly rules?: PackagingTerms;
}

/** Options that were checked, and a packer for each filler that the rules may choose. */
export interface PackingKit {
  readonly options: CartonPackingOptions;
  readonly rules: PackagingTerms;
  readonly packerFor: (filler: Dressing | undefined) => Result<PackOrder, Failure>;
}

/** The terms of the packer for one filler. Papers go into every parcel, so its carriage is reckoned with their weight. */
export function termsFor(
  options: CartonPackingOptions,
  rules: PackagingTerms,
  filler: Dressing | undefined,
): PackingTerms {
  const { rules: _, carriage, ...terms } = options;
  const papers = rules.papers.reduce((sum, { grams }) => sum + grams, 0);
  return {
    ...terms,
    segregation: rules.segregations,
    ...(filler !== undefined && { filler: perLitre(filler) }),
    ...(carriage !== undefined && {
      carriage: ({ weightGrams, outer }) => carriage({ weightGrams: weightGrams + papers, outer }),
    }),
  };
}

const perLitre = ({ grams, cost }: Dressing): Filler => ({ gramsPerLitre: grams, costPerLitre: cost });

/** Checks the options, and keeps a packer for each filler. */
export function kitOf(options: CartonPackingOptions): Result<PackingKit, Failure> {
  const rules = packagingTerms(options.rules ?? housePackaging);
  if (rules.isErr()) return err(rules.error);
  const packers = new Map<string, Result<PackOrder, Failure>>();
  const packerFor = (filler: Dressing | undefined): Result<PackOrder, Failure> => {
    const name = filler?.material.id ?? '';
    const packer = packers.get(name) ?? cartonizer(termsFor(options, rules.value, filler));
    packers.set(name, packer);
    return packer;
  };
  return packerFor(undefined).map(() => ({ options, rules: rules.value, packerFor }));
}

/** Goods that were prepared, with the kit they are packed by. */
export interface PackingJob {
  readonly kit: PackingKit;
  readonly prepared: PreparedPacking;
}

export const packerOf = ({ kit, prepared }: PackingJob): Result<PackOrder, Failure> => kit.packerFor(prepared.filler);
export const packingTermsOf = ({ kit, prepared }: PackingJob): PackingTerms =>
  termsFor(kit.options, kit.rules, prepared.filler);
