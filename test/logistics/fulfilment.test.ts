import { describe, expect, it } from 'vitest';
import { parseInput } from '../../src/kernel/index.js';
import { FulfilmentCommand, type PackedByHand, type PackedPlan } from '../../src/logistics/index.js';
import { hours, lamp, monday, mugs, plain, planned, thorough, type Work, within, work } from './support.js';

const line = (desk: Work, id = 'mugs') => {
  const found = desk.now().lines.find((one) => one.line === id);
  if (found === undefined) throw new Error(`no line ${id}`);
  return found;
};
const some = (quantity: number, id = 'mugs') => ({ line: id, quantity });
const everything = [some(3), some(1, 'lamp')];
const passed = [
  { line: 'mugs', passed: 3, failed: 0 },
  { line: 'lamp', passed: 1, failed: 0 },
];

describe('A shop that records every step', () => {
  it('picks, inspects, packs and hands over, and each step is announced once', () => {
    const desk = work(thorough);
    expect(desk.give({ type: 'StartPicking' }, 'picker')).toEqual(['PickingStarted']);
    expect(desk.give({ type: 'RecordPicking', lines: everything }, 'picker')).toEqual([
      'UnitsPicked',
      'FulfilmentPicked',
    ]);
    expect(desk.give({ type: 'RecordInspection', lines: passed }, 'packer')).toEqual([
      'UnitsPassed',
      'FulfilmentInspected',
    ]);
    expect(desk.now().status).toBe('inspected');
    expect(desk.give({ type: 'PackParcel', parcel: 'p-1', lines: everything }, 'packer')).toEqual([
      'ParcelPacked',
      'FulfilmentPacked',
    ]);
    expect(desk.give({ type: 'NoteHandedOver', parcel: 'p-1', lines: everything })).toEqual([
      'UnitsHandedOver',
      'FulfilmentHandedOver',
    ]);
    expect(desk.now().status).toBe('handedOver');
  });

  it('does not pack what nobody has picked, nor what nobody has inspected', () => {
    const desk = work(thorough);
    const pack = { type: 'PackParcel' as const, parcel: 'p-1', lines: [some(2)] };
    expect(desk.give(pack, 'packer')).toEqual(['fulfilment.not_picked_yet']);
    desk.give({ type: 'RecordPicking', lines: [some(2)] }, 'picker');
    expect(desk.give(pack, 'packer')).toEqual(['fulfilment.not_inspected_yet']);
    desk.give({ type: 'RecordInspection', lines: [{ line: 'mugs', passed: 1, failed: 0 }] }, 'packer');
    expect(desk.give(pack, 'packer')).toEqual(['fulfilment.not_inspected_yet']);
    expect(desk.give({ ...pack, lines: [some(1)] }, 'packer')).toEqual(['ParcelPacked']);
  });

  it('does not inspect what nobody has picked', () => {
    const desk = work(thorough);
    const found = [{ line: 'mugs', passed: 2, failed: 0 }];
    expect(desk.give({ type: 'RecordInspection', lines: found }, 'picker')).toEqual(['fulfilment.not_picked_yet']);
    desk.give({ type: 'RecordPicking', lines: [some(2)] }, 'picker');
    expect(desk.give({ type: 'RecordInspection', lines: found }, 'picker')).toEqual(['UnitsPassed']);
  });

  it('passes each unit once', () => {
    const desk = work(thorough);
    desk.give({ type: 'RecordPicking', lines: everything }, 'picker');
    const found = [{ line: 'mugs', passed: 2, failed: 0 }];
    desk.give({ type: 'RecordInspection', lines: found }, 'packer');
    expect(desk.give({ type: 'RecordInspection', lines: found }, 'packer')).toEqual(['fulfilment.more_than_there_is']);
  });

  it('picks at most what was asked for', () => {
    const desk = work(thorough);
    desk.give({ type: 'RecordPicking', lines: [some(2)] }, 'picker');
    expect(desk.give({ type: 'RecordPicking', lines: [some(2)] }, 'picker')).toEqual(['fulfilment.more_than_there_is']);
  });
});

describe('A shop that records nothing but parcels', () => {
  it('packs straight from the open fulfilment', () => {
    const desk = work(plain);
    expect(desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(3)] }, 'packer')).toEqual(['ParcelPacked']);
    expect(desk.now().status).toBe('picking');
    expect(desk.give({ type: 'PackParcel', parcel: 'p-2', lines: [some(1, 'lamp')] }, 'packer')).toEqual([
      'ParcelPacked',
      'FulfilmentPacked',
    ]);
  });

  it('may inspect all the same, without having recorded the picking', () => {
    const desk = work(plain);
    expect(desk.give({ type: 'RecordInspection', lines: passed }, 'packer')).toEqual([
      'UnitsPassed',
      'FulfilmentPicked',
      'FulfilmentInspected',
    ]);
  });

  it('says what was packed, of what, in which box and why', () => {
    const desk = work(plain);
    const packing = { policy: 'packing', rule: 'house default', facts: { units: 1 }, because: 'one is enough' };
    const facts = { box: 'S', weightGrams: 420, packing };
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(1)], ...facts }, 'packer');
    expect(desk.every('ParcelPacked')).toEqual([
      { type: 'ParcelPacked', parcel: 'p-1', lines: [{ ...mugs, quantity: 1 }], ...facts },
    ]);
  });

  it('keeps the plan with what is packed, and refuses one that places other units', () => {
    const desk = work(plain);
    const give = (plan: PackedPlan, byHand?: PackedByHand) =>
      desk.give(
        { type: 'PackParcel', parcel: 'p-1', lines: [some(1)], plan, ...(byHand !== undefined && { byHand }) },
        'packer',
      );
    for (const lines of [['mugs', 'mugs'], ['lamp'], ['mugs', 'lamp'], []]) {
      expect(give(planned(...lines))).toEqual(['fulfilment.plan_holds_other_units']);
    }
    const { placements: _, ...sums } = planned();
    const byHand = { reason: 'the small box is torn', costsMore: 20, problems: ['unit mugs.1 has room to slide'] };
    expect(give(sums, byHand)).toContain('ParcelPacked');
    expect(desk.every('ParcelPacked')).toEqual([
      { type: 'ParcelPacked', parcel: 'p-1', lines: [{ ...mugs, quantity: 1 }], plan: sums, byHand },
    ]);
    expect(give(planned('mugs'))).toContain('ParcelPacked');
  });

  it('never packs a unit twice', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2)] }, 'packer');
    expect(desk.give({ type: 'PackParcel', parcel: 'p-2', lines: [some(2)] }, 'packer')).toEqual([
      'fulfilment.more_than_there_is',
    ]);
  });
});

describe('Units that fail or are missing', () => {
  const failing = (n: number) => ({
    type: 'RecordInspection' as const,
    lines: [{ line: 'mugs', passed: 0, failed: n, reason: 'chipped' }],
  });

  it('leave the line short until they are replaced, and the fulfilment waits', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2), some(1, 'lamp')] }, 'packer');
    expect(desk.give(failing(1), 'packer')).toEqual(['UnitsFailed']);
    expect(desk.every('UnitsFailed')).toEqual([
      { type: 'UnitsFailed', ...mugs, quantity: 1, reason: 'chipped', ofPassed: 0 },
    ]);
    expect(line(desk)).toMatchObject({ failed: 1, short: 1, packed: 2 });
    desk.give({ type: 'NoteHandedOver', parcel: 'p-1', lines: [some(2), some(1, 'lamp')] });
    expect(desk.now().status).toBe('picking');

    expect(desk.give({ type: 'ReplaceUnits', lines: [some(1)] })).toEqual(['UnitsReplaced']);
    expect(line(desk)).toMatchObject({ quantity: 4, failed: 1, short: 0 });
    desk.give({ type: 'PackParcel', parcel: 'p-2', lines: [some(1)] }, 'packer');
    expect(desk.give({ type: 'NoteHandedOver', parcel: 'p-2', lines: [some(1)] })).toContain('FulfilmentHandedOver');
  });

  it('are replaced by at most as many', () => {
    const desk = work(plain);
    expect(desk.give({ type: 'ReplaceUnits', lines: [some(1)] })).toEqual(['fulfilment.more_than_there_is']);
    desk.give(failing(2), 'packer');
    expect(desk.give({ type: 'ReplaceUnits', lines: [some(3)] })).toEqual(['fulfilment.more_than_there_is']);
  });

  it('let the rest go once the order has called off what is short', () => {
    const desk = work(plain);
    desk.give(failing(1), 'packer');
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2), some(1, 'lamp')] }, 'packer');
    const cancel = { type: 'CancelFulfilmentUnits' as const, lines: [some(1)], reason: 'no other mug' };
    expect(desk.give(cancel)).toEqual(['FulfilmentUnitsCancelled', 'FulfilmentPacked']);
    // Nothing goes back to the shelf: there was nothing.
    expect(desk.every('FulfilmentUnitsCancelled')[0]?.lines).toEqual([{ ...mugs, quantity: 0, short: 1 }]);
  });

  it('may be found broken after they had passed', () => {
    const desk = work(thorough);
    desk.give({ type: 'RecordPicking', lines: everything }, 'picker');
    desk.give({ type: 'RecordInspection', lines: passed }, 'packer');
    expect(desk.give(failing(1), 'packer')).toEqual(['UnitsFailed']);
    expect(desk.every('UnitsFailed')[0]?.ofPassed).toBe(1);
    expect(line(desk)).toMatchObject({ picked: 3, passed: 2, failed: 1 });
    expect(desk.now().status).toBe('picking');
  });

  it('count as fresh ones first where the shop records no picking', () => {
    const desk = work(plain);
    desk.give({ type: 'RecordInspection', lines: [{ line: 'mugs', passed: 2, failed: 0 }] }, 'packer');
    desk.give(failing(1), 'packer');
    expect(line(desk)).toMatchObject({ picked: 3, passed: 2, failed: 1, short: 1 });
  });

  it('cannot be in a parcel', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(3)] }, 'packer');
    expect(desk.give(failing(1), 'packer')).toEqual(['fulfilment.more_than_there_is']);
    expect(desk.give({ type: 'ReportMissing', ...some(1), reason: 'shelf empty' }, 'picker')).toEqual([
      'fulfilment.more_than_there_is',
    ]);
  });

  it('are missing where the books have them and the shelf has not', () => {
    const desk = work(thorough);
    expect(desk.give({ type: 'ReportMissing', ...some(2), reason: 'shelf empty' }, 'picker')).toEqual(['UnitsMissing']);
    expect(line(desk)).toMatchObject({ missing: 2, short: 2, failed: 0 });
    expect(desk.give({ type: 'RecordPicking', lines: [some(2)] }, 'picker')).toEqual(['fulfilment.more_than_there_is']);
  });

  it('need a reason', () => {
    const input = { type: 'RecordInspection', lines: [{ line: 'mugs', passed: 0, failed: 1 }] };
    const nothing = { type: 'RecordInspection', lines: [{ line: 'mugs', passed: 0, failed: 0 }] };
    const code = (given: unknown) => parseInput(FulfilmentCommand, given, 'RecordInspection')._unsafeUnwrapErr().code;
    expect(code(input)).toBe('fulfilment.reason_must_be_given');
    expect(code(nothing)).toBe('fulfilment.nothing_inspected');
  });
});

describe('A parcel that is opened again', () => {
  it('gives its units back, and they are packed anew', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: everything }, 'packer');
    expect(desk.give({ type: 'NoteUnpacked', parcel: 'p-1', lines: everything })).toEqual(['ParcelUnpacked']);
    expect(line(desk).packed).toBe(0);
    expect(desk.give({ type: 'PackParcel', parcel: 'p-2', lines: everything }, 'packer')).toEqual([
      'ParcelPacked',
      'FulfilmentPacked',
    ]);
  });

  it('has not left', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2)] }, 'packer');
    desk.give({ type: 'NoteHandedOver', parcel: 'p-1', lines: [some(2)] });
    expect(desk.give({ type: 'NoteUnpacked', parcel: 'p-1', lines: [some(1)] })).toEqual([
      'fulfilment.more_than_there_is',
    ]);
  });
});

describe('Calling off', () => {
  it('frees what is in no parcel, and ends the work', () => {
    const desk = work(plain);
    expect(desk.give({ type: 'CancelFulfilment', reason: 'order cancelled' })).toEqual(['FulfilmentCancelled']);
    expect(desk.now().status).toBe('cancelled');
    expect(desk.every('FulfilmentCancelled')[0]).toMatchObject({
      lines: [
        { ...mugs, quantity: 3, short: 0 },
        { ...lamp, quantity: 1, short: 0 },
      ],
      inParcels: [],
    });
  });

  it('waits for sealed parcels to be opened, and frees their units then', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2)] }, 'packer');
    expect(desk.give({ type: 'CancelFulfilment', reason: 'order cancelled' })).toEqual(['FulfilmentCancelled']);
    expect(desk.every('FulfilmentCancelled')[0]?.inParcels).toEqual([{ ...mugs, quantity: 2 }]);
    expect(desk.now().status).toBe('packed');
    expect(desk.give({ type: 'CancelFulfilment', reason: 'again' })).toEqual([]);
    expect(desk.give({ type: 'NoteUnpacked', parcel: 'p-1', lines: [some(2)] })).toEqual([
      'ParcelUnpacked',
      'FulfilmentUnitsCancelled',
    ]);
    expect(desk.now().status).toBe('cancelled');
  });

  it('is the last word, even where the carrier took a parcel all the same', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2)] }, 'packer');
    desk.give({ type: 'CancelFulfilment', reason: 'order cancelled' });
    expect(desk.give({ type: 'NoteHandedOver', parcel: 'p-1', lines: [some(2)] })).toEqual(['UnitsHandedOver']);
    expect(desk.now().status).toBe('handedOver');
  });

  it('of every single unit is calling off the work', () => {
    const desk = work(plain);
    expect(desk.give({ type: 'CancelFulfilmentUnits', lines: everything, reason: 'changed mind' })).toEqual([
      'FulfilmentUnitsCancelled',
      'FulfilmentCancelled',
    ]);
  });

  it('of units that were picked puts them back on the shelf', () => {
    const desk = work(thorough);
    desk.give({ type: 'RecordPicking', lines: everything }, 'picker');
    desk.give({ type: 'CancelFulfilmentUnits', lines: [some(2)], reason: 'changed mind' });
    expect(line(desk)).toMatchObject({ picked: 1, cancelled: 2 });
  });

  it('does not reach units that are in a parcel', () => {
    const desk = work(plain);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2)] }, 'packer');
    expect(desk.give({ type: 'CancelFulfilmentUnits', lines: [some(2)], reason: 'late' })).toEqual([
      'fulfilment.more_than_there_is',
    ]);
  });
});

describe('Lines', () => {
  it('are named once, and belong to the fulfilment', () => {
    const desk = work(plain);
    const pack = (lines: { line: string; quantity: number }[]) =>
      desk.give({ type: 'PackParcel', parcel: 'p-1', lines }, 'packer');
    expect(pack([some(1), some(1)])).toEqual(['fulfilment.line_given_twice']);
    expect(pack([some(1, 'sofa')])).toEqual(['fulfilment.line_unknown']);
  });

  it('are given once when the fulfilment is opened', () => {
    const lines = [
      { ...mugs, quantity: 1 },
      { ...mugs, quantity: 1 },
    ];
    const desk = work(plain, { lines });
    expect(desk.state).toBeUndefined();
  });
});

describe('What a fulfilment owes', () => {
  const terms = { ...plain, pickBy: within(4), handOverBy: within(24) };

  it('is picking, then handing over', () => {
    const desk = work(terms);
    expect(desk.owed()).toEqual(['handOverBy', 'pickBy']);
    desk.give({ type: 'RecordPicking', lines: everything }, 'picker');
    expect(desk.owed()).toEqual(['handOverBy']);
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: everything }, 'packer');
    desk.give({ type: 'NoteHandedOver', parcel: 'p-1', lines: everything });
    expect(desk.owed()).toEqual([]);
  });

  it('is due no later than the order ships', () => {
    const due = (shipBy: number) =>
      work(terms, { shipBy: hours(shipBy) })
        .now()
        .owed?.find(({ kind }) => kind === 'handOverBy')?.due;
    expect(due(10)).toBe(hours(10));
    expect(due(48)).toBe(hours(24));
  });

  it('costs what the term says when it is missed', () => {
    const penalty = { permille: 50, least: 100, to: 'buyer' as const };
    const dear = { ...terms, handOverBy: { ...within(24), penalty } };
    const known = work(dear, { worth: { amount: 10_000, currency: 'CNY' } });
    expect(known.until(hours(25))).toEqual(['ObligationBreached', 'ObligationBreached', 'PenaltyIncurred']);
    expect(known.all.at(-1)).toMatchObject({ kind: 'handOverBy', amount: 500, currency: 'CNY', to: 'buyer' });
    expect(work(dear).until(hours(25))).not.toContain('PenaltyIncurred');
  });

  it('is a fixed sum where the worth is not known but the currency is', () => {
    const fixed = { ...within(24), penalty: { fixed: 300, to: 'platform' as const } };
    const desk = work({ ...plain, currency: 'CNY', handOverBy: fixed });
    desk.until(hours(25));
    expect(desk.all.at(-1)).toMatchObject({ type: 'PenaltyIncurred', amount: 300, currency: 'CNY' });
  });

  it('ends with the work', () => {
    const desk = work(terms);
    desk.give({ type: 'CancelFulfilment', reason: 'order cancelled' });
    expect(desk.now().owed).toBeUndefined();
    expect(desk.until(hours(100))).toEqual([]);
  });
});

it('A fulfilment shows its order, its place and how far it is', () => {
  const desk = work(plain);
  desk.give({ type: 'PackParcel', parcel: 'p-1', lines: [some(2)] }, 'packer');
  expect(desk.machine.card(desk.now())).toEqual({
    parent: 'order/o-1',
    facts: { location: 'main', units: 4, packed: 2, short: 0, calledOff: false },
  });
  expect(desk.now().openedAt).toBe(monday);
});
