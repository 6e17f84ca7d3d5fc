import type {
  ClaimedMessage,
  ClaimRequest,
  Instant,
  Message,
  Page,
  Settlement,
  WaitingMessage,
  WaitingRequest,
} from '../../kernel/index.js';
import { Ordered } from './ordered.js';
import { limitOf, only, pageOf, readCursor } from './paging.js';

interface Kept extends Omit<WaitingMessage, 'body'> {
  /** JSON text. */
  readonly body: string;
  /** Which message came first: it breaks ties of `notBefore`. */
  readonly serial: number;
  readonly lease: string | undefined;
}

const inOrder = () =>
  new Ordered<Kept, number>(
    (kept) => kept.notBefore,
    (kept) => kept.serial,
  );
const isPlace = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);

/** Messages until they are done. A lease is nothing but a later `notBefore` and a word that only its holder knows. */
export class Messages {
  readonly #byId = new Map<string, Kept>();
  readonly #all = inOrder();
  /** What may be handed out, by type, so that a type which nobody asks for stands in nobody's way. */
  readonly #ready = new Map<string, Ordered<Kept, number>>();
  #serial = 0;
  #leases = 0;

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** `body` as JSON text. */
  add({ id, type, key, at }: Message, body: string): void {
    const serial = ++this.#serial;
    this.#put({ id, type, key, body, at, serial, attempts: 0, notBefore: at, stuck: false, lease: undefined });
  }

  claim({ types, limit, until }: ClaimRequest, now: Instant): readonly ClaimedMessage[] {
    const due: Kept[] = [];
    for (const type of new Set(types)) due.push(...this.#due(type, now, limit));
    due.sort((a, b) => a.notBefore - b.notBefore || a.serial - b.serial);
    return due.slice(0, limit).map((kept) => {
      const attempts = kept.attempts + 1;
      const lease = `lease-${++this.#leases}`;
      this.#put({ ...kept, attempts, notBefore: until, lease });
      const { id, type, key, body, at } = kept;
      return { id, type, key, body: JSON.parse(body), at, attempts, lease };
    });
  }

  settle(settlement: Settlement): void {
    const kept = this.#byId.get(settlement.id);
    if (kept === undefined || kept.lease !== settlement.lease) return;
    if (settlement.outcome === 'done') {
      this.#drop(kept);
      return;
    }
    const stuck = settlement.outcome === 'stuck';
    const notBefore = settlement.outcome === 'retry' ? settlement.notBefore : kept.notBefore;
    this.#put({ ...kept, lease: undefined, lastError: settlement.error, stuck, notBefore });
  }

  waiting(request: WaitingRequest): Page<WaitingMessage> {
    const after = this.#all.after(readCursor(request.after, isPlace));
    const source = request.stuck ? only(after, (kept) => kept.stuck) : after;
    const cursorOf = (kept: Kept) => JSON.stringify(this.#all.placeOf(kept));
    return pageOf(source, limitOf(request), cursorOf, ({ serial: _, lease: __, ...kept }) => ({
      ...kept,
      body: JSON.parse(kept.body),
    }));
  }

  unstick(id: string, now: Instant): boolean {
    const kept = this.#byId.get(id);
    if (kept === undefined || !kept.stuck) return false;
    this.#put({ ...kept, stuck: false, attempts: 0, notBefore: now });
    return true;
  }

  #due(type: string, now: Instant, limit: number): Kept[] {
    const due: Kept[] = [];
    for (const kept of this.#ready.get(type)?.after() ?? []) {
      if (kept.notBefore > now || due.length === limit) break;
      due.push(kept);
    }
    return due;
  }

  #put(kept: Kept): void {
    const before = this.#byId.get(kept.id);
    if (before !== undefined) this.#drop(before);
    this.#byId.set(kept.id, kept);
    this.#all.add(kept);
    if (!kept.stuck) this.#readyOf(kept.type).add(kept);
  }

  #drop(kept: Kept): void {
    this.#byId.delete(kept.id);
    this.#all.remove(kept);
    if (!kept.stuck) this.#readyOf(kept.type).remove(kept);
  }

  #readyOf(type: string): Ordered<Kept, number> {
    const ready = this.#ready.get(type) ?? inOrder();
    this.#ready.set(type, ready);
    return ready;
  }
}
