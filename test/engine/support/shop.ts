import { err, ok, type Result } from 'neverthrow';
import { createDesk, type Desk, type DeskOptions, type DeskTerms, houseTerms } from '../../../src/engine/index.js';
import {
  type Actor,
  type Change,
  type Failure,
  type Instant,
  instant,
  type Message,
  type ObligationTerm,
  type Role,
  type SavedReceipt,
  type Store,
} from '../../../src/kernel/index.js';
import { memoryStore } from '../../../src/stores/memory/index.js';

/** Noon in Shanghai on Monday, 2 March 2026. */
export const monday = instant(Date.UTC(2026, 2, 2, 4));
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const person = (role: Role, id: string = `${role}-1`): Actor => ({ role, id });

/** A time that somebody has. */
export const within = (hours: number, more: Partial<ObligationTerm> = {}): ObligationTerm => ({
  within: { hours },
  source: 'test',
  verified: true,
  ...more,
});

export type TermsOf = {
  readonly [Part in keyof DeskTerms]?: DeskTerms[Part] extends readonly unknown[]
    ? DeskTerms[Part]
    : Partial<DeskTerms[Part]>;
};
/** The house terms with some changed. */
export function termsWith(changed: TermsOf = {}): DeskTerms {
  const parts = Object.entries(houseTerms).map(([name, part]) => {
    const other = changed[name as keyof DeskTerms];
    return [name, Array.isArray(part) ? (other ?? part) : { ...part, ...other }];
  });
  return Object.fromEntries(parts) as unknown as DeskTerms;
}

export interface ShopOptions extends Omit<DeskOptions, 'store' | 'terms' | 'clock'> {
  readonly terms?: TermsOf;
  /** What stands between the desks and the store. */
  readonly around?: (store: Store) => Store;
}

/** A shop on a store of its own, whose clock the test turns. */
export class Shop {
  /** The store's clock. */
  at: Instant = monday;
  /** The store itself, for looking into it. */
  store: Store;
  /** Every message that was ever committed. */
  readonly told: Message[] = [];
  readonly receipts = new Map<string, SavedReceipt>();
  /** Every change that was put to the store and saved. */
  readonly saved: Change[] = [];
  readonly terms: DeskTerms;
  readonly options: ShopOptions;

  constructor(options: ShopOptions = {}) {
    this.options = options;
    this.store = this.#watched(memoryStore({ clock: () => this.at }));
    this.terms = termsWith(options.terms);
  }

  /** The shop's first desk, opened when it is first needed. */
  get desk(): Desk {
    this.#desk ??= this.another();
    return this.#desk;
  }
  #desk: Desk | undefined;

  get owner(): Desk {
    return this.desk.as(person('owner'));
  }

  /** From now on the shop's books are kept there. */
  moveTo(store: Store): void {
    this.store = this.#watched(store);
  }

  /** Another desk on the same store, as another process would open it. */
  another(changed: Partial<DeskOptions> = {}): Desk {
    const { around = (store: Store) => store, terms: _, ...options } = this.options;
    let ids = 0;
    const desk = ++this.#desks;
    const newId = () => `auto-${desk}-${++ids}`;
    return createDesk({ newId, ...options, store: around(this.store), terms: this.terms, ...changed });
  }
  #desks = 0;

  #watched(store: Store): Store {
    return {
      ...store,
      commit: async (change) => {
        const result = await store.commit(change);
        if (result.outcome === 'conflict') return result;
        this.saved.push(change);
        this.told.push(...change.messages);
        for (const receipt of change.receipts) this.receipts.set(receipt.commandId, receipt);
        return result;
      },
    };
  }

  get commits(): number {
    return this.saved.length;
  }

  as(role: Role, id?: string): Desk {
    return this.desk.as(person(role, id));
  }

  pass(milliseconds: number): void {
    this.at = instant(this.at + milliseconds);
  }

  async stock(units: number, id = 'mug@main'): Promise<void> {
    await must(this.owner.stock.receive(id, { quantity: units }));
  }
}

export type PlaceInput = Parameters<Desk['orders']['place']>[1];
export const PRICE = 1000;

/** An order of so many mugs, or of so many units of several SKUs (a line each, named like its SKU), paid in full. */
export function orderFor(units: number | Record<string, number> = 1, more: Partial<PlaceInput> = {}): PlaceInput {
  const wanted = typeof units === 'number' ? { mug: units } : units;
  const lines = Object.entries(wanted).map(([sku, quantity]) => ({ id: sku, sku, quantity, unitPrice: PRICE }));
  const total = lines.reduce((sum, { quantity }) => sum + quantity * PRICE, 0);
  return {
    channel: 'web',
    buyer: 'b-1',
    region: { country: 'CN' },
    currency: 'CNY',
    lines,
    total,
    paid: total,
    ...more,
  };
}

export const unpaid = (units?: number | Record<string, number>, more: Partial<PlaceInput> = {}): PlaceInput =>
  orderFor(units, { paid: 0, ...more });

/** What was answered, where nothing was refused. */
export async function must<T, F extends Failure>(answer: PromiseLike<Result<T, F>>): Promise<T> {
  const result = await answer;
  if (result.isErr()) throw new Error(`refused: ${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The refusal, where there had to be one. */
export async function refused<T, F extends Failure>(answer: PromiseLike<Result<T, F>>): Promise<Failure> {
  const result = await answer;
  if (result.isOk()) throw new Error(`not refused: ${JSON.stringify(result.value)}`);
  return result.error;
}

export const codeOf = async <T, F extends Failure>(answer: PromiseLike<Result<T, F>>): Promise<string> =>
  (await refused(answer)).code;

/** Any answer, for code that handles all commands alike. */
export async function plain<T, F extends Failure>(answer: PromiseLike<Result<T, F>>): Promise<Result<T, Failure>> {
  const result = await answer;
  return result.isOk() ? ok(result.value) : err(result.error);
}

/** `done`, or the code of the refusal. */
export const verdictOf = async <T, F extends Failure>(answer: PromiseLike<Result<T, F>>): Promise<string> =>
  (await answer).match(
    () => 'done',
    ({ code }) => code,
  );

/** A line's units, by the number. */
export const units = (quantity: number, line = 'mug') => [{ line, quantity }];
