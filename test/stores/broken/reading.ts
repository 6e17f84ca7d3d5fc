import type {
  FoundCard,
  JournalEntry,
  Page,
  PageRequest,
  Query,
  Saved,
  Store,
  Write,
} from '../../../src/kernel/index.js';
import { instant } from '../../../src/kernel/index.js';
import { type BrokenStores, broken, pause } from './harness.js';

async function everything(store: Store, query: Query): Promise<FoundCard[]> {
  const items: FoundCard[] = [];
  let after: string | undefined;
  do {
    const page: Page<FoundCard> = await store.find({ ...query, after, limit: 1000 });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

/** A page of a whole list, with a number of items as the cursor. */
function byOffset<Item>(items: readonly Item[], { after, limit = 100 }: PageRequest, repeats = 0): Page<Item> {
  const from = after === undefined ? 0 : Number(after) - repeats;
  const end = from + Math.min(limit, 1000);
  return { items: items.slice(from, end), next: end < items.length ? String(end) : undefined };
}

export const givingAway: BrokenStores = {
  'keeps the very objects that it is handed': broken(
    ['a state that is changed after the commit is kept as it was'],
    (store, { memory }) => ({
      commit(change) {
        const writes = change.writes.map((write): Write => {
          memory.set(write.key, write.state);
          return { ...write, state: structuredClone(write.state) };
        });
        return store.commit({ ...change, writes });
      },
      async load(wanted) {
        const loaded = await store.load(wanted);
        return { ...loaded, records: loaded.records.map((saved) => ({ ...saved, state: memory.get(saved.key) })) };
      },
    }),
  ),

  'hands out the very objects that it keeps': broken(
    ['a state that was loaded may be changed by whoever loaded it'],
    (store, { memory }) => ({
      async load(wanted) {
        const loaded = await store.load(wanted);
        const own = (saved: Saved): unknown => {
          const name = `${saved.key} ${saved.version}`;
          if (!memory.has(name)) memory.set(name, structuredClone(saved.state));
          return memory.get(name);
        };
        return { ...loaded, records: loaded.records.map((saved) => ({ ...saved, state: own(saved) })) };
      },
    }),
  ),

  'hands out the bodies of messages that it keeps': broken(
    ['a message stays as it was, handed in or out'],
    (store, { memory }) => ({
      async waiting(request) {
        const page = await store.waiting(request);
        for (const { id, body } of page.items) if (!memory.has(id)) memory.set(id, body);
        return { ...page, items: page.items.map((message) => ({ ...message, body: memory.get(message.id) })) };
      },
    }),
  ),

  'keeps all merchants in one': broken(
    [
      'merchants may have records, uniques and receipts of the same names',
      'a commit of one changes nothing for the other',
      'messages are apart',
    ],
    (_, { store, merchant }) => store(merchant.replace(/-other-.*/, '')),
  ),

  'lists the records of other merchants': broken(
    ['lists show only what is their own'],
    (store, { memory, store: of, merchant }) => {
      const other = merchant.replace(/-other-.*/, '');
      memory.set('other', other);
      return {
        async find(query) {
          const [own, theirs] = [await store.find(query), await of(other).find(query)];
          return other === merchant ? own : { ...own, items: [...own.items, ...theirs.items] };
        },
      };
    },
  ),

  'lets one merchant settle for another': broken(['messages are apart'], (store, { store: of, merchant }) => ({
    async settle(settlements) {
      await of(merchant.replace(/-other-.*/, '')).settle(settlements);
      await store.settle(settlements);
    },
  })),
};

export const listingBadly: BrokenStores = {
  'wakes a moment too late': broken(['wakeBy finds what is due at or before it'], (store) => ({
    find: ({ wakeBy, ...query }) =>
      store.find(wakeBy === undefined ? query : { ...query, wakeBy: instant(wakeBy - 1) }),
  })),

  'takes text for a pattern': broken(['text is no pattern'], (store) => ({
    async find({ text, ...query }) {
      if (text === undefined) return store.find(query);
      const escaped = text
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('%', '.*')
        .replaceAll('_', '.');
      const pattern = new RegExp(escaped, 'i');
      const found = (await everything(store, query)).filter(
        ({ id, label }) => pattern.test(id) || pattern.test(label ?? ''),
      );
      return byOffset(found, query);
    },
  })),

  'heeds capital letters': broken(['text is looked for inside label and id, in any case'], (store) => ({
    async find({ text, ...query }) {
      if (text === undefined) return store.find(query);
      return byOffset(
        (await everything(store, query)).filter(({ id, label }) => `${label}\n${id}`.includes(text)),
        query,
      );
    },
  })),

  'shows records as they were at first': broken(['lists show records as they are now'], (store, { memory }) => ({
    async commit(change) {
      for (const { key, card } of change.writes) if (!memory.has(key)) memory.set(key, card);
      const old = (write: Write): Write => ({ ...write, card: memory.get(write.key) as Write['card'] });
      return store.commit({ ...change, writes: change.writes.map(old) });
    },
  })),

  'gives the last item of a page once more': broken(
    ['page after page gives each record once, also where many are alike'],
    (store) => ({ find: async (query) => byOffset(await everything(store, { ...query, after: undefined }), query, 1) }),
  ),

  'turns pages by counting': broken(['a cursor stays good while others commit'], (store) => ({
    find: async (query) => byOffset(await everything(store, { ...query, after: undefined }), query),
  })),

  'has no order among equals': broken(
    ['page after page is in order', 'page after page gives each record once, also where many are alike'],
    (store) => ({
      async find(query) {
        const by = ({ at, wakeAt }: FoundCard) => (query.sort === 'nextDeadline' ? (wakeAt ?? 0) : -at);
        const items = await everything(store, { ...query, after: undefined });
        const mixed = items.map((card) => ({ card, chance: Math.random() }));
        mixed.sort((a, b) => by(a.card) - by(b.card) || a.chance - b.chance);
        return byOffset(
          mixed.map(({ card }) => card),
          query,
        );
      },
    }),
  ),

  'gives as many items as it is asked for': broken(['no page is larger than the largest'], (store) => ({
    async find(query) {
      const items = await everything(store, { ...query, after: undefined });
      return { items: items.slice(0, query.limit ?? 100), next: undefined };
    },
  })),

  'filters what is left of a page': broken(['a filter counts before the limit'], (store) => ({
    async find({ status, ...query }) {
      const page = await store.find(query);
      return { ...page, items: page.items.filter((card) => status?.includes(card.status) ?? true) };
    },
  })),

  'promises another page after a full one': broken(['the last page says that there is no more'], (store) => ({
    async find(query) {
      const page = await store.find(query);
      return { ...page, next: page.next ?? (page.items.length === query.limit ? '[0,"z"]' : undefined) };
    },
  })),

  'tells histories from the end': broken(['a history has the entries of its record, oldest first'], (store) => ({
    async history(key, page) {
      const { items, next } = await store.history(key, page);
      return { items: [...items].reverse(), next };
    },
  })),

  'tells histories of all records with such a name': broken(
    ['a history has the entries of its record, oldest first'],
    (store) => ({
      async history(key, page) {
        const { items, next } = await store.changes(page);
        return { items: items.filter(({ changes }) => changes.some((change) => change.key.startsWith(key))), next };
      },
    }),
  ),

  'skips commits that become visible late': broken(
    ['who follows the journal while others commit misses nothing and sees nothing twice'],
    (store, { memory }) => {
      const feed = memory as Map<string, JournalEntry>;
      return {
        async commit(change) {
          const result = await store.commit(change);
          if (result.outcome === 'conflict') return result;
          const places = change.entries.map((entry) => {
            const cursor = String(Number(memory.get('places') ?? 0) + 1);
            memory.set('places', cursor);
            return { ...entry, cursor };
          });
          await pause(Math.random() * 10);
          for (const entry of places) feed.set(`entry ${entry.cursor}`, entry);
          return result;
        },
        async changes({ after = '0', limit = 100 } = {}) {
          const visible = [...feed].filter(([name]) => name.startsWith('entry ')).map(([, entry]) => entry);
          const later = visible.filter(({ cursor }) => Number(cursor) > Number(after));
          const items = later.sort((a, b) => Number(a.cursor) - Number(b.cursor)).slice(0, limit);
          return { items, next: later.length > limit ? items.at(-1)?.cursor : undefined };
        },
      };
    },
  ),

  'has a clock that goes back now and then': broken(
    ['the clock never goes back and never stands still for long'],
    (store, { memory }) => ({
      now() {
        const calls = Number(memory.get('calls') ?? 0) + 1;
        memory.set('calls', calls);
        return instant(store.now() - (calls % 3) * 1000);
      },
    }),
  ),
};
