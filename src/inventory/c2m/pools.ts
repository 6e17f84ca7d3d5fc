import { type Instant, plusMilliseconds } from '../../kernel/index.js';
import { poissonTail } from '../../statistics/index.js';
import type { Design, PaidDemand, PoolFacts, PoolTerms } from './types.js';

const DAY = 86_400_000;

/** What is paid for of one design. */
export interface Pool {
  readonly design: Design;
  /** The earliest payment first. */
  readonly demand: readonly PaidDemand[];
  readonly units: number;
  readonly missing: number;
  /** When it has to be full. */
  readonly closesAt: Instant;
  /** The probability that it is full by then, if units go on to be paid for at their pace. */
  readonly chance: number;
  /** The same, if buyers wait the extra days that may be asked of them. */
  readonly chanceLater: number;
}

const earlier = (a: PaidDemand, b: PaidDemand): number =>
  a.paidAt - b.paidAt || (`${a.order} ${a.line}` < `${b.order} ${b.line}` ? -1 : 1);

/** Paid demand by design, in the order of the designs; designs of which nothing is paid for have no pool. */
export function poolsOf({ at, demand, designs }: PoolFacts, terms: PoolTerms): Pool[] {
  const byDesign = new Map<string, PaidDemand[]>();
  for (const one of demand) {
    const known = byDesign.get(one.design);
    if (known === undefined) byDesign.set(one.design, [one]);
    else known.push(one);
  }
  return designs.flatMap((design) => {
    const own = byDesign.get(design.design)?.sort(earlier) ?? [];
    return own[0] === undefined ? [] : [poolOf(design, own, own[0].paidAt, at, terms)];
  });
}

function poolOf(design: Design, demand: readonly PaidDemand[], opened: Instant, at: Instant, terms: PoolTerms): Pool {
  const units = demand.reduce((sum, { quantity }) => sum + quantity, 0);
  const missing = Math.max(0, design.minimumBatch - units);
  const closesAt = plusMilliseconds(opened, terms.fillWithinDays * DAY);
  // A pool that opened a moment ago has no pace yet: its first day counts as whole.
  const pace = design.unitsPerDay ?? units / Math.max(1, (at - opened) / DAY);
  const chanceBy = (until: number) =>
    missing === 0 ? 1 : poissonTail(missing - 1, (pace * Math.max(0, until - at)) / DAY);
  return {
    design,
    demand,
    units,
    missing,
    closesAt,
    chance: chanceBy(closesAt),
    chanceLater: chanceBy(closesAt + (terms.extraDays ?? 0) * DAY),
  };
}
