import { TEXT_SIZES, type TextSize } from '../paper.js';

/** The page that is being written, and between which heights. Points; `y` grows downwards and is the document's own. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly top: number;
  readonly bottom: number;
  /** By which sizes of text are multiplied. */
  readonly scale: number;
}

/** Where on the page a block may stand. */
export interface Lane {
  readonly x: number;
  readonly width: number;
}

export const REGULAR = 'regular';
export const BOLD = 'bold';
export const INK = '#111111';
export const GREY = '#52606d';

/** Millimetres in points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Takes a font for the text that follows. */
export function take({ document, scale }: Sheet, font: string, size: TextSize): void {
  document
    .font(font)
    .fontSize(TEXT_SIZES[size] * scale)
    .fillColor(INK);
}

/** Begins a new page where so much does not fit any more, unless the page is still empty. */
export function room(sheet: Sheet, height: number): boolean {
  const { document, top, bottom } = sheet;
  if (document.y + height <= bottom || document.y <= top) return false;
  document.addPage();
  document.y = top;
  return true;
}

const BEYOND_TEXT = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** What the current font can show: without what only steers other programs, a square for what it has not. */
export function printable(sheet: Sheet, text: string): string {
  const has = glyphsOf(sheet.document);
  const plain = text.toWellFormed().replace(/\r\n?/g, '\n').replace(BEYOND_TEXT, '');
  return [...plain]
    .map((character) => (character === '\n' || has(character.codePointAt(0) ?? 0) ? character : '□'))
    .join('');
}

/** The font that pdfkit has opened; its own types do not name it. */
function glyphsOf(document: PDFKit.PDFDocument): (codePoint: number) => boolean {
  const opened: unknown = Reflect.get(document, '_font');
  const font: unknown = typeof opened === 'object' && opened !== null ? Reflect.get(opened, 'font') : undefined;
  const has: unknown =
    typeof font === 'object' && font !== null ? Reflect.get(font, 'hasGlyphForCodePoint') : undefined;
  return typeof has === 'function' ? (codePoint) => has.call(font, codePoint) === true : () => true;
}
