export type { Advice, BuyerWishes, DeskPolicies } from './advise.js';
export { createDesk, type Desk, type DeskOptions } from './desk.js';
export type { DrainReport, Handler } from './drain.js';
export type { Commands, Deadlines, Given, Reads, Records, View } from './facade.js';
export { type DeskFailure, deskFailures } from './failures.js';
export {
  fulfilmentId,
  MESSAGE_TYPES,
  MESSAGES,
  type MessageBody,
  type MessageOf,
  type MessageType,
  RefundCause,
} from './react/index.js';
export type { Outcome, Receipt } from './receipts.js';
export type { Recipients } from './recipients.js';
export {
  COMMON_CODES,
  type CommonRefusal,
  type DomainFailure,
  type FailureWith,
  isInputCode,
  type Kind,
  type RefusalOf,
  type RefusedInput,
  refusalCodes,
} from './refusals.js';
export { DeskTerms, houseTerms } from './terms.js';
