import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  boxInstructions,
  deliveryNote,
  htmlOf,
  type Paper,
  packingSlip,
  parcelLabel,
  pickList,
  returnSlip,
  type Symbols,
} from '../../../src/logistics/documents/index.js';
import { parcelPicture, stepsPicture } from '../../../src/logistics/packing/index.js';
import { book, carton, mug, parcel, tea } from '../packing/plans.js';
import { back, label, logo, note, picks, secrets, slip, steps } from './facts.js';

type Made = Result<Paper, { readonly code: string; readonly message: string }>;
const paperOf = (made: Made): Paper => made._unsafeUnwrap();
const codeOf = (made: Made): string => made._unsafeUnwrapErr().code;

/** Stands for a library of barcodes; that is tested by itself. */
const symbol = (title: string) => ({
  width: 10,
  height: 2,
  title,
  shapes: [{ kind: 'bars' as const, bars: [], fill: '#000000' }],
});
const symbols: Symbols = { barcode: symbol, qr: symbol };

const pictures = {
  whole: parcelPicture(parcel, carton, { language: 'zh-CN', units: [book, mug, tea] }),
  steps: stepsPicture(parcel, carton, { language: 'zh-CN' }),
};

/** Every paper, with some change to what all of them share. */
const every = (
  changes: { language?: 'en' | 'zh-CN'; reveal?: boolean; shop?: { name: string; logo?: string } } = {},
): Paper[] =>
  [
    packingSlip({ ...slip, ...changes }, symbols),
    deliveryNote({ ...note, ...changes }, symbols),
    returnSlip({ ...back, ...changes }, symbols),
    pickList({ ...picks, ...changes }, symbols),
    parcelLabel({ ...label, ...changes }, symbols),
    boxInstructions({ ...steps, ...changes }, pictures, symbols),
  ].map(paperOf);

const tables = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));

describe('Every paper', () => {
  it('shows no name, phone or address in full unless it is asked to', () => {
    const pages = every().map(htmlOf).join('');
    for (const secret of secrets) expect(pages).not.toContain(secret);
    expect(pages).toContain('王**');
    expect(pages).toContain('******8000');
    expect(pages).toContain('浙江省杭州市西湖区 文三路****');
  });

  it('shows them where the caller reveals', () => {
    const pages = every({ reveal: true }).map(htmlOf).join('');
    for (const secret of secrets) expect(pages).toContain(secret);
  });

  it('names its language, its page and its title, and needs nothing from elsewhere', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      for (const paper of every({ language, shop: { name: 'Tea House', logo } })) {
        const html = htmlOf(paper);
        expect(html).toContain(`<html lang="${language}">`);
        expect(html).toMatch(/@page \{ size: \d+mm \d+mm; margin: \d+mm;/);
        expect(html).toContain("default-src 'none'");
        expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', '').replaceAll(logo, '')).not.toMatch(
          /https?:|url\(|<link|<script|@import/,
        );
      }
    }
  });

  it('is the same every time', () => {
    expect(every().map(htmlOf)).toEqual(every().map(htmlOf));
  });

  it('lets no text become markup', () => {
    const hostile = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((text) => `<${text.replace(/[\u0000-\u001f\u007f]/g, '')}<script>`);
    fc.assert(
      fc.property(hostile, fc.constantFrom('en' as const, 'zh-CN' as const), (text, language) => {
        const fits = text.slice(0, 60).toWellFormed();
        const short = fits.slice(0, 20).toWellFormed();
        const shop = { name: fits };
        const person = { name: fits, phone: fits, address: fits, region: { country: 'CN', city: fits } };
        const lines = [{ sku: 'a', title: fits, quantity: 1, note: fits }];
        const all = { language, shop, reveal: true, lines };
        const papers = [
          packingSlip({ ...slip, ...all, recipient: person, note: fits, thanks: fits }),
          deliveryNote({ ...note, ...all, recipient: person, sender: person, carrier: fits }),
          returnSlip({
            ...back,
            ...all,
            buyer: person,
            returnTo: { name: fits, address: fits, phone: fits },
            reasons: [fits],
          }),
          pickList({ ...picks, ...all, picker: fits, lines: [{ sku: 'a', title: fits, quantity: 1, bin: short }] }),
          parcelLabel(
            {
              ...label,
              language,
              shop,
              reveal: true,
              recipient: person,
              sender: person,
              carrier: fits,
              service: fits,
              route: short,
              qr: fits,
            },
            symbols,
          ),
          boxInstructions({
            ...steps,
            language,
            shop,
            box: { id: 'C2', title: fits },
            materials: [{ what: fits }],
            steps: [{ sku: 'a', title: fits, how: fits }],
          }),
        ].map(paperOf);
        for (const paper of papers) expect(htmlOf(paper).replace(OURS, '')).not.toContain('<');
      }),
      { numRuns: 60 },
    );
  });

  /** The elements that the renderers write, with nothing in their attributes that could end one. */
  const OURS =
    /<!doctype html>|<\/?(?:html|head|meta|title|style|body|h1|p|bdi|dl|dt|dd|table|colgroup|col|thead|tbody|tr|th|td|figure|svg|polygon|polyline|path|text|img|hr|div)(?: [a-zA-Z:-]+="[^"<>]*")*\/?>/g;

  it('repeats the heads of tables on each page, and parts no line from itself', () => {
    const html = htmlOf(paperOf(packingSlip(slip)));
    expect(html).toContain('thead { display: table-header-group; }');
    expect(html).toMatch(/tr, figure, \.framed \{ break-inside: avoid; \}/);
    expect(html).toMatch(/<thead><tr><th><bdi>商品编码/);
  });
});

describe('What is refused', () => {
  it.each<[string, () => Made, string]>([
    [
      'a title of 10,000 characters',
      () => packingSlip({ ...slip, lines: [{ sku: 'a', title: 'x'.repeat(10_000), quantity: 1 }] }),
      'text.too_long',
    ],
    ['a paper without goods', () => deliveryNote({ ...note, lines: [] }), 'input.too_small'],
    [
      '1,001 lines',
      () =>
        packingSlip({ ...slip, lines: Array.from({ length: 1001 }, () => ({ sku: 'a', title: 'b', quantity: 1 })) }),
      'input.too_big',
    ],
    [
      'a logo from elsewhere',
      () => packingSlip({ ...slip, shop: { name: 'x', logo: 'https://example.com/logo.png' } }),
      'documents.logo_not_embedded',
    ],
    [
      'a logo that can hold a script',
      () => packingSlip({ ...slip, shop: { name: 'x', logo: 'data:image/svg+xml;base64,PHN2Zz4=' } }),
      'documents.logo_not_embedded',
    ],
    [
      'a logo of a megabyte',
      () => packingSlip({ ...slip, shop: { name: 'x', logo: `${logo.slice(0, -2)}${'A'.repeat(1_000_000)}` } }),
      'documents.logo_too_large',
    ],
    [
      'a quantity of nothing',
      () => packingSlip({ ...slip, lines: [{ sku: 'a', title: 'b', quantity: 0 }] }),
      'quantity.must_be_positive',
    ],
    ['a date in other words', () => returnSlip({ ...back, date: '29/11/2026' }), 'input.invalid_format'],
    ['a waybill with blanks', () => parcelLabel({ ...label, waybill: 'SF 123' }, symbols), 'id.character_not_allowed'],
    [
      'a language that is not spoken',
      () => parcelLabel({ ...label, language: 'fr' as 'en' }, symbols),
      'input.invalid_value',
    ],
    [
      'a person as text',
      () => parcelLabel({ ...label, recipient: '王小明' as never }, symbols),
      'documents.person_must_be_an_object',
    ],
  ])('%s', (_, make, code) => expect(codeOf(make())).toBe(code));

  it('never repeats a name, phone or address', () => {
    const made: Made[] = [
      packingSlip({ ...slip, recipient: { name: `王小明${'x'.repeat(100)}` } }),
      parcelLabel({ ...label, recipient: { address: `文三路478号${'x'.repeat(500)}` } }, symbols),
      deliveryNote({ ...note, recipient: { ...note.recipient, mobile: '13800138000' } as never }),
      pickList({ ...picks, picker: `王小明\u0007` }),
    ];
    for (const refusal of made) {
      for (const secret of secrets) expect(JSON.stringify(refusal._unsafeUnwrapErr())).not.toContain(secret);
    }
  });
});

describe('The pick list', () => {
  it('leads along the bins, numbers counted as numbers', () => {
    const [table] = tables(paperOf(pickList(picks)).blocks);
    expect(table?.rows.map(([bin]) => bin)).toEqual(['A-2-3', 'A-2-12', 'A-10-1', 'B-1-1']);
  });

  it('has an order that holds for any names of bins', () => {
    const bins = fc.array(fc.stringMatching(/^[A-C]{0,2}\d{0,3}-?[a-b\d]{0,3}$/), { minLength: 1, maxLength: 20 });
    const inOrder = (names: readonly string[]) => {
      const lines = names.map((bin) => ({ bin, sku: 'a', title: 'b', quantity: 1 }));
      return tables(paperOf(pickList({ ...picks, lines })).blocks)[0]?.rows.map(([bin]) => bin);
    };
    fc.assert(
      fc.property(bins, (names) => {
        expect(inOrder(names.toReversed())).toEqual(inOrder(names));
      }),
    );
  });
});

describe('The delivery note', () => {
  it('sets what was ordered beside what is delivered', () => {
    const [table] = tables(paperOf(deliveryNote({ ...note, language: 'en' })).blocks);
    expect(table?.columns.map(({ title }) => title)).toEqual(['SKU', 'Goods', 'Ordered', 'Delivered']);
    expect(table?.rows[1]).toEqual(['mug-blue', '青花马克杯\n刻字：平安', '2', '1']);
  });
});

describe('The return slip', () => {
  it('offers reasons, the shop its own or the house five, and shows where the goods go', () => {
    expect(htmlOf(paperOf(returnSlip(back)))).toContain('5 发错商品');
    const own = htmlOf(paperOf(returnSlip({ ...back, language: 'en', reasons: ['Too small'] })));
    expect(own).toContain('1 Too small');
    expect(own).toContain('0571-87654321');
  });
});

describe('The parcel label', () => {
  it('carries the waybill as a barcode and in figures, the route, the weight and what to mind', () => {
    const html = htmlOf(paperOf(parcelLabel({ ...label, language: 'en' }, symbols)));
    for (const text of ['SF1234567890', '571-W-12', '1.540 kg', 'FRAGILE', '1 of 2']) expect(html).toContain(text);
    expect(html.match(/<svg/g)).toHaveLength(2);
  });

  it('becomes smaller in print as its texts grow', () => {
    const scaleOf = (address: string) =>
      paperOf(parcelLabel({ ...label, reveal: true, recipient: { ...label.recipient, address } }, symbols)).scale ?? 1;
    const scales = [10, 100, 200, 350, 500].map((length) => scaleOf('路'.repeat(length)));
    expect(scales[0]).toBe(1);
    expect(scales).toEqual(scales.toSorted((a, b) => b - a));
    expect(scales.at(-1)).toBeLessThan(1);
  });
});

describe('The instructions for a box', () => {
  it('show its pictures, its materials and every step', () => {
    const paper = paperOf(boxInstructions(steps, pictures));
    expect(paper.blocks.filter(({ kind }) => kind === 'drawing')).toHaveLength(2);
    expect(tables(paper.blocks).map(({ rows }) => rows)).toEqual([
      [['气泡膜', '1.2 m']],
      [
        ['1', 'atlas', '世界地图册', '正放'],
        ['2', 'mug-blue', '青花马克杯', '正放'],
      ],
    ]);
  });
});
