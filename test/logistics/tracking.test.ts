import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { MOST_SCANS, type Scan, type ScanStatus, ScanStatus as Statuses } from '../../src/logistics/index.js';
import { type Box, hours, labelled, scan, scanned, underWay } from './support.js';

const tracked = (...scans: readonly Scan[]): Box => {
  const desk = underWay();
  scanned(desk, ...scans);
  return desk;
};
const status = (...scans: readonly Scan[]) => tracked(...scans).now().status;
const anomalies = (...scans: readonly Scan[]) => tracked(...scans).now().anomalies;

describe('Scans', () => {
  it('tell a parcel along its way', () => {
    const desk = tracked(scan('collected', 1), scan('inTransit', 5), scan('outForDelivery', 20), scan('delivered', 22));
    expect(desk.every('ParcelMoved').map(({ to }) => to)).toEqual([
      'collected',
      'inTransit',
      'outForDelivery',
      'delivered',
    ]);
    expect(desk.every('ParcelDelivered')).toMatchObject([{ deliveredAt: hours(22) }]);
  });

  it('that come in late stand in their place and move nothing back', () => {
    const desk = tracked(scan('delivered', 22), scan('inTransit', 5), scan('collected', 1));
    expect(desk.now().status).toBe('delivered');
    expect(desk.now().scans.map((one) => one.status)).toEqual(['collected', 'inTransit', 'delivered']);
    expect(desk.every('ParcelScanned').map(({ late }) => late)).toEqual([false, true, true]);
    expect(desk.now().anomalies).toBeUndefined();
  });

  it('that come in twice change nothing', () => {
    const desk = tracked(scan('inTransit', 5, { place: 'Hangzhou' }));
    expect(scanned(desk, scan('inTransit', 5, { place: 'Hangzhou' }))).toEqual([]);
    expect(scanned(desk, scan('inTransit', 5, { place: 'Hangzhou', id: 'a', text: 'arrived' }))).toEqual([]);
    expect(scanned(desk, scan('inTransit', 5, { place: 'Suzhou' }))).toEqual(['ParcelScanned']);
  });

  it('with the same id are the same only if they say the same', () => {
    const desk = tracked(scan('inTransit', 5, { id: 'a', place: 'Hangzhou' }));
    expect(scanned(desk, scan('inTransit', 5, { id: 'a', place: 'Hangzhou hub' }))).toEqual([]);
    expect(scanned(desk, scan('delivered', 9, { id: 'a' }))).toContain('ParcelDelivered');
  });

  it('that no table knows are kept, and move nothing', () => {
    const desk = tracked(scan('collected', 1), scan('unknown', 2, { carrierState: '8' }));
    expect(desk.now().status).toBe('collected');
    expect(desk.now().scans.at(-1)).toMatchObject({ carrierState: '8' });
  });

  it('keep no phone number', () => {
    const text = '派件员 王师傅 (137 7628 4974) 正在派件, 电话0571-88888888';
    const desk = tracked(scan('outForDelivery', 3, { text, place: 'shop 13776284974' }));
    const stored = JSON.stringify([desk.now(), desk.all]);
    expect(stored).not.toMatch(/13776284974|7628|88888888/);
    expect(desk.now().scans[0]?.text).toBe('派件员 王师傅 (***) 正在派件, 电话***');
  });

  it('of an earlier parcel with the same number move nothing', () => {
    const desk = tracked(scan('delivered', -24 * 200));
    expect(desk.now()).toMatchObject({ status: 'shipped', anomalies: ['scanOfAnotherParcel'] });
    expect(desk.every('ParcelDelivered')).toEqual([]);
  });

  it('dated in the future are taken, and asked about', () => {
    const desk = underWay();
    desk.give({ type: 'RecordScan', scan: scan('delivered', 8) }, 'carrier');
    expect(desk.now()).toMatchObject({ status: 'delivered', anomalies: ['scanFromFuture'], deliveredAt: desk.at });
  });

  it('of a parcel that was opened are kept, and asked about', () => {
    const desk = labelled();
    desk.give({ type: 'UnsealParcel', reason: 'wrong mug' }, 'packer');
    expect(scanned(desk, scan('collected', 1))).toEqual(['ParcelScanned', 'ParcelAnomaly']);
    expect(scanned(desk, scan('delivered', 2))).toEqual(['ParcelScanned']);
    expect(desk.now()).toMatchObject({ status: 'voided', anomalies: ['scannedAfterVoided'] });
  });
});

describe('Where the scans say that a parcel is', () => {
  it.each<[string, string, ScanStatus[]]>([
    ['back in the depot after a failed attempt', 'inTransit', ['outForDelivery', 'problem', 'inTransit']],
    ['not collected again on its way', 'inTransit', ['inTransit', 'collected']],
    ['refused, whatever the way back reports', 'refused', ['outForDelivery', 'refused', 'inTransit']],
    ['delivered at the second attempt', 'delivered', ['refused', 'delivered']],
    ['on its way back', 'returning', ['refused', 'returning', 'inTransit', 'outForDelivery']],
    ['back with the sender', 'returned', ['refused', 'returning', 'returned']],
    ['back with the sender, though signed for', 'returning', ['returning', 'delivered']],
    ['with the buyer for good', 'delivered', ['delivered', 'returning', 'returned', 'lost', 'inTransit']],
    ['found again', 'inTransit', ['inTransit', 'lost', 'inTransit']],
    ['delivered after it was lost', 'delivered', ['inTransit', 'lost', 'delivered']],
  ])('is %s', (_, expected, track) => {
    expect(status(...track.map((one, hour) => scan(one, hour)))).toBe(expected);
  });
});

describe('The order is told one outcome', () => {
  it('when the parcel is refused, and not again when it comes back', () => {
    const desk = tracked(scan('refused', 2), scan('returning', 3), scan('returned', 9));
    expect(desk.every('ParcelUndelivered')).toMatchObject([{ how: 'refused' }]);
  });

  it.each<[ScanStatus, string]>([
    ['lost', 'lost'],
    ['returning', 'returned'],
    ['returned', 'returned'],
  ])('when it is %s', (one, how) => {
    expect(tracked(scan(one, 2)).every('ParcelUndelivered')).toMatchObject([{ how }]);
  });

  it('and a person is asked when a later report says otherwise', () => {
    expect(anomalies(scan('delivered', 2), scan('returning', 5))).toEqual(['undeliveredAfterDelivered']);
    expect(anomalies(scan('refused', 2), scan('delivered', 5))).toEqual(['deliveredAfterUndelivered']);
    expect(anomalies(scan('returning', 2), scan('delivered', 5))).toEqual(['deliveredAfterUndelivered']);
    expect(anomalies(scan('lost', 2), scan('inTransit', 5))).toEqual(['foundAfterLost']);
  });

  it('and that it was delivered after all, whatever was said before', () => {
    const desk = tracked(scan('refused', 2), scan('outForDelivery', 20), scan('delivered', 22));
    expect(desk.every('ParcelUndelivered')).toHaveLength(1);
    expect(desk.every('ParcelDelivered')).toMatchObject([{ corrects: 'undelivered' }]);
    expect(tracked(scan('delivered', 2), scan('refused', 5)).every('ParcelUndelivered')).toEqual([]);
  });

  it('but a refusal before the delivery is no contradiction', () => {
    expect(anomalies(scan('delivered', 5), scan('refused', 2))).toBeUndefined();
  });

  it('also where nobody had handed the parcel over', () => {
    const desk = labelled();
    expect(scanned(desk, scan('delivered', 5))).toEqual([
      'ParcelShipped',
      'ParcelAnomaly',
      'ParcelScanned',
      'ParcelMoved',
      'ParcelDelivered',
    ]);
    expect(desk.now().anomalies).toEqual(['deliveredBeforeShipped']);
  });

  it('by a person who declares the parcel lost', () => {
    const desk = underWay();
    // The carrier's clock runs ahead; the declaration counts all the same.
    desk.give({ type: 'RecordScan', scan: scan('inTransit', 90) }, 'carrier');
    desk.at = hours(50);
    expect(desk.give({ type: 'DeclareLost', reason: 'carrier admits it' }, 'service')).toEqual([
      'ParcelScanned',
      'ParcelMoved',
      'ParcelUndelivered',
    ]);
    expect(desk.now().status).toBe('lost');
  });
});

describe('However scans come in', () => {
  const anyScan = fc
    .record({
      status: fc.constantFrom(...Statuses.options),
      hour: fc.integer({ min: 0, max: 4 }),
      place: fc.constantFrom(undefined, 'Hangzhou', 'Suzhou'),
      id: fc.constantFrom(undefined, 'a', 'b'),
    })
    .map(({ status: one, hour, place, id }) => scan(one, hour, { ...(place && { place }), ...(id && { id }) }));
  const arrivals = fc
    .uniqueArray(anyScan, { minLength: 1, maxLength: 10, selector: (one) => JSON.stringify(one) })
    .chain((scans) =>
      fc.record({
        inTime: fc.constant([...scans].sort((a, b) => a.scannedAt - b.scannedAt)),
        anyhow: fc
          .array(fc.constantFrom(...scans), { maxLength: 6 })
          .chain((again) => fc.shuffledSubarray([...scans, ...again], { minLength: scans.length + again.length })),
      }),
    );

  it('a parcel ends where the ordered list without repeats leaves it, and tells its order each outcome once', () => {
    fc.assert(
      fc.property(arrivals, fc.boolean(), ({ inTime, anyhow }, handedOver) => {
        const [one, other] = [inTime, anyhow].map((scans) => {
          const desk = handedOver ? underWay() : labelled();
          desk.at = hours(20);
          scanned(desk, ...scans);
          return desk;
        });
        expect(other?.now().status).toBe(one?.now().status);
        const times = other?.now().scans.map(({ scannedAt }) => scannedAt) ?? [];
        expect(times).toEqual([...times].sort((a, b) => a - b));
        for (const desk of [one, other]) {
          expect(desk?.every('ParcelDelivered').length).toBeLessThanOrEqual(1);
          expect(desk?.every('ParcelUndelivered').length).toBeLessThanOrEqual(1);
          expect(desk?.every('ParcelShipped').length).toBe(1 - Number(desk?.now().status === 'labelled'));
          const kinds = desk?.now().anomalies ?? [];
          expect(new Set(kinds).size).toBe(kinds.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('A chatty carrier', () => {
  it('fills no more than the bound: uneventful scans of the middle are counted, all else is kept', () => {
    const desk = tracked(scan('collected', 0));
    for (let hour = 1; hour <= 150; hour += 1) scanned(desk, scan('inTransit', hour));
    const { scans, folded } = desk.now();
    expect(scans).toHaveLength(MOST_SCANS);
    expect(folded?.count).toBe(151 - MOST_SCANS);
    expect(scans[0]?.status).toBe('collected');
    expect(desk.now().status).toBe('inTransit');
    // Told again, they are known.
    expect(scanned(desk, scan('inTransit', 30))).toEqual([]);
    // What matters is still taken, in its place.
    expect(scanned(desk, scan('refused', 30))).toContain('ParcelUndelivered');
    expect(desk.now().scans).toHaveLength(MOST_SCANS);
    expect(desk.now().status).toBe('refused');
  });

  it('is never misunderstood by what is only counted', () => {
    const desk = tracked(scan('collected', 0));
    for (let hour = 1; hour <= 20; hour += 1) scanned(desk, scan('problem', hour));
    scanned(desk, scan('lost', 21), scan('inTransit', 22));
    for (let hour = 23; hour <= 150; hour += 1) scanned(desk, scan('problem', hour));
    expect(desk.now().status).toBe('inTransit');
    expect(desk.now().scans).toHaveLength(MOST_SCANS);
  });

  it('who loses and finds a parcel for ever is followed all the same', () => {
    const desk = underWay();
    for (let hour = 1; hour <= 140; hour += 1) scanned(desk, scan(hour % 2 === 0 ? 'lost' : 'inTransit', hour));
    expect(desk.now().status).toBe('lost');
    expect(desk.now().scans).toHaveLength(MOST_SCANS);
    expect(desk.every('ParcelUndelivered')).toHaveLength(1);
  });
});
