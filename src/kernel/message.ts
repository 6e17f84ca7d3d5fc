import type { Instant } from './instant.js';

/**
 * What must still happen outside the commit that caused it: a refund to pay, a waybill to upload, a buyer to tell.
 * It is saved with its cause, handed to the host until the host has settled it, and its id never changes, so that the
 * host can make the effect happen once.
 */
export interface Message {
  /** Unique in the merchant, made from the command that caused it; use it as the idempotency key outside. */
  readonly id: string;
  readonly type: string;
  /** The record it concerns. */
  readonly key: string;
  /** Plain JSON. Never holds a name, phone or address: handlers reveal the recipient by its id. */
  readonly body: unknown;
  readonly at: Instant;
}

/** A message as it waits in the store. */
export interface WaitingMessage extends Message {
  readonly attempts: number;
  /** Not handed out before this instant. */
  readonly notBefore: Instant;
  readonly lastError?: string | undefined;
  /** Given up after too many attempts; it waits for a person. */
  readonly stuck: boolean;
}

/** A message handed out to one process; `lease` proves that nobody else has taken it over since. */
export interface ClaimedMessage extends Message {
  readonly attempts: number;
  readonly lease: string;
}

/** What became of a claimed message. A settlement whose lease is no longer valid changes nothing. */
export type Settlement =
  | { readonly id: string; readonly lease: string; readonly outcome: 'done' }
  | {
      readonly id: string;
      readonly lease: string;
      readonly outcome: 'retry';
      readonly notBefore: Instant;
      readonly error: string;
    }
  | { readonly id: string; readonly lease: string; readonly outcome: 'stuck'; readonly error: string };
