import { describe, expect, it } from 'vitest';
import { CaseCommand } from '../../src/aftersales/index.js';
import { instant, parseInput } from '../../src/kernel/index.js';
import { asks, asksReturn, commands, finds, mugs, namesOf, Shop, shanghai, shopWith, the } from './support.js';

const threeMugs = asksReturn({ lines: [{ line: 'mugs', quantity: 3 }] });

function agreedThree(amount?: number) {
  const shop = new Shop();
  shop.does('c-1', threeMugs, 'buyer');
  shop.does('c-1', { type: 'AgreeCase', ...(amount !== undefined && { amount }) }, 'owner');
  return shop;
}

describe('the buyer sends goods back', () => {
  it('with a number, and nothing waits for them any more', () => {
    const shop = shopWith('awaitingReturn');
    shop.does('c-1', commands.NoteReturnShipped, 'buyer');
    expect(shop.case()).toMatchObject({ status: 'returnUnderWay', sentBack: { carrier: 'sto', number: '773000111' } });
    expect(shop.owed()).toEqual({});
  });

  it('and saying so twice changes nothing, while another number corrects the first', () => {
    const shop = shopWith('returnUnderWay');
    const before = shop.case();
    expect(namesOf(shop.give('c-1', commands.NoteReturnShipped, 'buyer'))).toEqual([]);
    expect(shop.case()).toBe(before);
    expect(namesOf(shop.give('c-1', { ...commands.NoteReturnShipped, number: '773000222' }, 'buyer'))).toEqual([
      'ReturnShipped',
    ]);
    expect(shop.case().sentBack?.number).toBe('773000222');
  });

  it('at most the units of the case', () => {
    const shop = shopWith('awaitingReturn');
    const ship = (line: string, quantity: number) =>
      namesOf(shop.try('c-1', { ...commands.NoteReturnShipped, lines: [{ line, quantity }] }, 'buyer')).join();
    expect(ship('mugs', 2)).toBe('ReturnShipped');
    expect(ship('mugs', 3)).toBe('aftersales.more_units_than_claimed');
    expect(ship('lamp', 1)).toBe('aftersales.line_unknown');
  });

  it('without a number: what arrives is inspected all the same', () => {
    const shop = shopWith('awaitingReturn');
    expect(namesOf(shop.give('c-1', finds(2), 'packer'))).toEqual(['ReturnInspected', 'RefundGranted']);
    expect(Object.keys(shop.owed())).toEqual(['payRefundBy']);
  });
});

describe('a return that comes while the case is with the platform', () => {
  const rules = (outcome: 'returnAndRefund' | 'refund') =>
    ({ type: 'DecideByPlatform', outcome, reason: 'as agreed' }) as const;

  it('is noted and waits; once the platform has it come back, the merchant has ten days to inspect it', () => {
    const shop = shopWith('returnUnderWay');
    shop.does('c-1', commands.EscalateCase, 'platform');
    const owed = shop.owed();
    shop.at = shanghai('2026-03-03T09:00');
    expect(namesOf(shop.give('c-1', commands.NoteReturnArrived, 'packer'))).toEqual(['ReturnArrived']);
    expect(namesOf(shop.give('c-1', commands.NoteReturnArrived, 'carrier'))).toEqual([]);
    expect(shop.case()).toMatchObject({ status: 'escalated', sentBack: { number: '773000111', arrivedAt: shop.at } });
    expect(shop.owed()).toEqual(owed);
    shop.does('c-1', rules('returnAndRefund'), 'platform');
    expect(shop.case().status).toBe('inspecting');
    expect(shop.owed()).toEqual({ inspectBy: shanghai('2026-03-13T24:00') });
    expect(namesOf(shop.give('c-1', finds(2), 'packer'))).toEqual(['ReturnInspected', 'RefundGranted']);
  });

  it('is noted as far as it has come, and its waybill too if that is told last', () => {
    const shop = shopWith('escalated');
    shop.does('c-1', commands.NoteReturnShipped, 'buyer');
    expect(shop.case()).toMatchObject({ status: 'escalated', sentBack: { number: '773000111' } });
    shop.does('c-1', commands.NoteReturnArrived, 'packer');
    const { arrivedAt } = shop.case().sentBack ?? {};
    shop.does('c-1', { ...commands.NoteReturnShipped, number: '773000222' }, 'buyer');
    expect(shop.case()).toMatchObject({ status: 'escalated', sentBack: { number: '773000222', arrivedAt } });
    shop.does('c-1', rules('refund'), 'platform');
    expect(namesOf(shop.give('c-1', finds(2), 'packer'))).toEqual(['ReturnInspected']);
  });

  it('is on its way once the platform has ruled, if it has not arrived by then', () => {
    const shop = shopWith('escalated');
    shop.does('c-1', commands.NoteReturnShipped, 'buyer');
    shop.does('c-1', rules('returnAndRefund'), 'platform');
    expect(shop.case().status).toBe('returnUnderWay');
    shop.does('c-1', commands.NoteReturnArrived, 'packer');
    expect(Object.keys(shop.owed())).toEqual(['inspectBy']);
  });

  it('is not of a case that asks for money alone', () => {
    const shop = new Shop();
    shop.does('c-1', asks(), 'buyer');
    shop.does('c-1', commands.EscalateCase, 'platform');
    const arrives = shop.try('c-1', commands.NoteReturnArrived, 'packer');
    expect(namesOf(arrives)).toEqual(['aftersales.no_return_expected']);
  });
});

describe('a return that comes late', () => {
  const unlooked = () => {
    const shop = shopWith('returnUnderWay', { approvalAbove: 5000, inspectFrom: 'shipped' });
    shop.until(shanghai('2026-03-13T12:00'));
    expect(shop.case().status).toBe('awaitingApproval');
    return shop;
  };

  it('is noted while its refund waits for a second person, and after that person has declined', () => {
    const shop = unlooked();
    shop.does('c-1', commands.NoteReturnArrived, 'packer');
    expect(shop.case()).toMatchObject({ status: 'awaitingApproval', sentBack: { arrivedAt: shop.at } });
    const declined = unlooked();
    declined.does('c-1', commands.DeclineRefund, 'approver');
    declined.does('c-1', commands.NoteReturnArrived, 'packer');
    expect(declined.case().status).toBe('rejected');
    declined.does('c-1', commands.AgreeCase, 'owner');
    expect(declined.case().status).toBe('inspecting');
    expect(Object.keys(declined.owed())).toEqual(['inspectBy']);
  });

  it('is not awaited by a case that was rejected before anything was sent, nor after the inspection', () => {
    const arrives = (shop: Shop) => namesOf(shop.try('c-1', commands.NoteReturnArrived, 'packer')).join();
    expect(arrives(shopWith('rejected'))).toBe('aftersales.no_return_expected');
    expect(arrives(shopWith('awaitingApproval'))).toBe('aftersales.inspected_already');
  });
});

describe('the return arrives', () => {
  it('and the merchant has ten days since then to inspect it', () => {
    const shop = shopWith('returnUnderWay');
    shop.at = shanghai('2026-03-06T09:00');
    const arrivedAt = shanghai('2026-03-05T18:00');
    shop.does('c-1', { type: 'NoteReturnArrived', arrivedAt }, 'carrier');
    expect(shop.case()).toMatchObject({ status: 'inspecting', sentBack: { number: '773000111', arrivedAt } });
    expect(shop.owed()).toEqual({ inspectBy: shanghai('2026-03-15T24:00') });
  });

  it('at a time that can be', () => {
    const shop = shopWith('returnUnderWay');
    const arrives = (arrivedAt: number) =>
      namesOf(shop.try('c-1', { type: 'NoteReturnArrived', arrivedAt: instant(arrivedAt) }, 'carrier')).join();
    expect(arrives(shop.at + 300_001)).toBe('aftersales.arrived_in_future');
    expect(arrives(shop.at + 300_000)).toBe('ReturnArrived');
    expect(arrives(shop.at - 1)).toBe('aftersales.arrived_before_opened');
  });

  it("and the merchant's time does not begin anew, if it has run since the buyer shipped", () => {
    const shop = shopWith('returnUnderWay', { inspectFrom: 'shipped' });
    const before = shop.owed();
    expect(before).toEqual({ inspectBy: shanghai('2026-03-12T24:00') });
    shop.at = shanghai('2026-03-06T09:00');
    shop.does('c-1', commands.NoteReturnArrived, 'carrier');
    expect(shop.owed()).toEqual(before);
  });

  it('and a deadline of the platform beats the terms', () => {
    const inspectBy = shanghai('2026-03-04T08:00');
    const shop = shopWith('returnUnderWay');
    expect(namesOf(shop.try('c-1', { type: 'NoteReturnArrived', inspectBy }, 'carrier'))).toEqual([
      'aftersales.deadline_not_yours',
    ]);
    shop.does('c-1', { type: 'NoteReturnArrived', inspectBy }, 'platform');
    expect(shop.owed()).toEqual({ inspectBy });
  });
});

describe('three mugs were agreed upon', () => {
  it('and two arrive: two are paid, not three', () => {
    const shop = agreedThree();
    const outcome = shop.give('c-1', finds(2), 'packer');
    expect(the('RefundGranted', outcome)).toMatchObject({ amount: 6667, lines: [{ line: 'mugs', quantity: 2 }] });
    expect(the('ReturnInspected', outcome).accepted).toEqual([{ line: 'mugs', quantity: 2 }]);
  });

  it('and three arrive, one of them broken by the buyer: two are paid', () => {
    const shop = agreedThree();
    expect(the('RefundGranted', shop.give('c-1', finds(2, 1), 'packer')).amount).toBe(6667);
    expect(shop.case().findings).toMatchObject([{ counted: 3, accepted: 2, refused: 1, reason: 'chipped' }]);
  });

  it('for 90.00 in place of 100.00, and one arrives: 30.00 are paid, and the unit is a rebate', () => {
    const granted = the('RefundGranted', agreedThree(9000).give('c-1', finds(1), 'packer'));
    expect(granted).toMatchObject({ amount: 3001, lines: [] });
  });

  it('and all arrive in different states: each goes where it belongs', () => {
    const shop = agreedThree();
    const found = { line: 'mugs', counted: 1, accepted: 1, refused: 0 };
    const lines = (['restock', 'damaged', 'destroy'] as const).map((disposition) => ({ ...found, disposition }));
    const outcome = shop.give('c-1', { type: 'InspectReturn', lines, location: 'main' }, 'packer');
    const inspected = the('ReturnInspected', outcome);
    expect(inspected.findings.map(({ sku, disposition }) => `${sku} ${disposition}`)).toEqual([
      'mug-white restock',
      'mug-white damaged',
      'mug-white destroy',
    ]);
    expect(inspected).toMatchObject({ accepted: [{ line: 'mugs', quantity: 3 }], location: 'main', order: 'o-1' });
    expect(the('RefundGranted', outcome).amount).toBe(10_000);
  });

  it('and four arrive: the fourth is not of this case', () => {
    expect(namesOf(agreedThree().try('c-1', finds(4), 'packer'))).toEqual(['aftersales.more_units_than_claimed']);
    const twice = { ...finds(2), lines: [...finds(2).lines, ...finds(2).lines] };
    expect(namesOf(agreedThree().try('c-1', twice, 'packer'))).toEqual(['aftersales.more_units_than_claimed']);
  });

  it('and nothing can be accepted: the case is rejected with the reason, and may be escalated', () => {
    const shop = agreedThree();
    expect(namesOf(shop.give('c-1', finds(0, 3), 'packer'))).toEqual(['ReturnInspected', 'CaseRejected']);
    expect(shop.case()).toMatchObject({ status: 'rejected', rejected: { reason: 'chipped' } });
    expect(Object.keys(shop.owed())).toEqual(['escalateBy']);
    expect(the('RefundGranted', shop.give('c-1', commands.AgreeCase, 'owner')).amount).toBe(10_000);
  });

  it('and only a part of the order was paid: two cases together get no more than that', () => {
    const shop = new Shop({}, { left: 11_000 });
    shop.does('c-1', threeMugs, 'buyer');
    shop.does('c-1', commands.AgreeCase, 'owner');
    shop.does('c-2', asks({ lines: [{ line: 'lamp', quantity: 1 }], amount: 8000 }), 'buyer');
    shop.does('c-2', commands.AgreeCase, 'owner');
    const granted = the('RefundGranted', shop.give('c-1', finds(3), 'packer'));
    expect(granted).toMatchObject({ amount: 3000, lines: [] });
    expect(shop.order.left).toBe(0);
  });

  it('and others have paid all back meanwhile: the case ends', () => {
    const shop = agreedThree();
    shop.count('refunded', [{ line: 'mugs', quantity: 3 }]);
    expect(namesOf(shop.give('c-1', finds(3), 'packer'))).toEqual(['ReturnInspected', 'CaseClosed']);
    expect(shop.case()).toMatchObject({ status: 'closed', outcome: 'nothingLeftToRefund' });
  });
});

describe('an inspection', () => {
  it('adds up, and says why it refuses', () => {
    const refusal = (line: object) =>
      parseInput(
        CaseCommand,
        { type: 'InspectReturn', lines: [{ line: 'mugs', disposition: 'damaged', ...line }] },
        'It',
      )._unsafeUnwrapErr().code;
    expect(refusal({ counted: 2, accepted: 1, refused: 0 })).toBe('aftersales.finding_does_not_add_up');
    expect(refusal({ counted: 2, accepted: 1, refused: 1 })).toBe('aftersales.finding_needs_reason');
  });

  it('never puts medicine back on the shelf', () => {
    const shop = new Shop({}, { lines: [{ ...mugs, neverRestocked: true }] });
    shop.does('c-1', asksReturn(), 'buyer');
    shop.does('c-1', commands.AgreeCase, 'owner');
    expect(namesOf(shop.try('c-1', finds(2), 'packer'))).toEqual(['aftersales.must_not_be_restocked']);
    const [found] = finds(2).lines;
    const destroyed = {
      ...finds(2),
      lines: found === undefined ? [] : [{ ...found, disposition: 'destroy' as const }],
    };
    expect(namesOf(shop.try('c-1', destroyed, 'packer'))).toEqual(['ReturnInspected', 'RefundGranted']);
  });

  it('happens once', () => {
    const shop = shopWith('refunding');
    expect(namesOf(shop.try('c-1', finds(2), 'packer'))).toEqual(['aftersales.inspected_already']);
  });

  it('of goods that come after the money went books them in, and pays nothing more', () => {
    const shop = shopWith('inspecting');
    shop.until(shanghai('2026-03-13T00:00'));
    expect(shop.case().status).toBe('refunding');
    expect(namesOf(shop.give('c-1', finds(2), 'packer'))).toEqual(['ReturnInspected']);
    expect(shop.case().status).toBe('refunding');
  });

  it('is not asked for where nothing was to come back', () => {
    const shop = new Shop();
    shop.does('c-1', asks(), 'buyer');
    shop.does('c-1', commands.AgreeCase, 'owner');
    expect(namesOf(shop.try('c-1', finds(2), 'packer'))).toEqual(['aftersales.no_return_expected']);
  });
});
