import type { Settlement } from '../../../src/kernel/index.js';
import { type BrokenStores, broken, pause } from './harness.js';

export const messagingBadly: BrokenStores = {
  'loses messages': broken(['one commit saves records, receipts, entries and messages together'], (store) => ({
    commit: (change) => store.commit({ ...change, messages: change.writes.length > 0 ? [] : change.messages }),
  })),

  'hands a message to everybody': broken(
    [
      'a claimed message comes again after its time, under another lease',
      'those who claim at once never get the same message',
    ],
    (store) => ({ claim: (request) => store.claim({ ...request, until: store.now() }) }),
  ),

  'looks which messages are free and takes them later': broken(
    ['those who claim at once never get the same message'],
    (store, { memory }) => ({
      async claim(request) {
        const waiting = (await store.waiting({})).items.filter(
          ({ id, type }) => !memory.has(id) && request.types.includes(type),
        );
        await pause();
        const mine = waiting.slice(0, request.limit);
        for (const { id } of mine) memory.set(id, true);
        return mine.map((message) => ({ ...message, lease: message.id }));
      },
    }),
  ),

  'takes a claimed message for done': broken(
    ['a claimed message comes again after its time, under another lease'],
    (store) => ({
      async claim(request) {
        const claimed = await store.claim(request);
        await store.settle(claimed.map(({ id, lease }) => ({ id, lease, outcome: 'done' })));
        return claimed;
      },
    }),
  ),

  'settles whatever the lease': broken(
    ['who was overtaken can no longer settle', 'a lease that was never given settles nothing'],
    (store, { memory }) => ({
      async claim(request) {
        const claimed = await store.claim(request);
        for (const { id, lease } of claimed) memory.set(id, lease);
        return claimed;
      },
      settle: (settlements) =>
        store.settle(
          settlements.map((one): Settlement => ({ ...one, lease: String(memory.get(one.id) ?? one.lease) })),
        ),
    }),
  ),

  'gives the same lease to whoever comes next': broken(
    ['a claimed message comes again after its time, under another lease'],
    (store) => ({
      claim: async (request) => (await store.claim(request)).map((message) => ({ ...message, lease: message.id })),
    }),
  ),

  'tries again at once': broken(['a message to try again waits until then'], (store) => ({
    settle: (settlements) =>
      store.settle(settlements.map((one) => (one.outcome === 'retry' ? { ...one, notBefore: store.now() } : one))),
  })),

  'never gives up': broken(['a stuck message waits for a person'], (store) => ({
    settle: (settlements) =>
      store.settle(
        settlements.map((one) =>
          one.outcome === 'stuck' ? { ...one, outcome: 'retry', notBefore: store.now() } : one,
        ),
      ),
  })),

  'frees nothing, and says that it did': broken(['a stuck message is handed out again when a person says so'], () => ({
    unstick: async () => true,
  })),

  'hands out messages of any type': broken(['only messages of the wanted types are handed out'], (store) => ({
    claim: (request) => store.claim({ ...request, types: [...request.types, 'Pay', 'Tell', 'Print'] }),
  })),

  'hands out the latest first': broken(
    ['the earliest comes first, and of one instant the one that was saved first'],
    (store) => ({
      claim: async (request) => [...(await store.claim(request))].reverse(),
    }),
  ),
};
