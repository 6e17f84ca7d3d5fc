import type { Shape } from '../../drawing.js';
import { mixed } from './colours.js';
import { type Block, type Face, facesOf, meetOnPaper, projected, type Spot } from './isometric.js';
import { labelPlace } from './labels.js';
import { type Piece, paintOrder } from './painter.js';
import type { Scene, SceneUnit } from './scene.js';

/** A rectangle of the picture. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What of a scene is shown. */
export interface View {
  readonly scene: Scene;
  /** Units of these steps stand out; with none, all are alike. */
  readonly fresh: ReadonlySet<number>;
  /** Whether the sizes of the box are written at its edges. */
  readonly measured: boolean;
}

const INK = '#1f2933';
const CARTON = '#8a6d4b';
const WALL = '#f3e9dc';
const FLOOR = '#e9dbc8';
const LARGEST_NUMBER = 22;
const SMALLEST_NUMBER = 8;
/** Around the box, at the sides and above and below: its sizes are written there. */
const MARGIN = { plain: [6, 6], measured: [50, 20] } as const;
const SHADES: Readonly<Record<Face, [string, number]>> = {
  top: ['#ffffff', 0.25],
  left: ['#ffffff', 0],
  right: ['#1f2933', 0.14],
};

/** The open box with its units, as large as a frame allows. */
export function viewShapes({ scene, fresh, measured }: View, frame: Frame): Shape[] {
  const { length, width, height } = scene.box.size;
  const box: Block = { from: [0, 0, 0], to: [length, width, height] };
  const blocks = scene.units.map(blockOf);
  const camera = cameraOf(box, frame, measured ? MARGIN.measured : MARGIN.plain);
  return [
    ...inside(box, camera),
    ...unitShapes(scene.units, blocks, fresh, camera),
    ...rim(box, camera),
    ...numbers(scene.units, blocks, fresh, camera),
    ...(measured ? measures(box, camera) : []),
  ];
}

/** How millimetres of the box become points of the picture. */
interface Camera {
  readonly scale: number;
  readonly point: (spot: Spot) => [number, number];
}

function cameraOf(
  { to: [length, width, height] }: Block,
  frame: Frame,
  [aside, above]: readonly [number, number],
): Camera {
  const [left, right] = [projected([0, width, 0])[0], projected([length, 0, 0])[0]];
  const [top, bottom] = [projected([0, 0, height])[1], projected([length, width, 0])[1]];
  const room = [frame.width - 2 * aside, frame.height - 2 * above] as const;
  const scale = Math.min(room[0] / (right - left), room[1] / (bottom - top));
  const middle = [frame.x + frame.width / 2, frame.y + frame.height / 2] as const;
  const point = (spot: Spot): [number, number] => {
    const [x, y] = projected(spot);
    return [middle[0] + (x - (left + right) / 2) * scale, middle[1] + (y - (top + bottom) / 2) * scale];
  };
  return { scale, point };
}

/** Floor and the two walls at the back. */
function inside({ to: [x, y, z] }: Block, { point }: Camera): Shape[] {
  const area = (fill: string, ...spots: Spot[]): Shape => ({
    kind: 'area',
    points: spots.map(point),
    fill,
    stroke: mixed(CARTON, '#ffffff', 0.4),
    thickness: 0.8,
  });
  return [
    area(FLOOR, [0, 0, 0], [x, 0, 0], [x, y, 0], [0, y, 0]),
    area(WALL, [0, 0, 0], [x, 0, 0], [x, 0, z], [0, 0, z]),
    area(mixed(WALL, FLOOR, 0.5), [0, 0, 0], [0, y, 0], [0, y, z], [0, 0, z]),
  ];
}

/** The edges at the front, as wire. */
function rim({ to: [x, y, z] }: Block, { point }: Camera): Shape[] {
  const wire = (dashed: boolean, ...spots: Spot[]): Shape => ({
    kind: 'line',
    points: spots.map(point),
    stroke: CARTON,
    thickness: 1.2,
    ...(dashed && { dashed }),
  });
  return [
    wire(false, [x, 0, 0], [x, 0, z], [0, 0, z], [0, y, z], [0, y, 0]),
    wire(false, [x, 0, 0], [x, y, 0], [0, y, 0]),
    wire(true, [x, 0, z], [x, y, z], [0, y, z]),
    wire(true, [x, y, 0], [x, y, z]),
  ];
}

function measures({ to: [x, y, z] }: Block, { point }: Camera): Shape[] {
  const text = (value: number, spot: Spot, right: number, down: number, anchor: 'start' | 'middle' | 'end'): Shape => {
    const [at, below] = point(spot);
    return { kind: 'text', at: [at + right, below + down], text: `${value} mm`, size: 10, anchor, colour: CARTON };
  };
  return [
    text(x, [x / 2, y, 0], -6, 14, 'end'),
    text(y, [x, y / 2, 0], 6, 14, 'start'),
    text(z, [x, 0, z / 2], 6, 4, 'start'),
  ];
}

const blockOf = ({ at: { x, y, z }, size }: SceneUnit): Block => ({
  from: [x, y, z],
  to: [x + size.length, y + size.width, z + size.height],
});

function unitShapes(
  units: readonly SceneUnit[],
  blocks: readonly Block[],
  fresh: ReadonlySet<number>,
  camera: Camera,
): Shape[] {
  const shapes: Shape[] = [];
  for (const piece of paintOrder(blocks)) {
    const [unit, whole] = [units[piece.whole], blocks[piece.whole]];
    if (unit !== undefined && whole !== undefined)
      shapes.push(...pieceShapes(piece, whole, lookOf(unit, fresh), camera));
  }
  return shapes;
}

interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly thickness: number;
}

/** In a step, what stood there before is pale. */
const lookOf = ({ colour, step }: SceneUnit, fresh: ReadonlySet<number>): Look => {
  if (fresh.size === 0) return { fill: colour, stroke: INK, thickness: 0.8 };
  return fresh.has(step)
    ? { fill: colour, stroke: INK, thickness: 1.8 }
    : { fill: mixed(colour, '#ffffff', 0.65), stroke: mixed(INK, '#ffffff', 0.55), thickness: 0.6 };
};

/** The faces of a piece; where it was cut, there is neither face nor edge. */
function pieceShapes(piece: Piece, whole: Block, { fill, stroke, thickness }: Look, { point }: Camera): Shape[] {
  const faces = facesOf(piece);
  const isCut = AXES.some((axis) => piece.from[axis] !== whole.from[axis] || piece.to[axis] !== whole.to[axis]);
  return (['left', 'right', 'top'] as const).flatMap((face): Shape[] => {
    const outward = OUTWARD[face];
    if (piece.to[outward] !== whole.to[outward]) return [];
    const colour = mixed(fill, ...SHADES[face]);
    const points = faces[face].map(point);
    if (!isCut) return [{ kind: 'area', points, fill: colour, stroke, thickness }];
    const edges = faces[face].flatMap((spot, index): Shape[] => {
      const next = faces[face][(index + 1) % 4] ?? spot;
      return isEdge(spot, next, whole) ? [{ kind: 'line', points: [point(spot), point(next)], stroke, thickness }] : [];
    });
    return [{ kind: 'area', points, fill: colour, stroke: colour, thickness: 0.6 }, ...edges];
  });
}

const AXES = [0, 1, 2] as const;
const OUTWARD = { right: 0, left: 1, top: 2 } as const;

/** Whether a line lies on two sides of a block at once. */
const isEdge = (a: Spot, b: Spot, { from, to }: Block): boolean =>
  AXES.filter((axis) => a[axis] === b[axis] && (a[axis] === from[axis] || a[axis] === to[axis])).length >= 2;

function numbers(
  units: readonly SceneUnit[],
  blocks: readonly Block[],
  fresh: ReadonlySet<number>,
  { scale, point }: Camera,
): Shape[] {
  const origin = point([0, 0, 0]);
  const sizes: number[] = [];
  for (let size = LARGEST_NUMBER; size >= SMALLEST_NUMBER; size *= 0.85) sizes.push(size / scale);
  return units.flatMap(({ step }, index): Shape[] => {
    const block = blocks[index];
    if (block === undefined) return [];
    const inFront = blocks.filter((other) => other !== block && meetOnPaper(other, block));
    const place = labelPlace(block, inFront, String(step).length, sizes);
    if (place === undefined) return [];
    const size = place.size * scale;
    const at: [number, number] = [origin[0] + place.at[0] * scale, origin[1] + place.at[1] * scale + size * 0.36];
    const pale = fresh.size > 0 && !fresh.has(step);
    const colour = pale ? mixed(INK, '#ffffff', 0.45) : INK;
    return [{ kind: 'text', at, text: String(step), size, anchor: 'middle', bold: !pale, colour }];
  });
}
