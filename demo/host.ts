import type { Desk, DeskOptions, Message } from 'orderwright';
import { Tally } from './tally.js';
import type { Teller } from './teller.js';

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
        const { order, amount, case: id } = message.body;
        if (!this.#paid.has(message.id)) this.paidBack.add(order, amount);
        this.#paid.add(message.id);
        if (id === undefined) return;
        const by = { role: 'system', id: 'bank' } as const;
        await teller.tell(desk().cases.noteRefundPaid(id, { by, commandId: `paid.${message.id}` }));
      },
      UploadWaybill: async (message) => {
        note(message);
        const { parcel, number } = message.body;
        const by = { role: 'platform', id: 'shop' } as const;
        await teller.tell(desk().parcels.noteUploaded(parcel, { by, number, commandId: `uploaded.${message.id}` }));
      },
      InterceptParcel: note,
      NoticeAnomaly: note,
    };
  }
}
