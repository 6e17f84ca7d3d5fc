import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choices, openDesk, prices, wave, waybills } from '../../examples/carriers.js';
import { main as durable, onPglite } from '../../examples/durable.js';
import { main as embed, statusOf } from '../../examples/embed.js';
import { main as firstOrder } from '../../examples/first-order.js';
import { orThrow } from '../../examples/or-throw.js';
import { main as packAndShip, whatElse } from '../../examples/pack-and-ship.js';
import { label, page, slip } from '../../examples/papers.js';
import { main as policies } from '../../examples/policies.js';
import { main as recipients, tableKeys } from '../../examples/recipients.js';
import { main as whatToStock } from '../../examples/what-to-stock.js';
import { main as wholeLife } from '../../examples/whole-life.js';
import { createDesk, createVault, instant } from '../../src/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';

describe('The examples of the docs', () => {
  it('take a first order', async () => {
    expect(await firstOrder()).toBe('accepted');
  });

  it('lead an order through its whole life', async () => {
    // Nine mugs: eight that never left, and the one with the broken handle.
    expect(await wholeLife(memoryStore())).toEqual({ order: 'completed', case: 'refunded', onHand: 9 });
  });

  it('embed a desk in a shop', async () => {
    expect(await embed(memoryStore())).toEqual([
      'paid 200 200',
      'other 404',
      'mug: 0 of 2',
      expect.stringContaining('AcceptOrder'),
      '["o-1"]',
      'true true',
      'accepted',
      'refund o-1 3998',
      'PlaceOrder NotePayment ReceiveStock AcceptOrder PackParcel AssignWaybill CancelOrder',
    ]);
  });

  it('tell people what to do about a refusal', () => {
    const refused = (code: string) => statusOf({ code, message: '', remedy: '', details: {} });
    expect(['order.held', 'money.too_large', 'record.not_found', 'desk.outcome_unknown'].map(refused)).toEqual([
      409, 400, 404, 503,
    ]);
  });

  it('change a policy', async () => {
    const { judged, carrier, due, shipBy } = await policies(memoryStore());
    expect(judged).toMatchObject([{ mode: 'shadow', answer: 'accept', explanation: { rule: 'small and in stock' } }]);
    expect(carrier).toBe('ZTO');
    expect(due - shipBy).toBe(24 * 3_600_000);
  });

  it('pack by own boxes, and otherwise', async () => {
    expect(await packAndShip(memoryStore())).toEqual({
      packed: ['o-1#1-1'],
      box: 'M',
      byHand: { reason: 'small boxes are wet', costsMore: expect.any(Number), problems: [] },
    });
    expect(whatElse()).toHaveLength(4);
  });

  it('choose carriers', async () => {
    const now = instant(Date.UTC(2026, 2, 2, 2));
    expect(prices()).toEqual({ total: 590, boxes: [590, 830] });
    expect(choices(now)).toEqual(['SF', 'ZTO']);
    expect(await wave(now)).toEqual([2646, 0, 2646]);
    expect(waybills()).toEqual(['YTO', 'waybill.of_another_carrier']);
    const store = memoryStore();
    expect(openDesk(store).now()).toBeGreaterThan(0);
  });

  it('tell what to stock', () => {
    const { proposal, fillRates, unitsLeft, sheet, steps } = whatToStock();
    expect(proposal.lines.map(({ sku, supplier }) => `${sku} of ${supplier}`)).toEqual(['lamp of kiln', 'mug of kiln']);
    expect(proposal.orders).toMatchObject([{ supplier: 'kiln' }]);
    expect(proposal.cost).toBeLessThanOrEqual(200_000);
    expect(fillRates[1]).toBeGreaterThan(fillRates[0] ?? 1);
    expect(unitsLeft).toBe(1500 - 714);
    expect(sheet.map(({ sku }) => sku)).toEqual(['lamp', 'mug']);
    expect(steps).toEqual(['koi: produce', 'crane: produce']);
  });

  it('print papers, the slip masked and the label not', () => {
    const [inside, outside] = [page(slip('zh-CN')), page(label())];
    expect(inside).toContain('装箱单');
    expect(inside).not.toContain('13812348000');
    expect(outside).toContain('13812348000');
  });

  it('keep a person secret', async () => {
    expect(await recipients(memoryStore())).toEqual({
      shown: '{"name":"王**","phone":"******8000","address":"文三路****"}',
      label: '王小明, +8613800138000, 文三路478号',
      after: 'record.command_not_allowed_now',
    });
  });

  it('keep keys in a table', async () => {
    const rows = new Map<string, { id: string; wrapped: Uint8Array }[] | 'destroyed'>();
    const table = {
      rows: async (person: string) => rows.get(person) ?? [],
      add: async (person: string, row: { id: string; wrapped: Uint8Array }) => void rows.set(person, [row]),
      destroy: async (person: string) => void rows.set(person, 'destroyed'),
    };
    const flip = async (key: Uint8Array) => key.map((byte) => byte ^ 0xff);
    const vault = createVault(tableKeys(table, { wrap: flip, unwrap: flip }));
    const desk = createDesk({ store: memoryStore(), vault }).as({ role: 'owner', id: 'amy' });
    const person = { name: '王小明', region: { country: 'CN' } };
    orThrow(await desk.recipients.record('r-1', { person }));
    const opened = orThrow(await desk.recipients.reveal('r-1', { purpose: 'shipping', fields: ['name'] }));
    expect(opened.read('name')).toBe('王小明');
    orThrow(await desk.recipients.erase('r-1', { reason: 'askedByPerson' }));
    expect([...rows.values()]).toEqual(['destroyed']);
  });

  it('hand out again what was given up', async () => {
    expect(await durable(memoryStore())).toEqual(['TellBuyer of order/o-1: no paper']);
  });

  it('run on a folder as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orderwright-'));
    const store = await onPglite(join(folder, 'desk'));
    try {
      expect(await wholeLife(store)).toEqual({ order: 'completed', case: 'refunded', onHand: 9 });
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });
});
