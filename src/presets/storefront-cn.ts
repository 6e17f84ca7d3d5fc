import { SEVEN_DAY_RETURN_RULES } from '../aftersales/index.js';
import type { Calendar } from '../kernel/index.js';
import { house, LAW, owedWithin, SEVEN_DAYS } from './provenance.js';
import type { Preset } from './types.js';

/**
 * A merchant's own storefront in mainland China: what the law asks, and house choices for the rest.
 *
 * @param calendar China's working days, by `chinaCalendar`; the law moves a last day that is not worked to the next one
 * that is. `everyDay('Asia/Shanghai')` never moves it, which gives the buyer less in such weeks.
 *
 * @example
 * ```ts
 * const calendar = (await chinaCalendar(2024, 2026))._unsafeUnwrap();
 * const { order, logistics, aftersales } = storefrontCn(calendar);
 * const terms = { ...houseTerms, order, logistics, aftersales };
 * ```
 */
export const storefrontCn = (calendar: Calendar): Preset => ({
  name: 'storefront-cn',
  jurisdiction: 'CN',
  asOf: '2026-11-22',
  order: {
    payBy: owedWithin({ hours: 0.5 }, house('half an hour keeps stock from being blocked')),
    acceptBy: owedWithin({ hours: 24 }, house('within a day'), { remindHoursBefore: [4] }),
    whenNotAccepted: 'record',
    shipBy: owedWithin({ hours: 48 }, house('the promise which most platforms ask for; make it your own'), {
      remindHoursBefore: [24, 4],
      pausesOnHold: true,
    }),
    confirmBy: owedWithin({ days: 10 }, house('ten days after delivery')),
    settleUndeliveredBy: owedWithin({ hours: 72 }, house('three days to find what was lost')),
    afterSales: SEVEN_DAYS,
    reserveAt: 'placed',
    autoAccept: { mode: 'off', rules: [] },
    calendar,
  },
  logistics: {
    picking: 'optional',
    inspection: 'optional',
    waybill: 'required',
    uploadBeforeHandOver: 'optional',
    firstScanBy: owedWithin({ hours: 24 }, house('a parcel which nobody has scanned for a day may not have left')),
    nextScanBy: owedWithin({ hours: 72 }, house('three days without a scan are worth a question to the carrier')),
    currency: 'CNY',
    calendar,
  },
  aftersales: {
    answerBy: owedWithin({ hours: 48 }, house('two days'), { remindHoursBefore: [12] }),
    whenNotAnswered: 'record',
    returnBy: owedWithin({ days: 7 }, house('a week to send the goods back')),
    inspectBy: owedWithin({ days: 3 }, house('three of the seven days which the law gives for the refund'), {
      remindHoursBefore: [24],
    }),
    inspectFrom: 'arrived',
    whenNotInspected: 'refund',
    escalateBy: owedWithin({ days: 7 }, house('a week to object')),
    payRefundBy: owedWithin(
      { days: 3 },
      house(`three days, so that with inspection no more than seven pass (${LAW.refundInSevenDays.source})`),
      { remindHoursBefore: [24] },
    ),
    mostCasesPerOrder: 20,
    autoAgree: { mode: 'on', rules: SEVEN_DAY_RETURN_RULES },
    calendar,
  },
  notes: {
    'order.afterSales': LAW.sevenDays,
    'aftersales.whenNotInspected': LAW.refundInSevenDays,
    'aftersales.autoAgree': LAW.sevenDays,
  },
});
