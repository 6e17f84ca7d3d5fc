import { type AftersalesFailure, aftersalesRefusals } from '../aftersales/index.js';
import { type ReservationFailure, reservationRefusals, type StockFailure, stockRefusals } from '../inventory/index.js';
import type { AnyFailureOf, Failure, InputFailure, recordFailures } from '../kernel/index.js';
import { type FulfilmentFailure, fulfilmentRefusals, type ParcelFailure, parcelRefusals } from '../logistics/index.js';
import { type OrderFailure, orderRefusals } from '../order/index.js';
import { type RecipientFailure, recipientRefusals } from '../recipient/index.js';
import type { DeskFailure } from './failures.js';

/** Every refusal of a rule of trade. */
export type DomainFailure =
  | OrderFailure
  | StockFailure
  | ReservationFailure
  | FulfilmentFailure
  | ParcelFailure
  | AftersalesFailure
  | RecipientFailure;
type Code = DomainFailure['code'];

/** Each kind's own rules, by command. */
const own = {
  order: orderRefusals,
  stock: stockRefusals,
  reservation: reservationRefusals,
  fulfilment: fulfilmentRefusals,
  parcel: parcelRefusals,
  case: aftersalesRefusals,
  recipient: recipientRefusals,
} as const;

/**
 * What comes up from other records when a command is given through the desk: what follows from it is refused, and so it
 * is refused as a whole. It speaks of records which the desk alone has led; a host that gives the desk's own commands by
 * hand can bring up others.
 */
const fromOthers = {
  order: {
    /** Where stock is held as soon as an order is placed, an order that cannot be served is not taken. */
    PlaceOrder: ['order.shortage', 'stock.hold_has_ended'],
    /** Another process, whose clock is ahead, has taken a hold for ended. */
    AcceptOrder: ['stock.hold_has_ended'],
  },
  stock: {},
  reservation: {
    HoldUnits: ['stock.hold_has_ended', 'stock.not_enough'],
    KeepReservation: ['stock.hold_has_ended'],
  },
  fulfilment: {
    ReplaceUnits: ['stock.not_enough'],
  },
  parcel: {
    ShipParcel: ['order.held'],
  },
  case: {},
  recipient: {},
} as const satisfies {
  readonly [Kind in keyof typeof own]: Readonly<Partial<Record<keyof (typeof own)[Kind], readonly Code[]>>>;
};

/** A kind of record. */
export type Kind = keyof typeof own;
type CodesIn<Table, Command> = Command extends keyof Table ? Extract<Table[Command], readonly string[]>[number] : never;

/** The rules of trade that a command of a kind can be refused with, its own and those that come up from others. */
export type RefusalOf<Of extends Kind, Command> = Extract<
  DomainFailure,
  { readonly code: CodesIn<(typeof own)[Of], Command> | CodesIn<(typeof fromOthers)[Of], Command> }
>;

/** Complaints of schemas whose codes begin like those of a rule. All others begin with what the field is. */
const complaints = [
  'order.lines_must_not_be_empty',
  'order.too_many_lines',
  'fulfilment.nothing_inspected',
  'fulfilment.reason_must_be_given',
  'aftersales.lines_must_not_be_empty',
  'aftersales.too_many_lines',
  'aftersales.too_much_evidence',
  'aftersales.finding_does_not_add_up',
  'aftersales.finding_needs_reason',
  'recipient.not_sealed',
  'recipient.nothing_sealed',
  'recipient.not_masked',
  'recipient.not_ciphertext',
  'recipient.source_unknown',
  'recipient.field_unknown',
  'recipient.purpose_unknown',
  'recipient.reason_unknown',
  'recipient.phone_format',
  'recipient.name_must_not_be_empty',
  'recipient.address_must_not_be_empty',
  'recipient.person_must_be_an_object',
  'recipient.person_must_not_be_empty',
] as const;
const FIELDS = [
  'input',
  'id',
  'command_id',
  'sku',
  'location',
  'text',
  'reason',
  'instant',
  'money',
  'quantity',
  'calendar',
  'region',
  'logistics',
] as const;

/** Input that no schema took, as any command may be refused; `details.issues` names every field. */
export type RefusedInput = Failure<
  (typeof complaints)[number] | `${(typeof FIELDS)[number]}.${string}`,
  InputFailure['details']
>;

/** Every refusal that a rule can make, of trade or of the desk itself. */
type RuleFailure = DomainFailure | AnyFailureOf<typeof recordFailures> | DeskFailure;

/** The failure with this code, to name what a function of the host handles. */
export type FailureWith<WithCode extends RuleFailure['code']> = Extract<RuleFailure, { readonly code: WithCode }>;

/** What any command of any record may be refused with, beside the rules of trade. */
export const COMMON_CODES = [
  'record.not_found',
  'record.exists_already',
  'record.actor_not_permitted',
  'record.command_not_allowed_now',
  'desk.actor_missing',
  'desk.command_id_reserved',
  'desk.command_id_used_for_another',
  'desk.unique_taken',
  'desk.too_much_follows',
  'desk.too_many_conflicts',
  'desk.outcome_unknown',
  'desk.decision_broke',
] as const satisfies readonly RuleFailure['code'][];

/** What any command may be refused with, beside the rules of trade: its input, or one of {@link COMMON_CODES}. */
export type CommonRefusal = RefusedInput | FailureWith<(typeof COMMON_CODES)[number]>;

/** Whether a code is a complaint about the input: the caller has to correct what they sent. */
export const isInputCode = (code: string): code is RefusedInput['code'] =>
  complaints.some((one) => one === code) || FIELDS.some((field) => code.startsWith(`${field}.`));

/** By the codes of which rules a command can be refused: its own in the order of precedence, then those of others. */
export function refusalCodes(kind: Kind, command: string): readonly Code[] {
  const mine: Readonly<Record<string, readonly Code[]>> = own[kind];
  const others: Readonly<Record<string, readonly Code[]>> = fromOthers[kind];
  return [...(mine[command] ?? []), ...(others[command] ?? [])];
}
