/**
 * Barcodes and QR codes for the papers, drawn by the package `bwip-js`.
 *
 * @packageDocumentation
 */
import bwipjs from 'bwip-js';
import type { Drawing } from '../../drawing.js';
import type { Symbols } from '../symbols.js';

export type { Symbols } from '../symbols.js';

const INK = '#000000';
/** Quiet zones by ISO/IEC 15417 (Code 128: ten modules) and ISO/IEC 18004 (QR: four modules). */
const QUIET = { barcode: 10, qr: 4 };
/** How high bars are, as a share of their width. */
const BAR_SHARE = 0.22;

type Bar = [number, number, number, number];

function barcode(text: string): Drawing {
  const [{ sbs = [] } = {}] = bwipjs.raw('code128', text, '') as { readonly sbs?: readonly number[] }[];
  const width = sbs.reduce((sum, part) => sum + part, 2 * QUIET.barcode);
  const height = Math.round(width * BAR_SHARE);
  const bars: Bar[] = [];
  let at = QUIET.barcode;
  for (const [index, part] of sbs.entries()) {
    // Bars and gaps by turns, a bar first.
    if (index % 2 === 0) bars.push([at, 0, part, height]);
    at += part;
  }
  return { width, height, title: text, shapes: [{ kind: 'bars', bars, fill: INK }] };
}

function qr(text: string): Drawing {
  const [{ pixs = [], pixx = 0 } = {}] = bwipjs.raw('qrcode', text, 'eclevel=M') as {
    readonly pixs?: readonly number[];
    readonly pixx?: number;
  }[];
  const bars: Bar[] = [];
  for (let start = 0; start < pixs.length; start += 1) {
    if (pixs[start] !== 1) continue;
    const [column, row] = [start % pixx, Math.floor(start / pixx)];
    let length = 1;
    while (column + length < pixx && pixs[start + length] === 1) length += 1;
    bars.push([column + QUIET.qr, row + QUIET.qr, length, 1]);
    start += length - 1;
  }
  const side = pixx + 2 * QUIET.qr;
  return { width: side, height: side, title: text, shapes: [{ kind: 'bars', bars, fill: INK }] };
}

/**
 * Code 128 and QR codes (error correction M), each module one unit of the drawing. Text that the code cannot hold is
 * thrown by the library; the papers bound and check theirs before.
 *
 * @example
 * ```ts
 * const label = parcelLabel(facts, symbols);
 * ```
 */
export const symbols: Symbols = { barcode, qr };
