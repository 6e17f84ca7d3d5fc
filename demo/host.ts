import { type Desk, type DeskOptions, type Message } from 'orderwright';
import * as z from 'zod';
import { Tally } from './tally.js';
import type { Teller } from './teller.js';

const Refund = z.object({ order: z.string(), amount: z.number(), case: z.string().optional() });
const Waybill = z.object({ parcel: z.string(), number: z.string() });

/** The shop's side of the desk: it pays refunds, uploads waybills, and takes note of the rest. */
export class Host {
  /** Messages that were delivered, by type. */
  readonly delivered = new Tally();
  /** What was paid back, by order. A message that comes twice pays once. */
  readonly paidBack = new Tally();
  readonly #paid = new Set<string>();

  handlers(desk: () => Desk, teller: Teller): NonNullable<DeskOptions['host']> {
    const note = ({ type }: Message) => this.delivered.add(type);
    return {
      PayRefund: async (message) => {
        note(message);
        const refund = Refund.parse(message.body);
        if (!this.#paid.has(message.id)) this.paidBack.add(refund.order, refund.amount);
        this.#paid.add(message.id);
        if (refund.case === undefined) return;
        const by = { role: 'system', id: 'bank' } as const;
        await teller.tell(desk().cases.noteRefundPaid(refund.case, { by, commandId: `paid.${message.id}` }));
      },
      UploadWaybill: async (message) => {
        note(message);
        const { parcel, number } = Waybill.parse(message.body);
        const by = { role: 'platform', id: 'shop' } as const;
        await teller.tell(desk().parcels.noteUploaded(parcel, { by, number, commandId: `uploaded.${message.id}` }));
      },
      InterceptParcel: note,
      NoticeAnomaly: note,
    };
  }
}

