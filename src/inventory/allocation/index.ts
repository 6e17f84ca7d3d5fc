import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod/mini';
import { LocationId, Region, strictObject } from '../../kernel/index.js';
import type { UnitsAt } from '../reservation/index.js';

/** A place that ships. */
export const Location = strictObject({
  id: LocationId,
  region: z.optional(Region),
  /** Lower is asked first, where nothing else decides. */
  priority: z.optional(z.int()),
});
export type Location = z.infer<typeof Location>;

/** How the merchant chooses among locations. */
export const AllocationTerms = strictObject({
  /** What ranks locations: those near the buyer first, or their priority alone. */
  prefer: z.enum(['nearest', 'priority']),
  /** Whether one order may ship from several locations when no single one has it all. */
  split: z.enum(['allowed', 'never']),
});
export type AllocationTerms = z.infer<typeof AllocationTerms>;

/** Units of an order line that somebody has to serve. */
export interface Demand {
  readonly line: string;
  readonly sku: string;
  readonly quantity: number;
  /** Where the line has to ship from, if that is fixed. */
  readonly location?: string | undefined;
}

/** What an allocation sees: what is wanted, where it could come from and where it goes. */
export interface AllocationFacts {
  readonly demand: readonly Demand[];
  readonly locations: readonly Location[];
  /** Where the order goes. */
  readonly region: Region;
  /** Units of a SKU at a location that are free for this order. */
  readonly free: (sku: string, location: string) => number;
}

/** A SKU of which there is too little. */
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
  const needs = needsOf(facts);
  const ranked = rank(facts, terms).map(({ id }) => id);
  const whole = ranked.find((id) => serve([id], needs));
  if (whole !== undefined) return ok(take(facts.demand, needs, [whole]));

  const forced = new Set(facts.demand.flatMap(({ location }) => location ?? []));
  if (terms.split === 'never' && forced.size === 0) {
    const best = ranked.map((id) => lackAt([id], needs)).sort((a, b) => short(a) - short(b))[0];
    return err(best ?? lackAt([], needs));
  }
  // Lines that have to ship from several places split the order, but no further than that.
  const places = terms.split === 'never' ? ranked.filter((id) => forced.has(id)) : ranked;
  const lack = lackAt(places, needs);
  return lack.length > 0 ? err(lack) : ok(take(facts.demand, needs, fewest(places, forced, needs)));
}

const short = (missing: readonly Missing[]): number =>
  missing.reduce((sum, { wanted, available }) => sum + wanted - available, 0);

function rank({ locations, region }: AllocationFacts, { prefer }: AllocationTerms): Location[] {
  const distance = (location: Location) => (prefer === 'nearest' ? -nearness(location.region, region) : 0);
  const each = [...new Map(locations.map((location) => [location.id, location])).values()];
  return each.sort(
    (a, b) => distance(a) - distance(b) || (a.priority ?? 0) - (b.priority ?? 0) || (a.id < b.id ? -1 : 1),
  );
}

/** How many levels of the address two regions share, from the country down. */
export function nearness(a: Region | undefined, b: Region): number {
  const levels = ['country', 'province', 'city', 'district'] as const;
  const differs = levels.findIndex((level) => a?.[level] === undefined || a[level] !== b[level]);
  return differs < 0 ? levels.length : differs;
}

/** What is wanted of one SKU by all lines together, and where there is some. */
interface Need {
  readonly sku: string;
  readonly wanted: number;
  /** Units that have to come from one place. */
  readonly pinned: ReadonlyMap<string, number>;
  readonly freeAt: (location: string) => number;
}

function needsOf({ demand, free }: AllocationFacts): Need[] {
  const bySku = new Map<string, Demand[]>();
  for (const one of demand) {
    const known = bySku.get(one.sku);
    if (known === undefined) bySku.set(one.sku, [one]);
    else known.push(one);
  }
  return [...bySku].map(([sku, lines]) => {
    const pinned = new Map<string, number>();
    for (const { location, quantity } of lines) {
      if (location !== undefined) pinned.set(location, (pinned.get(location) ?? 0) + quantity);
    }
    const known = new Map<string, number>();
    const freeAt = (location: string) => {
      const units = known.get(location) ?? free(sku, location);
      known.set(location, units);
      return units;
    };
    return { sku, wanted: lines.reduce((sum, { quantity }) => sum + quantity, 0), pinned, freeAt };
  });
}

/** How many units of a need can be served from these locations alone. */
function servable({ wanted, pinned, freeAt }: Need, locations: readonly string[]): number {
  let there = 0;
  for (const location of locations) there += freeAt(location);
  let stuck = 0;
  for (const [location, units] of pinned) {
    stuck += Math.max(0, units - (locations.includes(location) ? freeAt(location) : 0));
  }
  return Math.max(0, Math.min(there, wanted - stuck));
}

const serve = (locations: readonly string[], needs: readonly Need[]): boolean =>
  needs.every((need) => servable(need, locations) >= need.wanted);

/** What cannot be served from these locations alone, per SKU. */
const lackAt = (locations: readonly string[], needs: readonly Need[]): Missing[] =>
  needs
    .map((need) => ({ sku: need.sku, wanted: need.wanted, available: servable(need, locations) }))
    .filter(({ wanted, available }) => available < wanted);

const MOST_TRIED = 4096;
const DOZEN = 12;

/**
 * The fewest locations that can serve everything; earlier ranked ones among equals. Exact for a dozen locations. Where
 * there are too many choices, it is those that serve most of what is left, one after the other.
 */
function fewest(ranked: readonly string[], forced: ReadonlySet<string>, needs: readonly Need[]): readonly string[] {
  const useful = ranked.filter((id) => forced.has(id) || needs.some(({ freeAt }) => freeAt(id) > 0));
  const others = useful.filter((id) => !forced.has(id));
  const shelves = scarcestFirst(needs, useful);
  let tried = 0;
  for (let size = Math.max(2, forced.size); size < useful.length; size += 1) {
    if (size > DOZEN) return few(useful, forced, shelves);
    if (shelves.some(({ need, largest }) => (largest[size - 1] ?? 0) < need.wanted)) continue;
    for (const some of choices(others, size - forced.size)) {
      const chosen = useful.filter((id) => forced.has(id) || some.includes(id));
      if (shelves.every(({ need }) => servable(need, chosen) >= need.wanted)) return chosen;
      tried += 1;
      if (tried >= MOST_TRIED) return few(useful, forced, shelves);
    }
  }
  return useful;
}

/** Where the units for one need lie, location by location. */
interface Shelves {
  readonly need: Need;
  readonly free: readonly number[];
  /** What the best 1, 2, 3 … locations have together. */
  readonly largest: readonly number[];
}

/** Needs which few locations can serve come first: they rule out most choices. */
function scarcestFirst(needs: readonly Need[], locations: readonly string[]): Shelves[] {
  const all = needs.map((need) => {
    const free = locations.map(need.freeAt);
    const largest = [...free].sort((a, b) => b - a);
    for (let i = 1; i < largest.length; i += 1) largest[i] = (largest[i] ?? 0) + (largest[i - 1] ?? 0);
    return { need, free, largest, where: free.filter((units) => units > 0).length };
  });
  return all.sort((a, b) => a.where - b.where);
}

const MOST_ROUNDS = 50;

/** Not the fewest for sure, but few: always the location next that serves most of what is left. */
function few(ranked: readonly string[], forced: ReadonlySet<string>, shelves: readonly Shelves[]): readonly string[] {
  const chosen = ranked.map((id) => forced.has(id));
  let left = shelves.map(({ need, free }) => ({
    free,
    units: free.reduce((units, there, i) => (chosen[i] ? units - there : units), need.wanted),
  }));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    left = left.filter(({ units }) => units > 0);
    if (left.length === 0) return ranked.filter((_, i) => chosen[i]);
    const gains = ranked.map((_, i) => (chosen[i] ? 0 : left.reduce((sum, one) => sum + gain(one, i), 0)));
    const best = gains.indexOf(Math.max(...gains));
    chosen[best] = true;
    left = left.map((one) => ({ ...one, units: one.units - gain(one, best) }));
  }
  return ranked;
}

const gain = (
  { free, units }: { readonly free: readonly number[]; readonly units: number },
  location: number,
): number => Math.min(units, free[location] ?? 0);

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
function take(demand: readonly Demand[], needs: readonly Need[], locations: readonly string[]): UnitsAt[] {
  const bySku = new Map(needs.map((need) => [need.sku, { need, left: new Map<string, number>() }]));
  const taken: UnitsAt[] = [];
  const fixedFirst = [...demand].sort((a, b) => Number(a.location === undefined) - Number(b.location === undefined));
  for (const { line, sku, quantity, location } of fixedFirst) {
    const stock = bySku.get(sku);
    let wanted = quantity;
    for (const place of location === undefined ? locations : [location]) {
      const left = stock?.left.get(place) ?? stock?.need.freeAt(place) ?? 0;
      const units = Math.min(wanted, left);
      if (units <= 0) continue;
      taken.push({ line, sku, location: place, quantity: units });
      stock?.left.set(place, left - units);
      wanted -= units;
    }
  }
  return taken;
}
