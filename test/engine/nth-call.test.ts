import { describe, expect, test } from 'vitest';
import type { Message, Store } from '../../src/kernel/index.js';
import { type Fault, faultyStore } from '../../src/testing/faults.js';
import { booksOf, everything } from './support/books.js';
import { right } from './support/laws.js';
import { LIFE, LIFE_REFUSES, lifeTerms, live } from './support/life.js';
import { Shop } from './support/shop.js';

interface Lived {
  readonly shop: Shop;
  readonly outcomes: ReadonlyMap<string, string>;
  readonly delivered: readonly Message[];
  /** Calls that the desks made of the store. */
  readonly calls: number;
  readonly metFault: boolean;
}

/** One life, in which the n-th call of the store and perhaps some after it go wrong. */
async function lived(faultAt: (n: number) => Fault, dies = false): Promise<Lived> {
  const delivered: Message[] = [];
  let calls = 0;
  let metFault = false;
  const around = (store: Store) => {
    let dead = false;
    return faultyStore(store, () => {
      if (dead) return 'fails';
      const fault = faultAt(++calls);
      metFault ||= fault !== 'works';
      dead = dies && fault !== 'works';
      return fault;
    });
  };
  const deliver = (message: Message) => void delivered.push(message);
  const host = {
    PayRefund: deliver,
    UploadWaybill: deliver,
    TellBuyer: deliver,
    NoticeObligation: deliver,
    InterceptParcel: deliver,
  };
  const shop = new Shop({ terms: lifeTerms, host, around });
  const outcomes = await live(shop, () => shop.another());
  return { shop, outcomes, delivered, calls, metFault };
}

const undisturbed = await lived(() => 'works');
const wanted = await everything(undisturbed.shop.store);
const idsOf = (messages: readonly Message[]) =>
  [...new Set(messages.map(({ id, body }) => `${id} ${JSON.stringify(body)}`))].sort();

async function expectTheSame({ shop, outcomes, delivered }: Lived, where: string) {
  expect([...outcomes], where).toEqual([...undisturbed.outcomes]);
  expect(idsOf(delivered), where).toEqual(idsOf(undisturbed.delivered));
  expect(idsOf(shop.told), where).toEqual(idsOf(undisturbed.shop.told));
  expect(await everything(shop.store), where).toBe(wanted);
}

test('the undisturbed life is what the shop wanted, and its books are right', async () => {
  const { shop, outcomes, delivered, calls } = undisturbed;
  await right(shop);
  for (const [id, outcome] of outcomes) {
    if (LIFE_REFUSES[id] === undefined) expect(outcome, id).toContain('"version"');
    else expect(outcome, id).toBe(LIFE_REFUSES[id]);
  }
  const { entries } = await booksOf(shop.store);
  const given = LIFE.flatMap((step) => (Array.isArray(step) ? [String(step[0])] : []));
  const carriedOut = given.filter((id) => LIFE_REFUSES[id] === undefined);
  expect(entries.map(({ commandId }) => commandId).filter((id) => !id.startsWith('wake:'))).toEqual(carriedOut);
  expect(delivered.map(({ type }) => type)).toEqual(shop.told.map(({ type }) => type));
  expect(calls).toBeGreaterThan(50);
});

/** Every kind of trouble, at the first call, the second, and so on until one life comes to its end without it. */
describe.each<[string, (n: number, call: number) => Fault, boolean]>([
  ['a call that fails', (n, call) => (call === n ? 'fails' : 'works'), false],
  ['a call whose answer is lost', (n, call) => (call === n ? 'losesAnswer' : 'works'), false],
  ['a call that takes effect after it was given up', (n, call) => (call === n ? 'comesLate' : 'works'), false],
  ['a commit that meets another', (n, call) => (call === n ? 'conflicts' : 'works'), false],
  ['two calls in a row that fail', (n, call) => (call === n || call === n + 1 ? 'fails' : 'works'), false],
  [
    'a lost answer, and the look for it fails too',
    (n, call) => (call === n ? 'losesAnswer' : call === n + 1 ? 'fails' : 'works'),
    false,
  ],
  ['a process that dies before a call', (n, call) => (call === n ? 'fails' : 'works'), true],
  ['a process that dies after a call', (n, call) => (call === n ? 'losesAnswer' : 'works'), true],
])('%s', (_, faultOf, dies) => {
  test('at any place changes nothing in the end: each command happens once, and its outcome is known', async () => {
    let n = 1;
    for (; n <= 1000; n += 1) {
      const life = await lived((call) => faultOf(n, call), dies);
      await expectTheSame(life, `trouble at call ${n}`);
      if (!life.metFault) break;
    }
    expect(n).toBeGreaterThan(undisturbed.calls - 5);
  });
});
