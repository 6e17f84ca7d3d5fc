/** Mixes a placement, or other four whole numbers, into 51 bits. */
export function placementHash(block: number, x: number, y: number, z: number): number {
  let a = Math.imul(block ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(x + 0x165667b1, 0xc2b2ae35);
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(y + 0x27d4eb2f, 0x297a2d39);
  a = Math.imul(a ^ (a >>> 12), 0x7feb352d) ^ Math.imul(z + 0x3c6ef372, 0x846ca68b);
  a = Math.imul(a ^ (a >>> 15), 0x735a2d97);
  const b = Math.imul(a ^ block, 0x2545f491) ^ Math.imul(a >>> 7, 0x9e3779b1);
  return ((a >>> 0) % 2 ** 20) * 2 ** 31 + ((b ^ (b >>> 14)) >>> 1);
}
