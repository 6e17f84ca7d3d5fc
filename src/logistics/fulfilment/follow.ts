import { err, ok } from 'neverthrow';
import { owed, owesFrom } from '../owing.js';
import { fulfilmentFailures } from './failures.js';
import { type Ctx, type Events, type Of, reaching, settlingAll } from './steps.js';
import type { CalledOffUnits, Fulfilment, FulfilmentEvent } from './types.js';
import { calledOffUnits, contentWhere, free, named, taken, tooMany, waiting } from './units.js';

/** The order was accepted, and this location serves some of it. */
export function open(command: Of<'OpenFulfilment'>, _: Fulfilment, { id, at, ask }: Ctx): Events {
  const { type: __, ...facts } = command;
  const { lines, shipBy } = facts;
  const twice = lines.find(({ line }, index) => lines.findIndex((one) => one.line === line) < index);
  if (twice !== undefined) return err(fulfilmentFailures.line_given_twice({ line: twice.line }));
  const own = owesFrom('handOverBy', ask.terms, at);
  const sooner = shipBy !== undefined && own.some(({ due }) => shipBy < due);
  const source = "the order's shipBy";
  const handOver = sooner ? owesFrom('handOverBy', ask.terms, at, shipBy).map((one) => ({ ...one, source })) : own;
  const owes = [...owesFrom('pickBy', ask.terms, at), ...handOver];
  return ok([{ type: 'FulfilmentOpened', id, ...facts, ...owed(owes) }]);
}

/** Other units were reserved for those that failed or are missing. */
export const replaceUnits = ({ lines }: Of<'ReplaceUnits'>, fulfilment: Fulfilment, context: Ctx): Events =>
  taken(fulfilment, lines, ({ short }) => short, 'replaced').map((units) =>
    reaching(fulfilment, [{ type: 'UnitsReplaced', lines: units }], context),
  );

export const noteHandedOver = (command: Of<'NoteHandedOver'>, fulfilment: Fulfilment, context: Ctx): Events =>
  taken(fulfilment, command.lines, waiting, 'handed over').map((lines) =>
    reaching(fulfilment, [{ type: 'UnitsHandedOver', parcel: command.parcel, lines }], context),
  );

/** A parcel was opened. Its units are packed anew, or go back to the shelf where the work was called off meanwhile. */
export function noteUnpacked({ parcel, lines }: Of<'NoteUnpacked'>, fulfilment: Fulfilment, context: Ctx): Events {
  const units = taken(fulfilment, lines, waiting, 'unpacked');
  if (units.isErr()) return err(units.error);
  const unpacked: FulfilmentEvent = { type: 'ParcelUnpacked', parcel, lines: units.value };
  const { calledOff: reason } = fulfilment;
  if (reason === undefined) return ok(reaching(fulfilment, [unpacked], context));
  const back = units.value.map((unit) => ({ ...unit, short: 0 }));
  return ok([unpacked, { type: 'FulfilmentUnitsCancelled', lines: back, reason }]);
}

export function cancelUnits(command: Of<'CancelFulfilmentUnits'>, fulfilment: Fulfilment, context: Ctx): Events {
  const pairs = named(fulfilment, command.lines);
  if (pairs.isErr()) return err(pairs.error);
  const lines: CalledOffUnits[] = [];
  for (const [line, { quantity }] of pairs.value) {
    const left = free(line) + line.short;
    if (quantity > left) return err(tooMany(line.line, quantity, left, 'cancelled'));
    lines.push(calledOffUnits(line, quantity));
  }
  const event: FulfilmentEvent = { type: 'FulfilmentUnitsCancelled', lines, reason: command.reason };
  return ok(reaching(fulfilment, [event], context));
}

/** Calls off all that is in no parcel; the rest follows as its parcels are opened. A second time changes nothing. */
export function cancel({ reason }: Of<'CancelFulfilment'>, fulfilment: Fulfilment): Events {
  if (fulfilment.calledOff !== undefined) return ok([]);
  const lines = fulfilment.lines
    .map((line) => calledOffUnits(line, free(line) + line.short))
    .filter(({ quantity, short }) => quantity + short > 0);
  const inParcels = contentWhere(fulfilment, waiting);
  return ok([{ type: 'FulfilmentCancelled', lines, inParcels, reason, ...settlingAll(fulfilment) }]);
}
