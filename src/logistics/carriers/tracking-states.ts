import type { ScanStatus } from '../parcel/index.js';

type Table = Readonly<Record<string, ScanStatus>>;

/**
 * Kuaidi100, `state` of a track and `status` of its entries. Source: `QueryTrackResp.java` of the vendor's own
 * `kuaidi100-api/java-demo` (2026-04). 7: handed to another carrier; 10 to 13: customs. There is no 8 and no 9.
 */
const KUAIDI100: Table = {
  '0': 'inTransit',
  '1': 'collected',
  '2': 'problem',
  '3': 'delivered',
  '4': 'returned',
  '5': 'outForDelivery',
  '6': 'returning',
  '7': 'inTransit',
  '10': 'inTransit',
  '11': 'inTransit',
  '12': 'inTransit',
  '13': 'problem',
  '14': 'refused',
};

/**
 * KDNiao, `State` and the finer `StateEx`. Source: public client code, not checked against the vendor's page. A parcel in
 * a locker (211) waits for the buyer, so it is not delivered. 401 to 403 are no scans but the lack of one.
 */
const KDNIAO: Table = {
  '0': 'announced',
  '1': 'collected',
  '2': 'inTransit',
  '3': 'delivered',
  '4': 'problem',
  '5': 'inTransit',
  '6': 'inTransit',
  '10': 'announced',
  '201': 'inTransit',
  '202': 'outForDelivery',
  '204': 'inTransit',
  '205': 'inTransit',
  '206': 'inTransit',
  '211': 'outForDelivery',
  '301': 'delivered',
  '302': 'delivered',
  '304': 'delivered',
  '311': 'delivered',
  '401': 'announced',
  '402': 'unknown',
  '403': 'unknown',
  '404': 'refused',
  '405': 'problem',
  '406': 'returned',
  '407': 'returning',
  '412': 'problem',
  '413': 'problem',
  '414': 'problem',
  '415': 'problem',
  '416': 'problem',
  '417': 'problem',
  '418': 'problem',
  '419': 'outForDelivery',
  '420': 'problem',
  '421': 'problem',
  '422': 'problem',
  '423': 'problem',
  '601': 'inTransit',
  '602': 'inTransit',
  '603': 'inTransit',
  '604': 'problem',
};

const TABLES = { kuaidi100: KUAIDI100, kdniao: KDNIAO };
/** A tracking service whose state codes are known. */
export type TrackingSource = keyof typeof TABLES;

/**
 * What a tracking service's state code means. A code that no table has is `unknown`: the scan is kept and moves nothing.
 *
 * @example
 * ```ts
 * scanStatusOf('kuaidi100', 3); // 'delivered'
 * scanStatusOf('kdniao', '404'); // 'refused'
 * scanStatusOf('kuaidi100', 8); // 'unknown'
 * ```
 */
export function scanStatusOf(source: TrackingSource, state: string | number): ScanStatus {
  const code = String(state).trim();
  const table: Table = TABLES[source];
  return Object.hasOwn(table, code) ? (table[code] ?? 'unknown') : 'unknown';
}
