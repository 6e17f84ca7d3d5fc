import { Broken, MOST_PER_PAGE, type Page, type PageRequest, PER_PAGE } from '../../kernel/index.js';

/** Rounded down, and at least 1. */
export const limitOf = ({ limit = PER_PAGE }: PageRequest): number =>
  Math.max(1, Math.min(Math.floor(limit), MOST_PER_PAGE));

/** The first items of a source; it is read no further than one behind them. */
export function pageOf<Item, Out>(
  source: Iterable<Item>,
  limit: number,
  cursorOf: (item: Item) => string,
  out: (item: Item) => Out,
): Page<Out> {
  const items: Out[] = [];
  let last: Item | undefined;
  for (const item of source) {
    if (last !== undefined && items.length === limit) return { items, next: cursorOf(last) };
    items.push(out(item));
    last = item;
  }
  return { items, next: undefined };
}

export function* only<Item>(items: Iterable<Item>, passes: (item: Item) => boolean): Generator<Item> {
  for (const item of items) if (passes(item)) yield item;
}

/** Reads back a cursor that was written with `JSON.stringify`. */
export function readCursor<Place>(
  cursor: string | undefined,
  isPlace: (value: unknown) => value is Place,
): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(cursor);
    if (isPlace(place)) return place;
  } catch {
    // Not JSON: said below.
  }
  throw new Broken(`"${cursor}" is no cursor of this store. Hand in a \`next\` or a \`cursor\` as it was given out.`);
}
