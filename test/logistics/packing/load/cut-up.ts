import type { Size } from '../../../../src/logistics/packing/index.js';

/** Cuts a cuboid into pieces, each time the largest across its longest side: the pieces fill it without a gap. */
export function cutUp(whole: Size, pieces: number, seed: number): readonly Size[] {
  let state = seed | 0;
  const share = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return 0.3 + (0.4 * (state >>> 8)) / 2 ** 24;
  };
  const all = [whole];
  while (all.length < pieces) {
    all.sort((a, b) => b.length * b.width * b.height - a.length * a.width * a.height);
    const [largest = whole] = all.splice(0, 1);
    const { length, width, height } = largest;
    const along = length >= Math.max(width, height) ? 'length' : width >= height ? 'width' : 'height';
    const first = Math.max(1, Math.round(largest[along] * share()));
    all.push({ ...largest, [along]: first }, { ...largest, [along]: largest[along] - first });
  }
  return all;
}
