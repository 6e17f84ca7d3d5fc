import type { Drawing, Language, Shape } from '../../drawing.js';
import { svgOf } from '../../svg.js';
import type { Box, PackedParcel, PackUnit } from '../types.js';
import { entriesOf, legendHeight, legendShapes, shortened } from './legend.js';
import { type Scene, sceneOf } from './scene.js';
import { viewShapes } from './view.js';
import { wordsOf } from './words.js';

/** How a parcel is drawn. */
export interface PictureOptions {
  readonly language: Language;
  /** Of the whole picture, in its own units (CSS pixels on a screen). From 160 to 4,000; house default: 640. */
  readonly width?: number;
  /** The units that were packed: they are then named, and coloured, by SKU. */
  readonly units?: readonly PackUnit[];
  /** Titles by SKU, for the legend. */
  readonly titles?: Readonly<Record<string, string>>;
}

const PAD = 12;
const HEAD = 30;

/**
 * A packed parcel in its open box, seen from above one corner: each unit with the number of its step, the number again
 * in a legend with its name, its size as it stands and how it is turned. With a `step`, the box as it stands after that
 * step, with the new unit standing out.
 *
 * @returns plain shapes; {@link drawParcel} makes SVG of them, and the papers print them.
 */
export function parcelPicture(
  parcel: PackedParcel,
  box: Box,
  options: PictureOptions & { readonly step?: number },
): Drawing {
  const { language, titles = {}, step } = options;
  const words = wordsOf(language);
  const { scene, width } = prepared(parcel, box, options);
  const shown = step === undefined ? scene.units : scene.units.filter((unit) => unit.step <= step);
  const inner = width - 2 * PAD;
  const entries = entriesOf(step === undefined ? shown : shown.filter((unit) => unit.step === step), titles, language);
  const high = viewHeight(scene, inner);
  const told = step === undefined ? '' : `${words.colon}${words.step(step, scene.units.length)}`;
  const title = `${words.box(box.id, scene.units.length)}${told}`;
  const view = { scene: { ...scene, units: shown }, fresh: new Set(step === undefined ? [] : [step]), measured: true };
  return {
    width,
    height: HEAD + high + legendHeight(entries.length, inner) + 2 * PAD,
    title,
    shapes: [
      { kind: 'text', at: [PAD, 24], text: shortened(title, inner, 15), size: 15, bold: true },
      ...viewShapes(view, { x: PAD, y: HEAD, width: inner, height: high }),
      ...legendShapes(entries, { x: PAD, y: HEAD + high + PAD, width: inner, height: 0 }),
    ],
  };
}

/** As high as the box needs at that width, within reason. */
function viewHeight({ box: { size } }: Scene, width: number): number {
  const across = (size.length + size.width) * (Math.sqrt(3) / 2);
  const down = (size.length + size.width) / 2 + size.height;
  return Math.min(width, Math.max(width / 3, (width * down) / across));
}

function prepared(parcel: PackedParcel, box: Box, { width = 640, units }: PictureOptions) {
  return { scene: sceneOf(parcel, box, units), width: Math.min(4000, Math.max(160, width)) };
}

/** A frame of a strip is at least so wide. */
const FRAME = 190;
const CAPTION = 36;

/**
 * The way to pack a parcel as a strip of pictures, each with what is new standing out. Where there are more steps than
 * frames, each frame takes several.
 */
export function stepsPicture(
  parcel: PackedParcel,
  box: Box,
  options: PictureOptions & {
    /** From 1 to 60; house default: 12. */
    readonly frames?: number;
  },
): Drawing {
  const { language, titles = {}, frames = 12 } = options;
  const words = wordsOf(language);
  const { scene, width } = prepared(parcel, box, options);
  const inner = width - 2 * PAD;
  const columns = Math.max(1, Math.floor(inner / FRAME));
  const each = inner / columns;
  const high = viewHeight(scene, each - PAD);
  const cuts = cutsOf(scene.units.length, Math.min(60, Math.max(1, Math.floor(frames))));
  const shapes = cuts.flatMap(([from, to], index): Shape[] => {
    const [x, y] = [PAD + (index % columns) * each, PAD + Math.floor(index / columns) * (high + CAPTION + PAD)];
    const units = scene.units.filter(({ step }) => step <= to);
    const fresh = units.filter(({ step }) => step >= from);
    const [entry, ...more] = entriesOf(fresh, titles, language);
    const of = scene.units.length;
    const caption = from === to ? words.step(from, of) : words.steps(from, to, of);
    const first = `${entry?.count} ${entry?.name}`;
    const told = more.length > 0 ? `${first} ${words.more(more.length)}` : first;
    const view = { scene: { ...scene, units }, fresh: new Set(fresh.map(({ step }) => step)), measured: false };
    return [
      { kind: 'text', at: [x, y + 12], text: caption, size: 12, bold: true },
      { kind: 'text', at: [x, y + 27], text: shortened(told, each - PAD, 11), size: 11, colour: '#52606d' },
      ...viewShapes(view, { x, y: y + CAPTION, width: each - PAD, height: high }),
    ];
  });
  const rows = Math.ceil(cuts.length / columns);
  return { width, height: rows * (high + CAPTION + PAD) + PAD, title: words.box(box.id, scene.units.length), shapes };
}

/** Steps from 1 cut into at most so many runs, as even as can be. */
function cutsOf(steps: number, most: number): [number, number][] {
  const runs = Math.min(steps, most);
  return Array.from({ length: runs }, (_, run): [number, number] => [
    Math.floor((run * steps) / runs) + 1,
    Math.floor(((run + 1) * steps) / runs),
  ]);
}

/**
 * {@link parcelPicture} as SVG that stands alone.
 *
 * @example
 * ```ts
 * const svg = drawParcel(parcel, box, { units, language: 'en', width: 640 });
 * const third = drawParcel(parcel, box, { units, language: 'zh-CN', step: 3 });
 * ```
 */
export const drawParcel = (...asked: Parameters<typeof parcelPicture>): string => svgOf(parcelPicture(...asked));

/** {@link stepsPicture} as SVG that stands alone. */
export const drawSteps = (...asked: Parameters<typeof stepsPicture>): string => svgOf(stepsPicture(...asked));
