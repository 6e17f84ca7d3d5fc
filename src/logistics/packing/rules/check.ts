import { err, ok, type Result } from 'neverthrow';
import { type InputFailure, parseInput } from '../../../kernel/index.js';
import { type PackagingFailure, packagingFailures } from './failures.js';
import { type Material, type MaterialDemand, PackagingTerms } from './terms.js';

type Rule = PackagingTerms['rules'][number];

/**
 * Reads packaging terms that come from outside: a file, a table, a form.
 *
 * @returns the terms, or the first thing that is wrong with them: a field, or a rule that asks for what is not there.
 * @example
 * ```ts
 * packagingTerms({ ...housePackaging, weighing: { protection: 200, cost: 600, environment: 200 } });
 * ```
 */
export const packagingTerms = (input: unknown): Result<PackagingTerms, InputFailure | PackagingFailure> =>
  parseInput(PackagingTerms, input, 'the packaging terms').andThen((terms) => {
    const wrong = wrongIn(terms);
    return wrong === undefined ? ok(terms) : err(wrong);
  });

/** What is wrong with terms whose fields are right. */
export function wrongIn(terms: PackagingTerms): PackagingFailure | undefined {
  const materials = new Map(terms.materials.map((one) => [one.id, one]));
  const papers = new Set(terms.papers.map(({ id }) => id));
  return wrongLists(terms) ?? first(terms.rules, (rule) => wrongRule(rule, materials, papers));
}

function first<One, Found>(all: readonly One[], find: (one: One) => Found | undefined): Found | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const repeated = (all: readonly { readonly id: string }[]): string | undefined =>
  all.find(({ id }, index) => all.findIndex((one) => one.id === id) < index)?.id;

function wrongLists({ materials, streams, papers }: PackagingTerms): PackagingFailure | undefined {
  const material = repeated(materials);
  if (material !== undefined) return packagingFailures.material_given_twice({ id: material });
  const stream = repeated(streams);
  if (stream !== undefined) return packagingFailures.stream_given_twice({ id: stream });
  const paper = repeated(papers);
  if (paper !== undefined) return packagingFailures.paper_given_twice({ id: paper });
  const known = streams.map(({ id }) => id);
  const lost = materials.find((one) => !known.includes(one.stream));
  return lost && packagingFailures.stream_unknown({ material: lost.id, stream: lost.stream, known });
}

function wrongRule({ name, then }: Rule, materials: ReadonlyMap<string, Material>, papers: ReadonlySet<string>) {
  const demand = first(then.materials ?? [], (one) => wrongDemand(name, one, materials));
  if (demand !== undefined) return demand;
  const paper = [...(then.papers ?? []), ...(then.withoutPapers ?? [])].find((one) => !papers.has(one));
  if (paper !== undefined) {
    return packagingFailures.paper_unknown({ rule: `Rule "${name}"`, paper, known: [...papers] });
  }
  const feature = then.needs?.find((one) => then.avoids?.includes(one));
  return feature === undefined ? undefined : packagingFailures.feature_needed_and_avoided({ rule: name, feature });
}

function wrongDemand(
  rule: string,
  { use, anyOf, leastProtection = 0 }: MaterialDemand,
  all: ReadonlyMap<string, Material>,
) {
  let best = 0;
  for (const id of anyOf) {
    const material = all.get(id);
    if (material === undefined)
      return packagingFailures.material_unknown({ rule, material: id, known: [...all.keys()] });
    if (material.use !== use) {
      return packagingFailures.material_of_other_use({ rule, material: id, use: material.use, asked: use });
    }
    best = Math.max(best, material.protection);
  }
  return best < leastProtection
    ? packagingFailures.protection_out_of_reach({ rule, use, asked: leastProtection, best })
    : undefined;
}
