import { PRICE } from './shop.js';

/** Where an order of the model is. `lost`: gone, and it will not arrive. */
export type Place =
  | 'none'
  | 'pending'
  | 'placed'
  | 'accepted'
  | 'packed'
  | 'labelled'
  | 'shipped'
  | 'lost'
  | 'delivered'
  | 'completed'
  | 'cancelled';

/** An order as a clerk would keep it on a card. */
export interface OrderCard {
  readonly id: string;
  place: Place;
  ordered: number;
  units: number;
  held: number;
  holdEnds: number;
  short: number;
  shipped: number;
  refundedUnits: number;
  returned: number;
  undelivered: number;
  paid: number;
  refunded: number;
  payBy: number;
  boxes: number;
  isAway: boolean;
}

/** A shop of one article, on paper: what is there, and a card for each order. It knows nothing of the desk. */
export class Paper {
  at: number;
  onHand = 0;
  damaged = 0;
  readonly holdsAtOnce: boolean;
  readonly cards: OrderCard[];

  constructor(at: number, holdsAtOnce: boolean, orders: number) {
    this.at = at;
    this.holdsAtOnce = holdsAtOnce;
    this.cards = Array.from({ length: orders }, (_, i) => blank(`o-${i}`));
  }

  heldBy = (card: OrderCard): number => (card.holdEnds <= this.at ? 0 : card.held);
  get free(): number {
    return this.onHand - this.damaged - this.cards.reduce((sum, card) => sum + this.heldBy(card), 0);
  }
}

const blank = (id: string): OrderCard => ({
  id,
  place: 'none',
  ordered: 0,
  units: 0,
  held: 0,
  holdEnds: Infinity,
  short: 0,
  shipped: 0,
  refundedUnits: 0,
  returned: 0,
  undelivered: 0,
  paid: 0,
  refunded: 0,
  payBy: Infinity,
  boxes: 0,
  isAway: false,
});

export const is = ({ place }: OrderCard, ...places: Place[]): boolean => places.includes(place);
export const boxOf = ({ id, boxes }: OrderCard): string => `${id}-${Math.max(1, boxes)}`;
export const hold = (card: OrderCard, quantity: number, ends = Infinity) =>
  Object.assign(card, { held: quantity, holdEnds: ends });
export const goes = (card: OrderCard, place: Place): true => Object.assign(card, { place }) && true;
export const callOff = (card: OrderCard): true =>
  goes(Object.assign(card, { refunded: card.paid, held: 0, short: 0 }), 'cancelled');

/** One unit is paid back; that may have been the last thing to settle. */
export function payBack(card: OrderCard): void {
  card.refunded += PRICE;
  card.refundedUnits += 1;
  settle(card);
}
/** What is under way does not arrive; what the buyer has sent back had. */
export function comesToNothing(card: OrderCard): void {
  card.undelivered = card.shipped - card.returned;
  card.place = card.returned > 0 ? 'delivered' : 'lost';
}
export function settle(card: OrderCard): void {
  if (card.refundedUnits < card.units) return;
  if (is(card, 'lost')) callOff(card);
  if (is(card, 'delivered')) card.place = 'completed';
}

export function loseOne(paper: Paper, card: OrderCard, how: 'damaged' | 'missing'): boolean {
  if (!is(card, 'accepted') || card.held === 0) return false;
  if (how === 'damaged') paper.damaged += 1;
  else paper.onHand -= 1;
  card.held -= 1;
  if (paper.free > 0) card.held += 1;
  else card.short += 1;
  return true;
}

export const mayClaim = (card: OrderCard): boolean => card.shipped > card.refundedUnits && card.paid > card.refunded;

/** What the desk does by itself when it is drained: whoever has not paid in time is called off. */
export function sweep(paper: Paper): void {
  for (const card of paper.cards) if (is(card, 'pending') && card.payBy <= paper.at) callOff(card);
}
