import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/kernel/index.js';
import {
  boxInstructions,
  deliveryNote,
  type Paper,
  packingSlip,
  parcelLabel,
  pickList,
  returnSlip,
} from '../../../src/logistics/documents/index.js';
import { pdfOf } from '../../../src/logistics/documents/pdf/index.js';
import { symbols } from '../../../src/logistics/documents/symbols/index.js';
import { parcelPicture } from '../../../src/logistics/packing/index.js';
import { carton, parcel } from '../packing/plans.js';
import { back, label, logo, note, picks, slip, steps } from './facts.js';
import { chineseFont } from './font.js';

const font = chineseFont(400);
const pdf = async (paper: Paper) => Buffer.from(await pdfOf(paper, { font }));
const pages = (file: Buffer): number => file.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

/** The characters that can be selected and searched: those in the tables from glyphs to Unicode. */
function characters(file: Buffer): Set<string> {
  const found = new Set<string>();
  const text = file.toString('latin1');
  for (const match of text.matchAll(/\/FlateDecode\n>>\nstream\n/g)) {
    const start = match.index + match[0].length;
    const content = inflateSync(file.subarray(start, text.indexOf('\nendstream', start))).toString('latin1');
    if (!content.includes('beginbfrange')) continue;
    for (const [, code = ''] of content.matchAll(/<([0-9a-f]{4,8})>/g))
      found.add(String.fromCharCode(Number.parseInt(code, 16)));
  }
  return found;
}

const pictures = { whole: parcelPicture(parcel, carton, { language: 'zh-CN' }) };
const shop = { name: '清和茶舍', logo };
const papers = (changes: { reveal?: boolean } = {}): Paper[] =>
  [
    packingSlip({ ...slip, shop, ...changes }, symbols),
    deliveryNote({ ...note, ...changes }, symbols),
    returnSlip({ ...back, ...changes }, symbols),
    pickList({ ...picks, ...changes }, symbols),
    parcelLabel({ ...label, ...changes }, symbols),
    boxInstructions({ ...steps, ...changes }, pictures, symbols),
  ].map((made) => made._unsafeUnwrap());

describe('A paper as PDF', () => {
  it('holds its text as text, in a font of which only what is needed is embedded', async () => {
    for (const paper of papers().slice(3)) {
      const file = await pdf(paper);
      expect(file.subarray(0, 5).toString()).toBe('%PDF-');
      expect(file.toString('latin1')).toContain('/FontFile2');
      expect(file.length).toBeLessThan(60_000);
      for (const character of '清和茶舍') expect(characters(file)).toContain(character);
    }
  });

  it('masks persons as the HTML does', async () => {
    const [masked, revealed] = [papers(), papers({ reveal: true })];
    for (const [index, paper] of masked.slice(0, 2).entries()) {
      expect(characters(await pdf(paper))).not.toContain('小');
      expect(characters(await pdf(revealed[index] as Paper))).toContain('小');
    }
  });

  it('is the same every time, and says when it was made only if it is told', async () => {
    const [paper] = papers() as [Paper, ...Paper[]];
    expect(await pdf(paper)).toEqual(await pdf(paper));
    const dated = await pdfOf(paper, { font, createdAt: instant(Date.UTC(2026, 10, 29)) });
    expect(Buffer.from(dated).toString('latin1')).toContain('D:20261129');
  });

  it('of 60 long lines takes several pages, and none for a single line', async () => {
    const title = 'Ersatzteil für die Kunststoffverpackungsmaschine, '.repeat(3).trim();
    const lines = Array.from({ length: 60 }, (_, line) => ({ sku: `sku-${line}`, title, quantity: 1 }));
    expect(pages(await pdf(packingSlip({ ...slip, lines: lines.slice(0, 1) })._unsafeUnwrap()))).toBe(1);
    const many = pages(await pdf(packingSlip({ ...slip, lines })._unsafeUnwrap()));
    expect(many).toBeGreaterThan(3);
    expect(many).toBeLessThan(15);
  });

  it('keeps the longest label on its one page', async () => {
    const long = {
      name: '名'.repeat(100),
      phone: '1'.repeat(60),
      address: '路'.repeat(500),
      region: { country: 'CN', province: '省'.repeat(60), city: '市'.repeat(60), district: '区'.repeat(60) },
    };
    const handling = ['fragile', 'upright', 'dry', 'cold', 'heavy', 'battery', 'flammable', 'noStacking'] as const;
    for (const language of ['en', 'zh-CN'] as const) {
      const all = {
        language,
        reveal: true,
        recipient: long,
        sender: long,
        carrier: '快'.repeat(60),
        service: '服'.repeat(60),
        route: 'W'.repeat(20),
        qr: '包'.repeat(120),
        waybill: '9'.repeat(100),
        handling: [...handling],
      };
      expect(
        pages(
          await pdf(
            parcelLabel(
              { ...label, ...all, recipient: { ...long, address: 'Third Street '.repeat(38) } },
              symbols,
            )._unsafeUnwrap(),
          ),
        ),
      ).toBe(1);
    }
  });

  it('shows a square for what the font does not have, and drops what only steers', async () => {
    const hostile = 'A\u202e\u0085😀 שלום <script>\ud83d';
    const paper: Paper = { ...(papers()[0] as Paper), blocks: [{ kind: 'text', text: hostile }] };
    expect([...characters(await pdf(paper))].join('')).not.toMatch(/[\u202e\u0085ש]/);
  });

  it('is refused with the font, not half written, where the bytes are no font', async () => {
    await expect(pdfOf(papers()[0] as Paper, { font: new Uint8Array(100) })).rejects.toThrow(
      'no TTF, OTF or WOFF font',
    );
  });
});
