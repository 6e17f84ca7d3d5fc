import type { Drawing, Shape } from '../../drawing.js';
import { BOLD, INK, printable, REGULAR, type Sheet } from './sheet.js';

/** Paints a drawing with its top left corner at a place, so many points wide. */
export function paint(sheet: Sheet, drawing: Drawing, x: number, y: number, width: number): void {
  const { document } = sheet;
  document.save();
  document.translate(x, y).scale(width / drawing.width);
  for (const shape of drawing.shapes) paintShape(sheet, shape);
  document.restore();
}

function paintShape(sheet: Sheet, shape: Shape): void {
  const { document } = sheet;
  switch (shape.kind) {
    case 'area': {
      const { points, fill, stroke, thickness = 1 } = shape;
      document
        .polygon(...points)
        .lineWidth(thickness)
        .lineJoin('round');
      if (fill !== undefined && stroke !== undefined) document.fillAndStroke(fill, stroke);
      else if (fill !== undefined) document.fill(fill);
      else if (stroke !== undefined) document.stroke(stroke);
      return;
    }
    case 'line': {
      const { points, stroke, thickness = 1, dashed = false } = shape;
      const [first, ...rest] = points;
      if (first === undefined) return;
      document.lineWidth(thickness).lineJoin('round');
      if (dashed) document.dash(4, { space: 3 });
      document.moveTo(...first);
      for (const point of rest) document.lineTo(...point);
      document.stroke(stroke);
      if (dashed) document.undash();
      return;
    }
    case 'bars':
      for (const [x, y, width, height] of shape.bars) document.rect(x, y, width, height);
      document.fill(shape.fill);
      return;
    case 'text': {
      const { at, size, anchor = 'start', bold = false, colour = INK } = shape;
      document
        .font(bold ? BOLD : REGULAR)
        .fontSize(size)
        .fillColor(colour);
      const text = printable(sheet, shape.text).replaceAll('\n', ' ');
      const left = at[0] - document.widthOfString(text) * { start: 0, middle: 0.5, end: 1 }[anchor];
      document.text(text, left, at[1], { lineBreak: false, baseline: 'alphabetic' });
    }
  }
}
