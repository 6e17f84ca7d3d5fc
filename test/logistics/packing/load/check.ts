import type { CargoKind, LoadedUnit, Space } from '../../../../src/logistics/packing/index.js';

const sorted = (size: LoadedUnit['size']) => [size.length, size.width, size.height].sort((a, b) => a - b).join();
const overlap = (from: number, side: number, otherFrom: number, otherSide: number) =>
  Math.min(from + side, otherFrom + otherSide) - Math.max(from, otherFrom);

/** What is wrong with the units in one space. Shares nothing with what put them there. */
export function wrongs(
  { size, maxLoadGrams }: Space,
  cargo: readonly CargoKind[],
  units: readonly LoadedUnit[],
): readonly string[] {
  const found: string[] = [];
  for (const [i, { kind, x, y, z, size: own, orientation }] of units.entries()) {
    const wanted = cargo[kind];
    if (wanted === undefined || sorted(wanted.size) !== sorted(own)) found.push('another size');
    if (wanted?.orientations?.includes(orientation) === false) found.push('turned wrongly');
    if (
      Math.min(x, y, z) < 0 ||
      x + own.length > size.length ||
      y + own.width > size.width ||
      z + own.height > size.height
    ) {
      found.push('sticks out');
    }
    for (const other of units.slice(i + 1)) {
      const apart =
        overlap(x, own.length, other.x, other.size.length) <= 0 ||
        overlap(y, own.width, other.y, other.size.width) <= 0 ||
        overlap(z, own.height, other.z, other.size.height) <= 0;
      if (!apart) found.push('overlap');
    }
  }
  const grams = units.reduce((sum, { kind }) => sum + (cargo[kind]?.weightGrams ?? 0), 0);
  if (grams > (maxLoadGrams ?? Number.POSITIVE_INFINITY)) found.push('too heavy');
  return [...new Set(found)];
}

/** Whether what comes before a unit carries its whole base. */
export function allSupported(units: readonly LoadedUnit[]): boolean {
  return units.every(({ x, y, z, size }, i) => {
    if (z === 0) return true;
    const carried = units
      .slice(0, i)
      .filter((below) => below.z + below.size.height === z)
      .map((below) => [
        overlap(x, size.length, below.x, below.size.length),
        overlap(y, size.width, below.y, below.size.width),
      ])
      .reduce((sum, [alongX = 0, alongY = 0]) => sum + Math.max(0, alongX) * Math.max(0, alongY), 0);
    return carried === size.length * size.width;
  });
}

/** How many units of each kind there are in all. */
export const counted = (
  cargo: readonly CargoKind[],
  units: readonly LoadedUnit[],
  left: readonly number[],
): readonly number[] => cargo.map((_, kind) => (left[kind] ?? 0) + units.filter((unit) => unit.kind === kind).length);
