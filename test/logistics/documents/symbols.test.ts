import { BarcodeFormat, BinaryBitmap, HybridBinarizer, MultiFormatReader, RGBLuminanceSource } from '@zxing/library';
import { describe, expect, it } from 'vitest';
import { symbols } from '../../../src/logistics/documents/symbols/index.js';
import type { Drawing } from '../../../src/logistics/drawing.js';

const PIXELS = 4;

/** What a scanner of another make reads from the drawing, printed at four dots a module. */
function scanned({ width, height, shapes }: Drawing): { text: string; format: string | undefined } {
  const dots = new Uint8ClampedArray(width * height * PIXELS ** 2).fill(255);
  for (const shape of shapes) {
    for (const [x, y, w, h] of shape.kind === 'bars' ? shape.bars : []) {
      for (let row = y * PIXELS; row < (y + h) * PIXELS; row += 1) {
        dots.fill(0, row * width * PIXELS + x * PIXELS, row * width * PIXELS + (x + w) * PIXELS);
      }
    }
  }
  const source = new RGBLuminanceSource(dots, width * PIXELS, height * PIXELS);
  const read = new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(source)), new Map());
  return { text: read.getText(), format: BarcodeFormat[read.getBarcodeFormat()] };
}

describe('A barcode', () => {
  it.each(['SF1234567890', '773412345678901', 'o-1', 'JDVB12345678901-1-1-', `A${'9'.repeat(40)}:x.y_z`])(
    '%s is read by a scanner',
    (text) => expect(scanned(symbols.barcode(text))).toEqual({ text, format: 'CODE_128' }),
  );
});

describe('A QR code', () => {
  it.each(['SF1234567890', 'https://example.com/r/7?a=1&b=2', '退货编号 r-7，谢谢！', 'x'.repeat(120), '^FNC1 \\ <b>'])(
    '%s is read by a scanner',
    (text) => expect(scanned(symbols.qr(text))).toEqual({ text, format: 'QR_CODE' }),
  );

  it('holds the longest text that a label allows', () => {
    expect(scanned(symbols.qr('包'.repeat(120))).text).toBe('包'.repeat(120));
  });
});
