// The same work as other libraries do in the comparison harness: `fsm`, `stock` and `flow` as its README describes them.
// Each contestant file names a store; this one holds what they share. Run after `npm run build`.
import { createDesk, houseTerms } from '../../dist/index.js';

// biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
const EVERY_ORDER = [{ name: 'every order', when: [], then: 'accept' }];
const autoAccept = { mode: 'on', rules: EVERY_ORDER };
const terms = { ...houseTerms, order: { ...houseTerms.order, autoAccept } };
const deskOn = (store) => createDesk({ store, terms }).as({ role: 'owner', id: 'bench' });

const must = async (outcome) => {
  const result = await outcome;
  if (result.isErr()) throw new Error(result.error.message);
  return result.value;
};

const placing = (lines, price) => {
  const units = lines.reduce((sum, { qty }) => sum + qty, 0);
  return {
    channel: 'web',
    buyer: 'b-1',
    region: { country: 'US' },
    currency: 'USD',
    lines: lines.map(({ sku, qty }, i) => ({ id: String(i + 1), sku, quantity: qty, unitPrice: price })),
    total: units * price,
    paid: units * price,
  };
};

/** `openStore` answers a fresh, empty store and how to close it. */
export const stockOn = (openStore) => ({
  open: async (options) => ({ options, desk: undefined, opened: undefined }),
  async seed(h, skus) {
    await h.opened?.close();
    h.opened = await openStore(h.options, true);
    h.desk = deskOn(h.opened.store);
    await Promise.all(
      skus.map(([sku, onHand]) =>
        onHand > 0 ? must(h.desk.stock.receive(`${sku}@main`, { quantity: onHand })) : undefined,
      ),
    );
  },
  async reserve(h, id, lines) {
    if (h.desk === undefined) {
      h.opened = await openStore(h.options, false);
      h.desk = deskOn(h.opened.store);
    }
    const receipt = await must(h.desk.orders.place(id, placing(lines, 100)));
    return receipt.status === 'accepted';
  },
  async totals(h, skus) {
    const rows = {};
    for (let after; ; ) {
      const page = await h.desk.find({ kind: 'reservation', status: ['held'], limit: 1000, after });
      for (const { id } of page.items) {
        const { state } = await must(h.desk.reservations.get(id));
        for (const { sku, held } of state.lines) rows[sku] = (rows[sku] ?? 0) + held;
      }
      after = page.next;
      if (after === undefined) break;
    }
    const totals = {};
    for (const sku of skus) {
      const stock = await h.desk.stock.get(`${sku}@main`);
      const { onHand, reserved } = stock.isOk() ? stock.value.state : { onHand: 0, reserved: 0 };
      totals[sku] = { onHand, reserved, rows: rows[sku] ?? 0 };
    }
    return totals;
  },
  close: async (h) => h.opened?.close(),
});

export const flowOn = (openStore) => ({
  async open(options) {
    const opened = await openStore(options, true);
    const desk = deskOn(opened.store);
    const skus = Array.from({ length: 1000 }, (_, i) => `sku-${i}`);
    await Promise.all(skus.map((sku) => must(desk.stock.receive(`${sku}@main`, { quantity: 1_000_000_000 }))));
    return { desk, opened };
  },
  async order({ desk }, k) {
    const [id, parcel, complaint] = [`o-${k}`, `p-${k}`, `c-${k}`];
    const lines = [0, 1].map((j) => ({ sku: `sku-${(k * 7 + j * 13) % 1000}`, qty: 1 }));
    const units = lines.map((_, i) => ({ line: String(i + 1), quantity: 1 }));
    const { paid, ...unpaid } = placing(lines, 1999);
    const buyer = { role: 'buyer', id: 'b-1' };
    await must(desk.orders.place(id, unpaid));
    await must(desk.orders.notePayment(id, { amount: paid }));
    await must(desk.fulfilments.packParcel(`${id}#1`, { parcel, lines: units }));
    await must(desk.parcels.assignWaybill(parcel, { carrier: 'sf', number: `T${k}` }));
    await must(desk.parcels.ship(parcel));
    const scan = { status: 'delivered', scannedAt: desk.now() };
    await must(desk.parcels.recordScan(parcel, { by: { role: 'carrier', id: 'sf' }, scan }));
    const asked = { order: id, remedy: 'refundOnly', lines: units, reason: { code: 'damaged' }, received: 'received' };
    await must(desk.cases.open(complaint, { by: buyer, ...asked }));
    await must(desk.cases.agree(complaint));
    return true;
  },
  close: ({ opened }) => opened.close(),
});
