import { Broken, type Instant } from '../../kernel/index.js';
import type { LineContent } from '../types.js';
import type { CalledOffUnits, Fulfilment, FulfilmentEvent, FulfilmentLine, FulfilmentStatus } from './types.js';
import { good } from './units.js';

/** What an event makes of a fulfilment. */
export function evolveFulfilment(fulfilment: Fulfilment | undefined, event: FulfilmentEvent, at: Instant): Fulfilment {
  if (event.type === 'FulfilmentOpened') return opened(event, at);
  if (fulfilment === undefined) throw new Broken(`${event.type} reached a fulfilment that does not exist`);
  const begun = { ...fulfilment, startedAt: fulfilment.startedAt ?? at };
  switch (event.type) {
    case 'PickingStarted':
      return summedUp(begun, begun.lines);
    case 'UnitsPicked':
      return counted(begun, event.lines, (line, n) => ({ ...line, picked: line.picked + n }));
    case 'UnitsPassed':
      return counted(begun, event.lines, passedUnits);
    case 'UnitsFailed':
      return counted(begun, [event], (line, n) => failedUnits(line, n, event.ofPassed));
    case 'UnitsMissing':
      return counted(begun, [event], (line, n) => ({ ...line, missing: line.missing + n, short: line.short + n }));
    case 'UnitsReplaced':
      return counted(begun, event.lines, (line, n) => ({
        ...line,
        quantity: line.quantity + n,
        short: line.short - n,
      }));
    case 'ParcelPacked':
      return counted(begun, event.lines, (line, n) => ({ ...line, packed: line.packed + n }));
    case 'ParcelUnpacked':
      return counted(fulfilment, event.lines, (line, n) => ({ ...line, packed: line.packed - n }));
    case 'UnitsHandedOver':
      return counted(fulfilment, event.lines, (line, n) => ({ ...line, handedOver: line.handedOver + n }));
    case 'FulfilmentUnitsCancelled':
      return calledOff(fulfilment, event.lines);
    case 'FulfilmentCancelled':
      return calledOff({ ...fulfilment, calledOff: event.reason }, event.lines);
    case 'FulfilmentPicked':
    case 'FulfilmentInspected':
    case 'FulfilmentPacked':
    case 'FulfilmentHandedOver':
      // They announce what the quantities have said already.
      return fulfilment;
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
  return { id, status: 'open', order, location, lines: event.lines.map(newLine), openedAt: at, shipBy, worth };
}

type Change = (line: FulfilmentLine, units: number) => FulfilmentLine;

/** Lines that are not named stay the same objects. */
function counted(fulfilment: Fulfilment, units: readonly Pick<LineContent, 'line' | 'quantity'>[], change: Change) {
  const moved = new Map(units.map(({ line, quantity }) => [line, quantity]));
  const lines = fulfilment.lines.map((line) => {
    const quantity = moved.get(line.line);
    return quantity === undefined ? line : consistent(change(line, quantity));
  });
  return summedUp(fulfilment, lines);
}

const passedUnits: Change = (line, n) => {
  const passed = line.passed + n;
  return { ...line, passed, picked: Math.max(line.picked, passed + line.failed) };
};

const failedUnits = (line: FulfilmentLine, n: number, ofPassed: number): FulfilmentLine => {
  const failed = line.failed + n;
  const passed = line.passed - ofPassed;
  return { ...line, failed, passed, short: line.short + n, picked: Math.max(line.picked, passed + failed) };
};

function calledOff(fulfilment: Fulfilment, units: readonly CalledOffUnits[]): Fulfilment {
  const by = new Map(units.map((unit) => [unit.line, unit]));
  const lines = fulfilment.lines.map((line) => {
    const unit = by.get(line.line);
    if (unit === undefined) return line;
    const { quantity, short } = unit;
    return consistent({ ...line, cancelled: line.cancelled + quantity, short: line.short - short });
  });
  return summedUp(fulfilment, lines);
}

/** What is packed was picked; what is called off or missing counts no longer as picked or passed. */
function consistent(line: FulfilmentLine): FulfilmentLine {
  const most = good(line) + line.failed;
  const picked = Math.min(Math.max(line.picked, line.packed + line.failed), most);
  return { ...line, picked, passed: Math.min(line.passed, picked - line.failed) };
}

function summedUp(fulfilment: Fulfilment, lines: FulfilmentLine[]): Fulfilment {
  return { ...fulfilment, lines, status: statusOf(lines, fulfilment.startedAt !== undefined) };
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
