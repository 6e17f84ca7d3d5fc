import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { judgeWaybill, recogniseWaybill, waybillByFormat } from '../../../src/logistics/carriers/index.js';

const likeliest = (text: string) => recogniseWaybill(text)[0]?.carrier;
const judged = (text: string, facts: Parameters<typeof judgeWaybill>[1] = {}) =>
  judgeWaybill(text, facts).match(
    ({ number }) => number,
    ({ code }) => code,
  );

describe('A waybill number', () => {
  it.each([
    ['SF1330987654321', 'SF'],
    ['JT5012345098765', 'JTSD'],
    ['yt 1234-0987 65123', 'YTO'],
    ['ＪＤＶＡ１２３４５０９８７６１', 'JD'],
    ['73112340987654', 'ZTO'],
    ['773012340987654', 'STO'],
    ['451234098765432', 'YUNDA'],
    ['DPK202312340987', 'DB'],
    ['ZJS120934567812', 'ZJS'],
    ['EE473124829CN', 'EMS'],
    ['RB473124829GB', 'S10'],
    ['1Z5R89390357567127', 'UPS'],
    ['1ZXX3150YW44070023', 'UPS'],
    ['9400 1112 0108 0805 4830 16', 'USPS'],
    ['420221539101026837331000039521', 'USPS'],
    ['986578788855', 'FEDEX'],
    ['3318810025', 'DHL'],
    ['JJD0099999999', 'DHL'],
  ])('%s is most likely one of %s', (text, carrier) => {
    expect(likeliest(text)).toBe(carrier);
  });

  it('of twelve digits may be that of several carriers, and none is certain', () => {
    const candidates = recogniseWaybill('986578788855');
    expect(candidates.map(({ carrier }) => carrier)).toEqual(['FEDEX', 'SF', 'STO']);
    expect(candidates.every(({ confidence }) => confidence < 60)).toBe(true);
    expect(recogniseWaybill('HELLO')).toEqual([]);
  });

  it.each([
    ['1111 1111 1111', 'waybill.made_up'],
    ['SF000000000000', 'waybill.made_up'],
    ['123456789', 'waybill.made_up'],
    ['123456789012', 'waybill.made_up'],
    ['987654321098', 'waybill.made_up'],
    ['YT1212121212121', 'YT1212121212121'],
    ['121212121212', 'waybill.made_up'],
    ['１２３-４５６', 'waybill.made_up'],
    ['', 'waybill.malformed'],
    ['ABCDEFG', 'waybill.malformed'],
    ['SF12!', 'waybill.malformed'],
    ['1Z5R89390357567128', 'waybill.check_digit_wrong'],
    ['RB473124828GB', 'waybill.check_digit_wrong'],
    ['SF１３３０－９８７６ ５４３２１', 'SF1330987654321'],
  ])('%s is judged: %s', (text, verdict) => {
    expect(judged(text)).toBe(verdict);
  });

  it('of another carrier is refused, unless it may be one of this one', () => {
    expect(judged('YT1234098765123', { carrier: 'ZTO' })).toBe('waybill.of_another_carrier');
    expect(judged('73112340987654', { carrier: 'ZTO' })).toBe('73112340987654');
    // Pure digits are never held against a carrier.
    expect(judged('73112340987654', { carrier: 'STO' })).toBe('73112340987654');
    // A carrier whose formats nobody knows is believed.
    expect(judged('YT1234098765123', { carrier: 'own-van' })).toBe('YT1234098765123');
    expect(judged('RB473124829CN', { carrier: 'EMS' })).toBe('RB473124829CN');
  });

  it.each([
    ['LX473124829DE', 'DHL'],
    ['9261290982000000123459', 'FEDEX'],
    ['9274890983426900012344', 'UPS'],
    ['9361269903500000123452', 'DHL'],
  ])('%s is one of %s, though a post brings it to the door', (number, carrier) => {
    expect(likeliest(number)).not.toBe(carrier);
    expect(judged(number, { carrier })).toBe(number);
    expect(judged(number, { carrier: 'ZTO' })).toBe('waybill.of_another_carrier');
  });

  it('that is on another parcel is refused, however it is written', () => {
    const others = [{ parcel: 'p-1', number: 'sf 1330 9876 54321' }];
    expect(judged('SF1330987654321', { carrier: 'SF', others })).toBe('waybill.on_another_parcel');
    expect(judged('SF1330987654321', { others: new Map([['SF1330987654321', 'p-1']]) })).toBe(
      'waybill.on_another_parcel',
    );
    expect(judged('SF1330987654322', { others })).toBe('SF1330987654322');
  });

  it('is judged for a desk by the code that the host gives a carrier', () => {
    const policy = waybillByFormat({ zhongtong: 'ZTO' });
    const code = (carrier: string) => policy({ carrier, number: 'YT1234098765123' }).isOk();
    expect([code('zhongtong'), code('YTO'), code('toString')]).toEqual([false, true, true]);
  });

  test.prop([
    fc.constantFrom('1Z5R89390357567127', 'RB473124829GB', '9400111201080805483016'),
    fc.nat(),
    fc.integer({ min: 1, max: 9 }),
  ])('with one digit mistyped is never taken for a right one', (number, place, by) => {
    const digits = [...number].flatMap((one, index) => (/\d/.test(one) && !number.startsWith('1Z') ? [index] : []));
    const index = digits.length > 0 ? (digits[place % digits.length] ?? 0) : number.length - 1;
    const wrong = number.slice(0, index) + ((Number(number[index]) + by) % 10) + number.slice(index + 1);
    const carrier = recogniseWaybill(number)[0]?.carrier;
    const found = recogniseWaybill(wrong).find((one) => one.carrier === carrier);
    expect(found?.checkDigit ?? 'wrong').toBe('wrong');
  });

  test.prop([fc.string({ maxLength: 60 })])('is judged, whatever was typed', (text) => {
    expect(typeof judged(text)).toBe('string');
  });
});
