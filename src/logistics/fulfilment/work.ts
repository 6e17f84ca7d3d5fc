import { err, ok } from 'neverthrow';
import type { PackedPlan } from '../plan.js';
import type { LineContent, LineQuantity, LogisticsTerms } from '../types.js';
import { fulfilmentFailures } from './failures.js';
import { type Ctx, type Events, type Of, reaching } from './steps.js';
import type { Fulfilment, FulfilmentEvent, FulfilmentLine, InspectedUnits } from './types.js';
import { contentOf, free, named, taken, tooMany, uninspected, unpicked } from './units.js';

export const startPicking = (): Events => ok([{ type: 'PickingStarted' }]);

export const recordPicking = ({ lines }: Of<'RecordPicking'>, fulfilment: Fulfilment, context: Ctx): Events =>
  taken(fulfilment, lines, unpicked, 'picked').map((units) =>
    reaching(fulfilment, [{ type: 'UnitsPicked', lines: units }], context),
  );

export function recordInspection(command: Of<'RecordInspection'>, fulfilment: Fulfilment, context: Ctx): Events {
  const { terms } = context.ask;
  const pairs = named(fulfilment, command.lines);
  if (pairs.isErr()) return err(pairs.error);
  const passed: LineContent[] = [];
  const failed: FulfilmentEvent[] = [];
  for (const [line, found] of pairs.value) {
    const refused = notInspectable(line, found, terms);
    if (refused !== undefined) return err(refused);
    if (found.passed > 0) passed.push(contentOf(line, found.passed));
    if (found.failed > 0) failed.push(failing(line, found, terms));
  }
  const first: FulfilmentEvent[] = passed.length > 0 ? [{ type: 'UnitsPassed', lines: passed }] : [];
  return ok(reaching(fulfilment, [...first, ...failed], context));
}

function notInspectable(line: FulfilmentLine, { passed, failed }: InspectedUnits, terms: LogisticsTerms) {
  const all = free(line);
  // A unit that has passed may still fail, as long as it is in no parcel.
  if (passed + failed > all) return tooMany(line.line, passed + failed, all, 'inspected');
  const fresh = uninspected(line, terms);
  const onTheBench = terms.picking === 'required' ? line.picked - line.failed - line.packed : all;
  if (passed <= fresh && passed + failed <= onTheBench) return undefined;
  const asked = passed + failed;
  return terms.picking === 'required' && unpicked(line) > 0
    ? fulfilmentFailures.not_picked_yet({ line: line.line, asked, ready: Math.min(fresh, onTheBench) })
    : tooMany(line.line, asked, fresh, 'inspected');
}

function failing(line: FulfilmentLine, found: InspectedUnits, terms: LogisticsTerms): FulfilmentEvent {
  const { passed, failed, reason = '' } = found;
  const ofPassed = Math.max(0, failed - (uninspected(line, terms) - passed));
  return { type: 'UnitsFailed', ...contentOf(line, failed), reason, ofPassed };
}

export function reportMissing(command: Of<'ReportMissing'>, fulfilment: Fulfilment, context: Ctx): Events {
  const { line, quantity, reason } = command;
  const units = taken(fulfilment, [{ line, quantity }], free, 'missing');
  return units.map((missing) =>
    reaching(
      fulfilment,
      missing.map((unit) => ({ type: 'UnitsMissing', ...unit, reason })),
      context,
    ),
  );
}

export function packParcel(command: Of<'PackParcel'>, fulfilment: Fulfilment, context: Ctx): Events {
  const { type: _, parcel, lines, ...facts } = command;
  const units = taken(fulfilment, lines, free, 'packed');
  if (units.isErr()) return err(units.error);
  const refused = notReady(fulfilment, lines, context.ask.terms) ?? plannedOtherwise(lines, facts.plan);
  if (refused !== undefined) return err(refused);
  return ok(reaching(fulfilment, [{ type: 'ParcelPacked', parcel, lines: units.value, ...facts }], context));
}

/** A plan that places other units than are packed would mislead whoever opens the parcel, or packs it again. */
function plannedOtherwise(lines: readonly LineQuantity[], plan: PackedPlan | undefined) {
  if (plan?.placements === undefined) return undefined;
  const planned = new Map<string, number>();
  for (const { line } of plan.placements) planned.set(line, (planned.get(line) ?? 0) + 1);
  const packed = new Map(lines.map(({ line, quantity }) => [line, quantity]));
  for (const line of new Set([...packed.keys(), ...planned.keys()])) {
    const [wanted, placed] = [packed.get(line) ?? 0, planned.get(line) ?? 0];
    if (wanted !== placed) {
      return fulfilmentFailures.plan_holds_other_units({ line, planned: placed, packed: wanted });
    }
  }
  return undefined;
}

function notReady(fulfilment: Fulfilment, asked: readonly LineQuantity[], terms: LogisticsTerms) {
  for (const { line: id, quantity } of asked) {
    const line = fulfilment.lines.find((one) => one.line === id);
    if (line === undefined) continue;
    const picked = line.picked - line.failed - line.packed;
    if (terms.picking === 'required' && quantity > picked) {
      return fulfilmentFailures.not_picked_yet({ line: id, asked: quantity, ready: picked });
    }
    const passed = Math.max(0, line.passed - line.packed);
    if (terms.inspection === 'required' && quantity > passed) {
      return fulfilmentFailures.not_inspected_yet({ line: id, asked: quantity, ready: passed });
    }
  }
  return undefined;
}
