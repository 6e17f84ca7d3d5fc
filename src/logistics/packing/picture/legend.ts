import type { Language, Shape } from '../../drawing.js';
import type { SceneUnit } from './scene.js';
import type { Frame } from './view.js';
import { standing, wordsOf } from './words.js';

const ROW = 18;
const MOST_ROWS = 60;
/** One column of the legend is at least so wide. */
const COLUMN = 270;

/** What is told of units of one kind that stand alike: which steps, their name, their size as they stand, their turn. */
interface Entry {
  readonly colour: string;
  readonly count: string;
  readonly steps: string;
  readonly name: string;
  readonly size: string;
}

const sizeText = ({ size: { length, width, height } }: SceneUnit): string => `${length} × ${width} × ${height}`;

/** The kinds among units, by the step in which the first of each goes in. */
export function entriesOf(
  units: readonly SceneUnit[],
  titles: Readonly<Record<string, string>>,
  language: Language,
): Entry[] {
  const kinds = new Map<string, SceneUnit[]>();
  for (const unit of units) {
    const kind = `${unit.label} ${sizeText(unit)} ${standing(unit.orientation, language)}`;
    const alike = kinds.get(kind);
    if (alike === undefined) kinds.set(kind, [unit]);
    else alike.push(unit);
  }
  const shown = [...kinds.values()].slice(0, kinds.size > MOST_ROWS ? MOST_ROWS - 1 : MOST_ROWS);
  const entries = shown.flatMap((alike): Entry[] => {
    const [unit] = alike;
    if (unit === undefined) return [];
    const name = Object.hasOwn(titles, unit.label) ? (titles[unit.label] ?? unit.label) : unit.label;
    const size = `${sizeText(unit)} mm, ${standing(unit.orientation, language)}`;
    return [{ colour: unit.colour, count: `${alike.length}×`, steps: runs(alike.map(({ step }) => step)), name, size }];
  });
  const left = kinds.size - shown.length;
  const more = { colour: '#ffffff', count: '', steps: '…', name: wordsOf(language).more(left), size: '' };
  return left === 0 ? entries : [...entries, more];
}

/** Rising numbers, shortly: `4–6, 8`. */
function runs(steps: readonly number[]): string {
  const texts: string[] = [];
  for (const [index, from] of steps.entries()) {
    if (steps[index - 1] === from - 1) continue;
    let to = from;
    while (steps[index + to - from + 1] === to + 1) to += 1;
    texts.push(from === to ? String(from) : `${from}–${to}`);
  }
  return texts.join(', ');
}

export const columnsIn = (width: number): number => Math.max(1, Math.floor(width / COLUMN));
export const legendHeight = (entries: number, width: number): number => Math.ceil(entries / columnsIn(width)) * 2 * ROW;

/** Column by column, each entry in two lines. */
export function legendShapes(entries: readonly Entry[], { x, y, width }: Frame): Shape[] {
  const columns = columnsIn(width);
  const rows = Math.ceil(entries.length / columns);
  const each = width / columns;
  const numberRoom = Math.min(each / 3, 14 + 10 * Math.max(0, ...entries.map(({ steps }) => steps.length)));
  return entries.flatMap(({ colour, count, steps, name, size }, index): Shape[] => {
    const [left, top] = [x + Math.floor(index / rows) * each, y + (index % rows) * 2 * ROW];
    return [
      { kind: 'area', points: square(left, top + 4, 34, 26), fill: colour, stroke: '#1f2933', thickness: 0.6 },
      { kind: 'text', at: [left + 17, top + 21], text: count, size: 11, anchor: 'middle' },
      { kind: 'text', at: [left + 42, top + 14], text: shortened(steps, numberRoom, 12), size: 12, bold: true },
      {
        kind: 'text',
        at: [left + 42 + numberRoom, top + 14],
        text: shortened(name, each - 46 - numberRoom, 12),
        size: 12,
      },
      { kind: 'text', at: [left + 42, top + 28], text: size, size: 10, colour: '#52606d' },
    ];
  });
}

const square = (x: number, y: number, width: number, height: number): [number, number][] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** A text cut to a width; a wide character of East Asia counts as one font size, any other as six tenths of it. */
export function shortened(text: string, width: number, size: number): string {
  let room = width / size;
  let kept = '';
  for (const character of text) {
    room -= /[\u1100-\uffff]|[\u{10000}-\u{3ffff}]/u.test(character) ? 1 : 0.6;
    if (room < 1) return `${kept}…`;
    kept += character;
  }
  return kept;
}
