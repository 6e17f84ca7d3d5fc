/**
 * Papers that go with a parcel, as HTML ready to print and as PDF.
 *
 * @packageDocumentation
 */
export type { Drawing, Language, Shape } from '../drawing.js';
export {
  BoxInstructionsFacts,
  DeliveryNoteFacts,
  MOST_LINES_ON_PAPER,
  PackingSlipFacts,
  ParcelLabelFacts,
  type PersonOnPaper,
  PickListFacts,
  ReturnSlipFacts,
  type Shop,
} from './facts.js';
export { htmlOf } from './html.js';
export * from './paper.js';
export { parcelLabel } from './papers/label.js';
export { deliveryNote, packingSlip, returnSlip } from './papers/slips.js';
export { type BoxPictures, boxInstructions, pickList } from './papers/warehouse.js';
export type { Symbols } from './symbols.js';
