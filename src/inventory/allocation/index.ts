import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { LocationId, Region } from '../../kernel/index.js';
import type { UnitsAt } from '../reservation/index.js';

/** A place that ships. */
export const Location = z.strictObject({
  id: LocationId,
  region: Region.optional(),
  /** Lower is asked first, where nothing else decides. */
  priority: z.int().optional(),
});
export type Location = z.infer<typeof Location>;

export const AllocationTerms = z.strictObject({
  /** What ranks locations: those near the buyer first, or their priority alone. */
  prefer: z.enum(['nearest', 'priority']),
  /** Whether one order may ship from several locations when no single one has it all. */
  split: z.enum(['allowed', 'never']),
});
export type AllocationTerms = z.infer<typeof AllocationTerms>;

export interface Demand {
  readonly line: string;
  readonly sku: string;
  readonly quantity: number;
  /** Where the line has to ship from, if that is fixed. */
  readonly location?: string | undefined;
}

export interface AllocationFacts {
  readonly demand: readonly Demand[];
  readonly locations: readonly Location[];
  /** Where the order goes. */
  readonly region: Region;
  /** Units of a SKU at a location that are free for this order. */
  readonly free: (sku: string, location: string) => number;
}

export interface Missing {
  readonly sku: string;
  readonly wanted: number;
  readonly available: number;
}

/**
 * Which location serves which units: all of them, or every SKU of which there is too little. One parcel is preferred to
 * several; among equals the terms rank. Demand is summed per SKU before anything is tested.
 */
export function allocate(facts: AllocationFacts, terms: AllocationTerms): Result<UnitsAt[], Missing[]> {
  const ranked = rank(facts, terms);
  const whole = ranked.find(({ id }) => lackAt(facts, [id]).length === 0);
  if (whole !== undefined) return ok(take(facts, [whole.id]));

  const everywhere = ranked.map(({ id }) => id);
  const pinned = facts.demand.some(({ location }) => location !== undefined);
  if (terms.split === 'never' && !pinned) {
    const best = ranked.map(({ id }) => lackAt(facts, [id])).sort((a, b) => short(a) - short(b))[0];
    return err(best ?? lackAt(facts, []));
  }
  const lack = lackAt(facts, everywhere);
  return lack.length > 0 ? err(lack) : ok(take(facts, fewest(facts, everywhere)));
}

const short = (missing: readonly Missing[]): number =>
  missing.reduce((sum, { wanted, available }) => sum + wanted - available, 0);

function rank({ locations, region }: AllocationFacts, { prefer }: AllocationTerms): Location[] {
  const distance = (location: Location) => (prefer === 'nearest' ? -nearness(location.region, region) : 0);
  return [...locations].sort(
    (a, b) => distance(a) - distance(b) || (a.priority ?? 0) - (b.priority ?? 0) || (a.id < b.id ? -1 : 1),
  );
}

/** How many levels of the address two regions share, from the country down. */
export function nearness(a: Region | undefined, b: Region): number {
  const levels = ['country', 'province', 'city', 'district'] as const;
  const differs = levels.findIndex((level) => a?.[level] === undefined || a[level] !== b[level]);
  return differs < 0 ? levels.length : differs;
}

/** What cannot be served from these locations alone, per SKU. */
function lackAt({ demand, free }: AllocationFacts, locations: readonly string[]): Missing[] {
  const wanted = new Map<string, number>();
  const pinned = new Map<string, Map<string, number>>();
  for (const { sku, quantity, location } of demand) {
    wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
    const at = pinned.get(sku) ?? new Map<string, number>();
    if (location !== undefined) pinned.set(sku, at.set(location, (at.get(location) ?? 0) + quantity));
  }
  return [...wanted].flatMap(([sku, quantity]) => {
    const there = locations.reduce((sum, location) => sum + free(sku, location), 0);
    let stuck = 0;
    for (const [location, units] of pinned.get(sku) ?? []) {
      stuck += Math.max(0, units - (locations.includes(location) ? free(sku, location) : 0));
    }
    const available = Math.max(0, Math.min(there, quantity - stuck));
    return available < quantity ? [{ sku, wanted: quantity, available }] : [];
  });
}

const MOST_TRIED = 4096;

/** The fewest locations that can serve everything; earlier ranked ones among equals. Exact for a dozen locations. */
function fewest(facts: AllocationFacts, ranked: readonly string[]): readonly string[] {
  let tried = 0;
  for (let size = 2; size < ranked.length; size += 1) {
    for (const some of choices(ranked, size)) {
      if (lackAt(facts, some).length === 0) return some;
      tried += 1;
      if (tried >= MOST_TRIED) return ranked;
    }
  }
  return ranked;
}

function* choices(items: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - size; i += 1) {
    for (const rest of choices(items, size - 1, i + 1)) yield [items[i] ?? '', ...rest];
  }
}

/** Takes all demand from these locations, in their order; lines with a fixed location first. */
function take({ demand, free }: AllocationFacts, locations: readonly string[]): UnitsAt[] {
  const left = new Map<string, number>();
  const leftAt = (sku: string, location: string) => left.get(`${sku}@${location}`) ?? free(sku, location);
  const taken: UnitsAt[] = [];
  const fixedFirst = [...demand].sort((a, b) => Number(a.location === undefined) - Number(b.location === undefined));
  for (const { line, sku, quantity, location } of fixedFirst) {
    let wanted = quantity;
    for (const place of location === undefined ? locations : [location]) {
      const units = Math.min(wanted, leftAt(sku, place));
      if (units <= 0) continue;
      taken.push({ line, sku, location: place, quantity: units });
      left.set(`${sku}@${place}`, leftAt(sku, place) - units);
      wanted -= units;
    }
  }
  return taken;
}
