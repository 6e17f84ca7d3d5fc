import type { CarrierTerms, Condition, DeskTerms, ObligationTerm, Penalty, Span } from 'orderwright';
import { ZONE } from './hours.js';

const SOURCE = 'the demo: made up, for the data hold no terms';

const term = (within: Span, remindHoursBefore: number[] = [], penalty?: Penalty): ObligationTerm => ({
  within,
  ...(remindHoursBefore.length > 0 && { remindHoursBefore }),
  ...(penalty !== undefined && { penalty }),
  source: SOURCE,
  verified: false,
});

const rule = <Answer>(name: string, when: Condition, answer: Answer) =>
  // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
  ({ name, when: [when], then: answer });

/** No invoice of the data falls on a Saturday, so that is the shop's day off. */
const calendar = { zone: ZONE, weekend: [6], holidays: [], workedDays: [], source: SOURCE };

/** Orders from £2,000 on are looked at by a person. */
export const LARGE = 200_000;

/** No term is shorter. */
export const SHORTEST_HOURS = 4;

/** The simulated carriers. */
const carrierTerms: CarrierTerms = {
  rules: [
    rule('abroad', { fact: 'country', is: 'notEqual', value: 'GB' }, { carrier: 'airways' }),
    rule('heavy', { fact: 'units', is: 'atLeast', value: 300 }, { carrier: 'pallets' }),
  ],
  otherwise: { carrier: 'post' },
};

export const retailTerms: DeskTerms = {
  order: {
    acceptBy: term({ hours: 24 }, [4], { fixed: 200, to: 'buyer' }),
    whenNotAccepted: 'record',
    shipBy: term({ workingDays: 2 }, [12], { permille: 50, least: 100, most: 2_500, to: 'buyer' }),
    deliverBy: term({ days: 10 }),
    confirmBy: term({ days: 7 }),
    settleUndeliveredBy: term({ days: 3 }, [24], { permille: 100, least: 500, to: 'buyer' }),
    afterSales: { days: 30 },
    reserveAt: 'accepted',
    autoAccept: {
      mode: 'on',
      rules: [
        rule('large order', { fact: 'total', is: 'atLeast', value: LARGE }, 'leave'),
        rule('everyday order', { fact: 'holds', is: 'equal', value: 0 }, 'accept'),
      ],
    },
    calendar,
  },
  allocation: { prefer: 'nearest', split: 'never' },
  locations: [{ id: 'main', region: { country: 'GB' } }],
  logistics: {
    picking: 'optional',
    inspection: 'optional',
    waybill: 'required',
    uploadBeforeHandOver: 'optional',
    pickBy: term({ hours: 30 }),
    uploadBy: term({ hours: SHORTEST_HOURS }),
    firstScanBy: term({ hours: 24 }),
    nextScanBy: term({ hours: 96 }),
    currency: 'GBP',
    calendar,
  },
  aftersales: {
    answerBy: term({ hours: 48 }, [6]),
    whenNotAnswered: 'agree',
    returnBy: term({ days: 10 }),
    inspectBy: term({ hours: 48 }),
    inspectFrom: 'arrived',
    whenNotInspected: 'record',
    payRefundBy: term({ hours: 24 }),
    mostCasesPerOrder: 20,
    autoAgree: {
      mode: 'on',
      rules: [rule('small sum', { fact: 'asked', is: 'atMost', value: 1_000 }, 'automaticallyAgree')],
    },
    calendar,
  },
  carriers: carrierTerms,
};
