import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import {
  type Change,
  type Entry,
  type FoundCard,
  type Instant,
  idOf,
  instant,
  keyOf,
  kindOf,
  MOST_PER_PAGE,
  type Page,
  type PageRequest,
  PER_PAGE,
  type Query,
  type SavedReceipt,
  type Settlement,
  type Store,
  type WaitingMessage,
  type Write,
} from 'orderwright';

type Kept = Write & { at: Instant; journal: string };
type Post = WaitingMessage & { serial: number; lease?: string | undefined };
/** What can happen to the store. Each step is one line of its file, so it is there whole or not at all. */
type Step =
  | { commit: Change }
  | { claim: { ids: string[]; until: Instant; lease: string } }
  | { settle: Settlement }
  | { unstick: { id: string; now: Instant } };

/** One merchant's store, in one file. To open it is to do again all that was done. */
export function fileStore(path: string): Store {
  const records = new Map<string, Kept>();
  const receipts = new Map<string, SavedReceipt>();
  const entries: { entry: Entry; n: number }[] = [];
  const posts = new Map<string, Post>();
  let serial = 0;

  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1); // A crash may have cut off the last line.
  for (const line of whole.split('\n').slice(0, -1)) apply(JSON.parse(line));
  if (whole !== text) truncateSync(path, Buffer.byteLength(whole));
  const file = openSync(path, 'a');

  /** Saves a step, and then does it. What is done has been through JSON: nobody else has a hand on it. */
  function take(step: Step): void {
    const line = JSON.stringify(step);
    writeSync(file, `${line}\n`);
    fsyncSync(file);
    apply(JSON.parse(line));
  }

  function apply(step: Step): void {
    if ('commit' in step) {
      const { at, writes, messages } = step.commit;
      for (const entry of step.commit.entries) entries.push({ entry, n: entries.length });
      for (const write of writes) records.set(write.key, { ...write, at, journal: pad(entries.length) });
      for (const receipt of step.commit.receipts) receipts.set(receipt.commandId, receipt);
      for (const message of messages) {
        posts.set(message.id, { ...message, attempts: 0, notBefore: message.at, stuck: false, serial: serial++ });
      }
    } else if ('claim' in step) {
      const { ids, until, lease } = step.claim;
      for (const id of ids) revise(id, (post) => ({ attempts: post.attempts + 1, notBefore: until, lease }));
    } else if ('unstick' in step) {
      revise(step.unstick.id, () => ({ stuck: false, attempts: 0, notBefore: step.unstick.now, lease: undefined }));
    } else if (step.settle.outcome === 'done') {
      posts.delete(step.settle.id);
    } else {
      const { id, outcome, error: lastError } = step.settle;
      const notBefore = outcome === 'retry' ? { notBefore: step.settle.notBefore } : {};
      revise(id, () => ({ ...notBefore, lastError, stuck: outcome === 'stuck', lease: undefined }));
    }
  }

  function revise(id: string, parts: (post: Post) => Partial<Post>): void {
    const post = posts.get(id);
    if (post !== undefined) posts.set(id, { ...post, ...parts(post) });
  }

  const now = (): Instant => instant(Date.now());
  const versionOf = (key: string): number => records.get(key)?.version ?? 0;
  const holderOf = (kind: string, unique: string): string | undefined =>
    [...records.values()].find(({ key, card }) => kindOf(key) === kind && card.unique === unique)?.key;

  function fits({ reads, writes, receipts: wanted }: Change): boolean {
    const uniques = writes.flatMap(({ key, card }) =>
      card.unique === undefined ? [] : [keyOf(kindOf(key), card.unique)],
    );
    return (
      reads.every(({ key, version }) => versionOf(key) === version) &&
      writes.every(({ key, expected, card }) => {
        const holder = card.unique === undefined ? key : (holderOf(kindOf(key), card.unique) ?? key);
        return versionOf(key) === expected && holder === key;
      }) &&
      new Set(uniques).size === uniques.length &&
      wanted.every(({ commandId }) => !receipts.has(commandId))
    );
  }

  return {
    now,
    async load({ keys, commandIds = [], uniques = [] }) {
      const found = [...new Set(keys)].flatMap((key) => records.get(key) ?? []);
      return structuredClone({
        records: found.map(({ key, version, schema, state, at, journal }) => ({
          key,
          version,
          schema,
          state,
          at,
          journal,
        })),
        receipts: commandIds.flatMap((id) => receipts.get(id) ?? []),
        holders: uniques.flatMap(({ kind, unique }) => {
          const key = holderOf(kind, unique);
          return key === undefined ? [] : [{ kind, unique, key }];
        }),
      });
    },
    async commit(change) {
      if (!fits(change)) return { outcome: 'conflict' };
      take({ commit: change });
      return { outcome: 'committed', journal: pad(entries.length) };
    },
    async find(query) {
      const byDeadline = query.sort === 'nextDeadline';
      const place = ({ wakeAt = 0, at, key }: FoundCard) =>
        pad(byDeadline ? wakeAt : Number.MAX_SAFE_INTEGER - at) + key;
      return pageOf([...records.values()].map(cardOf).filter(matches(query)), place, query);
    },
    async history(key, page = {}) {
      const own = entries.filter(({ entry }) => entry.changes.some((one) => one.key === key));
      return pageOf(own.map(journalEntry), ({ cursor }) => cursor, page);
    },
    changes: async (page = {}) => pageOf(entries.map(journalEntry), ({ cursor }) => cursor, page),
    async claim({ types, limit, until }) {
      const due = [...posts.values()].filter((one) => types.includes(one.type) && !one.stuck && one.notBefore <= now());
      const ids = due
        .sort((a, b) => (turn(a) < turn(b) ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
      const lease = randomUUID();
      if (ids.length > 0) take({ claim: { ids, until, lease } });
      const claimed = ids.flatMap((id) => posts.get(id) ?? []);
      return structuredClone(
        claimed.map(({ id, type, key, body, at, attempts }) => ({ id, type, key, body, at, attempts, lease })),
      );
    },
    async settle(settlements) {
      for (const settle of settlements) if (posts.get(settle.id)?.lease === settle.lease) take({ settle });
    },
    async waiting({ stuck = false, ...page }) {
      const { items, next } = pageOf(
        [...posts.values()].filter((post) => post.stuck || !stuck),
        turn,
        page,
      );
      return { items: items.map(({ serial: _, lease: __, ...message }) => message), next };
    },
    async unstick(id) {
      const isStuck = posts.get(id)?.stuck ?? false;
      if (isStuck) take({ unstick: { id, now: now() } });
      return isStuck;
    },
    close: async () => closeSync(file),
  };
}

/** Text that sorts like the number. */
const pad = (n: number): string => String(n).padStart(16, '0');
const turn = ({ notBefore, serial }: Post): string => pad(notBefore) + pad(serial);
const journalEntry = ({ entry, n }: { entry: Entry; n: number }) => ({ ...entry, cursor: pad(n + 1) });
const cardOf = ({ key, status, version, at, wakeAt, card }: Kept): FoundCard => ({
  ...card,
  key,
  kind: kindOf(key),
  id: idOf(key),
  status,
  version,
  at,
  wakeAt,
});

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

/** Items behind a cursor, in order. A cursor is the place of the last item, so it stays good whatever comes or goes. */
function pageOf<Item>(
  items: Item[],
  place: (item: Item) => string,
  { after = '', limit = PER_PAGE }: PageRequest,
): Page<Item> {
  const behind = items.filter((item) => place(item) > after).sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const shown = behind.slice(0, Math.min(limit, MOST_PER_PAGE));
  const last = shown.at(-1);
  const isMore = behind.length > shown.length && last !== undefined;
  return { items: structuredClone(shown), next: isMore ? place(last) : undefined };
}
