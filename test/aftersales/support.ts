import type { AftersalesTerms, CaseCommand, CaseStatus } from '../../src/aftersales/index.js';
import type { Role } from '../../src/kernel/index.js';
import { Shop } from './shop.js';

export * from './shop.js';

type Command<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

export const asks = (over: Partial<Command<'OpenCase'>> = {}): Command<'OpenCase'> => ({
  type: 'OpenCase',
  order: 'o-1',
  remedy: 'refundOnly',
  lines: [{ line: 'mugs', quantity: 2 }],
  reason: { code: 'damaged' },
  received: 'received',
  ...over,
});
export const asksReturn = (over: Partial<Command<'OpenCase'>> = {}) => asks({ remedy: 'returnAndRefund', ...over });

export const finds = (accepted: number, refused = 0): Command<'InspectReturn'> => ({
  type: 'InspectReturn',
  lines: [
    {
      line: 'mugs',
      counted: accepted + refused,
      accepted,
      refused,
      disposition: 'restock',
      ...(refused > 0 && { reason: 'chipped' }),
    },
  ],
});

/** A command of each type, as good as any. */
export const commands: { readonly [Type in CaseCommand['type']]: Command<Type> } = {
  OpenCase: asksReturn(),
  ReviseCase: { type: 'ReviseCase', lines: [{ line: 'mugs', quantity: 1 }] },
  WithdrawCase: { type: 'WithdrawCase' },
  AgreeCase: { type: 'AgreeCase' },
  RejectCase: { type: 'RejectCase', reason: 'no damage to be seen' },
  EscalateCase: { type: 'EscalateCase', reason: 'there is damage' },
  DecideByPlatform: { type: 'DecideByPlatform', outcome: 'refund', reason: 'the pictures show it' },
  NoteReturnShipped: { type: 'NoteReturnShipped', carrier: 'sto', number: '773000111' },
  NoteReturnArrived: { type: 'NoteReturnArrived' },
  InspectReturn: finds(2),
  ApproveRefund: { type: 'ApproveRefund', amount: 6667 },
  DeclineRefund: { type: 'DeclineRefund', reason: 'too much' },
  NoteUnitsRefunded: { type: 'NoteUnitsRefunded', lines: [{ line: 'mugs', quantity: 1 }] },
  NoteRefundPaid: { type: 'NoteRefundPaid', reference: 'pay-1' },
  NoteRefundFailed: { type: 'NoteRefundFailed', reason: 'the account is closed' },
};

const opened = [[commands.OpenCase, 'buyer']] as const;
const agreed = [...opened, [commands.AgreeCase, 'owner']] as const;
const arrived = [...agreed, [commands.NoteReturnArrived, 'packer']] as const;
const granted = [...arrived, [commands.InspectReturn, 'packer']] as const;
const WAYS: Readonly<Record<CaseStatus, readonly (readonly [CaseCommand, Role])[]>> = {
  requested: opened,
  rejected: [...opened, [commands.RejectCase, 'owner']],
  escalated: [...opened, [commands.RejectCase, 'owner'], [commands.EscalateCase, 'buyer']],
  awaitingReturn: agreed,
  returnUnderWay: [...agreed, [commands.NoteReturnShipped, 'buyer']],
  inspecting: arrived,
  awaitingApproval: granted,
  refunding: granted,
  refunded: [...granted, [commands.NoteRefundPaid, 'system']],
  withdrawn: [...opened, [commands.WithdrawCase, 'buyer']],
  closed: [...opened, [{ type: 'DecideByPlatform', outcome: 'refuse', reason: 'no damage' }, 'platform']],
};

/** A shop whose case `c-1` (two mugs to be sent back) stands in this status. */
export function shopWith(status: CaseStatus, terms: Partial<AftersalesTerms> = {}): Shop {
  const shop = new Shop({ ...(status === 'awaitingApproval' && { approvalAbove: 5000 }), ...terms });
  for (const [command, role] of WAYS[status]) shop.does('c-1', command, role);
  if (shop.case().status !== status) throw new Error(`${shop.case().status} in place of ${status}`);
  return shop;
}
