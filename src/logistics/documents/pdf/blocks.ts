import type { Block, Fact, TextSize } from '../paper.js';
import { paint } from './drawing.js';
import { BOLD, GREY, INK, type Lane, mm, printable, REGULAR, room, type Sheet, take } from './sheet.js';
import { drawTable } from './table.js';

const GAP = mm(1);

/** Writes blocks one under another, from where the document stands; the document then stands below them. */
export function drawBlocks(sheet: Sheet, blocks: readonly Block[], lane: Lane): void {
  for (const block of blocks) draw(sheet, block, lane);
}

function draw(sheet: Sheet, block: Block, lane: Lane): void {
  const { document } = sheet;
  switch (block.kind) {
    case 'text':
      drawText(sheet, block, lane);
      return;
    case 'facts':
      drawFacts(sheet, block.facts, lane);
      return;
    case 'table':
      drawTable(sheet, block, lane);
      return;
    case 'drawing': {
      const { drawing, align = 'start' } = block;
      const fits = (sheet.bottom - sheet.top) * (drawing.width / drawing.height);
      const width = Math.min(mm(block.widthMm), lane.width, fits);
      const height = (width * drawing.height) / drawing.width;
      room(sheet, height);
      const { y } = document;
      paint(sheet, drawing, lane.x + (lane.width - width) * { start: 0, middle: 0.5, end: 1 }[align], y, width);
      document.y = y + height + GAP;
      return;
    }
    case 'image': {
      room(sheet, mm(block.heightMm));
      const { y } = document;
      document.image(block.uri, lane.x, y, { fit: [lane.width, mm(block.heightMm)] });
      document.y = y + mm(block.heightMm) + GAP;
      return;
    }
    case 'beside':
      drawBeside(sheet, block, lane);
      return;
    case 'framed':
      drawFramed(sheet, block.blocks, lane);
      return;
    case 'line': {
      const y = document.y + mm(1);
      document
        .lineWidth(0.6)
        .moveTo(lane.x, y)
        .lineTo(lane.x + lane.width, y)
        .stroke(INK);
      document.y = y + mm(2);
      return;
    }
    case 'space':
      document.y += mm(block.mm);
  }
}

const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const;

function drawText(sheet: Sheet, block: Extract<Block, { kind: 'text' }>, { x, width }: Lane): void {
  const { document } = sheet;
  const { size = 'normal', bold = false, align = 'start' } = block;
  const text = prepared(sheet, block.text, size, bold || size === 'title');
  room(sheet, document.heightOfString(text, { width }));
  document.text(text, x, document.y, { width, align: ALIGN[align] });
  document.y += GAP;
}

function prepared(sheet: Sheet, text: string, size: TextSize, bold: boolean): string {
  take(sheet, bold ? BOLD : REGULAR, size);
  return printable(sheet, text);
}

/** Labels in a narrow column, what they are for beside them. */
function drawFacts(sheet: Sheet, facts: readonly Fact[], { x, width }: Lane): void {
  const { document } = sheet;
  const known = facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
  take(sheet, REGULAR, 'normal');
  const labelWidth = Math.min(width / 3, Math.max(0, ...known.map(([label]) => document.widthOfString(label))) + mm(1));
  const left = labelWidth + mm(3);
  for (const [label, value] of known) {
    const text = prepared(sheet, value, 'normal', false);
    const height = Math.max(
      document.heightOfString(text, { width: width - left }),
      document.heightOfString(label, { width: labelWidth }),
    );
    room(sheet, height);
    const { y } = document;
    document.fillColor(GREY).text(label, x, y, { width: labelWidth });
    document.fillColor(INK).text(text, x + left, y, { width: width - left });
    document.y = y + height + mm(0.5);
  }
  document.y += GAP;
}

/** Columns that begin at one height; they are short, and stay on the page on which they begin. */
function drawBeside(sheet: Sheet, { parts }: Extract<Block, { kind: 'beside' }>, { x, width }: Lane): void {
  const { document } = sheet;
  const all = parts.reduce((sum, { share }) => sum + share, 0);
  const free = width - mm(4) * (parts.length - 1);
  const { y } = document;
  let [left, lowest] = [x, y];
  for (const { share, blocks } of parts) {
    const lane = { x: left, width: (free * share) / all };
    document.y = y;
    drawBlocks(sheet, blocks, lane);
    lowest = Math.max(lowest, document.y);
    left += lane.width + mm(4);
  }
  document.y = lowest;
}

function drawFramed(sheet: Sheet, blocks: readonly Block[], { x, width }: Lane): void {
  const { document } = sheet;
  const { y } = document;
  const pad = mm(2);
  document.y = y + pad;
  drawBlocks(sheet, blocks, { x: x + pad, width: width - 2 * pad });
  const height = document.y + pad / 2 - y;
  document.lineWidth(0.8).rect(x, y, width, height).stroke(INK);
  document.y = y + height + mm(2);
}
