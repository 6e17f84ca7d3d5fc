import { describe, expect, it } from 'vitest';
import {
  type Box,
  box,
  hours,
  labelled,
  lamp,
  mugs,
  plain,
  scan,
  scanned,
  underWay,
  waybill,
  within,
} from './support.js';

const content = [
  { ...mugs, quantity: 2 },
  { ...lamp, quantity: 1 },
];
const assign = (number: string) => ({ type: 'AssignWaybill' as const, carrier: 'ZTO', number });
const unique = (desk: Box) => desk.machine.card(desk.now()).unique;

describe('A waybill number', () => {
  it('is kept in one form, however it was written', () => {
    const desk = box();
    desk.give(assign(' jt 0000-1111　２２２２ '), 'packer');
    expect(desk.now().waybill).toEqual({ carrier: 'ZTO', number: 'JT000011112222' });
    expect(unique(desk)).toBe('ZTO:JT000011112222');
  });

  it.each(['', 'abc', '73-110/0001', '运单7311000', 'x'.repeat(41)])('is not %j', (number) => {
    expect(box().give(assign(number), 'packer')).toEqual(['parcel.waybill_number_malformed']);
  });

  it('is assigned once, and replaced with a reason afterwards', () => {
    const desk = labelled();
    expect(desk.give(assign('7311'), 'packer')).toEqual(['parcel.waybill_assigned_already']);
    const replace = { type: 'ReplaceWaybill', carrier: 'ZTO', number: '73110000000002', reason: 'mistyped' } as const;
    expect(desk.give(replace, 'packer')).toEqual(['WaybillReplaced']);
    expect(desk.give(replace, 'packer')).toEqual(['parcel.waybill_unchanged']);
    expect(unique(desk)).toBe('ZTO:73110000000002');
    expect(desk.every('WaybillReplaced')[0]?.previous).toEqual(waybill);
  });

  it('is free again when its parcel was opened', () => {
    const desk = labelled();
    desk.give({ type: 'UnsealParcel', reason: 'wrong mug' }, 'packer');
    expect(unique(desk)).toBeUndefined();
  });

  it.each(['delivered', 'lost', 'returned'] as const)('is free again when its parcel is %s, for good', (end) => {
    const desk = underWay();
    scanned(desk, scan(end, 9));
    expect(unique(desk)).toBeUndefined();
    expect(desk.machine.card(desk.now()).label).toBe('73110000000001');
    scanned(desk, scan('inTransit', 10));
    expect(unique(desk)).toBeUndefined();
  });

  it('is told to the platform again when it was replaced', () => {
    const desk = underWay();
    desk.give({ type: 'NoteUploaded', number: '7311-0000-0000-01' }, 'platform');
    expect(desk.now().uploadedAt).toBe(desk.at);
    desk.give({ type: 'ReplaceWaybill', carrier: 'SF', number: 'SF1234', reason: 'forwarded' }, 'service');
    expect(desk.now().uploadedAt).toBeUndefined();
    // The old number's upload is reported late.
    expect(desk.give({ type: 'NoteUploaded', number: waybill.number }, 'platform')).toEqual([]);
    expect(desk.give({ type: 'NoteUploaded', number: 'sf1234' }, 'platform')).toEqual(['ParcelUploaded']);
  });

  it('that was wrong takes the scans of another parcel with it', () => {
    const desk = underWay();
    scanned(desk, scan('collected', 1), scan('delivered', 2));
    const replace = { type: 'ReplaceWaybill', carrier: 'ZTO', number: '73110000000002', reason: 'mistyped' } as const;
    expect(desk.give({ ...replace, oldScans: 'drop' }, 'service')).toEqual([
      'WaybillReplaced',
      'ParcelMoved',
      'ParcelAnomaly',
    ]);
    expect(desk.now()).toMatchObject({ status: 'shipped', scans: [], anomalies: ['outcomeOfAnotherNumber'] });
    // The order was told already, and is not told twice.
    expect(scanned(desk, scan('delivered', 30))).toEqual(['ParcelScanned', 'ParcelMoved']);
  });
});

describe('Uploading', () => {
  it('is noted once, and beside the status', () => {
    const desk = labelled();
    expect(desk.give({ type: 'NoteUploaded' })).toEqual(['ParcelUploaded']);
    expect(desk.give({ type: 'NoteUploaded' })).toEqual([]);
    expect(desk.now().status).toBe('labelled');
  });

  it('that fails is counted, with its reason, until it succeeds', () => {
    const desk = labelled();
    desk.give({ type: 'NoteUploadFailed', reason: 'timeout' });
    desk.give({ type: 'NoteUploadFailed', reason: 'carrier not accepted' });
    expect(desk.now().uploadFailed).toEqual({ reason: 'carrier not accepted', times: 2 });
    desk.give({ type: 'NoteUploaded' });
    expect(desk.now().uploadFailed).toBeUndefined();
    expect(desk.give({ type: 'NoteUploadFailed', reason: 'late news' })).toEqual([]);
  });

  it('holds up the hand-over only where the terms say so', () => {
    expect(labelled().give({ type: 'ShipParcel' }, 'packer')).toEqual(['ParcelShipped']);
    const strict = labelled({ ...plain, uploadBeforeHandOver: 'required' });
    expect(strict.give({ type: 'ShipParcel' }, 'packer')).toEqual(['parcel.not_uploaded_yet']);
    strict.give({ type: 'NoteUploaded' });
    expect(strict.give({ type: 'ShipParcel' }, 'packer')).toEqual(['ParcelShipped']);
  });

  it('of a parcel that was opened meanwhile is taken, and asks for a person', () => {
    const desk = labelled();
    desk.give({ type: 'UnsealParcel', reason: 'wrong mug' }, 'packer');
    expect(desk.give({ type: 'NoteUploaded' }, 'platform')).toEqual(['ParcelUploaded', 'ParcelAnomaly']);
    expect(desk.now()).toMatchObject({ status: 'voided', anomalies: ['uploadedAfterVoided'] });
  });
});

describe('Handing over', () => {
  it('needs a waybill', () => {
    expect(box().give({ type: 'ShipParcel' }, 'packer')).toEqual(['parcel.waybill_missing']);
  });

  it('needs none where the shop delivers by itself, and the carrier of a waybill may come later', () => {
    const desk = box({ ...plain, waybill: 'optional' });
    expect(desk.give({ type: 'ShipParcel' }, 'packer')).toEqual(['ParcelShipped']);
    expect(desk.every('ParcelShipped')[0]).toMatchObject({ by: 'handOver', lines: content });
    expect(desk.every('ParcelShipped')[0]).not.toHaveProperty('number');
    expect(desk.give({ type: 'NoteUploaded' })).toEqual(['parcel.waybill_missing']);
    expect(desk.give(assign('73110000000001'), 'packer')).toEqual(['WaybillAssigned']);
    expect(desk.now().status).toBe('shipped');
  });

  it('is implied by the carrier having the parcel', () => {
    const desk = labelled();
    expect(scanned(desk, scan('collected', 1))).toEqual(['ParcelShipped', 'ParcelScanned', 'ParcelMoved']);
    expect(desk.every('ParcelShipped')[0]).toMatchObject({ by: 'scan', shippedAt: hours(1), ...waybill });
    expect(desk.give({ type: 'ShipParcel' }, 'packer')).toEqual(['record.command_not_allowed_now']);
  });

  it('is not implied by a carrier who only knows the number', () => {
    const desk = labelled();
    expect(scanned(desk, scan('announced', 1), scan('problem', 2), scan('unknown', 3))).toEqual([
      'ParcelScanned',
      'ParcelScanned',
      'ParcelScanned',
    ]);
    expect(desk.now().status).toBe('labelled');
  });
});

describe('A recall', () => {
  it('before hand-over leaves nothing but opening the parcel', () => {
    const desk = labelled();
    desk.give({ type: 'RecallParcel', reason: 'order cancelled' });
    expect(desk.every('ParcelRecalled')[0]?.handedOver).toBe(false);
    expect(desk.give({ type: 'ShipParcel' }, 'packer')).toEqual(['parcel.recalled']);
    expect(desk.give({ type: 'UnsealParcel', reason: 'order cancelled' }, 'packer')).toEqual(['ParcelUnsealed']);
    expect(desk.every('ParcelUnsealed')[0]?.lines).toEqual(content);
  });

  it('a second time changes nothing', () => {
    const desk = underWay();
    expect(desk.give({ type: 'RecallParcel', reason: 'order cancelled' })).toEqual(['ParcelRecalled']);
    expect(desk.give({ type: 'RecallParcel', reason: 'order cancelled' })).toEqual([]);
  });

  it('that comes too late is an anomaly, and the delivery is told all the same', () => {
    const desk = underWay();
    desk.give({ type: 'RecallParcel', reason: 'order cancelled' });
    expect(scanned(desk, scan('delivered', 5))).toEqual([
      'ParcelScanned',
      'ParcelMoved',
      'ParcelDelivered',
      'ParcelAnomaly',
    ]);
    expect(desk.now().anomalies).toEqual(['deliveredAfterRecall']);
  });

  it('that the bench did not see shows when the carrier scans', () => {
    const desk = labelled();
    desk.give({ type: 'RecallParcel', reason: 'order cancelled' });
    scanned(desk, scan('collected', 1));
    expect(desk.now()).toMatchObject({ status: 'collected', anomalies: ['shippedAfterRecall'] });
  });
});

describe('A parcel that is back', () => {
  const back = (lines: { line: string; quantity: number; disposition: 'restock' | 'damaged' }[]) => ({
    type: 'NoteArrivedBack' as const,
    lines,
  });
  const whole = back([
    { line: 'mugs', quantity: 2, disposition: 'restock' },
    { line: 'lamp', quantity: 1, disposition: 'restock' },
  ]);

  it('says of each unit whether it is sold again, damaged or missing', () => {
    const desk = underWay();
    scanned(desk, scan('refused', 2), scan('returning', 3));
    const found = back([
      { line: 'mugs', quantity: 1, disposition: 'restock' },
      { line: 'mugs', quantity: 1, disposition: 'damaged' },
    ]);
    expect(desk.give(found, 'packer')).toEqual(['ParcelMoved', 'ParcelArrivedBack']);
    expect(desk.every('ParcelArrivedBack')[0]).toMatchObject({
      lines: [
        { ...mugs, quantity: 1, disposition: 'restock' },
        { ...mugs, quantity: 1, disposition: 'damaged' },
      ],
      missing: [{ ...lamp, quantity: 1 }],
    });
    expect(desk.give(found, 'packer')).toEqual(['parcel.arrived_back_already']);
  });

  it('holds no more than it held', () => {
    const desk = underWay();
    expect(desk.give(back([{ line: 'sofa', quantity: 1, disposition: 'restock' }]), 'packer')).toEqual([
      'parcel.line_unknown',
    ]);
    const twice = back([
      { line: 'mugs', quantity: 2, disposition: 'restock' },
      { line: 'mugs', quantity: 1, disposition: 'damaged' },
    ]);
    expect(desk.give(twice, 'packer')).toEqual(['parcel.more_than_it_held']);
  });

  it('tells the order, if no scan has', () => {
    const desk = underWay();
    expect(desk.give(whole, 'packer')).toEqual(['ParcelMoved', 'ParcelUndelivered', 'ParcelArrivedBack']);
    expect(desk.every('ParcelUndelivered')[0]).toMatchObject({ how: 'returned', lines: content });
    expect(scanned(desk, scan('returning', 5))).toEqual(['ParcelScanned']);
    expect(desk.now().status).toBe('returned');
  });

  it('although it was delivered asks for a person', () => {
    const desk = underWay();
    scanned(desk, scan('delivered', 2));
    expect(desk.give(whole, 'packer')).toEqual(['ParcelMoved', 'ParcelAnomaly', 'ParcelArrivedBack']);
    expect(desk.every('ParcelUndelivered')).toEqual([]);
  });
});

describe('What a parcel owes', () => {
  const terms = {
    ...plain,
    uploadBy: within(6),
    firstScanBy: within(24),
    nextScanBy: within(48),
    deliverBy: within(120),
  };

  it('is the upload from having a waybill, and the scans from handing over', () => {
    const desk = labelled(terms);
    expect(desk.owed()).toEqual(['uploadBy']);
    desk.give({ type: 'ShipParcel' }, 'packer');
    expect(desk.owed()).toEqual(['deliverBy', 'firstScanBy', 'uploadBy']);
    desk.give({ type: 'NoteUploaded' });
    scanned(desk, scan('collected', 3));
    expect(desk.owed()).toEqual(['deliverBy', 'nextScanBy']);
    scanned(desk, scan('delivered', 40));
    expect(desk.owed()).toEqual([]);
  });

  it('is the next scan after each scan, late ones aside', () => {
    const desk = underWay(terms);
    const due = () => desk.now().owed?.find(({ kind }) => kind === 'nextScanBy')?.due;
    scanned(desk, scan('collected', 3), scan('inTransit', 20));
    expect(due()).toBe(hours(68));
    scanned(desk, scan('inTransit', 10), scan('announced', 30), scan('unknown', 31));
    expect(due()).toBe(hours(68));
    desk.at = hours(40);
    scanned(desk, scan('inTransit', 33));
    expect(due()).toBe(hours(81));
  });

  it('is missed by the merchant or by the carrier, each stall anew', () => {
    const desk = underWay(terms);
    expect(desk.until(hours(30))).toEqual(['ObligationBreached', 'ObligationBreached']);
    scanned(desk, scan('collected', 31));
    expect(desk.until(hours(90))).toEqual(['ObligationBreached']);
    expect(desk.all.at(-1)).toMatchObject({ kind: 'nextScanBy', by: 'carrier' });
    scanned(desk, scan('inTransit', 91));
    expect(desk.until(hours(140))).toEqual(['ObligationBreached', 'ObligationBreached']);
  });

  it("is delivery by the platform's deadline where there is one", () => {
    const desk = underWay(plain, { deliverBy: hours(70) });
    expect(desk.now().owed).toMatchObject([{ kind: 'deliverBy', due: hours(70), source: 'platform' }]);
  });

  it('costs what the term says of the worth of the content', () => {
    const penalty = { fixed: 100, permille: 10, to: 'buyer' as const };
    const dear = { ...terms, firstScanBy: { ...within(24), penalty } };
    const desk = underWay(dear, { worth: { amount: 5000, currency: 'CNY' } });
    desk.until(hours(25));
    expect(desk.all.at(-1)).toMatchObject({ type: 'PenaltyIncurred', kind: 'firstScanBy', amount: 150 });
  });

  it('is nothing once it is opened, or back', () => {
    const opened = labelled(terms);
    opened.give({ type: 'UnsealParcel', reason: 'wrong mug' }, 'packer');
    expect(opened.owed()).toEqual([]);
    const returned = labelled(terms);
    scanned(returned, scan('returned', 9));
    expect(returned.owed()).toEqual([]);
  });

  it('is no longer delivery once it is refused, but scans all the same', () => {
    const desk = underWay(terms);
    scanned(desk, scan('refused', 9));
    expect(desk.owed()).toEqual(['nextScanBy', 'uploadBy']);
  });
});

it('A parcel shows its number, its order and what is remarkable', () => {
  const desk = underWay();
  scanned(desk, scan('inTransit', 2), scan('inTransit', -24 * 90));
  expect(desk.machine.card(desk.now())).toEqual({
    label: '73110000000001',
    unique: 'ZTO:73110000000001',
    parent: 'order/o-1',
    facts: {
      fulfilment: 'o-1#1',
      location: 'main',
      carrier: 'ZTO',
      units: 3,
      uploaded: false,
      uploadFailed: false,
      recalled: false,
      anomalies: 1,
    },
  });
});
