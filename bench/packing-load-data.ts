import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CargoKind, Orientation, Space } from 'orderwright/packing';

/** One space, or bins of one size, and what goes in. */
export interface LoadProblem {
  readonly space: Space;
  readonly cargo: readonly CargoKind[];
}

/** The files of a folder whose name is `brK.txt` or `thpackN.txt`, K and N from 1 to 7. */
export function loadSetsIn(
  folder: string,
): readonly { readonly name: string; readonly problems: readonly LoadProblem[] }[] {
  const files = readdirSync(folder).filter((file) => /^(br|thpack)[1-7]\.txt$/.test(file));
  return files
    .sort()
    .map((file) => ({ name: file.slice(0, -4), problems: parsed(readFileSync(join(folder, file), 'utf8')) }));
}

/** The number of problems; for each a line with its id, one with the container's sides, one with the number of kinds, one for each kind. */
function parsed(text: string): readonly LoadProblem[] {
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/).map(Number));
  const problems: LoadProblem[] = [];
  for (let line = 1; line + 2 < lines.length; ) {
    const [length = 0, width = 0, height = 0] = lines[line + 1] ?? [];
    const kinds = lines[line + 2]?.[0] ?? 0;
    const cargo = lines.slice(line + 3, line + 3 + kinds).map(kindOf);
    problems.push({ space: { size: { length, width, height } }, cargo });
    line += 3 + kinds;
  }
  return problems;
}

function kindOf([
  ,
  length = 0,
  lengthUp,
  width = 0,
  widthUp,
  height = 0,
  heightUp,
  quantity = 0,
]: readonly number[]): CargoKind {
  const orientations: Orientation[] = [];
  if (heightUp === 1) orientations.push('lwh', 'wlh');
  if (widthUp === 1) orientations.push('lhw', 'hlw');
  if (lengthUp === 1) orientations.push('whl', 'hwl');
  return { size: { length, width, height }, quantity, weightGrams: 1, orientations };
}

const FIXED: readonly Orientation[] = ['lwh'];
const MPV_CLASSES = [1, 2, 3, 4, 5, 6, 7, 8];
const MPV_SIZES = [50, 100, 150, 200];

/** Problems of one class and number of items, by the class's name. */
export type BinSets = ReadonlyMap<string, readonly LoadProblem[]>;

/** The problems in the files `mpv-*.json` of a folder, and those of the classes that are in none of them. */
export function binSetsIn(folder: string): BinSets {
  const sets = new Map<string, LoadProblem[]>();
  const add = (kind: number, items: readonly (readonly number[])[], side: number) => {
    const name = `mpv class ${kind}`;
    const cargo = items.map(([length = 0, width = 0, height = 0]) => ({
      size: { length, width, height },
      quantity: 1,
      weightGrams: 1,
      orientations: FIXED,
    }));
    sets.set(name, [
      ...(sets.get(name) ?? []),
      { space: { size: { length: side, width: side, height: side } }, cargo },
    ]);
  };
  for (const file of readdirSync(folder).filter((name) => /^mpv-.*\.json$/.test(name))) {
    const { instances } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const { class: kind, items, bin } of instances) add(kind, items, bin);
  }
  for (const kind of MPV_CLASSES.filter((one) => !sets.has(`mpv class ${one}`))) {
    for (const size of MPV_SIZES) {
      for (let instance = 1; instance <= 10; instance += 1) add(kind, mpvItems(kind, size, instance), mpvSide(kind));
    }
  }
  return sets;
}

const mpvSide = (kind: number): number => (kind === 6 ? 10 : kind === 7 ? 40 : 100);

/** The published class definitions of Martello, Pisinger and Vigo, The three-dimensional bin packing problem, 2000. */
function mpvItems(kind: number, count: number, instance: number): readonly (readonly number[])[] {
  const draw = mpvDraws(instance + count);
  const between = ([from, to]: readonly [number, number]) => from + (draw() % (to - from + 1));
  const side = mpvSide(kind);
  const short = [1, Math.floor(side / 2)] as const;
  const long = [Math.floor((2 * side) / 3), side] as const;
  const half = [Math.floor(side / 2), side] as const;
  const any = [1, kind === 6 ? 10 : kind === 7 ? 35 : 100] as const;
  const ranges = [
    [short, long, long],
    [long, short, long],
    [long, long, short],
    [half, half, half],
    [short, short, short],
  ] as const;
  return Array.from({ length: count }, () => {
    const mixed = kind <= 5 ? between([1, 10]) : 0;
    const sides = ranges[(mixed >= 1 && mixed <= 5 ? mixed : kind) - 1] ?? [any, any, any];
    return sides.map(between);
  });
}

/** The 48-bit congruential generator of those definitions, in two 32-bit words as a 32-bit machine reckons it. */
function mpvDraws(seed: number): () => number {
  let high = seed | 0;
  let low = 0x330e;
  return () => {
    high = (Math.imul(high, 0xdeece66d) + Math.imul(low, 0x5deec)) | 0;
    low = (Math.imul(low, 0xe66d) + 0xb) | 0;
    high = (high + (low >>> 16)) | 0;
    low &= 0xffff;
    return high >>> 1;
  };
}
