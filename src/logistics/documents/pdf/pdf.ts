import PDFDocument from 'pdfkit';
import type { Instant } from '../../../kernel/index.js';
import { PAGES, type Paper } from '../paper.js';
import { drawBlocks } from './blocks.js';
import { BOLD, GREY, mm, REGULAR, type Sheet, take } from './sheet.js';

/** What a PDF needs from the host. */
export interface PdfOptions {
  /**
   * The bytes of a TTF or OTF font that has the characters of the papers; only those used are embedded. WOFF works too,
   * but takes a hundred times as long.
   */
  readonly font: Uint8Array;
  /** For headings. House default: the same font. */
  readonly boldFont?: Uint8Array;
  /** What the file says of when it was made. House default: the first instant of 1970, so that files are the same. */
  readonly createdAt?: Instant;
}

/**
 * A paper as PDF, with the same content as its HTML: text can be selected and searched, table heads are repeated, the
 * font is embedded. A character that the font does not have is shown as a square. Text that runs from right to left is
 * printed in the order of its letters.
 *
 * @returns the bytes of the file; rejected where the font cannot be read.
 * @example
 * ```ts
 * const font = await readFile('NotoSansSC-Regular.ttf');
 * if (slip.isOk()) await writeFile('slip.pdf', await pdfOf(slip.value, { font }));
 * ```
 */
export function pdfOf(paper: Paper, { font, boldFont = font, createdAt }: PdfOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const { width, height, margin } = PAGES[paper.page];
    const made = new Date(createdAt ?? 0);
    const document = new PDFDocument({
      size: [mm(width), mm(height)],
      margin: mm(margin),
      bufferPages: true,
      lang: paper.language,
      displayTitle: true,
      font: null as unknown as string,
      info: { Title: paper.title, CreationDate: made, ModDate: made },
    });
    const parts: Uint8Array[] = [];
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('error', reject);
    document.on('end', () => resolve(joined(parts)));
    openFont(document, REGULAR, font);
    openFont(document, BOLD, boldFont);
    const sheet: Sheet = { document, top: mm(margin), bottom: mm(height - margin), scale: paper.scale ?? 1 };
    drawBlocks(sheet, paper.blocks, { x: mm(margin), width: mm(width - 2 * margin) });
    if (paper.numbered) numberPages(sheet, mm(width - margin));
    document.end();
  });
}

function openFont(document: PDFKit.PDFDocument, name: string, font: Uint8Array): void {
  try {
    document.registerFont(name, font.slice().buffer as ArrayBuffer);
    document.font(name);
  } catch (cause) {
    throw new Error('The bytes that were given are no TTF, OTF or WOFF font that can be read.', { cause });
  }
}

function numberPages(sheet: Sheet, right: number): void {
  const { document, bottom } = sheet;
  const { count } = document.bufferedPageRange();
  take(sheet, REGULAR, 'small');
  document.fillColor(GREY);
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    // Below the margin, where text would otherwise begin a new page.
    document.page.margins.bottom = 0;
    const text = `${page + 1} / ${count}`;
    document.text(text, right - document.widthOfString(text), bottom + mm(3), { lineBreak: false });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
