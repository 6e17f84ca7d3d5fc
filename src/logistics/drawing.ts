import * as z from 'zod/mini';
import { complaint, freeText, strictObject } from '../kernel/index.js';

/** The languages in which papers and pictures speak. */
export const Language = z.enum(['en', 'zh-CN']);
export type Language = z.infer<typeof Language>;

const notColour = complaint('drawing.colour_unknown', 'must be a colour such as #1a2b3c');
const Colour = z.string({ error: notColour }).check(z.regex(/^#[0-9a-f]{6}$/, { error: notColour }));
const Length = z.number().check(z.minimum(-100_000), z.maximum(100_000));
const Point = z.tuple([Length, Length]);
const Points = z.array(Point).check(z.maxLength(200));

/** Filled and outlined, or outlined only, or filled only. */
const Area = strictObject({
  kind: z.literal('area'),
  points: Points,
  fill: z.optional(Colour),
  stroke: z.optional(Colour),
  thickness: z.optional(Length),
});
const Line = strictObject({
  kind: z.literal('line'),
  points: Points,
  stroke: Colour,
  thickness: z.optional(Length),
  dashed: z.optional(z.boolean()),
});
/** Upright rectangles of one colour, each with its left, top, width and height: the bars of a barcode. */
const Bars = strictObject({
  kind: z.literal('bars'),
  bars: z.array(z.tuple([Length, Length, Length, Length])).check(z.maxLength(20_000)),
  fill: Colour,
});
/** One line of text on its base line. */
const Text = strictObject({
  kind: z.literal('text'),
  at: Point,
  text: freeText(500),
  size: Length,
  anchor: z.optional(z.enum(['start', 'middle', 'end'])),
  bold: z.optional(z.boolean()),
  colour: z.optional(Colour),
});

export const Shape = z.discriminatedUnion('kind', [Area, Line, Bars, Text]);
export type Shape = z.infer<typeof Shape>;

/**
 * A picture as plain data: shapes in the order in which they are painted, in a frame of its own units whose origin is at
 * the top left. So that it can be shown on screen, printed and put into a PDF, without markup that would have to be trusted.
 */
export const Drawing = strictObject({
  width: Length.check(z.positive()),
  height: Length.check(z.positive()),
  /** What it shows, for those who cannot see it. */
  title: freeText(500),
  shapes: z.array(Shape).check(z.maxLength(50_000)),
});
export type Drawing = z.infer<typeof Drawing>;
