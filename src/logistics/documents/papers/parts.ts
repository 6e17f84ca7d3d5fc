import type { Language } from '../../drawing.js';
import type { Shop, Shown } from '../facts.js';
import type { Block, Column, Fact } from '../paper.js';
import type { Symbols } from '../symbols.js';
import { type Words, wordsOf } from '../words.js';

/** The head of a paper: the shop, what the paper is, and the barcode by which it is found again. */
export function head(shop: Shop, title: string, code: string | undefined, symbols: Symbols | undefined): Block[] {
  const logo: Block[] = shop.logo === undefined ? [] : [{ kind: 'image', uri: shop.logo, heightMm: 12 }];
  const left: Block[] = [
    ...logo,
    { kind: 'text', text: shop.name, bold: true },
    { kind: 'text', text: title, size: 'title' },
  ];
  if (code === undefined || symbols === undefined) return [...left, { kind: 'line' }];
  const right: Block[] = [
    { kind: 'drawing', drawing: symbols.barcode(code), widthMm: 55, align: 'end' },
    { kind: 'text', text: code, size: 'small', align: 'end' },
  ];
  const parts = [
    { share: 3, blocks: left },
    { share: 2, blocks: right },
  ];
  return [{ kind: 'beside', parts }, { kind: 'line' }];
}

/** A person under a heading; nothing where nothing is known. */
export function personBlock(heading: string, shown: Shown | undefined, words: Words): Block[] {
  if (shown === undefined) return [];
  const facts: Fact[] = [
    [words.name, shown.name],
    [words.phone, shown.phone],
    [words.address, shown.address],
  ];
  if (facts.every(([, value]) => value === undefined)) return [];
  return [
    { kind: 'text', text: heading, bold: true },
    { kind: 'facts', facts },
  ];
}

export const parcelText = (parcel: { number: number; of: number } | undefined, words: Words): string | undefined =>
  parcel && words.parcelOf(parcel.number, parcel.of);

/** `1.25 kg`; scales in warehouses show no more. */
export const weightText = (grams: number | undefined): string | undefined =>
  grams === undefined ? undefined : `${Math.floor(grams / 1000)}.${String(grams % 1000).padStart(3, '0')} kg`;

interface PaperLine {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly note?: string | undefined;
}

export const goodsText = ({ title, note }: { readonly title: string; readonly note?: string | undefined }): string =>
  note === undefined ? title : `${title}\n${note}`;

/** The goods as a table, and how many units they are. */
export function goods(
  lines: readonly PaperLine[],
  language: Language,
  extra: readonly { readonly column: Column; readonly cell: (line: PaperLine, index: number) => string }[] = [],
  quantity = wordsOf(language).quantity,
): Block[] {
  const words = wordsOf(language);
  const columns: Column[] = [
    { title: words.sku, share: 3 },
    { title: words.goods, share: 7 },
    ...extra.map(({ column }) => column),
    { title: quantity, share: 2, align: 'end' },
  ];
  const rows = lines.map((line, index) => [
    line.sku,
    goodsText(line),
    ...extra.map(({ cell }) => cell(line, index)),
    String(line.quantity),
  ]);
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return [
    { kind: 'table', columns, rows },
    { kind: 'text', text: words.units(units), align: 'end', bold: true },
  ];
}
