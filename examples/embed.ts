import {
  createDesk,
  type Desk,
  type Failure,
  type Instant,
  isInputCode,
  type JournalEntry,
  type Receipt,
  type ResultAsync,
  type Store,
} from 'orderwright';
import { orThrow } from './or-throw.js';
import { ownTerms } from './policies.js';

/** What this shop has already: its payments, its platform, its letters. */
export interface Shop {
  refund(payment: { idempotencyKey: string; order: string; amount: number; currency: string }): Promise<void>;
  upload(waybill: { order: string; carrier: string; number: string }): Promise<void>;
  write(buyer: string, about: string): Promise<void>;
  log(text: string): void;
}

// #region open
/** One desk per merchant and process; keep it as long as the process lives. */
export function openDesk(store: Store, shop: Shop): Desk {
  const desk = createDesk({
    store,
    merchant: 'teahouse',
    terms: ownTerms,
    host: {
      async PayRefund({ id, body: { order, amount, currency, case: caseId } }) {
        await shop.refund({ idempotencyKey: id, order, amount, currency });
        const by = { role: 'system', id: 'payments' } as const;
        if (caseId !== undefined) orThrow(await desk.cases.noteRefundPaid(caseId, { by, commandId: `paid:${id}` }));
      },
      async UploadWaybill({ id, body: { order, parcel, carrier, number } }) {
        // A message says what was to be done when it was saved. Meanwhile the parcel may have been opened again.
        if (orThrow(await desk.parcels.get(parcel)).state.status === 'voided') return;
        await shop.upload({ order, carrier, number });
        const by = { role: 'system', id: 'uploads' } as const;
        orThrow(await desk.parcels.noteUploaded(parcel, { number, by, commandId: `uploaded:${id}` }));
      },
      TellBuyer: ({ body: { buyer, about } }) => shop.write(buyer, about),
      NoticeObligation: ({ key, body: { type, kind } }) => shop.log(`${key}: ${type} ${kind}`),
    },
  });
  return desk;
}
// #endregion open

// #region drain
/** Looks after deadlines and messages until it is told to stop. A cron job does the same with one `desk.drain()`. */
export async function lookAfter(desk: Desk, shop: Shop, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { stuck } = await desk.drain();
    for (const { key, because } of stuck) shop.log(`${key} needs a person: ${because}`);
    await pause(1000, signal);
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
// #endregion drain

// #region webhook
/** A payment provider says that an order was paid; it may say so twice. */
export async function onPaid(desk: Desk, event: { id: string; order: string; cents: number }): Promise<number> {
  const noted = await desk.orders.notePayment(event.order, {
    by: { role: 'platform', id: 'payments' },
    commandId: `payments:${event.id}`,
    amount: event.cents,
  });
  return noted.isOk() ? 200 : statusOf(noted.error);
}
// #endregion webhook

// #region status
/** The HTTP status for a refusal. Show `message` and `remedy` to people, `code` and `details` to programs. */
export function statusOf({ code }: Failure): number {
  if (isInputCode(code)) return 400;
  if (code === 'record.actor_not_permitted') return 403;
  if (code === 'record.not_found') return 404;
  if (code === 'desk.outcome_unknown' || code === 'desk.too_many_conflicts') return 503;
  return 409;
}
// #endregion status

// #region surely
/** Gives a command until it is known what came of it. Every attempt has to carry the same commandId. */
export async function surely(give: () => ResultAsync<Receipt, Failure>, attempts = 10) {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await give();
    const isUnknown = outcome.isErr() && outcome.error.code === 'desk.outcome_unknown';
    if (!isUnknown || attempt === attempts) return outcome;
    await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
  }
}
// #endregion surely

// #region accept
/** What a page does with a refusal that it understands. The compiler knows which there are. */
export async function acceptOrSay(desk: Desk, order: string): Promise<string> {
  const accepted = await desk.orders.accept(order);
  if (accepted.isOk()) return 'accepted';
  const { error } = accepted;
  if (error.code === 'order.shortage') {
    return error.details.missing.map(({ sku, wanted, available }) => `${sku}: ${available} of ${wanted}`).join(', ');
  }
  return `${error.message} ${error.remedy}`;
}
// #endregion accept

// #region view
/** What the owner's screen shows of an order: what they may do, and what is due when. */
export async function screenOf(desk: Desk, order: string) {
  const view = await desk.orders.get(order);
  return view.map(({ state, allowed, obligations }) => ({
    status: state.status,
    buttons: allowed.filter(({ by }) => by.includes('owner')).map(({ command }) => command),
    due: obligations.map(({ kind, by, due }) => ({ kind, by, due })),
  }));
}
// #endregion view

// #region find
/** The orders that wait for the merchant, the most urgent first. */
export async function toDo(desk: Desk): Promise<{ order: string; total: unknown; wakeAt: Instant | undefined }[]> {
  const page = await desk.find({ kind: 'order', status: ['placed'], sort: 'nextDeadline', limit: 50 });
  return page.items.map(({ id, facts, wakeAt }) => ({ order: id, total: facts?.total, wakeAt }));
}
// #endregion find

// #region changes
/** Copies what happened into a table of the shop's own. `cursor` is kept with what was copied, in one transaction. */
export async function follow(desk: Desk, cursor: string | undefined, save: (entry: JournalEntry) => Promise<void>) {
  for (let after = cursor; ; ) {
    const { items, next } = await desk.changes({ after, limit: 500 });
    for (const entry of items) await save(entry);
    after = items.at(-1)?.cursor ?? after;
    if (next === undefined) return after;
  }
}
// #endregion changes

export async function main(store: Store): Promise<string[]> {
  const said: string[] = [];
  const shop: Shop = {
    refund: async ({ order, amount }) => void said.push(`refund ${order} ${amount}`),
    upload: async ({ number }) => void said.push(`upload ${number}`),
    write: async (buyer, about) => void said.push(`write ${buyer} ${about}`),
    log: (text) => void said.push(text),
  };
  const desk = openDesk(store, shop);
  const owner = desk.as({ role: 'owner', id: 'amy' });
  const lines = [{ id: '1', sku: 'mug', quantity: 2, unitPrice: 1999 }];
  const order = { channel: 'web', buyer: 'b-1', region: { country: 'CN' }, currency: 'CNY', lines, total: 3998 };
  orThrow(await owner.orders.place('o-1', order));
  const paid = { id: 'evt-1', order: 'o-1', cents: 3998 };
  said.push(`paid ${await onPaid(desk, paid)} ${await onPaid(desk, paid)}`);
  said.push(`other ${await onPaid(desk, { ...paid, id: 'evt-2', order: 'o-9' })}`);
  said.push(await acceptOrSay(owner, 'o-1'));
  said.push(JSON.stringify(orThrow(await screenOf(desk, 'o-1')).buttons));
  said.push(JSON.stringify((await toDo(desk)).map((one) => one.order)));
  const receive = () => owner.stock.receive('mug@main', { quantity: 5, commandId: 'delivery-1' });
  said.push(`${(await surely(receive)).isOk()} ${(await surely(receive)).isOk()}`);
  said.push(await acceptOrSay(owner, 'o-1'));
  orThrow(await owner.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: [{ line: '1', quantity: 2 }] }));
  orThrow(await owner.parcels.assignWaybill('p-1', { carrier: 'SF', number: 'SF1234567890123' }));
  orThrow(await owner.orders.cancel('o-1', { reason: 'the buyer changed their mind' }));
  const stop = new AbortController();
  const looking = lookAfter(desk, shop, stop.signal);
  setTimeout(() => stop.abort(), 50);
  await looking;
  const seen: string[] = [];
  await follow(desk, undefined, async ({ command }) => void seen.push(command));
  return [...said, seen.join(' ')];
}
