import type { OrderStatus } from 'orderwright';
import type { RefundReason } from '../measures/money.js';

/** In the two languages of the page. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export const STATUS: Readonly<Record<OrderStatus, Text>> = {
  pending: { en: 'pending', zh: '待付款' },
  placed: { en: 'placed', zh: '待接单' },
  accepted: { en: 'accepted', zh: '已接单' },
  preparing: { en: 'preparing', zh: '备货中' },
  packed: { en: 'packed', zh: '已打包' },
  shipped: { en: 'shipped', zh: '运输中' },
  delivered: { en: 'delivered', zh: '已签收' },
  completed: { en: 'completed', zh: '已完成' },
  cancelled: { en: 'cancelled', zh: '已取消' },
};

export const STATUS_COLOUR: Readonly<Record<OrderStatus, string>> = {
  pending: '#d9c7a3',
  placed: '#e0992b',
  accepted: '#a9c9e8',
  preparing: '#6f9fd0',
  packed: '#3f74ad',
  shipped: '#244f80',
  delivered: '#7cc0a3',
  completed: '#2f8f6b',
  cancelled: '#b0a8a8',
};

/** What a deadline asks for, and of whom. */
export const DEADLINE: Readonly<Record<string, string>> = {
  'order payBy': 'pay the order',
  'order acceptBy': 'accept the order',
  'order shipBy': 'ship the order',
  'order deliverBy': 'deliver the order',
  'order confirmBy': 'confirm receipt',
  'order settleUndeliveredBy': 'settle what was not delivered',
  'fulfilment pickBy': 'pick the goods',
  'fulfilment handOverBy': 'hand over to the carrier',
  'parcel uploadBy': 'upload the waybill',
  'parcel firstScanBy': 'first scan of the parcel',
  'parcel nextScanBy': 'next scan of the parcel',
  'parcel deliverBy': 'deliver the parcel',
  'case answerBy': 'answer the case',
  'case returnBy': 'send the goods back',
  'case inspectBy': 'inspect the return',
  'case payRefundBy': 'pay the refund',
};

export const REFUND: Readonly<Record<RefundReason, string>> = {
  cancelled: 'cancelled before it left',
  returned: 'returned by the buyer',
  notDelivered: 'lost or refused on the way',
  paidAfterCancellation: 'paid after cancellation',
};
export const REFUND_COLOUR: Readonly<Record<RefundReason, string>> = {
  cancelled: '#e0992b',
  returned: '#3f74ad',
  notDelivered: '#c8443a',
  paidAfterCancellation: '#9fb3c8',
};

export const count = (number: number): string => number.toLocaleString('en-GB');
export const percent = (part: number, whole: number): string => {
  const share = (100 * part) / Math.max(1, whole);
  return `${share > 0 && share < 10 ? share.toFixed(1) : share.toFixed(0)} %`;
};

/** `40 minutes`, `18 hours`, `6.9 days`. */
export function span(hours: number): Text {
  if (hours < 1) return { en: `${Math.round(hours * 60)} min`, zh: `${Math.round(hours * 60)} 分钟` };
  if (hours < 48) return { en: `${short(hours)} h`, zh: `${short(hours)} 小时` };
  return { en: `${short(hours / 24)} days`, zh: `${short(hours / 24)} 天` };
}
const short = (number: number): string => (number < 10 ? number.toFixed(1).replace(/\.0$/, '') : number.toFixed(0));
