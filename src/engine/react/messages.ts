import * as z from 'zod/mini';
import {
  Currency,
  Id,
  type Message,
  ObligationEvent,
  PositiveMinor,
  RecordId,
  strictObject,
} from '../../kernel/index.js';
import { AnomalyKind, Waybill } from '../../logistics/index.js';
import { CancelCause } from '../../order/index.js';

const ofParcel = { order: RecordId, parcel: RecordId };

/** Why money goes back: what was called off, or a payment, a gesture or a case that came later. */
export const RefundCause = z.enum([...CancelCause.options, 'paidAfterCancellation', 'refundUnits', 'case']);
export type RefundCause = z.infer<typeof RefundCause>;

/** What the desk asks of its host: the type of each message, and what its body holds. */
export const MESSAGES = {
  PayRefund: strictObject({
    order: RecordId,
    amount: PositiveMinor,
    currency: Currency,
    why: RefundCause,
    case: z.optional(RecordId),
  }).check(
    z.describe(
      'Pay this sum back to the buyer of the order, once. The desk counts it as refunded already. After NoteRefundFailed it comes again, with an id of its own.',
    ),
  ),
  UploadWaybill: strictObject({ ...ofParcel, carrier: Id, number: Id, replaces: z.boolean() }).check(
    z.describe(
      'Tell the platform the waybill; answer with NoteUploaded or NoteUploadFailed. `replaces`: it knew another.',
    ),
  ),
  InterceptParcel: strictObject({ ...ofParcel, waybill: z.nullable(Waybill) }).check(
    z.describe('Have the carrier stop a parcel that is under way; its order was called off.'),
  ),
  TellBuyer: strictObject({ order: RecordId, buyer: Id, about: z.enum(['OrderShipped', 'OrderDelivered']) }).check(
    z.describe('Tell the buyer how far the order is.'),
  ),
  NoticeObligation: ObligationEvent.check(
    z.describe(
      'A reminder came due, a deadline was missed, a penalty was incurred, or a deadline was paused, resumed or extended.',
    ),
  ),
  NoticeAnomaly: strictObject({ ...ofParcel, kind: AnomalyKind, because: z.string() }).check(
    z.describe('What a carrier or platform says of a parcel contradicts what the desk knows; a person should look.'),
  ),
  DestroyKey: strictObject({ recipient: RecordId }).check(
    z.describe('Destroy the key of an erased person. A desk with a vault does it by itself.'),
  ),
} as const;

/** What the desk may ask of its host, by name. */
export type MessageType = keyof typeof MESSAGES;
/** All of them, as a list. */
export const MESSAGE_TYPES = Object.keys(MESSAGES) as readonly MessageType[];

/** What the body of a message of this type holds. */
export type MessageBody<Type extends MessageType> = z.infer<(typeof MESSAGES)[Type]>;

/** A message of one type, as its handler gets it. */
export interface MessageOf<Type extends MessageType> extends Message {
  readonly type: Type;
  readonly body: MessageBody<Type>;
}

/** Kept until somebody handles them, though the host has no handler today. Of other types nothing is kept then. */
export const ALWAYS_KEPT: readonly MessageType[] = ['PayRefund', 'UploadWaybill', 'InterceptParcel', 'DestroyKey'];
