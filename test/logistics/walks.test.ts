import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/kernel/index.js';
import {
  type Fulfilment,
  type FulfilmentCommand,
  fulfilmentLifecycle,
  type LogisticsTerms,
  type ParcelCommand,
  parcelLifecycle,
  ScanStatus,
} from '../../src/logistics/index.js';
import { box, plain, scan, waybill, within, work } from './support.js';

const owing = { pickBy: within(4), handOverBy: within(9), uploadBy: within(3), firstScanBy: within(5) };
const need = fc.constantFrom('required' as const, 'optional' as const);
const terms: fc.Arbitrary<LogisticsTerms> = fc
  .record({ picking: need, inspection: need, waybill: need, uploadBeforeHandOver: need })
  .map((some) => ({ ...plain, ...owing, nextScanBy: within(6), deliverBy: within(30), ...some }));

const line = fc.constantFrom('mugs', 'lamp');
const few = fc.integer({ min: 1, max: 3 });
const units = fc.uniqueArray(fc.record({ line, quantity: few }), {
  minLength: 1,
  maxLength: 2,
  selector: (one) => one.line,
});
const inspected = fc
  .record({ line, passed: fc.integer({ min: 0, max: 2 }), failed: fc.integer({ min: 0, max: 2 }) })
  .filter(({ passed, failed }) => passed + failed > 0);
const reason = 'because';
const fulfilmentCommand: fc.Arbitrary<FulfilmentCommand> = fc.oneof(
  fc.constant({ type: 'StartPicking' as const }),
  units.map((lines) => ({ type: 'RecordPicking' as const, lines })),
  inspected.map((one) => ({ type: 'RecordInspection' as const, lines: [{ ...one, reason }] })),
  fc.record({ line, quantity: few }).map((one) => ({ type: 'ReportMissing' as const, ...one, reason })),
  units.map((lines) => ({ type: 'PackParcel' as const, parcel: 'p-1', lines })),
  units.map((lines) => ({ type: 'ReplaceUnits' as const, lines })),
  units.map((lines) => ({ type: 'NoteUnpacked' as const, parcel: 'p-1', lines })),
  units.map((lines) => ({ type: 'NoteHandedOver' as const, parcel: 'p-1', lines })),
  units.map((lines) => ({ type: 'CancelFulfilmentUnits' as const, lines, reason })),
  fc.constant<FulfilmentCommand>({ type: 'CancelFulfilment', reason }),
);

/** Nothing is negative, nothing is counted twice, and nothing that the order wants disappears. */
function balanced({ lines, status }: Fulfilment, wanted: ReadonlyMap<string, number>): void {
  for (const one of lines) {
    const { quantity, picked, passed, failed, missing, packed, handedOver, cancelled, short } = one;
    const good = quantity - failed - missing - cancelled;
    for (const counter of [quantity, picked, passed, failed, missing, packed, handedOver, cancelled, short]) {
      expect(counter).toBeGreaterThanOrEqual(0);
    }
    expect(handedOver).toBeLessThanOrEqual(packed);
    expect(packed).toBeLessThanOrEqual(picked - failed);
    expect(passed).toBeLessThanOrEqual(picked - failed);
    expect(picked - failed).toBeLessThanOrEqual(good);
    expect(good + short).toBe(wanted.get(one.line));
  }
  if (status === 'handedOver') expect(lines.every((one) => one.handedOver === wanted.get(one.line))).toBe(true);
}

describe('Whatever is done to a fulfilment', () => {
  it('its quantities stay true', () => {
    fc.assert(
      fc.property(terms, fc.array(fulfilmentCommand, { maxLength: 30 }), (choice, commands) => {
        const desk = work(choice);
        const wanted = new Map([
          ['mugs', 3],
          ['lamp', 1],
        ]);
        for (const command of commands) {
          const { status: before } = desk.now();
          const seen = desk.all.length;
          const happened = desk.give(command);
          for (const event of desk.all.slice(seen)) {
            if (event.type !== 'FulfilmentUnitsCancelled' && event.type !== 'FulfilmentCancelled') continue;
            for (const gone of event.lines) {
              wanted.set(gone.line, (wanted.get(gone.line) ?? 0) - gone.quantity - gone.short);
            }
          }
          const row = fulfilmentLifecycle.rows[command.type].find(({ from }) => from.some((one) => one === before));
          if (!happened[0]?.includes('.')) expect(row?.to).toContain(desk.now().status);
          balanced(desk.now(), wanted);
        }
        expect(desk.every('FulfilmentCancelled').length).toBeLessThanOrEqual(1);
        expect(desk.every('FulfilmentHandedOver').length).toBe(
          Number(desk.now().status === 'handedOver' && desk.now().calledOff === undefined),
        );
        if (fulfilmentLifecycle.final.includes(desk.now().status)) expect(desk.owed()).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const number = fc.constantFrom('73110000000001', '73110000000002');
const oldScans = fc.constantFrom('keep' as const, 'drop' as const);
const parcelCommand: fc.Arbitrary<ParcelCommand> = fc.oneof(
  fc.constant<ParcelCommand>({ type: 'UnsealParcel', reason }),
  fc.constant<ParcelCommand>({ type: 'AssignWaybill', ...waybill }),
  fc.record({ number, oldScans }).map((one) => ({ type: 'ReplaceWaybill' as const, carrier: 'ZTO', ...one, reason })),
  fc.constant<ParcelCommand>({ type: 'ShipParcel' }),
  fc.record({ number }).map((one) => ({ type: 'NoteUploaded' as const, ...one })),
  fc.record({ number }).map((one) => ({ type: 'NoteUploadFailed' as const, ...one, reason })),
  {
    weight: 6,
    arbitrary: fc
      .record({ status: fc.constantFrom(...ScanStatus.options), hour: fc.integer({ min: -2, max: 40 }) })
      .map(({ status, hour }) => ({ type: 'RecordScan' as const, scan: scan(status, hour) })),
  },
  fc.constant<ParcelCommand>({ type: 'DeclareLost', reason }),
  fc.constant<ParcelCommand>({ type: 'RecallParcel', reason }),
  fc.constant<ParcelCommand>({
    type: 'NoteArrivedBack',
    lines: [{ line: 'mugs', quantity: 1, disposition: 'damaged' }],
  }),
);

describe('Whatever is done to a parcel', () => {
  it('it tells its order an outcome once, and a delivery after that, leaves once, and once voided never moves', () => {
    fc.assert(
      fc.property(
        terms,
        fc.array(fc.record({ command: parcelCommand, after: fc.integer({ min: 0, max: 5 }) }), { maxLength: 30 }),
        (choice, steps) => {
          const desk = box(choice, { worth: { amount: 5000, currency: 'CNY' } });
          const by: Role = 'system';
          let hour = 0;
          for (const { command, after } of steps) {
            hour += after;
            desk.until(scan('problem', hour).scannedAt);
            const { status: before } = desk.now();
            const happened = desk.give(command, by);
            const row = parcelLifecycle.rows[command.type].find(({ from }) => from.some((one) => one === before));
            if (!happened[0]?.includes('.')) expect(row?.to).toContain(desk.now().status);
            if (before === 'voided') expect(desk.now().status).toBe('voided');
          }
          expect(desk.every('ParcelUndelivered').length).toBeLessThanOrEqual(1);
          expect(desk.every('ParcelDelivered').length).toBeLessThanOrEqual(1);
          expect(desk.every('ParcelShipped').length + desk.every('ParcelUnsealed').length).toBeLessThanOrEqual(1);
          expect(desk.every('ParcelArrivedBack').length).toBeLessThanOrEqual(1);
          if (desk.now().status === 'voided') expect(desk.owed()).toEqual([]);
          if (desk.now().status === 'delivered') expect(desk.owed()).not.toContain('nextScanBy');
          expect(desk.every('ParcelMoved').every(({ from, to }) => from !== to)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
