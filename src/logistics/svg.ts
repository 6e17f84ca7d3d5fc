import type { Drawing, Shape } from './drawing.js';
import { escaped } from './markup.js';

const FONTS = "system-ui, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const INK = '#1f2933';

/**
 * A drawing as SVG that stands alone: no script, no style sheet, no remote resource.
 *
 * @example
 * ```ts
 * const svg = svgOf({ width: 10, height: 10, title: 'A bar', shapes: [{ kind: 'bars', bars: [[0, 0, 3, 10]], fill: '#000000' }] });
 * ```
 */
export function svgOf({ width, height, title, shapes }: Drawing): string {
  const frame = `viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${frame} font-family="${escaped(FONTS)}">` +
    `<title>${escaped(title)}</title>${shapes.map(element).join('')}</svg>`
  );
}

const number = (value: number): string => String(Math.round(value * 100) / 100);
const corners = (points: readonly (readonly number[])[]): string =>
  points.map((point) => point.map(number).join(',')).join(' ');

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'area':
      return `<polygon points="${corners(shape.points)}" fill="${shape.fill ?? 'none'}"${outline(shape)}/>`;
    case 'line':
      return (
        `<polyline points="${corners(shape.points)}" fill="none"${outline(shape)}` +
        `${shape.dashed === true ? ' stroke-dasharray="4 3"' : ''}/>`
      );
    case 'bars': {
      const path = shape.bars.map(
        ([x, y, w, h]) => `M${number(x)} ${number(y)}h${number(w)}v${number(h)}h${number(-w)}z`,
      );
      return `<path d="${path.join('')}" fill="${shape.fill}" shape-rendering="crispEdges"/>`;
    }
    case 'text': {
      const { at, text, size, anchor = 'start', bold = false, colour = INK } = shape;
      const weight = bold ? ' font-weight="700"' : '';
      const place = `x="${number(at[0])}" y="${number(at[1])}" font-size="${number(size)}" text-anchor="${anchor}"`;
      return `<text ${place}${weight} fill="${colour}">${escaped(text)}</text>`;
    }
  }
}

const outline = ({ stroke, thickness = 1 }: { stroke?: string | undefined; thickness?: number | undefined }): string =>
  stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${number(thickness)}" stroke-linejoin="round"`;
