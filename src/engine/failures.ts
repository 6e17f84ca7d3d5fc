import { type AnyFailureOf, defineFailures, rule } from '../kernel/index.js';

/** Refusals of the desk itself, whatever the record. */
export const deskFailures = defineFailures('desk', {
  command_unknown: rule<{ kind: string; command: string; known: readonly string[] }>(
    (d) => `A ${d.kind} does not take a command "${d.command}".`,
    'Use one of details.known.',
  ),
  actor_missing: rule<{ command: string }>(
    (d) => `${d.command} does not say who gives it.`,
    'Pass `by`, or give the command through `desk.as(actor)`.',
  ),
  command_id_used_for_another: rule<{ commandId: string }>(
    (d) => `The command id "${d.commandId}" was used for a command with another content.`,
    'Use a new id for a new command; repeat an old one with the same id and the same content.',
  ),
  command_id_reserved: rule<{ commandId: string }>(
    (d) => `The command id "${d.commandId}" is one of those which the desk makes for its own wakes.`,
    'Use an id that does not begin with "wake:".',
  ),
  unique_taken: rule<{ kind: string; unique: string; holder: string }>(
    (d) => `"${d.unique}" belongs to ${d.holder} already.`,
    'Look at that record; it may be the one you mean.',
  ),
  too_many_conflicts: rule<{ attempts: number }>(
    (d) => `Others changed the same records ${d.attempts} times in a row; nothing was changed.`,
    'Send the command again with the same commandId.',
  ),
  outcome_unknown: rule<{ commandId: string; cause: string }>(
    (d) => `The store failed (${d.cause}) and it is not known whether the command was carried out.`,
    'Send it again with the same commandId: it will happen once. Or ask desk.outcome(commandId).',
  ),
  decision_broke: rule<{ commandId: string; key: string; cause: string }>(
    (d) => `The desk broke while it decided on ${d.key} (${d.cause}); nothing was changed.`,
    'Report it: it is a defect, or the record was saved by a newer version of the desk. Other records are not affected.',
  ),
  too_much_follows: rule<{ command: string; most: number }>(
    (d) => `${d.command} would cause more than ${d.most} further commands at once.`,
    'Split it into smaller commands.',
  ),
  nothing_to_pack: rule<{ fulfilment: string }>(
    (d) => `Fulfilment "${d.fulfilment}" has no units that are ready and in no parcel.`,
    'Look at its lines: they may be packed, short or cancelled.',
  ),
  carriers_missing: rule<Record<never, never>>(
    () => 'The terms say nothing about carriers.',
    'Add `carriers` to the terms, or pass a carrier policy to createDesk.',
  ),
  vault_missing: rule<{ recipient: string }>(
    (d) => `The desk has no vault to seal or open "${d.recipient}" with.`,
    'Pass `vault` to createDesk: createVault(memoryKeys()) for development, your key service in production.',
  ),
  stock_keeps_moving: rule<{ id: string; rounds: number }>(
    (d) => `The stock "${d.id}" moved again in each of ${d.rounds} looks at its history.`,
    'Reconcile it at a quieter moment.',
  ),
  message_not_stuck: rule<{ id: string }>(
    (d) => `There is no message "${d.id}" that was given up.`,
    'Look at desk.messages.waiting({ stuck: true }) for the ids.',
  ),
});
/** Any refusal of the desk itself. */
export type DeskFailure = AnyFailureOf<typeof deskFailures>;
