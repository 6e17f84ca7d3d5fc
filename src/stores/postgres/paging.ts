import { Broken, MOST_PER_PAGE, type Page, type PageRequest, PER_PAGE } from '../../kernel/index.js';

/** Rounded down, and at least 1. */
export const limitOf = ({ limit = PER_PAGE }: PageRequest): number =>
  Math.max(1, Math.min(Math.floor(limit), MOST_PER_PAGE));

/** A place in an order: what the statement's `order by` names. */
export type Place = readonly (string | number)[];

export const cursorOf = (place: Place): string => JSON.stringify(place);

/** Reads a cursor back; `parts` says what belongs in it. */
export function placeOf(after: string | undefined, parts: readonly ('string' | 'number')[]): Place | undefined {
  if (after === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(after);
    if (Array.isArray(place) && place.length === parts.length && parts.every((part, i) => typeof place[i] === part))
      return place;
  } catch {
    // Not JSON: said below.
  }
  throw new Broken(`"${after}" is no cursor of this store. Hand in a \`next\` or a \`cursor\` as it was given out.`);
}

/** Of rows that were asked for with one more than the limit, so that one sees whether there is `more`. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  placeOf: (row: Row) => Place,
  more = rows.length > limit,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = more || rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(itemOf), next: last && cursorOf(placeOf(last)) };
}
