import type { Drawing, Language } from '../drawing.js';

/** A sheet or a label, in millimetres. */
export const PAGES = {
  A4: { width: 210, height: 297, margin: 15 },
  A5: { width: 148, height: 210, margin: 10 },
  label: { width: 100, height: 150, margin: 4 },
} as const;
export type PageName = keyof typeof PAGES;

/** Sizes of text, in points. */
export const TEXT_SIZES = { small: 7.5, normal: 9.5, large: 13, title: 18, huge: 26 } as const;
export type TextSize = keyof typeof TEXT_SIZES;

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Of the width, in relation to the others. */
  readonly share: number;
  readonly align?: 'start' | 'end';
}

/** One part of a paper. What it holds is plain text: whoever renders it has to escape it. */
export type Block =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly size?: TextSize;
      readonly bold?: boolean;
      readonly align?: Align;
    }
  /** Labels with what they are for: `Order: o-1`. A value that is absent is left out with its label. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'drawing'; readonly drawing: Drawing; readonly widthMm: number; readonly align?: Align }
  /** A picture as a data URI; PNG or JPEG. */
  | { readonly kind: 'image'; readonly uri: string; readonly heightMm: number }
  /** Side by side, by shares of the width. */
  | {
      readonly kind: 'beside';
      readonly parts: readonly { readonly share: number; readonly blocks: readonly Block[] }[];
    }
  /** In a frame. */
  | { readonly kind: 'framed'; readonly blocks: readonly Block[] }
  | { readonly kind: 'line' }
  | { readonly kind: 'space'; readonly mm: number };

export type Align = 'start' | 'middle' | 'end';
export type Fact = readonly [label: string, value: string | undefined];

/**
 * What stands on a paper, and in which order: one description for each renderer ({@link htmlOf}, and `pdfOf` of
 * `orderwright/documents/pdf`).
 */
export interface Paper {
  readonly title: string;
  readonly language: Language;
  readonly page: PageName;
  /** Whether pages are numbered. */
  readonly numbered: boolean;
  /** By which all sizes of text are multiplied, so that a long text stays on its label. House default: 1. */
  readonly scale?: number;
  readonly blocks: readonly Block[];
}
