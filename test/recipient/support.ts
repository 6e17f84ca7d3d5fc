import { type Actor, apply, type Context, decide, instant, type Role } from '../../src/kernel/index.js';
import { type Recipient, type RecipientCommand, recipientMachine } from '../../src/recipient/index.js';

export const region = { country: 'CN', province: '浙江省', city: '杭州市' };
export const noon = instant(Date.UTC(2026, 2, 2, 4));

export const by = (role: Role): Actor => ({ role, id: `${role}-1` });
export const context = (role: Role = 'owner'): Context => ({ at: noon, by: by(role), id: 'r-1', ask: undefined });

/** The state after these commands, all of which have to be accepted. */
export function recipientAfter(...commands: readonly RecipientCommand[]): Recipient {
  let state: Recipient | undefined;
  for (const command of commands) {
    const events = decide(recipientMachine, command, state, context())._unsafeUnwrap();
    for (const event of events) state = apply(recipientMachine, state, event, noon);
  }
  if (state === undefined) throw new Error('no command');
  return state;
}

export const opaque: Extract<RecipientCommand, { type: 'RecordOpaqueRecipient' }> = {
  type: 'RecordOpaqueRecipient',
  channel: 'pdd-1',
  ciphertext: { receiver_name: '~AgAAAA==~1~', receiver_phone: '$x$y$1$' },
  masked: { name: '王**', phone: '******8000' },
  region,
  mergeKey: 'oaid-77',
};
