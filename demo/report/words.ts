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
  delivered: { en: 'delivered, not confirmed', zh: '已签收未确认' },
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

/** What a deadline asks for. */
const DEADLINE: Readonly<Record<string, Text>> = {
  'order payBy': { en: 'pay the order', zh: '付款' },
  'order acceptBy': { en: 'accept the order', zh: '接单' },
  'order shipBy': { en: 'ship the order', zh: '发货' },
  'order deliverBy': { en: 'deliver the order', zh: '送达' },
  'order confirmBy': { en: 'confirm receipt', zh: '确认收货' },
  'order settleUndeliveredBy': { en: 'settle the undelivered', zh: '处理未送达' },
  'fulfilment pickBy': { en: 'pick the goods', zh: '拣货' },
  'fulfilment handOverBy': { en: 'hand over to the carrier', zh: '交付承运商' },
  'parcel uploadBy': { en: 'upload the waybill', zh: '上传运单' },
  'parcel firstScanBy': { en: 'first scan of the parcel', zh: '首次揽收扫描' },
  'parcel nextScanBy': { en: 'next scan of the parcel', zh: '下一次物流扫描' },
  'parcel deliverBy': { en: 'deliver the parcel', zh: '包裹送达' },
  'case answerBy': { en: 'answer the case', zh: '答复售后' },
  'case returnBy': { en: 'send the goods back', zh: '买家寄回' },
  'case inspectBy': { en: 'inspect the return', zh: '验收退货' },
  'case payRefundBy': { en: 'pay the refund', zh: '退款' },
};
export const deadlineName = (kind: string): Text => DEADLINE[kind] ?? { en: kind, zh: kind };

export const REFUND: Readonly<Record<RefundReason, Text & { readonly colour: string }>> = {
  cancelled: { en: 'cancelled before it left', zh: '发货前取消', colour: '#e0992b' },
  calledBack: { en: 'cancelled on the way', zh: '运输中取消', colour: '#7a5195' },
  returned: { en: 'returned by the buyer', zh: '买家退货', colour: '#3f74ad' },
  notDelivered: { en: 'lost or refused on the way', zh: '丢件或拒收', colour: '#c8443a' },
  paidAfterCancellation: { en: 'paid after cancellation', zh: '取消后付款', colour: '#9fb3c8' },
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

/** Without pennies: `£527,253`. */
export const cash = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount / 100);

/** `creditOfNoGoods` as people write it. */
export const worded = (name: string): string =>
  name
    .replace(/^desk\./, 'noticed by the desk: ')
    .replace(/([a-z])([A-Z])/g, (_, end: string, next: string) => `${end} ${next.toLowerCase()}`);
