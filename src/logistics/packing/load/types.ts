import type { Orientation, Size } from '../geometry.js';

/** What is loaded: the inside of a box, a container, a van. */
export interface Space {
  readonly size: Size;
  /** Absent: any weight. */
  readonly maxLoadGrams?: number | undefined;
}

/** Equal units. */
export interface CargoKind {
  readonly size: Size;
  readonly quantity: number;
  readonly weightGrams: number;
  /** Absent: all six. */
  readonly orientations?: readonly Orientation[] | undefined;
}

export interface LoadOptions {
  /** The work that may be done, in blocks of units placed on trial. The same number always gives the same load. Absent: 20,000. */
  readonly nodes?: number | undefined;
  /** Asked again and again; the search ends with its best load so far once it answers true. Absent: only `nodes` ends it. */
  readonly stop?: (() => boolean) | undefined;
  /** `full`: the whole base of every unit rests on the floor or on other units. Absent: `none`. */
  readonly support?: 'none' | 'full' | undefined;
}

/** One unit in its place: the corner nearest to the origin, and its size as it stands. `z` is vertical. */
export interface LoadedUnit {
  /** Its place in the list of kinds. */
  readonly kind: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly orientation: Orientation;
  readonly size: Size;
}

export interface Load {
  /** In an order in which no unit rests on a later one. */
  readonly units: readonly LoadedUnit[];
  /** Of all units loaded, in cubic millimetres. */
  readonly volume: number;
  /** How many of each kind found no room. */
  readonly left: readonly number[];
  /** Blocks placed on trial. */
  readonly nodes: number;
  /** `everything`: all units are in. `searched`: the search has nothing more to try. Else what cut it off. */
  readonly ended: 'everything' | 'searched' | 'nodes' | 'stop';
}

export interface BinsOptions extends LoadOptions {
  /** Of the random choices; another seed searches elsewhere. Absent: 1. */
  readonly seed?: number | undefined;
}

export interface BinsPlan {
  /** The units of each bin, in an order in which no unit rests on a later one. */
  readonly bins: readonly (readonly LoadedUnit[])[];
  /** How many of each kind fit no empty bin: too large or too heavy. */
  readonly left: readonly number[];
  /** No plan has fewer bins. */
  readonly lowerBound: number;
  /** Units looked for a place for. */
  readonly nodes: number;
  /** `proved`: no plan has fewer bins. Else what cut the search off. */
  readonly ended: 'proved' | 'nodes' | 'stop';
}
