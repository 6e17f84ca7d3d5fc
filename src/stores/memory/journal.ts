import type { Entry, JournalEntry, Page, PageRequest } from '../../kernel/index.js';
import { limitOf, pageOf, readCursor } from './paging.js';

const isPlace = (value: unknown): value is number => Number.isInteger(value);

/** Everything that happened, in order. An entry's place is how many stand before it; its cursor stands behind it. */
export class Journal {
  /** JSON text. */
  readonly #entries: string[] = [];
  /** The places that name a record, by its key. */
  readonly #trails = new Map<string, number[]>();

  /** Where the journal ends. */
  get end(): string {
    return String(this.#entries.length);
  }

  /** `text` is the entry as JSON. */
  add({ changes }: Entry, text: string): void {
    const place = this.#entries.push(text) - 1;
    for (const { key } of changes) {
      const trail = this.#trails.get(key);
      if (trail === undefined) this.#trails.set(key, [place]);
      else if (trail.at(-1) !== place) trail.push(place);
    }
  }

  changes(page: PageRequest): Page<JournalEntry> {
    const start = readCursor(page.after, isPlace) ?? 0;
    const limit = limitOf(page);
    const places = Array.from(this.#entries.slice(start, start + limit + 1), (_, index) => start + index);
    return this.#pageOf(places, limit);
  }

  history(key: string, page: PageRequest): Page<JournalEntry> {
    const start = readCursor(page.after, isPlace) ?? 0;
    const places = (this.#trails.get(key) ?? []).filter((place) => place >= start);
    return this.#pageOf(places, limitOf(page));
  }

  #pageOf(places: readonly number[], limit: number): Page<JournalEntry> {
    const cursorOf = (place: number) => String(place + 1);
    return pageOf(places, limit, cursorOf, (place) => ({
      ...JSON.parse(this.#entries[place] ?? 'null'),
      cursor: cursorOf(place),
    }));
  }
}
