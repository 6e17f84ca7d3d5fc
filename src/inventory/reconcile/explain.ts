import { instant } from '../../kernel/index.js';
import { MOVEMENTS, type Movement, type StockCommand, type StockMoved } from '../stock/index.js';
import { carryingOut, correcting } from './correct.js';
import { type Effects, type Figure, HOLD_SIGN, type Ledger } from './ledger.js';
import type { StockFinding, StockMovement } from './types.js';

/** Something that alone, changed by `delta` units, puts right the figures that it covers. */
interface Culprit {
  /**
   * The figure itself, a row of the journal, or a row that is not there; `undone` and `overdone` are movements that the
   * stock should have made for a reservation or should not have, journal and counters alike.
   */
  readonly kind: 'figure' | 'row' | 'absent' | 'undone' | 'overdone';
  readonly covers: readonly Figure[];
  readonly delta: number;
  readonly effects: Effects;
  readonly event?: StockMoved;
  readonly movement?: StockMovement;
}

const RANK = { figure: 1, row: 1, absent: 2, undone: 3, overdone: 4 } as const;

/** The likeliest explanation of what is off, and what is off without it. `place`: an empty place in the journal. */
export function explained(ledger: Ledger, place?: number): { finding: StockFinding; off: ReadonlyMap<Figure, number> } {
  const rank = ({ kind }: Culprit) => (place !== undefined && kind === 'absent' ? 0 : RANK[kind]);
  const culprits = culpritsOf(ledger, place).sort((a, b) => b.covers.length - a.covers.length || rank(a) - rank(b));
  const [best] = place === undefined ? culprits : culprits.filter(({ kind }) => kind === 'absent');
  if (best === undefined && place === undefined) return unexplained(ledger);
  const covers = best?.covers ?? [];
  const alike = culprits.filter((one) => best && rank(one) === rank(best) && isSame(one.covers, covers));
  const off = new Map([...ledger.off].filter(([figure]) => !covers.includes(figure)));
  return { finding: findingOf(alike, covers, ledger, place), off };
}

/** Nothing alone explains what is off: then one figure is named, with the movements that made it. */
function unexplained(ledger: Ledger): ReturnType<typeof explained> {
  const [[figure, by] = ['', 0], ...others] = ledger.off;
  const culprits = ledger.rows.flatMap(({ movement, event, effects }): Culprit[] => {
    const delta = by / (effects.get(figure) ?? 0);
    const isOne = effects.has(figure) && event.quantity + delta >= 0;
    return isOne ? [{ kind: 'row', covers: [figure], delta, effects, movement, event }] : [];
  });
  return { finding: findingOf(culprits, [figure], ledger), off: new Map(others) };
}

const isSame = (some: readonly Figure[], others: readonly Figure[]): boolean =>
  some.length === others.length && some.every((figure) => others.includes(figure));

function culpritsOf({ rows, kept, off, reclaims, effectsOf }: Ledger, place = 0): Culprit[] {
  const culprits: Culprit[] = [];
  const suspect = (kind: Culprit['kind'], effects: Effects, more: Pick<Culprit, 'event' | 'movement'>) => {
    const delta = deltaOf(effects, off);
    const isPossible = more.movement === undefined ? delta > 0 : delta + (more.event?.quantity ?? 0) >= 0;
    if (delta !== 0 && isPossible) culprits.push({ kind, covers: [...effects.keys()], delta, effects, ...more });
  };
  for (const [figure, delta] of off) {
    if (kept.has(figure) || figure.startsWith('hold '))
      culprits.push({ kind: 'figure', covers: [figure], delta, effects: new Map([[figure, 1]]) });
  }
  for (const { movement, event, effects } of rows) {
    suspect('row', effects, { movement, event });
    suspect('overdone', ofReservation(effects), { movement, event });
  }
  for (const event of imaginable(off, reclaims)) {
    const effects = effectsOf(place, event);
    suspect('absent', effects, { event });
    suspect('undone', ofReservation(effects), { event });
  }
  return culprits;
}

/** The one number by which everything that it moves is off; 0: there is none. */
function deltaOf(effects: Effects, off: ReadonlyMap<Figure, number>): number {
  let delta = 0;
  for (const [figure, per] of effects) {
    const needed = (off.get(figure) ?? 0) / per;
    if (needed === 0 || (delta !== 0 && needed !== delta)) return 0;
    delta = needed;
  }
  return delta;
}

const ofReservation = (effects: Effects): Effects =>
  new Map([...effects].filter(([figure]) => figure.startsWith('reservation/')));

/** What else may have happened to the figures that are off, one unit of each. */
function imaginable(off: ReadonlyMap<Figure, number>, reclaims: readonly number[]): StockMoved[] {
  const figures = [...off.keys()];
  const causes = [undefined, ...new Set(figures.flatMap((one) => /^(reservation\/\S+) /.exec(one)?.[1] ?? []))];
  const untils = [
    undefined,
    ...figures.flatMap((one) => /^(?:hold|reclaim|.* kept until) (\d+)/.exec(one)?.[1] ?? []).map(Number),
  ];
  const types = Object.keys(MOVEMENTS) as Movement[];
  return types.flatMap((type) =>
    (type === 'ExpiredHoldsReclaimed' ? reclaims : HOLD_SIGN[type] === undefined ? [undefined] : untils).flatMap(
      (until) =>
        causes.map((cause) => ({
          type,
          quantity: 1,
          ...(until !== undefined && { until: instant(until) }),
          ...(cause !== undefined && { for: cause }),
        })),
    ),
  );
}

function findingOf(
  culprits: readonly Culprit[],
  covers: readonly Figure[],
  ledger: Ledger,
  place?: number,
): StockFinding {
  const suspects = culprits
    .flatMap(({ movement, event, delta }) =>
      movement === undefined || event === undefined ? [] : [{ ...movement, expected: event.quantity + delta }],
    )
    .sort((a, b) => Math.sign(a.expected) - Math.sign(b.expected));
  const missing = culprits.flatMap(({ movement, event, delta }) =>
    movement === undefined && event !== undefined ? [{ ...event, quantity: delta }] : [],
  );
  const figures = covers.map((figure) => {
    const kept = ledger.kept.get(figure) ?? 0;
    return { figure, kept, byMovements: kept - (ledger.off.get(figure) ?? 0) };
  });
  const isFigure = culprits.length === 0 || culprits.some(({ kind }) => kind === 'figure');
  const isMissing = place !== undefined || (!isFigure && suspects.length === 0);
  return {
    code: isMissing ? 'movement_missing' : isFigure ? 'counter_wrong' : 'movement_wrong',
    message: messageOf({ suspects, missing, figures }, isFigure, place),
    figures,
    suspects,
    missing,
    ...(place !== undefined && { place }),
    compensate: culprits[0] === undefined ? [] : compensating(culprits[0]),
  };
}

/** Where the journal alone is wrong the counters need nothing. */
function compensating({ kind, event, delta, effects }: Culprit): StockCommand[] {
  if (kind === 'figure') return correcting(effects, delta);
  if (event === undefined || kind === 'row' || kind === 'absent') return [];
  if (kind === 'undone') return carryingOut({ ...event, quantity: delta });
  const per = new Map<Figure, number>(Object.entries(MOVEMENTS[event.type]));
  const sign = HOLD_SIGN[event.type];
  if (event.until !== undefined && sign !== undefined) per.set(`hold ${event.until}`, sign);
  return correcting(per, -delta);
}

function messageOf(
  { suspects, missing, figures }: Pick<StockFinding, 'suspects' | 'missing' | 'figures'>,
  isFigure: boolean,
  place?: number,
): string {
  const said = figures.map(
    ({ figure, kept, byMovements }) => `${figure} is ${kept}, but ${byMovements} by the movements`,
  );
  const absent = missing.map(
    ({ type, quantity, for: cause }) => `${type} of ${quantity}${cause ? ` for ${cause}` : ''}`,
  );
  const wrong = suspects.map(({ version, expected }) => `${version} (expected ${expected})`);
  const parts = [
    ...(place === undefined ? [] : [`Movement ${place} is not in the journal`]),
    ...said,
    ...(absent.length > 0 ? [`not there: ${absent.join(' or ')}`] : []),
    ...(wrong.length > 0
      ? [`${isFigure ? 'if it is no counter, then' : 'wrong is'} movement ${wrong.join(' or ')}`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}
