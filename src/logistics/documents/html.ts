import { escaped } from '../markup.js';
import { svgOf } from '../svg.js';
import { type Align, type Block, PAGES, type Paper, TEXT_SIZES, type TextSize } from './paper.js';

const FONTS =
  "'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','Helvetica Neue',Arial,'Noto Sans',sans-serif";
const ALIGN: Readonly<Record<Align, string>> = { start: 'start', middle: 'center', end: 'end' };

/**
 * A paper as an HTML page ready to print: it needs nothing from elsewhere and runs no script, table heads are repeated on
 * each page, and every text in it is escaped and kept from turning the direction of its neighbours.
 *
 * @example
 * ```ts
 * const slip = packingSlip({ language: 'en', shop: { name: 'Tea House' }, order: 'o-1', date: '2026-11-29', lines });
 * if (slip.isOk()) await writeFile('slip.html', htmlOf(slip.value));
 * ```
 */
export function htmlOf(paper: Paper): string {
  const { language, title, blocks } = paper;
  return (
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">\n` +
    `<title>${escaped(title)}</title>\n<style>\n${styleOf(paper)}</style>\n</head>\n<body>\n` +
    `${blocks.map(element).join('\n')}\n</body>\n</html>\n`
  );
}

const points = (size: TextSize): string => `calc(${TEXT_SIZES[size]}pt * var(--scale))`;

function styleOf({ page, numbered, scale = 1 }: Paper): string {
  const { width, height, margin } = PAGES[page];
  const foot = numbered
    ? ` @bottom-right { content: counter(page) " / " counter(pages); font: ${TEXT_SIZES.small}pt ${FONTS}; color: #52606d; }`
    : '';
  return `@page { size: ${width}mm ${height}mm; margin: ${margin}mm;${foot} }
* { box-sizing: border-box; }
:root { --scale: ${scale}; }
body { margin: 0 auto; max-width: ${width - 2 * margin}mm; font: ${points('normal')}/1.35 ${FONTS}; color: #111; overflow-wrap: anywhere; }
p { margin: 0 0 1mm; white-space: pre-line; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 1mm 0 2mm; }
thead { display: table-header-group; }
tr, figure, .framed { break-inside: avoid; }
th { text-align: start; border-bottom: 0.4mm solid #111; }
td { border-bottom: 0.2mm solid #bbb; vertical-align: top; }
th, td { padding: 1mm 1.5mm 1mm 0; }
th.end, td.end { text-align: end; padding: 1mm 0 1mm 1.5mm; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.5mm 3mm; margin: 0 0 2mm; }
dt { color: #52606d; }
dd { margin: 0; }
td, dd { white-space: pre-line; }
figure { margin: 1mm 0; }
svg { display: block; width: 100%; height: auto; }
hr { border: 0; border-top: 0.2mm solid #111; margin: 2mm 0; }
.beside { display: flex; gap: 4mm; }
.framed { border: 0.3mm solid #111; padding: 2mm; margin: 0 0 2mm; }
@media screen { body { padding: ${margin}mm 0; } }
`;
}

/** A text that keeps its own direction. */
const text = (value: string): string => `<bdi>${escaped(value)}</bdi>`;

function element(block: Block): string {
  switch (block.kind) {
    case 'text': {
      const { size = 'normal', bold = false, align = 'start' } = block;
      const leading = TEXT_SIZES[size] > TEXT_SIZES.normal ? ';line-height:1.2' : '';
      const style = `font-size:${points(size)}${leading};text-align:${ALIGN[align]}${bold ? ';font-weight:700' : ''}`;
      const tag = size === 'title' ? 'h1' : 'p';
      return `<${tag} style="${style}${tag === 'h1' ? ';margin:0 0 2mm' : ''}">${text(block.text)}</${tag}>`;
    }
    case 'facts': {
      const rows = block.facts.flatMap(([label, value]) =>
        value === undefined ? [] : [`<dt>${text(label)}</dt><dd>${text(value)}</dd>`],
      );
      return `<dl>${rows.join('')}</dl>`;
    }
    case 'table':
      return table(block);
    case 'drawing': {
      const side = { start: '0 auto 0 0', middle: '0 auto', end: '0 0 0 auto' }[block.align ?? 'start'];
      return `<figure style="width:${block.widthMm}mm;max-width:100%;margin:${side}">${svgOf(block.drawing)}</figure>`;
    }
    case 'image':
      return `<img alt="" src="${escaped(block.uri)}" style="height:${block.heightMm}mm;max-width:100%;object-fit:contain">`;
    case 'beside': {
      const parts = block.parts.map(
        ({ share, blocks }) => `<div style="flex:${share} 1 0;min-width:0">${blocks.map(element).join('')}</div>`,
      );
      return `<div class="beside">${parts.join('')}</div>`;
    }
    case 'framed':
      return `<div class="framed">${block.blocks.map(element).join('')}</div>`;
    case 'line':
      return '<hr>';
    case 'space':
      return `<div style="height:${block.mm}mm"></div>`;
  }
}

function table({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => `<col style="width:${((100 * share) / all).toFixed(2)}%">`);
  const side = (index: number): string => (columns[index]?.align === 'end' ? ' class="end"' : '');
  const head = columns.map(({ title }, index) => `<th${side(index)}>${text(title)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${side(index)}>${text(cell)}</td>`).join('')}</tr>`,
  );
  return (
    `<table><colgroup>${widths.join('')}</colgroup><thead><tr>${head.join('')}</tr></thead>` +
    `<tbody>\n${body.join('\n')}\n</tbody></table>`
  );
}
