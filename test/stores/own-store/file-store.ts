// #region store
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type {
  Change,
  Entry,
  FoundCard,
  Instant,
  Page,
  PageRequest,
  Query,
  SavedReceipt,
  Store,
  WaitingMessage,
  Write,
} from 'orderwright';
import { idOf, instant, kindOf, MOST_PER_PAGE, PER_PAGE } from 'orderwright';

type Kept = Write & { at: Instant; journal: string };
type Post = WaitingMessage & { n: number; lease?: string | undefined };
interface Shelf {
  records: Kept[];
  receipts: SavedReceipt[];
  entries: { entry: Entry; n: number }[];
  posts: Post[];
  /** How many entries and messages there have been: each gets a number of its own. */
  counted: number;
}

/** One merchant's store in one JSON file, which every change replaces as a whole. For small shops, and one process only. */
export function fileStore(path: string): Store {
  let shelf: Shelf = { records: [], receipts: [], entries: [], posts: [], counted: 0 };
  if (existsSync(path)) shelf = JSON.parse(readFileSync(path, 'utf8'));

  /** Nothing is awaited in here: nobody comes in between, and what throws has changed nothing. */
  function save(change: (next: Shelf) => void): void {
    const next = structuredClone(shelf);
    change(next);
    const text = JSON.stringify(next);
    writeFileSync(`${path}.next`, text, { flush: true });
    renameSync(`${path}.next`, path);
    shelf = JSON.parse(text);
  }

  let latest = 0;
  /** The clock of a computer may be set back. That of a store never goes back. */
  function now(): Instant {
    latest = Math.max(latest, Date.now());
    return instant(latest);
  }

  const recordOf = (key: string) => shelf.records.find((one) => one.key === key);
  const holderOf = (kind: string, unique: string) =>
    shelf.records.find((one) => kindOf(one.key) === kind && one.card.unique === unique)?.key;

  function fits({ reads, writes, receipts }: Change): boolean {
    const versions = [...reads, ...writes.map(({ key, expected }) => ({ key, version: expected }))];
    const taken = writes.filter(({ key, card: { unique } }, i) => {
      if (unique === undefined) return false;
      const twin = writes.findIndex((one) => kindOf(one.key) === kindOf(key) && one.card.unique === unique) < i;
      return twin || (holderOf(kindOf(key), unique) ?? key) !== key;
    });
    return (
      versions.every(({ key, version }) => (recordOf(key)?.version ?? 0) === version) &&
      taken.length === 0 &&
      !receipts.some(({ commandId }) => shelf.receipts.some((one) => one.commandId === commandId))
    );
  }

  return {
    now,

    async load({ keys, commandIds = [], uniques = [] }) {
      const records = shelf.records.filter(({ key }) => keys.includes(key));
      const receipts = shelf.receipts.filter(({ commandId }) => commandIds.includes(commandId));
      const holders = uniques.flatMap(({ kind, unique }) => {
        const key = holderOf(kind, unique);
        return key === undefined ? [] : [{ kind, unique, key }];
      });
      const saved = records.map(({ key, version, schema, state, at, journal }) => ({
        key,
        version,
        schema,
        state,
        at,
        journal,
      }));
      return structuredClone({ records: saved, receipts, holders });
    },

    async commit(change) {
      if (!fits(change)) return { outcome: 'conflict' };
      const journal = pad(shelf.counted + change.entries.length);
      save((next) => {
        for (const entry of change.entries) next.entries.push({ entry, n: ++next.counted });
        const written = new Set(change.writes.map(({ key }) => key));
        const kept = change.writes.map((write) => ({ ...write, at: change.at, journal }));
        next.records = [...next.records.filter(({ key }) => !written.has(key)), ...kept];
        next.receipts.push(...change.receipts);
        for (const message of change.messages) {
          next.posts.push({ ...message, attempts: 0, notBefore: message.at, stuck: false, n: ++next.counted });
        }
      });
      return { outcome: 'committed', journal };
    },

    async find(query) {
      const cards = shelf.records.map(cardOf).filter(matches(query));
      const newest = ({ at, key }: FoundCard) => pad(Number.MAX_SAFE_INTEGER - at) + key;
      const deadline = ({ wakeAt, key }: FoundCard) => pad(wakeAt ?? 0) + key;
      return pageOf(cards, query.sort === 'nextDeadline' ? deadline : newest, query);
    },

    async history(key, page = {}) {
      const own = shelf.entries.filter(({ entry }) => entry.changes.some((change) => change.key === key));
      return pageOf(own.map(journalEntry), ({ cursor }) => cursor, page);
    },

    changes: async (page = {}) => pageOf(shelf.entries.map(journalEntry), ({ cursor }) => cursor, page),

    async claim({ types, limit, until }) {
      const due = shelf.posts.filter((post) => types.includes(post.type) && !post.stuck && post.notBefore <= now());
      const ids = due
        .sort((a, b) => (turn(a) < turn(b) ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
      const lease = randomUUID();
      save((next) => {
        for (const post of next.posts.filter(({ id }) => ids.includes(id))) {
          Object.assign(post, { attempts: post.attempts + 1, notBefore: until, lease });
        }
      });
      const claimed = ids.flatMap((id) => shelf.posts.find((post) => post.id === id) ?? []);
      return structuredClone(
        claimed.map(({ id, type, key, body, at, attempts }) => ({ id, type, key, body, at, attempts, lease })),
      );
    },

    async settle(settlements) {
      save((next) => {
        for (const settled of settlements) {
          const post = next.posts.find(({ id, lease }) => id === settled.id && lease === settled.lease);
          if (post === undefined) continue;
          if (settled.outcome === 'done') next.posts.splice(next.posts.indexOf(post), 1);
          else Object.assign(post, { lastError: settled.error, stuck: settled.outcome === 'stuck', lease: undefined });
          if (settled.outcome === 'retry') Object.assign(post, { notBefore: settled.notBefore });
        }
      });
    },

    async waiting({ stuck = false, ...page }) {
      const { items, next } = pageOf(
        shelf.posts.filter((post) => post.stuck || !stuck),
        turn,
        page,
      );
      return { items: items.map(({ n: _, lease: __, ...message }) => message), next };
    },

    async unstick(id) {
      const isStuck = shelf.posts.some((post) => post.id === id && post.stuck);
      save((next) => {
        const post = next.posts.find((one) => one.id === id && one.stuck);
        if (post !== undefined) Object.assign(post, { stuck: false, attempts: 0, notBefore: now(), lease: undefined });
      });
      return isStuck;
    },

    close: async () => {},
  };
}

/** Text that sorts as the number does. */
const pad = (n: number): string => String(n).padStart(16, '0');
const turn = ({ notBefore, n }: Post): string => pad(notBefore) + pad(n);
const journalEntry = ({ entry, n }: { entry: Entry; n: number }) => ({ ...entry, cursor: pad(n) });

function cardOf({ key, status, version, at, wakeAt, card }: Kept): FoundCard {
  return { ...card, key, kind: kindOf(key), id: idOf(key), status, version, at, wakeAt };
}

const matches =
  ({ kind, status, channel, buyer, parent, text, wakeBy, sort }: Query) =>
  (card: FoundCard): boolean =>
    (kind === undefined || card.kind === kind) &&
    (status === undefined || status.includes(card.status)) &&
    (channel === undefined || card.channel === channel) &&
    (buyer === undefined || card.buyer === buyer) &&
    (parent === undefined || card.parent === parent) &&
    (text === undefined || `${card.label ?? ''}\n${card.id}`.toLowerCase().includes(text.toLowerCase())) &&
    (wakeBy === undefined || (card.wakeAt !== undefined && card.wakeAt <= wakeBy)) &&
    (sort !== 'nextDeadline' || card.wakeAt !== undefined);

/** What stands behind the cursor, in order. A cursor is the last item's place: it stays good whatever comes or goes. */
function pageOf<Item>(
  items: Item[],
  place: (item: Item) => string,
  { after, limit = PER_PAGE }: PageRequest,
): Page<Item> {
  if (after !== undefined && !/^\d{16}/.test(after)) throw new Error(`"${after}" is no cursor of this store.`);
  const rest = items.filter((item) => after === undefined || place(item) > after);
  const behind = rest.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const shown = behind.slice(0, Math.max(1, Math.min(Math.floor(limit), MOST_PER_PAGE)));
  const last = shown.at(-1);
  return { items: structuredClone(shown), next: behind.length > shown.length && last ? place(last) : undefined };
}
// #endregion store
