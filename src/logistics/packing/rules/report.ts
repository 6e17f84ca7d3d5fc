import type { Dressing, Recycled } from './dress.js';

/** What materials guard, cost and burden, together. */
export interface MaterialReport {
  /** The mean of the materials' protection, over every unit and use but filler; 1000 where the rules ask for none. */
  readonly protectionPermille: number;
  /** The least of them. */
  readonly leastProtectionPermille: number;
  /** In minor units. */
  readonly cost: number;
  /** By waste stream, in grams: `cardboard`, `plastic`, `paper` … */
  readonly grams: Readonly<Record<string, number>>;
  /** The share of those grams that is recycled, in thousandths, rounded down; 1000 where there are none. */
  readonly recyclablePermille: number;
}

/** The same material so many times. */
export interface Counted {
  readonly dressing: Dressing;
  readonly times: number;
}

/** Sums up materials; {@link Counted} filler counts by the litre. */
export function reportOn(used: readonly Counted[], recycled: Recycled): MaterialReport {
  const byStream = new Map<string, number>();
  let cost = 0;
  let asked = 0;
  let protection = 0;
  let least = 1000;
  for (const { dressing, times } of used) {
    const { material } = dressing;
    byStream.set(material.stream, (byStream.get(material.stream) ?? 0) + dressing.grams * times);
    cost += dressing.cost * times;
    // Filler counts by the litre, which says nothing of how well a unit is guarded.
    if (material.use === 'filler') continue;
    asked += times;
    protection += material.protection * times;
    least = Math.min(least, material.protection);
  }
  const grams = Object.fromEntries(byStream);
  return {
    protectionPermille: asked === 0 ? 1000 : Math.floor(protection / asked),
    leastProtectionPermille: least,
    cost,
    grams,
    recyclablePermille: recyclableShare(grams, recycled),
  };
}

/** The share of grams that is recycled, in thousandths, rounded down. A stream that is not known counts as not recycled. */
export function recyclableShare(grams: Readonly<Record<string, number>>, recycled: Recycled): number {
  let all = 0;
  let back = 0;
  for (const [stream, amount] of Object.entries(grams)) {
    all += amount;
    back += amount * (recycled.get(stream) ?? 0);
  }
  return all === 0 ? 1000 : Math.floor(back / all);
}
