import { type Instant, instant, plusHours } from '../../kernel/index.js';
import { MOST_SCANS, type Parcel, type ParcelStatus, type Scan, ScanStatus } from './types.js';

/** The statuses of a parcel that is with the carrier, or has been. */
export type Gone = Exclude<ParcelStatus, 'sealed' | 'labelled' | 'voided'>;

/** Where the scans say that a parcel is, and since when. */
export interface Position {
  readonly status: Gone;
  readonly since: Instant | undefined;
}

type Moves = Readonly<Partial<Record<Gone, true>>>;
const OUTWARD = { shipped: true, collected: true, inTransit: true, outForDelivery: true } as const satisfies Moves;

/**
 * From where each scan moves a parcel; from everywhere else it moves nothing. So `delivered` and `returned` are ends,
 * a parcel on its way back is moved by nothing but its arrival or its loss, a lost one may be found, and a failed
 * attempt takes it from `outForDelivery` back to `inTransit`.
 */
export const MOVED_FROM: Readonly<Record<ScanStatus, Moves>> = {
  announced: {},
  problem: {},
  unknown: {},
  collected: { shipped: true },
  inTransit: { ...OUTWARD, lost: true },
  outForDelivery: { ...OUTWARD, lost: true },
  refused: { ...OUTWARD, lost: true },
  delivered: { ...OUTWARD, refused: true, lost: true },
  returning: { ...OUTWARD, refused: true, lost: true },
  returned: { ...OUTWARD, refused: true, returning: true, lost: true },
  lost: { ...OUTWARD, refused: true, returning: true },
};

/** Whether a scan proves that the carrier has the parcel, or had it. */
export const provesHandOver = (
  status: ScanStatus,
): status is Exclude<ScanStatus, 'announced' | 'problem' | 'unknown'> =>
  status !== 'announced' && status !== 'problem' && status !== 'unknown';

/** Carriers use their numbers again after months; a waybill may be bought some weeks before the desk hears of it. */
const OLDEST_HOURS = 30 * 24;
export const isOfAnotherParcel = (scan: Scan, { sealedAt }: Pick<Parcel, 'sealedAt'>): boolean =>
  scan.scannedAt < plusHours(sealedAt, -OLDEST_HOURS);

/** Where these scans take a parcel that was handed over. The same scans, however they came in, give the same answer. */
export function positionOf(scans: readonly Scan[], parcel: Pick<Parcel, 'sealedAt'>): Position {
  let position: Position = { status: 'shipped', since: undefined };
  for (const scan of scans) {
    const { status, scannedAt } = scan;
    if (!provesHandOver(status) || status === position.status || isOfAnotherParcel(scan, parcel)) continue;
    if (MOVED_FROM[status][position.status]) position = { status, since: scannedAt };
  }
  return position;
}

const RANK = new Map(ScanStatus.options.map((status, index) => [status, index]));

/** By time. Reports of one instant stand in the order of {@link ScanStatus}, so that the order never depends on arrival. */
export const inOrder = (a: Scan, b: Scan): number =>
  a.scannedAt - b.scannedAt ||
  (RANK.get(a.status) ?? 0) - (RANK.get(b.status) ?? 0) ||
  textOrder(a.place, b.place) ||
  textOrder(a.id, b.id);

const textOrder = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Whether a report is known already. An id alone does not tell: some carriers keep one id for a parcel's whole track, and
 * what is said at another instant, or is another status, is news.
 */
export function isKnown({ scans, folded }: Pick<Parcel, 'scans' | 'folded'>, scan: Scan): boolean {
  const { id, status, scannedAt, place } = scan;
  const same = (one: Scan) =>
    one.status === status &&
    one.scannedAt === scannedAt &&
    (one.place === place || (id !== undefined && one.id === id));
  if (scans.some(same)) return true;
  return folded !== undefined && isUneventful(scan) && scannedAt >= folded.from && scannedAt <= folded.until;
}

const isUneventful = ({ status }: Scan): boolean => !provesHandOver(status) || status in OUTWARD;

const KEPT_FIRST = 20;
const KEPT_LAST = 60;

/** The scans with one more, in its place. Beyond the bound the oldest uneventful one of the middle is only counted. */
export function withScan(parcel: Parcel, scan: Scan): Pick<Parcel, 'scans' | 'folded'> {
  const scans = [...parcel.scans, scan].sort(inOrder);
  const { folded } = parcel;
  if (scans.length <= MOST_SCANS) return { scans, ...(folded !== undefined && { folded }) };
  const middle = scans.slice(KEPT_FIRST, -KEPT_LAST);
  const { status } = positionOf(scans, parcel);
  const without = (one: Scan) => scans.filter((other) => other !== one);
  const spare = middle.find((one) => isUneventful(one) && positionOf(without(one), parcel).status === status);
  const left = spare ?? middle[0] ?? scan;
  return { scans: without(left), folded: counted(folded, left.scannedAt) };
}

const counted = (folded: Parcel['folded'], at: Instant): NonNullable<Parcel['folded']> => ({
  count: (folded?.count ?? 0) + 1,
  from: instant(Math.min(folded?.from ?? at, at)),
  until: instant(Math.max(folded?.until ?? at, at)),
});
