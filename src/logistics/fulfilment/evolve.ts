import { Broken, type Instant, type Shape } from '../../kernel/index.js';
import type { LineContent } from '../types.js';
import type { CalledOffUnits, Fulfilment, FulfilmentEvent, FulfilmentLine, FulfilmentStatus } from './types.js';
import { good } from './units.js';

/** What an event makes of a fulfilment. */
export function evolveFulfilment(before: Fulfilment | undefined, event: FulfilmentEvent, at: Instant): Fulfilment {
  if (event.type === 'FulfilmentOpened') return opened(event, at);
  if (before === undefined) throw new Broken(`${event.type} reached a fulfilment that does not exist`);
  const next = copied(before);
  switch (event.type) {
    case 'PickingStarted':
      return summedUp(begun(next, at));
    case 'UnitsPicked':
      return counted(begun(next, at), event.lines, (line, n) => {
        line.picked += n;
      });
    case 'UnitsPassed':
      return counted(begun(next, at), event.lines, (line, n) => {
        line.passed += n;
        line.picked = Math.max(line.picked, line.passed + line.failed);
      });
    case 'UnitsFailed':
      return counted(begun(next, at), [event], (line, n) => {
        line.failed += n;
        line.passed -= event.ofPassed;
        line.short += n;
        line.picked = Math.max(line.picked, line.passed + line.failed);
      });
    case 'UnitsMissing':
      return counted(begun(next, at), [event], (line, n) => {
        line.missing += n;
        line.short += n;
      });
    case 'UnitsReplaced':
      return counted(begun(next, at), event.lines, (line, n) => {
        line.quantity += n;
        line.short -= n;
      });
    case 'ParcelPacked':
      return counted(begun(next, at), event.lines, (line, n) => {
        line.packed += n;
      });
    case 'ParcelUnpacked':
      return counted(next, event.lines, (line, n) => {
        line.packed -= n;
      });
    case 'UnitsHandedOver':
      return counted(next, event.lines, (line, n) => {
        line.handedOver += n;
      });
    case 'FulfilmentUnitsCancelled':
      return calledOff(next, event.lines);
    case 'FulfilmentCancelled':
      next.calledOff = event.reason;
      return calledOff(next, event.lines);
    case 'FulfilmentPicked':
    case 'FulfilmentInspected':
    case 'FulfilmentPacked':
    case 'FulfilmentHandedOver':
      // They announce what the quantities have said already.
      return before;
  }
}

const newLine = ({ line, sku, quantity }: LineContent): FulfilmentLine => ({
  line,
  sku,
  quantity,
  picked: 0,
  passed: 0,
  failed: 0,
  missing: 0,
  packed: 0,
  handedOver: 0,
  cancelled: 0,
  short: 0,
});

function opened(event: Extract<FulfilmentEvent, { type: 'FulfilmentOpened' }>, at: Instant): Fulfilment {
  const { id, order, location, shipBy, worth } = event;
  return copied({ id, status: 'open', order, location, lines: event.lines.map(newLine), openedAt: at, shipBy, worth });
}

/** A fulfilment on which work has begun. */
function begun(next: Shape<Fulfilment>, at: Instant): Shape<Fulfilment> {
  next.startedAt ??= at;
  return next;
}

/** Lines that are not named stay the same objects. */
function counted(
  next: Shape<Fulfilment>,
  units: readonly Pick<LineContent, 'line' | 'quantity'>[],
  change: (line: FulfilmentLine, units: number) => void,
): Fulfilment {
  next.lines = next.lines.map((before) => {
    const unit = units.find(({ line }) => line === before.line);
    if (unit === undefined) return before;
    const line = copiedLine(before);
    change(line, unit.quantity);
    return consistent(line);
  });
  return summedUp(next);
}

function calledOff(next: Shape<Fulfilment>, units: readonly CalledOffUnits[]): Fulfilment {
  return counted(next, units, (line, n) => {
    line.cancelled += n;
    line.short -= units.find((unit) => unit.line === line.line)?.short ?? 0;
  });
}

/** What is packed was picked; what is called off or missing counts no longer as picked or passed. */
function consistent(line: FulfilmentLine): FulfilmentLine {
  const most = good(line) + line.failed;
  line.picked = Math.min(Math.max(line.picked, line.packed + line.failed), most);
  line.passed = Math.min(line.passed, line.picked - line.failed);
  return line;
}

function summedUp(next: Shape<Fulfilment>): Fulfilment {
  next.status = statusOf(next.lines, next.startedAt !== undefined);
  return next;
}

function statusOf(lines: readonly FulfilmentLine[], begun: boolean): FulfilmentStatus {
  const every = (test: (line: FulfilmentLine) => boolean) => lines.every(test);
  if (every(({ short }) => short === 0)) {
    if (every((line) => good(line) === 0)) return 'cancelled';
    if (every((line) => line.handedOver === good(line))) return 'handedOver';
    if (every((line) => line.packed === good(line))) return 'packed';
    if (every((line) => line.passed === good(line))) return 'inspected';
  }
  return begun ? 'picking' : 'open';
}

/** Copies in which every field is named: see docs/decisions/0006-states-of-one-shape.md. */
const copied = (one: Fulfilment): Shape<Fulfilment> => ({
  id: one.id,
  status: one.status,
  order: one.order,
  location: one.location,
  lines: one.lines,
  openedAt: one.openedAt,
  shipBy: one.shipBy,
  worth: one.worth,
  startedAt: one.startedAt,
  calledOff: one.calledOff,
  owed: one.owed,
});
const copiedLine = (one: FulfilmentLine): FulfilmentLine => ({
  line: one.line,
  sku: one.sku,
  quantity: one.quantity,
  picked: one.picked,
  passed: one.passed,
  failed: one.failed,
  missing: one.missing,
  packed: one.packed,
  handedOver: one.handedOver,
  cancelled: one.cancelled,
  short: one.short,
});
