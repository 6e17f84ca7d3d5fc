import type { Block, Column } from '../paper.js';
import { BOLD, INK, type Lane, mm, printable, REGULAR, room, type Sheet, take } from './sheet.js';

const PAD = mm(1);
const RULE = '#bbbbbb';

/** A table whose head is repeated on each page; a row stays on one page. */
export function drawTable(sheet: Sheet, { columns, rows }: Extract<Block, { kind: 'table' }>, lane: Lane): void {
  const { document } = sheet;
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const lanes: Lane[] = [];
  let { x } = lane;
  for (const { share } of columns) {
    const width = (lane.width * share) / all;
    lanes.push({ x, width });
    x += width;
  }
  const titles = columns.map(({ title }) => title);
  const head = () => {
    rowOf(sheet, columns, lanes, titles, BOLD).write();
    rule(sheet, lane, 1, INK);
  };
  room(sheet, mm(20));
  head();
  for (const cells of rows) {
    const row = rowOf(sheet, columns, lanes, cells, REGULAR);
    if (room(sheet, row.height)) head();
    row.write();
    rule(sheet, lane, 0.5, RULE);
  }
  document.y += mm(2);
}

function rule({ document }: Sheet, { x, width }: Lane, thickness: number, colour: string): void {
  document
    .lineWidth(thickness)
    .moveTo(x, document.y)
    .lineTo(x + width, document.y)
    .stroke(colour);
}

/** A row, measured before it is written. */
interface Row {
  readonly height: number;
  readonly write: () => void;
}

function rowOf(
  sheet: Sheet,
  columns: readonly Column[],
  lanes: readonly Lane[],
  cells: readonly string[],
  font: string,
): Row {
  const { document } = sheet;
  const begin = () => take(sheet, font, 'normal');
  begin();
  const written = cells.map((cell, index) => {
    const { x, width } = lanes[index] ?? { x: 0, width: 0 };
    const atEnd = columns[index]?.align === 'end';
    const options = { width: width - 1.5 * PAD, align: atEnd ? ('right' as const) : ('left' as const) };
    return { text: printable(sheet, cell), x: x + (atEnd ? 1.5 * PAD : 0), options };
  });
  const height = Math.max(0, ...written.map(({ text, options }) => document.heightOfString(text, options))) + 2 * PAD;
  const write = () => {
    const { y } = document;
    begin();
    for (const { text, x, options } of written) document.text(text, x, y + PAD, options);
    document.y = y + height;
  };
  return { height, write };
}
