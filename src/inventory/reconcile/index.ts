import { type Entry, keyOf } from '../../kernel/index.js';
import type { StockEvent } from '../stock/index.js';
import { explained } from './explain.js';
import { ledgerOf } from './ledger.js';
import type { StockBooks, StockFinding, StockMovement } from './types.js';

export * from './types.js';

/** The movements of one stock out of journal entries, such as those of `desk.stock.history(id)`. */
export const stockMovements = (entries: readonly Entry[], id: string): StockMovement[] =>
  entries.flatMap(({ commandId, changes }) =>
    changes
      .filter(({ key }) => key === keyOf('stock', id))
      .flatMap(({ version, events }) =>
        events.map((event, i) => ({
          version: version - events.length + 1 + i,
          event: event as StockEvent,
          cause: commandId,
        })),
      ),
  );

/**
 * Recomputes a stock from its movements, and compares it with its counters and with the reservations behind it. Every
 * figure that is kept twice makes an equation; to blame is whatever alone puts right equations that do not hold and
 * disturbs none that does. Where the books cannot tell culprits apart, a finding names them all.
 *
 * @returns nothing where all agree.
 * @example
 * ```ts
 * const { items } = await desk.stock.history('mug@main');
 * const findings = reconcileStock({ stock, movements: stockMovements(items, 'mug@main'), reservations });
 * ```
 */
export function reconcileStock(books: StockBooks): StockFinding[] {
  const findings: StockFinding[] = [];
  const byVersion = new Map<number, StockMovement>();
  for (const movement of books.movements) {
    const { version } = movement;
    if (!byVersion.has(version)) byVersion.set(version, movement);
    else findings.push(naming('movement_repeated', movement, `Movement ${version} is in the journal twice.`));
  }
  findings.push(...strays(books, [...byVersion.values()]));
  const ledger = ledgerOf(books, [...byVersion.values()]);
  let { off } = ledger;
  const explain = (place?: number) => {
    const next = explained({ ...ledger, off }, place);
    off = next.off;
    findings.push(next.finding);
  };
  const last = Math.max(books.version ?? 0, ...byVersion.keys());
  for (let place = 1; place <= last; place += 1) if (!byVersion.has(place)) explain(place);
  while (off.size > 0) explain();
  const { reclaimedUpTo: kept = 0 } = books.stock;
  const byMovements = ledger.reclaims.at(-1) ?? 0;
  if (kept !== byMovements) {
    const message = `reclaimedUpTo is ${kept}, but ${byMovements} by the movements.`;
    findings.push({
      ...EMPTY,
      code: 'counter_wrong',
      message,
      figures: [{ figure: 'reclaimedUpTo', kept, byMovements }],
    });
  }
  return findings;
}

/** Movements whose reservation is not there, and any but the first that opens the stock. */
function strays({ reservations }: StockBooks, movements: readonly StockMovement[]): StockFinding[] {
  const known = new Set(reservations.map(({ id }) => keyOf('reservation', id)));
  return movements.flatMap((movement) => {
    const { version, event } = movement;
    if (event.type === 'StockOpened') {
      return version === 1 ? [] : [naming('movement_repeated', movement, `Movement ${version} opens the stock again.`)];
    }
    const isStray = event.for?.startsWith('reservation/') === true && !known.has(event.for);
    const says = `Movement ${version} is for ${event.for}, which is not there.`;
    return isStray ? [naming('no_counterpart', movement, says)] : [];
  });
}

const EMPTY = { figures: [], suspects: [], missing: [], compensate: [] };

const naming = (code: StockFinding['code'], movement: StockMovement, message: string): StockFinding => ({
  ...EMPTY,
  code,
  message,
  suspects: [{ ...movement, expected: 0 }],
});
