import { instant } from '../../kernel/index.js';
import { at, change, message, write } from './build.js';
import { check, same } from './promise.js';
import { all, type Cases, together } from './stage.js';

/** A time that only has to run out. */
const SHORT_MS = 150;
/** A time in which calls are made: on a slow machine, too, they end before it does. */
const LONG_MS = 1000;
const idsOf = (messages: readonly { readonly id: string }[]) => messages.map(({ id }) => id);
const ALONE = 'A claimed message is handed out to nobody else until its time has come.';
const IGNORED = 'A settlement whose lease is no longer valid changes nothing.';

export const messageCases: Cases = {
  'a message is handed out as it was saved': async (stage) => {
    const body = { refund: { cents: 1999 }, to: ['b-1', null] };
    const [sent] = await stage.send({ id: 'm-1', type: 'Refund', key: 'case/c-1', body });
    const claimed = await stage.claimOne('A message is handed out.', { types: ['Refund'] });
    const { lease, ...rest } = claimed;
    same(rest, { ...sent, attempts: 1 }, 'A message is handed out as it was saved, and says which attempt this is.');
    check(typeof lease === 'string' && lease !== '', 'A claimed message has a lease, a text.', lease);
  },

  'a waiting message tells how it stands': async (stage) => {
    const [sent] = await stage.send({ id: 'm-1' });
    const expected = [{ ...sent, attempts: 0, notBefore: sent?.at, stuck: false }];
    same(
      (await stage.store.waiting({})).items,
      expected,
      'A new message waits from its own instant on, not yet tried.',
    );
    const until = instant(stage.store.now() + 60_000);
    await stage.claim({ until });
    same(
      (await stage.store.waiting({})).items[0]?.attempts,
      1,
      'A message that was claimed still waits until it is done.',
    );
  },

  'only messages of the wanted types are handed out': async (stage) => {
    await stage.send({ id: 'm-1', type: 'Pay' }, { id: 'm-2', type: 'Tell' }, { id: 'm-3', type: 'Print' });
    same(await stage.claim({ types: ['Pa', 'pay', 'P%'] }), [], 'Only messages of these types are handed out.');
    same(
      idsOf(await stage.claim({ types: ['Tell', 'Print'] })),
      ['m-2', 'm-3'],
      'All messages of these types are handed out.',
    );
  },

  'the earliest comes first, and of one instant the one that was saved first': async (stage) => {
    const now = stage.store.now();
    const sent = [
      ['m-3', -20],
      ['m-9', -10],
      ['m-1', -10],
      ['m-5', -30],
    ] as const;
    for (const [id, ms] of sent) {
      const messages = [message(id, instant(now + ms)), message(`${id}b`, instant(now + ms), { type: 'Tell' })];
      await stage.commit({ messages, at: now });
    }
    const expected = ['m-5', 'm-5b', 'm-3', 'm-3b', 'm-9', 'm-9b', 'm-1', 'm-1b'];
    same(idsOf((await stage.store.waiting({})).items), expected, 'Waiting messages are listed earliest first.');
    const types = ['Tell', 'Pay'];
    const first = await stage.claim({ types, limit: 3 });
    same(
      idsOf([...first, ...(await stage.claim({ types, limit: 9 }))]),
      expected,
      'Messages are handed out earliest first.',
    );
  },

  'no more are handed out than the limit': async (stage) => {
    await stage.send(...Array.from({ length: 12 }, (_, i) => ({ id: `m-${i}`, type: i % 2 ? 'Pay' : 'Tell' })));
    same((await stage.claim({ types: ['Pay', 'Tell'], limit: 5 })).length, 5, 'No more are handed out than the limit.');
    same((await stage.claim({ types: ['Pay', 'Tell'], limit: 50 })).length, 7, 'The others are still there.');
  },

  'those who claim at once never get the same message': async (stage) => {
    await stage.send(...Array.from({ length: 60 }, (_, i) => ({ id: `m-${i}` })));
    const handles = [stage.store, await stage.open()];
    const claims = Array.from({ length: 12 }, (_, i) => stage.claim({ limit: 5 }, handles[i % 2]));
    const claimed = idsOf((await together(claims)).flat());
    for (let i = 0; i < 12; i++) claimed.push(...idsOf(await stage.claim({ limit: 5 })));
    same(claimed.length, 60, 'Each message is handed out to one alone, and none is forgotten.');
    same(new Set(claimed).size, 60, ALONE);
  },

  'a claimed message comes again after its time, under another lease': async (stage) => {
    const second = await stage.open();
    await stage.send({ id: 'm-1' });
    const first = await stage.claimOne('A message is handed out.', { forMs: LONG_MS });
    same(await stage.claim({}, second), [], ALONE);
    await stage.pass(LONG_MS + 10);
    const again = await stage.claimOne('An unsettled message is handed out again.', {}, second);
    check(again.lease !== first.lease, 'It is handed out again under another lease.', again.lease);
    same([again.id, again.attempts], ['m-1', 2], 'Each time it is handed out counts as an attempt.');
  },

  'a message that is done is gone': async (stage) => {
    await stage.send({ id: 'm-1' }, { id: 'm-2' });
    const [first] = await stage.claim({ forMs: SHORT_MS, limit: 1 });
    await stage.store.settle([{ id: 'm-1', lease: first?.lease ?? '', outcome: 'done' }]);
    same(idsOf((await stage.store.waiting({})).items), ['m-2'], 'A message that is done no longer waits.');
    await stage.pass(SHORT_MS + 10);
    same(idsOf(await stage.claim()), ['m-2'], 'A message that is done is never handed out again.');
  },

  'a message to try again waits until then': async (stage) => {
    await stage.send({ id: 'm-1' });
    const first = await stage.claimOne('A message is handed out.');
    const notBefore = instant(stage.store.now() + LONG_MS);
    await stage.store.settle([{ id: 'm-1', lease: first.lease, outcome: 'retry', notBefore, error: 'busy: 50%' }]);
    const [waits] = (await stage.store.waiting({})).items;
    const expected = { notBefore, lastError: 'busy: 50%', stuck: false, attempts: 1 };
    same({ ...waits, ...expected }, waits, 'A message to try again waits until `notBefore`, and tells its last error.');
    same(await stage.claim(), [], 'A message to try again is not handed out before `notBefore`.');
    await stage.pass(LONG_MS + 10);
    const second = await stage.claimOne('When `notBefore` has come, it is handed out again.');
    same(second.attempts, 2, 'Each time it is handed out counts as an attempt.');
  },

  'a stuck message waits for a person': async (stage) => {
    await stage.send({ id: 'm-1' }, { id: 'm-2' });
    const [first] = await stage.claim({ forMs: SHORT_MS, limit: 1 });
    await stage.store.settle([{ id: 'm-1', lease: first?.lease ?? '', outcome: 'stuck', error: 'no such account' }]);
    const stuck = (await stage.store.waiting({ stuck: true })).items;
    same(
      stuck.map(({ id, lastError }) => [id, lastError]),
      [['m-1', 'no such account']],
      'Stuck messages can be listed.',
    );
    same(
      idsOf((await stage.store.waiting({})).items).sort(),
      ['m-1', 'm-2'],
      'A stuck message is not done: it still waits.',
    );
    await stage.pass(SHORT_MS + 10);
    same(idsOf(await stage.claim()), ['m-2'], 'A stuck message is not handed out.');
  },

  'a stuck message is handed out again when a person says so': async (stage) => {
    const { store } = stage;
    await stage.send({ id: 'm-1' });
    same(await store.unstick('m-1'), false, 'A message that is not stuck is not freed.');
    const first = await stage.claimOne('A message is handed out.');
    await store.settle([{ id: 'm-1', lease: first.lease, outcome: 'stuck', error: 'no' }]);
    same([await store.unstick('m-1'), await store.unstick('m-1')], [true, false], 'A stuck message is freed once.');
    same((await store.waiting({ stuck: true })).items, [], 'A freed message is no longer stuck.');
    const again = await stage.claimOne('A freed message is handed out from now on.');
    same(again.attempts, 1, 'A freed message is tried anew, as if for the first time.');
    check(again.lease !== first.lease, 'It is handed out again under another lease.', again.lease);
  },

  'who was overtaken can no longer settle': async (stage) => {
    await stage.send({ id: 'm-1' });
    const old = await stage.claimOne('A message is handed out.', { forMs: SHORT_MS });
    await stage.pass(SHORT_MS + 10);
    const now = await stage.claimOne('An unsettled message is handed out again.', { forMs: 60_000 });
    const before = (await stage.store.waiting({})).items;
    const { lease } = old;
    await stage.store.settle([{ id: 'm-1', lease, outcome: 'done' }]);
    await stage.store.settle([{ id: 'm-1', lease, outcome: 'retry', notBefore: at(0), error: 'old' }]);
    await stage.store.settle([{ id: 'm-1', lease, outcome: 'stuck', error: 'old' }]);
    same((await stage.store.waiting({})).items, before, IGNORED);
    await stage.store.settle([{ id: 'm-1', lease: now.lease, outcome: 'done' }]);
    same((await stage.store.waiting({})).items, [], 'Who holds the lease settles.');
  },

  'a lease is good for one settlement': async (stage) => {
    await stage.send({ id: 'm-1' });
    const { lease } = await stage.claimOne('A message is handed out.');
    const notBefore = instant(stage.store.now() + 60_000);
    await stage.store.settle([{ id: 'm-1', lease, outcome: 'retry', notBefore, error: 'busy' }]);
    await stage.store.settle([{ id: 'm-1', lease, outcome: 'done' }]);
    same(idsOf((await stage.store.waiting({})).items), ['m-1'], IGNORED);
  },

  'a lease that was never given settles nothing': async (stage) => {
    await stage.send({ id: 'm-1' }, { id: 'm-2' });
    const [first] = await stage.claim({ limit: 1 });
    for (const lease of ['', 'x', '%', 'undefined']) await stage.store.settle([{ id: 'm-1', lease, outcome: 'done' }]);
    const lease = first?.lease ?? '';
    await stage.store.settle([
      { id: 'm-2', lease, outcome: 'done' },
      { id: 'm-3', lease, outcome: 'done' },
    ]);
    same(idsOf((await stage.store.waiting({})).items).sort(), ['m-1', 'm-2'], IGNORED);
  },

  'many are settled at once, each as it is': async (stage) => {
    await stage.send(...Array.from({ length: 30 }, (_, i) => ({ id: `m-${i}` })));
    const notBefore = instant(stage.store.now() + 60_000);
    const settlements = (await stage.claim()).map(({ id, lease }, i) => {
      if (i % 3 === 0) return { id, lease, outcome: 'done' as const };
      if (i % 3 === 1) return { id, lease, outcome: 'stuck' as const, error: 'no' };
      return { id, lease, outcome: 'retry' as const, notBefore, error: 'later' };
    });
    await stage.store.settle(settlements);
    const waits = await all((page) => stage.store.waiting(page), 7);
    same(waits.length, 20, 'What is done is gone, the rest waits.');
    const stuck = await all((page) => stage.store.waiting({ ...page, stuck: true }), 4);
    same(stuck.length, 10, 'Each message is settled as its settlement says.');
  },

  'messages come from commits only': async (stage) => {
    await stage.make('order/o-1');
    const now = stage.store.now();
    const refused = change({ writes: [write('order/o-1')], messages: [message('m-1', now)], at: now });
    await stage.refuse(refused, 'A new record must not exist yet.');
    same(await stage.claim(), [], 'A message of a change that was not committed is never handed out.');
  },
};
