import type { Remedy } from './types.js';

/** What a remedy asks of both sides. The decisions read this row and never the remedy's name. */
export interface RemedyRow {
  /** The buyer sends the goods back before anything is given. */
  readonly sendsBack: boolean;
  /** What the buyer gets in the end. Exchange, resend and repair will add `goods`, with statuses of their own. */
  readonly gives: 'money';
}

/** A new remedy is a word in `Remedy` and a row here; what it gives gets a case in `remedyDue`. The compiler asks. */
export const REMEDIES: Readonly<Record<Remedy, RemedyRow>> = {
  refundOnly: { sendsBack: false, gives: 'money' },
  returnAndRefund: { sendsBack: true, gives: 'money' },
};
