import type { Store } from '../../../src/kernel/index.js';
import { type BrokenStores, broken, type World } from './harness.js';

/** A database whose collation takes texts for equal that are not: whichever it meets first stands for all of them. */
const comparing =
  (fold: (text: string) => string) =>
  (store: Store, { memory }: World): Partial<Store> => {
    const first = (text: string): string => {
      const known = memory.get(fold(text)) ?? text;
      memory.set(fold(text), known);
      return String(known);
    };
    const firstOf = <Part extends string | undefined>(text: Part) => (text === undefined ? text : first(text)) as Part;
    return {
      commit: (change) =>
        store.commit({
          ...change,
          writes: change.writes.map(({ card, ...write }) => {
            const { unique, buyer, channel, parent } = card;
            const known = { unique: firstOf(unique), buyer: firstOf(buyer), channel: firstOf(channel) };
            const kept = { ...card, ...known, parent: firstOf(parent) };
            return { ...write, key: first(write.key), status: first(write.status), card: kept };
          }),
          receipts: change.receipts.map((receipt) => ({ ...receipt, commandId: first(receipt.commandId) })),
        }),
      load: ({ keys, commandIds = [], uniques = [] }) =>
        store.load({
          keys: keys.map(first),
          commandIds: commandIds.map(first),
          uniques: uniques.map(({ kind, unique }) => ({ kind, unique: first(unique) })),
        }),
      history: (key, page) => store.history(first(key), page),
      find: ({ buyer, channel, parent, status, ...query }) =>
        store.find({
          ...query,
          buyer: firstOf(buyer),
          channel: firstOf(channel),
          parent: firstOf(parent),
          status: status?.map(first),
        }),
    };
  };

const caughtBy = [
  'keys that differ at all are two records',
  'command ids that differ at all are two commands',
  'uniques that differ at all are two uniques',
  'lists by buyer, channel, parent and status tell texts apart that differ at all',
];

export const comparingBadly: BrokenStores = {
  'takes capital letters for small ones': broken(
    caughtBy,
    comparing((text) => text.toLowerCase()),
  ),

  'ignores spaces at the end': broken(
    caughtBy,
    comparing((text) => text.replace(/ +$/, '')),
  ),

  'puts every é together in one way': broken(
    caughtBy,
    comparing((text) => text.normalize('NFC')),
  ),

  'leaves out accents': broken(
    caughtBy,
    comparing((text) => text.normalize('NFD').replace(/\p{M}/gu, '')),
  ),
};
