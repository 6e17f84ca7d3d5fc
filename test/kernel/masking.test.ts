import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskAddress, maskName, maskPerson, maskPhone } from '../../src/kernel/index.js';

describe('a masked name shows its first character at most', () => {
  test.each([
    ['王小明', '王**'],
    ['张三', '张**'],
    ['欧阳娜娜', '欧**'],
    ['李', '**'],
    [' 李 ', '**'],
    ['李😀', '**'],
    ['李\u200b', '**'],
    ['John Smith', 'J**'],
    ["D'Arcy", 'D**'],
    ['Zoe\u0308 B', 'Z**'],
    ['Élodie', 'É**'],
    ['E\u0301lodie', 'É**'],
    ['ＡＢＣ', 'A**'],
    ['محمد', 'م**'],
    ['김철수', '김**'],
    ['(王)小明', '王**'],
    ['王**', '王**'],
    ['王*', '王**'],
    ['*小明', '**'],
    ['', '**'],
    ['\u202e\u0000', '**'],
    ['\ud800王小', '王**'],
  ])('%j becomes %j', (name, shown) => expect(maskName(name)).toBe(shown));
});

describe('a masked phone number hides at least six digits', () => {
  test.each([
    ['13800138000', '******8000'],
    ['+86 138-0013-8000', '******8000'],
    ['0086 138 0013 8000', '******8000'],
    ['138-0013-8000', '******8000'],
    ['13800138000转1234', '******8000-****'],
    ['13800138000-1234', '******8000-****'],
    ['13800138000,1234', '******8000-****'],
    ['+8613800138000;ext=1234', '******8000-****'],
    ['010-12345678', '******5678'],
    ['0571-88888888-801', '******8888-****'],
    ['88888888', '******88'],
    ['1234567', '******7'],
    ['110', '******'],
    ['', '******'],
    ['１３８００１３８０００', '******8000'],
    ['138****8000', '******8000'],
    ['******8000', '******8000'],
    ['call Wang Xiaoming', '******'],
  ])('%j becomes %j', (phone, shown) => expect(maskPhone(phone)).toBe(shown));
});

describe('a masked address shows a Chinese street at most', () => {
  test.each([
    ['文三路478号2栋301室', '文三路****'],
    ['浙江省 杭州市 西湖区 文三路478号', '文三路****'],
    ['中山北路一百号三单元', '中山北路****'],
    ['301室 中山路', '****'],
    ['五零一室中山路', '****'],
    ['三楼中山路8号', '****'],
    ['中山路', '****'],
    ['中山路 ', '****'],
    ['李村12号', '李村****'],
    ['阳光小区A座', '****'],
    ['12 Rue de la Paix, Apt 4', '****'],
    ['Flat Four, 中山路', '****'],
    ['Hauptstraße', '****'],
    ['文三路****', '文三路****'],
    ['', '****'],
  ])('%j becomes %j', (address, shown) => expect(maskAddress(address)).toBe(shown));

  test('an address that repeats the name shows nothing', () => {
    expect(maskPerson({ name: '张村', address: '张村大街1号' }).address).toBe('****');
  });
});

describe('whatever the text', () => {
  const piece = fc.constantFrom(
    '王',
    '小',
    'A',
    'é',
    '1',
    '9',
    '*',
    '-',
    ' ',
    '转',
    '路',
    '街',
    '号',
    '室',
    '楼',
    '\u0301',
    '😀',
  );
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: piece, maxLength: 30 }),
  );
  const masks = { maskName, maskPhone, maskAddress };

  test.each(Object.entries(masks))('%s: twice is as good as once, and never the plain text', (_, mask) => {
    fc.assert(
      fc.property(nasty, (text) => {
        const once = mask(text);
        expect(mask(once)).toBe(once);
        expect(once).toContain('**');
        if (!text.includes('*')) expect(once.replace(/[*-]+$/, '')).not.toBe(text.trim() || '-');
      }),
      { numRuns: 500 },
    );
  });

  test('six digits of a phone number stay hidden', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(digits, (phone) => {
        expect(maskPhone(phone).replace(/\D/g, '').length).toBeLessThanOrEqual(Math.max(0, phone.length - 6));
      }),
    );
  });

  test('a megabyte is masked at once', () => {
    const huge = [
      '王'.repeat(1_000_000),
      'Z\u0301'.repeat(500_000),
      `Z${'\u0301'.repeat(1_000_000)}`,
      ' 1'.repeat(500_000),
    ];
    const start = performance.now();
    for (const text of huge) for (const mask of Object.values(masks)) expect(mask(text).length).toBeLessThan(40);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
