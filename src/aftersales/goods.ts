import { err, ok } from 'neverthrow';
import type { Instant, Obligation } from '../kernel/index.js';
import { rejecting } from './answer.js';
import { folded, withinCase } from './claims.js';
import type { CaseEvent } from './events.js';
import { waitsForParcel } from './evolve.js';
import { aftersalesFailures } from './failures.js';
import { after, type Ctx, changes, deadlineRefused, type Events, isOwed, type Of, orderOf, owesFrom } from './owing.js';
import { remedyDue } from './refund.js';
import { REMEDIES } from './remedies.js';
import type { Case, CaseUnits, Finding } from './types.js';

const FIVE_MINUTES = 300_000;

/**
 * The merchant's time to inspect, unless it is running already; a deadline that the platform names replaces it. While
 * somebody else has the turn it does not run: it begins with the agreement or ruling that has the goods come back.
 */
function inspectClock(one: Case, since: Instant, { ask }: Ctx, given: Instant | undefined): Obligation[] {
  if (!waitsForParcel(one)) return [];
  if (given === undefined && isOwed(one, 'inspectBy')) return [];
  return owesFrom(ask.terms, since, 'inspectBy', given);
}

/** Why nothing is noted of a parcel: it was inspected, or nobody has agreed to one, claimed one or heard of one. */
function notOnTheWay(one: Case) {
  if (one.findings !== undefined) return aftersalesFailures.inspected_already({ case: one.id });
  if (waitsForParcel(one)) return undefined;
  const mayCome = one.status === 'escalated' ? expectsGoods(one) : one.sentBack !== undefined;
  return mayCome ? undefined : aftersalesFailures.no_return_expected({ case: one.id });
}

/** The buyer's parcel is on its way; the same number again changes nothing, another one corrects it. */
export function noteReturnShipped(command: Of<'NoteReturnShipped'>, one: Case, context: Ctx): Events {
  const { carrier, number, inspectBy } = command;
  const refused = deadlineRefused('inspectBy', inspectBy, context) ?? notOnTheWay(one);
  if (refused !== undefined) return err(refused);
  const units = withinCase(command.lines ?? one.lines, one);
  if (units.isErr()) return err(units.error);
  if (isRepeated(command, units.value, one)) return ok([]);
  const fromNow = context.ask.terms.inspectFrom === 'shipped' || inspectBy !== undefined;
  return ok([
    {
      type: 'ReturnShipped',
      carrier,
      number,
      ...(command.lines !== undefined && { lines: units.value }),
      ...changes(fromNow ? inspectClock(one, context.at, context, inspectBy) : [], ['returnBy']),
    },
  ]);
}

function isRepeated({ carrier, number }: Of<'NoteReturnShipped'>, units: readonly CaseUnits[], one: Case): boolean {
  const { sentBack } = one;
  const before = sentBack?.lines ?? folded(one.lines);
  const same = units.length === before.length && units.every((unit) => holds(before, unit));
  return same && sentBack?.carrier === carrier && sentBack.number === number;
}

const holds = (units: readonly CaseUnits[], { line, quantity }: CaseUnits): boolean =>
  units.some((one) => one.line === line && one.quantity === quantity);

/** The buyer's parcel is with the merchant. */
export function noteReturnArrived(command: Of<'NoteReturnArrived'>, one: Case, context: Ctx): Events {
  const { arrivedAt = context.at, inspectBy } = command;
  const refused = deadlineRefused('inspectBy', inspectBy, context) ?? notOnTheWay(one);
  if (refused !== undefined) return err(refused);
  if (arrivedAt > context.at + FIVE_MINUTES) {
    return err(aftersalesFailures.arrived_in_future({ arrivedAt, now: context.at }));
  }
  if (arrivedAt < one.openedAt) {
    return err(aftersalesFailures.arrived_before_opened({ arrivedAt, openedAt: one.openedAt }));
  }
  if (one.sentBack?.arrivedAt !== undefined) return ok([]);
  return ok([
    {
      type: 'ReturnArrived',
      arrivedAt,
      ...changes(inspectClock(one, arrivedAt, context, inspectBy), ['returnBy']),
    },
  ]);
}

/** What came back is counted and looked at; the accepted units are paid for. */
export function inspectReturn(command: Of<'InspectReturn'>, one: Case, context: Ctx): Events {
  if (one.findings !== undefined) return err(aftersalesFailures.inspected_already({ case: one.id }));
  if (!expectsGoods(one)) return err(aftersalesFailures.no_return_expected({ case: one.id }));
  const counted = withinCase(
    command.lines.map(({ line, counted: quantity }) => ({ line, quantity })),
    one,
  );
  if (counted.isErr()) return err(counted.error);
  const unsaleable = command.lines.find((finding) => mayNotBeSoldAgain(finding, one, context));
  if (unsaleable !== undefined) {
    const { line } = unsaleable;
    return err(aftersalesFailures.must_not_be_restocked({ line, sku: skuOf(one, line) }));
  }
  const accepted = folded(command.lines.map(({ line, accepted: quantity }) => ({ line, quantity })));
  const inspected: CaseEvent = {
    type: 'ReturnInspected',
    order: one.order,
    findings: command.lines.map((finding) => ({ ...finding, sku: skuOf(one, finding.line) })),
    accepted,
    ...(command.location !== undefined && { location: command.location }),
    ...(command.evidence !== undefined && { evidence: command.evidence }),
    ...changes([], ['returnBy', 'inspectBy']),
  };
  if (one.granted !== undefined) return ok([inspected]);
  const seen = after(one, inspected, context.at);
  if (accepted.length > 0) return ok([inspected, ...remedyDue(seen, accepted, context, folded(one.lines))]);
  const reason = command.lines[0]?.reason ?? 'nothing came back';
  return ok([inspected, rejecting(seen, { how: 'inspection', reason }, context)]);
}

/** Goods were to come back, or came although the money went without waiting for them. */
const expectsGoods = ({ agreed, remedy, sentBack }: Case): boolean =>
  sentBack !== undefined || [remedy, agreed?.remedy ?? remedy].some((one) => REMEDIES[one].sendsBack);

const skuOf = ({ lines }: Case, line: string): string => lines.find((one) => one.line === line)?.sku ?? line;

function mayNotBeSoldAgain({ line, accepted, disposition }: Finding, one: Case, { ask }: Ctx): boolean {
  const restocked = accepted > 0 && disposition === 'restock';
  return restocked && orderOf(one, ask).lines.some((facts) => facts.line === line && facts.neverRestocked === true);
}
