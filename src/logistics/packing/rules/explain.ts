import type { Explanation } from '../../../kernel/index.js';
import type { OtherWeighing, PreparedPacking } from './prepared.js';
import type { MaterialReport } from './report.js';
import type { PackagingTerms } from './terms.js';

const MOST_TEXT = 1500;
const MOST_NAME = 80;

/** Why goods are prepared as they are, short enough to be kept with the parcel. */
export function explain({ rules, weighing }: PackagingTerms, prepared: PreparedPacking): Explanation {
  const decisions = prepared.goods.flatMap(({ decisions: all }) => all);
  const matched = rules.filter(({ name }) => decisions.some(({ rule }) => rule === name));
  const reasons = matched.map(({ name, then }) => `${name}: ${then.because}`).join('; ');
  const { report } = prepared;
  const otherwise = prepared.alternatives.flatMap((other) => otherText(other, report)).join('');
  const because =
    matched.length === 0
      ? `none of ${rules.length} rules asks anything of these goods`
      : `${matched.length} of ${rules.length} rules matched: ${reasons}`;
  return {
    policy: 'packaging',
    rule: cut(matched.map(({ name }) => name).join(', ') || 'house default', MOST_NAME),
    facts: {
      lines: prepared.goods.length,
      units: prepared.units.length,
      protectionWeighs: weighing.protection,
      costWeighs: weighing.cost,
      environmentWeighs: weighing.environment,
      materialsCost: report.cost,
      recyclablePermille: report.recyclablePermille,
    },
    because: cut(because + otherwise, MOST_TEXT),
    appealTo: 'packer',
  };
}

/** What another weighing would have chosen, where it is something else. */
function otherText({ name, changes, report: other }: OtherWeighing, report: MaterialReport): string[] {
  if (changes.length === 0) return [];
  const instead = changes.map((change) => `${change.instead} instead of ${change.used}`).join(', ');
  const [grams, cost] = [gramsIn(other) - gramsIn(report), other.cost - report.cost];
  return [`; by "${name}" it would be ${instead} (cost ${signed(cost)}, grams ${signed(grams)})`];
}

const gramsIn = ({ grams }: MaterialReport): number => Object.values(grams).reduce((sum, one) => sum + one, 0);
const signed = (amount: number): string => (amount > 0 ? `+${amount}` : `${amount}`);

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
