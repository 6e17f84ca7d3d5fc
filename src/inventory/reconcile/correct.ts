import { instant } from '../../kernel/index.js';
import type { StockCommand, StockMoved } from '../stock/index.js';
import type { Effects } from './ledger.js';
import { CORRECTION } from './types.js';

type Type = StockCommand['type'];

/** What to do when a counter is too high, and when it is too low; in an order in which the law of stock holds. */
const STEPS: readonly (readonly [counter: string, isTooHigh: boolean, command: Type])[] = [
  ['onHand', false, 'AddFound'],
  ['incoming', false, 'ExpectStock'],
  ['reserved', true, 'ReleaseStock'],
  ['damaged', true, 'MarkRepaired'],
  ['reserved', false, 'ReserveStock'],
  ['damaged', false, 'MarkDamaged'],
  ['onHand', true, 'RemoveLost'],
  ['incoming', true, 'DropExpectation'],
];

/** Commands that take so many units too much, as these effects have them, out of the counters again. */
export function correcting(effects: Effects, tooMuch: number): StockCommand[] {
  const excess = (figure: string) => (effects.get(figure) ?? 0) * tooMuch;
  const holds = [...effects.keys()].filter((figure) => figure.startsWith('hold '));
  const ofHolds = holds.flatMap((figure) => {
    const until = instant(Number(figure.slice('hold '.length)));
    const quantity = excess(figure);
    if (quantity > 0) return [command('KeepHold', quantity, { until })];
    return [command('ReleaseStock', -quantity), command('ReserveStock', -quantity, { until })];
  });
  const ofCounters = STEPS.flatMap(([counter, isTooHigh, type]) => {
    const quantity = isTooHigh ? excess(counter) : -excess(counter);
    return quantity > 0 ? [command(type, quantity)] : [];
  });
  return [...ofHolds, ...ofCounters];
}

const command = (type: Type, quantity: number, more: Partial<StockMoved> = {}): StockCommand =>
  ({ type, quantity, for: CORRECTION, ...(NEEDS_REASON.has(type) && { reason: CORRECTION }), ...more }) as StockCommand;

const NEEDS_REASON: ReadonlySet<Type> = new Set(['AddFound', 'RemoveLost', 'MarkDamaged', 'DropExpectation']);

const COMMAND_OF: Readonly<Partial<Record<StockMoved['type'], Type>>> = {
  StockReserved: 'ReserveStock',
  StockReleased: 'ReleaseStock',
  HoldKept: 'KeepHold',
  StockShipped: 'ShipStock',
  ReservedStockDamaged: 'DamageReserved',
  ReservedStockMissing: 'MissReserved',
};

/** The command of a movement that a reservation caused and the stock did not make. */
export function carryingOut({ type, ...facts }: StockMoved): StockCommand[] {
  const asked = COMMAND_OF[type];
  if (asked === undefined) return [];
  const reason = asked === 'DamageReserved' || asked === 'MissReserved' ? { reason: CORRECTION } : {};
  return [{ ...facts, ...reason, type: asked } as StockCommand];
}
