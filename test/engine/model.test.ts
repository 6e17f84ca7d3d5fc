import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { expect, test } from 'vitest';
import type { Desk, Receipt } from '../../src/engine/index.js';
import { available } from '../../src/inventory/index.js';
import { type Failure, instant } from '../../src/kernel/index.js';
import { ACTS, type Act, SLOW_ACTS } from './support/acts.js';
import { everything, orderIn, stockIn } from './support/books.js';
import { right } from './support/laws.js';
import { Paper, type Place, sweep } from './support/paper.js';
import { MINUTE, must, Shop, within } from './support/shop.js';

const ORDERS = 3;
/** `MODEL_RUNS=3000 npx vitest run test/engine/model.test.ts` looks longer. */
const RUNS = Number(process.env.MODEL_RUNS ?? 15);

/** What else may become of an order, at each place of its way. */
const DETOURS: Readonly<Record<Place, readonly Act[]>> = {
  none: ['place'],
  pending: ['cancel', 'pay'],
  placed: ['reject', 'cancel', 'cancelUnit', 'accept'],
  accepted: ['fail', 'miss', 'cancelUnit', 'cancel'],
  packed: ['unseal', 'cancel', 'ship'],
  labelled: ['unseal', 'cancel', 'ship'],
  shipped: ['lose', 'comeBack', 'cancel', 'refund', 'claim', 'sendBack'],
  lost: ['comeBack', 'refund', 'claim', 'cancel'],
  delivered: ['refund', 'claim', 'sendBack', 'confirm'],
  completed: ['refund', 'claim', 'sendBack'],
  cancelled: ['deliver', 'comeBack', 'pay'],
};

type What = Act | 'next' | 'detour';

/** One thing that happens in the shop. */
type Happening =
  | {
      readonly what: What;
      readonly order: number;
      readonly n: number;
      readonly which: number;
      readonly desk: number;
      readonly breath: boolean;
    }
  | { readonly what: 'time passes'; readonly minutes: number }
  | { readonly what: 'drain'; readonly desk: number }
  | { readonly what: 'again'; readonly which: number; readonly desk: number };

const desk = fc.nat(1);
const acts = Object.keys(ACTS) as Act[];
/** The ordinary way of an order, which it takes more often than others, so that it gets somewhere. */
const NEXT: Readonly<Partial<Record<Place, Act>>> = {
  none: 'place',
  pending: 'pay',
  placed: 'accept',
  accepted: 'pack',
  packed: 'label',
  labelled: 'ship',
  shipped: 'deliver',
  delivered: 'sendBack',
  lost: 'comeBack',
};
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.oneof(
        { weight: 5, arbitrary: fc.constant<What>('next') },
        { weight: 3, arbitrary: fc.constant<What>('detour') },
        { weight: 2, arbitrary: fc.constantFrom<What>(...acts) },
      ),
      order: fc.nat(ORDERS - 1),
      n: fc.integer({ min: 1, max: 4 }),
      which: fc.nat(11),
      desk,
      // Said without waiting for the answer to what was said before.
      breath: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('time passes' as const), minutes: fc.constantFrom(1, 30, 61) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('drain' as const), desk }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('again' as const), which: fc.nat(40), desk }) },
);

const STATUS: Readonly<Record<Place, readonly string[]>> = {
  none: [],
  pending: ['pending'],
  placed: ['placed'],
  accepted: ['accepted', 'preparing'],
  packed: ['packed'],
  labelled: ['packed'],
  shipped: ['shipped'],
  lost: ['shipped'],
  delivered: ['delivered'],
  completed: ['completed'],
  cancelled: ['cancelled'],
};

type Answer = Promise<Result<Receipt, Failure>>;

/** The shop and the paper beside each other. */
class Both {
  readonly shop: Shop;
  readonly paper: Paper;
  readonly desks: readonly Desk[];
  readonly given: { readonly give: (desk: Desk) => Answer; readonly outcome: string }[] = [];
  #waiting: (() => Promise<void>)[] = [];
  #count = 0;

  constructor(holdsAtOnce: boolean) {
    const reserveAt = holdsAtOnce ? 'placed' : 'accepted';
    this.shop = new Shop({ terms: { order: { reserveAt, payBy: within(1) } } });
    this.paper = new Paper(this.shop.at, holdsAtOnce, ORDERS);
    this.desks = [this.shop.another(), this.shop.another({ cacheRecords: 2 })];
  }

  async let(one: Happening): Promise<void> {
    if (one.what === 'time passes') {
      await this.hear();
      this.shop.at = instant(this.shop.at + one.minutes * MINUTE);
      this.paper.at = this.shop.at;
    } else if (one.what === 'drain') {
      await this.hear();
      await this.desks[one.desk]?.drain();
      sweep(this.paper);
    } else if (one.what === 'again') {
      await this.hear();
      await this.#again(one);
    } else await this.#act(one);
  }

  async #act({ order, n, which, desk, breath, ...one }: Extract<Happening, { order: number }>): Promise<void> {
    const card = this.paper.cards[order];
    const by = this.desks[desk];
    if (card === undefined || by === undefined) return;
    const detours = DETOURS[card.place];
    const detour = detours[which % detours.length];
    const wished = one.what === 'detour' ? detour : one.what === 'next' ? NEXT[card.place] : one.what;
    const what = wished ?? 'receive';
    const before = structuredClone(card);
    const may = ACTS[what].foresees(this.paper, card, n);
    if (may === undefined) return;
    const commandId = `${what}-${++this.#count}`;
    const named = { ...before, boxes: what === 'pack' && may ? before.boxes + 1 : before.boxes };
    const { at } = this.paper;
    const give = (said: Desk): Answer => ACTS[what].gives(said, named, commandId, n, at);
    // Only one desk's queue keeps the order in which things are said.
    const keepsOrder = breath && desk === 0 && !SLOW_ACTS.includes(what);
    if (!keepsOrder) await this.hear();
    const answer = give(by);
    const hear = async () => {
      const outcome = await answer;
      const said = outcome.isOk() ? 'done' : `refused: ${outcome.error.code}`;
      expect(said, commandId).toMatch(may ? /^done$/ : /^refused/);
      // What found no record was decided by nobody, and may come to something else later.
      if (outcome.isErr() && outcome.error.code === 'record.not_found') return;
      this.given.push({ give, outcome: JSON.stringify(outcome) });
    };
    this.#waiting.push(hear);
    if (!keepsOrder) await this.hear();
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Waits for all answers that are still to come. */
  async hear(): Promise<void> {
    for (const hear of this.#waiting.splice(0)) await hear();
  }

  /** What was given before is given again under its id: the same answer, and nothing changes. */
  async #again({ which, desk }: Extract<Happening, { what: 'again' }>): Promise<void> {
    const earlier = this.given[which % Math.max(1, this.given.length)];
    const by = this.desks[desk];
    if (earlier === undefined || by === undefined) return;
    const before = await everything(this.shop.store);
    expect(JSON.stringify(await earlier.give(by))).toBe(earlier.outcome);
    expect(await everything(this.shop.store)).toBe(before);
  }

  async compare(): Promise<void> {
    await this.hear();
    const { shop, paper } = this;
    await right(shop);
    for (const { id, place, paid, refunded, returned } of paper.cards) {
      if (place === 'none') continue;
      const order = await orderIn(shop.store, id);
      expect(STATUS[place], `${id} is ${place} on paper`).toContain(order.status);
      expect({ paid: order.paid, refunded: order.refunded, returned: order.lines[0]?.returned }).toEqual({
        paid,
        refunded,
        returned,
      });
    }
    const stock = await stockIn(shop.store);
    expect({ onHand: stock.onHand, damaged: stock.damaged, free: available(stock, shop.at) }).toEqual({
      onHand: paper.onHand,
      damaged: paper.damaged,
      free: paper.free,
    });
  }
}

test.each([
  ['when it is accepted', false],
  ['as soon as it is placed', true],
])(
  'a shop that holds stock %s does what it would do on paper, and its books are right after each step',
  async (_, atOnce) => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 50, size: 'max' }), async (happenings) => {
        const both = new Both(atOnce);
        await must(both.shop.owner.stock.receive('mug@main', { quantity: 9 }));
        both.paper.onHand += 9;
        for (const one of happenings) {
          await both.let(one);
          await both.compare();
        }
      }),
      { numRuns: RUNS },
    );
  },
);
