import { describe, expect, it } from 'vitest';
import { CaseCommand, CaseEvent, CaseStatus, caseLifecycle, caseMachine } from '../../src/aftersales/index.js';
import { ALL_ROLES, apply, type Role, wakeAt } from '../../src/kernel/index.js';
import { commands, Shop, shopWith } from './support.js';

type Cells = Partial<Record<CaseStatus | 'new', string>>;

const buyer = 'buyer platform';
const seller = 'owner service';
const bench = 'owner service packer';
const senders = 'service buyer platform';
const receivers = 'owner service packer picker carrier platform system';

/** Who may give what, when: written by hand, to be read beside the table that the machine uses. */
const PERMITTED: Readonly<Record<CaseCommand['type'], Cells>> = {
  OpenCase: { new: 'owner service buyer platform' },
  ReviseCase: { requested: buyer, rejected: buyer },
  WithdrawCase: { requested: buyer, rejected: buyer, escalated: buyer, awaitingReturn: buyer },
  AgreeCase: { requested: 'owner service system', rejected: seller, escalated: seller },
  RejectCase: { requested: seller },
  EscalateCase: {
    requested: buyer,
    rejected: buyer,
    awaitingReturn: 'platform',
    returnUnderWay: buyer,
    inspecting: buyer,
    awaitingApproval: buyer,
  },
  DecideByPlatform: {
    requested: 'platform',
    rejected: 'platform',
    escalated: 'platform',
    awaitingReturn: 'platform',
    returnUnderWay: 'platform',
    inspecting: 'platform',
    awaitingApproval: 'platform',
  },
  NoteReturnShipped: {
    rejected: senders,
    escalated: senders,
    awaitingReturn: senders,
    returnUnderWay: senders,
    awaitingApproval: senders,
  },
  NoteReturnArrived: {
    rejected: receivers,
    escalated: receivers,
    awaitingReturn: receivers,
    returnUnderWay: receivers,
    awaitingApproval: receivers,
  },
  InspectReturn: {
    awaitingReturn: bench,
    returnUnderWay: bench,
    inspecting: bench,
    refunding: bench,
    refunded: bench,
  },
  ApproveRefund: { awaitingApproval: 'owner approver' },
  DeclineRefund: { awaitingApproval: 'owner approver' },
  NoteUnitsRefunded: { requested: 'system', rejected: 'system', escalated: 'system', awaitingApproval: 'system' },
  NoteRefundPaid: { refunding: 'owner platform system' },
  NoteRefundFailed: { refunding: 'platform system' },
};

const ROWS = Object.entries(commands);
const STATUSES = ['new', ...CaseStatus.options] as const;
const shopIn = (status: CaseStatus | 'new') => (status === 'new' ? new Shop() : shopWith(status));

describe.each(STATUSES)('when a case is %s', (status) => {
  it.each(ROWS)('%s is for those alone whom the table names', (type, command) => {
    const shop = shopIn(status);
    const before = shop.cases.get('c-1');
    for (const role of ALL_ROLES) {
      const permitted = (PERMITTED[command.type][status] ?? '').split(' ');
      const code = shop.try('c-1', command, role).match(
        () => 'done',
        (failure) => failure.code,
      );
      const expected: Role[] = ALL_ROLES.filter((one) => permitted.includes(one));
      if (expected.includes(role)) expect(code, `${type} by ${role}`).not.toMatch(/^record\./);
      else if (expected.length > 0) expect(code, `${type} by ${role}`).toBe('record.actor_not_permitted');
      else expect(code, `${type} by ${role}`).toMatch(/^record\.(command_not_allowed_now|exists_already|not_found)$/);
    }
    expect(shop.cases.get('c-1')).toBe(before);
  });
});

describe('the table', () => {
  it('leads nowhere that is not reached, and out of everything that is not final', () => {
    const reached = new Set(Object.values(caseLifecycle.rows).flatMap((rows) => rows.flatMap(({ to }) => to)));
    expect([...reached].sort()).toEqual([...CaseStatus.options].sort());
    for (const status of CaseStatus.options.filter((one) => !caseLifecycle.final.includes(one))) {
      const exits = Object.values(caseLifecycle.rows)
        .flat()
        .filter(({ from, to }) => from.includes(status) && to.some((one) => one !== status));
      expect(exits.length, status).toBeGreaterThan(0);
    }
  });

  it('lets no final case be woken, and no second withdrawal, agreement or payment happen', () => {
    for (const status of caseLifecycle.final) {
      const shop = shopWith(status);
      expect(wakeAt(shop.case(), caseLifecycle)).toBeUndefined();
      expect(shop.case().owed ?? []).toEqual([]);
      for (const [type, role] of [
        ['WithdrawCase', 'buyer'],
        ['AgreeCase', 'owner'],
        ['NoteRefundPaid', 'system'],
      ] as const) {
        expect(shop.give('c-1', commands[type], role)._unsafeUnwrapErr().code).toBe('record.command_not_allowed_now');
      }
    }
  });

  it('works on what the schemas can read', () => {
    for (const command of Object.values(commands)) expect(CaseCommand.parse(command)).toEqual(command);
    const shop = new Shop();
    const events = shop.try('c-1', commands.OpenCase, 'buyer')._unsafeUnwrap();
    for (const event of events) {
      expect(CaseEvent.parse(event)).toEqual(event);
      expect(apply(caseMachine, undefined, event, shop.at).status).toBe('requested');
    }
  });

  it("shows on its card what a list needs, and nobody's name", () => {
    expect(caseMachine.card(shopWith('refunding').case())).toEqual({
      buyer: 'b-1',
      channel: 'pdd-1',
      parent: 'order/o-1',
      facts: {
        remedy: 'returnAndRefund',
        reason: 'damaged',
        asked: 6667,
        refund: 6667,
        currency: 'CNY',
        openedAt: shopWith('refunding').case().openedAt,
        failedPayments: 0,
      },
    });
  });
});
