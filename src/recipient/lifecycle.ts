import type { Lifecycle, Role } from '../kernel/index.js';
import { type RecipientCommand, RecipientStatus } from './types.js';

const CHANNEL: readonly Role[] = ['owner', 'service', 'buyer', 'platform', 'system'];
const PLATFORM: readonly Role[] = ['owner', 'service', 'platform', 'system'];
/** Who writes labels and who talks to buyers. Nobody else sees a person's data. */
const REVEALERS: readonly Role[] = ['owner', 'packer', 'service'];
const LIVE = ['kept', 'opaque'] as const;

/** The life of a recipient. Amending may turn a platform's ciphertext into data of our own, and back. */
export const recipientLifecycle: Lifecycle<RecipientStatus, RecipientCommand['type']> = {
  statuses: RecipientStatus.options,
  final: ['erased'],
  rows: {
    RecordRecipient: [{ from: ['new'], by: CHANNEL, to: ['kept'] }],
    RecordOpaqueRecipient: [{ from: ['new'], by: PLATFORM, to: ['opaque'] }],
    AmendRecipientDetails: [{ from: LIVE, by: CHANNEL, to: ['kept'] }],
    AmendOpaqueDetails: [{ from: LIVE, by: PLATFORM, to: ['opaque'] }],
    NoteRevealed: [
      { from: ['kept'], by: REVEALERS, to: ['kept'] },
      { from: ['opaque'], by: REVEALERS, to: ['opaque'] },
    ],
    EraseRecipient: [{ from: LIVE, by: ['owner', 'platform', 'system'], to: ['erased'] }],
  },
};
