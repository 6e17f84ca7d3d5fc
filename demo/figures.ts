import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { moneyText } from 'orderwright';
import { InputError } from './input.js';
import { endsOf } from './measures/states.js';
import type { Outcome } from './run.js';
import { Tally } from './tally.js';

/** What every replay reports beside its own figures. */
export function accounts({ lost, teller, anomalies, conservation }: Outcome) {
  return { lost: lost.length, refused: teller.refused.toJSON(), anomalies: anomalies.toJSON(), conservation };
}

/** The figures of a retail replay, for `--json`. */
export function retailFigures(outcome: Outcome) {
  const { scenario, orders, measures } = outcome;
  const { states, deadlines, refunds, shortages, automation } = measures;
  const reasons = new Tally();
  for (const { reason } of scenario.listed) reasons.add(reason);
  return {
    orders: orders.length,
    status: Object.fromEntries(endsOf(orders).map(({ status, orders: count }) => [status, count])),
    stays: states.stays(),
    deadlines: deadlines.kept(),
    penalties: deadlines.penalties(),
    refunds: refunds.amounts.toJSON(),
    shortages: {
      orders: shortages.ordersThatWaited,
      stillWaiting: shortages.stillWaiting,
      skus: shortages.orders.toJSON(),
    },
    automation: automation.rules.toJSON(),
    listed: reasons.toJSON(),
    ...accounts(outcome),
  };
}

/** Why the replay cannot be believed; empty if it can. */
export function complaints({ lost, teller, conservation, scenario }: Outcome): string[] {
  const found: string[] = [];
  if (lost.length > 0) found.push(`${lost.length} orders are lost: ${lost.slice(0, 5).join(', ')}`);
  for (const [what, { violations }] of Object.entries(conservation)) {
    if (violations > 0) found.push(`${violations} violations of the conservation of ${what}`);
  }
  for (const [code, count] of teller.refused.top()) {
    // A desk that breaks or does not know refuses like any other, so that nothing else is lost with it.
    if (code.startsWith('desk.')) found.push(`${code} ${count} times: ${teller.examples.get(code)}`);
  }
  if (conservation.money.orders === 0 && scenario.orders.length > 0) found.push('the desk holds no order');
  return found;
}

const CLOSE = 1e-9;

/** Where figures differ from those that a folder gives as reference. */
export function differences(
  figures: Readonly<Record<string, unknown>>,
  reference: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(reference).flatMap(([name, wanted]) => {
    const got = figures[name];
    const isClose = typeof got === 'number' && typeof wanted === 'number' && Math.abs(got - wanted) <= CLOSE;
    return isClose || isDeepStrictEqual(got, wanted)
      ? []
      : [`${name} is ${JSON.stringify(got)}, but facts.json says ${JSON.stringify(wanted)}`];
  });
}

/** The reference figures of a folder, if it has any. */
export function referenceOf(folder: string): Record<string, unknown> | undefined {
  const file = join(folder, 'facts.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new InputError(`${file} is not JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}

export const money = (amount: number, currency: string): string => {
  const [sum = '', code = ''] = moneyText(amount, currency).split(' ');
  return `${sum.replace(/\B(?=(\d{3})+(?!\d)(?=.*\.))/g, ',')} ${code}`;
};
