import type { Drawing } from '../drawing.js';

/**
 * Who draws barcodes and QR codes. Such as `symbols` of `orderwright/documents/symbols`, or the host's own.
 */
export interface Symbols {
  /** One line of bars for printable ASCII (Code 128), with the quiet zones at its sides. */
  readonly barcode: (text: string) => Drawing;
  /** A QR code, with its quiet zone. */
  readonly qr: (text: string) => Drawing;
}
