import { type Facts, holds } from '../../../kernel/index.js';
import type { Material, MaterialDemand, MaterialUse, PackagingTerms } from './terms.js';

/** One thing that one rule asked for, and why. */
export interface Saying {
  /** What is asked: `wrap`, `upright`, `needs` … */
  readonly effect: string;
  /** Such as the material that was chosen, the label, the feature. */
  readonly value: string | number | boolean;
  readonly rule: string;
  readonly because: string;
  /** The rule that was earlier or stricter, where this one did not count. */
  readonly overruledBy?: string;
}

/** Materials that the rules leave to choose from, for one use. */
export interface Choice {
  readonly anyOf: readonly Material[];
  /** The rules that asked for it, in their order. */
  readonly rules: readonly Saying[];
}

/** What all rules that match ask of the goods of one line. */
export interface Handling {
  readonly choices: ReadonlyMap<MaterialUse, Choice>;
  readonly upright: boolean;
  readonly onFloor: boolean;
  readonly ownParcel: boolean;
  readonly bearsGrams: number | undefined;
  readonly together: string | undefined;
  readonly classes: readonly string[];
  readonly needs: readonly string[];
  readonly avoids: readonly string[];
  readonly labels: readonly string[];
  readonly papers: readonly string[];
  /** Everything that was asked for beside materials, also what did not count. */
  readonly sayings: readonly Saying[];
}

type Rule = PackagingTerms['rules'][number];
type Matched = readonly Rule[];

/** Asks every rule about the goods of one line, and settles where they do not agree. */
export function handlingOf(rules: readonly Rule[], facts: Facts, materials: ReadonlyMap<string, Material>): Handling {
  const matched = rules.filter(({ when }) => when.every((condition) => holds(condition, facts)));
  const sayings: Saying[] = [];
  const yes = (effect: 'upright' | 'onFloor' | 'ownParcel') => agreed(matched, effect, sayings);
  const [needs, avoids] = opposed(matched, 'needs', 'avoids', sayings);
  const [papers] = opposed(matched, 'papers', 'withoutPapers', sayings);
  return {
    choices: choicesOf(matched, materials, sayings),
    upright: yes('upright'),
    onFloor: yes('onFloor'),
    ownParcel: yes('ownParcel'),
    bearsGrams: leastBorne(matched, sayings),
    together: earliestGroup(matched, sayings),
    classes: all(matched, 'classes', sayings),
    needs,
    avoids,
    labels: all(matched, 'labels', sayings),
    papers,
    sayings,
  };
}

const said = ({ name, then }: Rule, effect: string, value: Saying['value'], overruledBy?: string): Saying => ({
  effect,
  value,
  rule: name,
  because: then.because,
  ...(overruledBy !== undefined && { overruledBy }),
});

/** One rule that asks is enough. */
function agreed(matched: Matched, effect: 'upright' | 'onFloor' | 'ownParcel', sayings: Saying[]): boolean {
  const asking = matched.filter(({ then }) => then[effect] === true);
  sayings.push(...asking.map((rule) => said(rule, effect, true)));
  return asking.length > 0;
}

function all(matched: Matched, effect: 'classes' | 'labels', sayings: Saying[]): string[] {
  const found = new Set<string>();
  for (const rule of matched) {
    for (const tag of rule.then[effect] ?? []) {
      found.add(tag);
      sayings.push(said(rule, effect, tag));
    }
  }
  return [...found];
}

/** Of a tag that one rule wants and another does not, the earlier rule has its way. */
function opposed(
  matched: Matched,
  wanted: 'needs' | 'papers',
  unwanted: 'avoids' | 'withoutPapers',
  sayings: Saying[],
): [string[], string[]] {
  const first = new Map<string, { readonly effect: string; readonly rule: string }>();
  for (const rule of matched) {
    for (const effect of [wanted, unwanted]) {
      for (const tag of rule.then[effect] ?? []) {
        const settled = first.get(tag);
        if (settled === undefined) first.set(tag, { effect, rule: rule.name });
        const lost = settled !== undefined && settled.effect !== effect ? settled.rule : undefined;
        sayings.push(said(rule, effect, tag, lost));
      }
    }
  }
  const settledAs = (effect: string) => [...first].filter(([, one]) => one.effect === effect).map(([tag]) => tag);
  return [settledAs(wanted), settledAs(unwanted)];
}

function leastBorne(matched: Matched, sayings: Saying[]): number | undefined {
  const asking = matched.flatMap((rule) => {
    const { bearsGrams } = rule.then;
    return bearsGrams === undefined ? [] : [{ rule, bearsGrams }];
  });
  const strictest = asking.reduce<(typeof asking)[number] | undefined>(
    (least, one) => (least === undefined || one.bearsGrams < least.bearsGrams ? one : least),
    undefined,
  );
  for (const { rule, bearsGrams } of asking) {
    const lost = strictest !== undefined && bearsGrams > strictest.bearsGrams ? strictest.rule.name : undefined;
    sayings.push(said(rule, 'bearsGrams', bearsGrams, lost));
  }
  return strictest?.bearsGrams;
}

function earliestGroup(matched: Matched, sayings: Saying[]): string | undefined {
  let first: Rule | undefined;
  for (const rule of matched) {
    const { together } = rule.then;
    if (together === undefined) continue;
    first ??= rule;
    sayings.push(said(rule, 'together', together, together === first.then.together ? undefined : first.name));
  }
  return first?.then.together;
}

function choicesOf(matched: Matched, materials: ReadonlyMap<string, Material>, sayings: Saying[]) {
  const choices = new Map<MaterialUse, Choice>();
  const without = new Map<MaterialUse, string>();
  for (const rule of matched) {
    for (const use of rule.then.without ?? []) {
      const earlier = choices.get(use)?.rules[0]?.rule;
      if (earlier === undefined && !without.has(use)) without.set(use, rule.name);
      sayings.push(said(rule, 'without', use, earlier));
    }
    for (const demand of rule.then.materials ?? []) {
      const lost = without.get(demand.use) ?? narrowed(choices, demand, rule, materials);
      if (lost !== undefined) sayings.push(said(rule, demand.use, demand.anyOf.join(' or '), lost));
    }
  }
  return choices;
}

/** Takes the demand into the choices; or names the rule that leaves it nothing to choose from. */
function narrowed(
  choices: Map<MaterialUse, Choice>,
  { use, anyOf, leastProtection = 0 }: MaterialDemand,
  rule: Rule,
  materials: ReadonlyMap<string, Material>,
): string | undefined {
  const before = choices.get(use);
  const open = before?.anyOf ?? anyOf.flatMap((id) => materials.get(id) ?? []);
  const left = open.filter(({ id, protection }) => anyOf.includes(id) && protection >= leastProtection);
  if (left.length === 0) return before?.rules[0]?.rule;
  choices.set(use, { anyOf: left, rules: [...(before?.rules ?? []), said(rule, use, anyOf.join(' or '))] });
  return undefined;
}
