import { ok } from 'neverthrow';
import { type Instant, instant, plusHours } from '../../kernel/index.js';
import { owed, owesFrom } from '../owing.js';
import { isHere } from './lifecycle.js';
import { type Ctx, chronicle, EVERYTHING, type Events, type Of } from './steps.js';
import { type Gone, isKnown, isOfAnotherParcel, positionOf, provesHandOver, withScan } from './timeline.js';
import type { Parcel, ParcelEvent, Scan, Undelivered } from './types.js';

/** A report is always taken: a known one changes nothing, a late one is put in its place. */
export function recordScan(command: Of<'RecordScan'>, parcel: Parcel, context: Ctx): Events {
  const scan = withoutPhones(command.scan);
  return ok(isKnown(parcel, scan) ? [] : tracked(parcel, scan, context));
}

/** The declaration stands behind all scans so far, whatever their dates; a younger scan may find the parcel again. */
export function declareLost({ reason }: Of<'DeclareLost'>, parcel: Parcel, context: Ctx): Events {
  const last = parcel.scans.at(-1)?.scannedAt ?? 0;
  const scannedAt = instant(Math.max(context.at, last + 1));
  return ok(tracked(parcel, withoutPhones({ status: 'lost', scannedAt, text: reason }), context));
}

const MOST_AHEAD_HOURS = 1;

function tracked(before: Parcel, scan: Scan, context: Ctx): ParcelEvent[] {
  const { at } = context;
  const story = chronicle(before, context);
  const foreign = isOfAnotherParcel(scan, before);
  const isNews = provesHandOver(scan.status) && !foreign;
  if (isHere(before.status) && isNews) story.happen(shippedByScan(before, scan, context));
  story.wonder('shippedAfterRecall', isHere(before.status) && isNews && before.recalledAt !== undefined);
  story.wonder('deliveredBeforeShipped', isHere(before.status) && isNews && scan.status === 'delivered');

  const { status } = story.now();
  const after = whereTo(story.now(), scan);
  story.happen(scanned(story.now(), scan, after, context));
  if (after !== undefined && after !== status) {
    story.happen({ type: 'ParcelMoved', from: status, to: after, ...settlingAt(after) });
  }
  const outcome = outcomeOf(story.now(), at);
  if (outcome !== undefined) story.happen(outcome);

  const said = isNews ? ENDS[scan.status] : undefined;
  const told = story.now().told;
  story.wonder('scannedAfterVoided', status === 'voided');
  story.wonder('scanOfAnotherParcel', foreign);
  story.wonder('scanFromFuture', scan.scannedAt > plusHours(at, MOST_AHEAD_HOURS));
  story.wonder('deliveredAfterRecall', said === 'delivered' && before.recalledAt !== undefined);
  story.wonder('deliveredAfterUndelivered', said === 'delivered' && before.told === 'undelivered');
  // A refusal before the delivery was a first attempt, and contradicts nothing.
  const contradicts = after !== 'delivered' || scan.scannedAt > (before.deliveredAt ?? 0);
  story.wonder('undeliveredAfterDelivered', said === 'undelivered' && told === 'delivered' && contradicts);
  story.wonder('foundAfterLost', status === 'lost' && after !== undefined && !(after in ENDS));
  return story.events;
}

/** Which scans, and which statuses, are an outcome for the order. */
const ENDS: Readonly<Record<string, Parcel['told']>> = {
  delivered: 'delivered',
  refused: 'undelivered',
  returning: 'undelivered',
  returned: 'undelivered',
  lost: 'undelivered',
};

function shippedByScan(parcel: Parcel, scan: Scan, { at, ask: { terms } }: Ctx): ParcelEvent {
  const shippedAt = instant(Math.min(at, scan.scannedAt));
  const owes = owesFrom('deliverBy', terms, shippedAt, parcel.deliverBy);
  return shipped(parcel, 'scan', shippedAt, owed(owes));
}

export const shipped = (
  { lines, waybill }: Parcel,
  by: 'handOver' | 'scan',
  shippedAt: Instant,
  owing: ReturnType<typeof owed>,
): ParcelEvent => ({
  type: 'ParcelShipped',
  lines,
  by,
  shippedAt,
  ...(waybill !== undefined && { carrier: waybill.carrier, number: waybill.number }),
  ...owing,
});

/** Where the parcel is with this scan. Undefined: scans do not tell, since it is not with the carrier. */
function whereTo(parcel: Parcel, scan: Scan): Gone | undefined {
  if (isHere(parcel.status) || parcel.status === 'voided') return undefined;
  if (parcel.arrivedBackAt !== undefined) return 'returned';
  return positionOf(withScan(parcel, scan).scans, parcel).status;
}

const OVER: Readonly<Partial<Record<Gone, true>>> = { delivered: true, returned: true, lost: true };

function scanned(parcel: Parcel, scan: Scan, after: Gone | undefined, { at, ask }: Ctx): ParcelEvent {
  const last = parcel.scans.at(-1)?.scannedAt;
  const late = last !== undefined && scan.scannedAt < last;
  const lives = provesHandOver(scan.status) || scan.status === 'problem';
  const watched = lives && after !== undefined && OVER[after] === undefined;
  const wasOver = OVER[parcel.status as Gone] === true;
  const since = instant(Math.min(at, scan.scannedAt));
  const owes = watched && (!late || wasOver) ? owesFrom('nextScanBy', ask.terms, since) : [];
  const settles = after !== undefined && provesHandOver(scan.status) ? ['firstScanBy'] : [];
  return { type: 'ParcelScanned', scan, late, ...owed(owes, settles) };
}

function settlingAt(status: Gone) {
  switch (status) {
    case 'delivered':
    case 'lost':
      return { settles: ['firstScanBy', 'nextScanBy', 'deliverBy'] };
    case 'refused':
    case 'returning':
      return { settles: ['deliverBy'] };
    case 'returned':
      return { settles: EVERYTHING };
    default:
      return {};
  }
}

/**
 * What the order has to be told: an outcome, and where it was told that the units do not arrive, that they did after
 * all. A delivery stays told, whatever the carrier says later.
 */
export function outcomeOf(parcel: Parcel, at: Instant): ParcelEvent | undefined {
  const { status, told, lines, scans } = parcel;
  const outcome = ENDS[status];
  if (outcome === undefined || told === outcome || told === 'delivered') return undefined;
  if (outcome === 'delivered') {
    const { since = at } = positionOf(scans, parcel);
    return { type: 'ParcelDelivered', lines, deliveredAt: instant(Math.min(at, since)), corrects: told };
  }
  return { type: 'ParcelUndelivered', lines, how: howOf(parcel) };
}

function howOf({ status, scans }: Parcel): Undelivered {
  if (status === 'lost') return 'lost';
  return status === 'refused' || scans.some((scan) => scan.status === 'refused') ? 'refused' : 'returned';
}

/** Carriers write couriers' and buyers' numbers into their reports; events keep none. */
function withoutPhones(scan: Scan): Scan {
  const { place, text } = scan;
  return {
    ...scan,
    ...(place !== undefined && { place: masked(place) }),
    ...(text !== undefined && { text: masked(text) }),
  };
}

const masked = (text: string): string => text.replace(/\d(?:[\s-]?\d){6,}/g, '***');
