import { SEVEN_DAY_RETURN_RULES } from '../aftersales/index.js';
import type { Calendar } from '../kernel/index.js';
import { hearsay, house, LAW, owedWithin, SEVEN_DAYS } from './provenance.js';
import type { Preset } from './types.js';

/**
 * A shop on Pinduoduo. Its rule centre cannot be read from outside, so most figures are what merchants repeat to each
 * other, and say so. What is solid: the platform gives `last_ship_time` with each order and `expire_time` with each case
 * that waits for the merchant. Hand those in as deadlines, and these figures serve for planning and simulation only.
 *
 * @param calendar China's working days, by `chinaCalendar`.
 *
 * @example
 * ```ts
 * const { order, logistics, aftersales } = pinduoduo(calendar);
 * const unverified = describePreset(pinduoduo(calendar)).filter((row) => row.verified === 'unverified');
 * ```
 */
export const pinduoduo = (calendar: Calendar): Preset => ({
  name: 'pinduoduo',
  jurisdiction: 'CN',
  asOf: '2026-11-22',
  order: orderTerms(calendar),
  logistics: logisticsTerms(calendar),
  aftersales: aftersalesTerms(calendar),
  notes: {
    'order.afterSales': LAW.sevenDays,
    'order.autoAccept': house('a formed group is a deal; there is nothing left to accept'),
    'aftersales.whenNotAnswered': hearsay('an unanswered request is agreed to by the platform'),
    'aftersales.whenNotInspected': hearsay('a return that is not confirmed is refunded by the platform'),
    'aftersales.autoAgree': LAW.sevenDays,
  },
});

const orderTerms = (calendar: Calendar): Preset['order'] => ({
  payBy: owedWithin({ hours: 24 }, hearsay('an unpaid order closes after about 24 hours; the API does not show it')),
  groupBy: owedWithin({ hours: 24 }, hearsay('a group has 24 hours to form, then everybody is refunded')),
  whenNotAccepted: 'record',
  shipBy: owedWithin(
    { hours: 48 },
    hearsay(
      'the API lets a listing promise 24 or 48 hours (shipment_limit_second), and each order gives its last_ship_time; ' +
        'that lateness costs at least 3 yuan for the buyer is only repeated',
    ),
    { remindHoursBefore: [12], penalty: { fixed: 300, to: 'buyer' } },
  ),
  confirmBy: owedWithin({ days: 15 }, hearsay('orders confirm themselves 10 to 15 days after shipping')),
  afterSales: SEVEN_DAYS,
  reserveAt: 'ready',
  autoAccept: {
    mode: 'on',
    // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
    rules: [{ name: 'every order that is ready', when: [], then: 'accept' }],
  },
  calendar,
});

const logisticsTerms = (calendar: Calendar): Preset['logistics'] => ({
  picking: 'optional',
  inspection: 'optional',
  waybill: 'required',
  uploadBeforeHandOver: 'optional',
  firstScanBy: owedWithin(
    { hours: 24 },
    hearsay('no first scan within 24 hours of the upload counts as fake shipment, at about 5 yuan per order'),
    { remindHoursBefore: [6], penalty: { fixed: 500, to: 'buyer' } },
  ),
  nextScanBy: owedWithin({ hours: 48 }, hearsay('24 to 48 hours between scans; what a stall costs is unknown')),
  currency: 'CNY',
  calendar,
});

const aftersalesTerms = (calendar: Calendar): Preset['aftersales'] => ({
  answerBy: owedWithin(
    { hours: 24 },
    hearsay('24 to 36 hours before shipping, 36 hours to 5 days after it; the shortest is taken. Use expire_time'),
    { remindHoursBefore: [6] },
  ),
  whenNotAnswered: 'agree',
  returnBy: owedWithin({ days: 7 }, hearsay('the buyer has 7 days to enter the return waybill')),
  inspectBy: owedWithin(
    { hours: 36 },
    hearsay('36 to 48 hours after signature, or about 10 days after shipping back; the shortest is taken'),
    { remindHoursBefore: [12] },
  ),
  inspectFrom: 'arrived',
  whenNotInspected: 'refund',
  payRefundBy: owedWithin(
    { days: 4 },
    house(`four days, so that with inspection no more than seven pass (${LAW.refundInSevenDays.source})`),
  ),
  mostCasesPerOrder: 20,
  autoAgree: { mode: 'shadow', rules: SEVEN_DAY_RETURN_RULES },
  calendar,
});
