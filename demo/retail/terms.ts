import { type CarrierTerms, type DeskTerms, type ObligationTerm, type Penalty, type Span } from 'orderwright';
import { ZONE } from './hours.js';

const SOURCE = 'the demo: made up, for the data hold no terms';

const term = (within: Span, remindHoursBefore: number[] = [], penalty?: Penalty): ObligationTerm => ({
  within,
  ...(remindHoursBefore.length > 0 && { remindHoursBefore }),
  ...(penalty !== undefined && { penalty }),
  source: SOURCE,
  verified: false,
});

/** No invoice of the data falls on a Saturday, so that is the shop's day off. */
const calendar = { zone: ZONE, weekend: [6], holidays: [], workedDays: [], source: SOURCE };

/** Orders from £2,000 on are looked at by a person. */
export const LARGE = 200_000;

export const retailTerms: DeskTerms = {
  order: {
    acceptBy: term({ hours: 24 }, [4]),
    whenNotAccepted: 'record',
    shipBy: term({ workingDays: 2 }, [12], { permille: 50, least: 100, most: 2_500, to: 'buyer' }),
    deliverBy: term({ days: 10 }),
    confirmBy: term({ days: 7 }),
    settleUndeliveredBy: term({ days: 3 }, [24]),
    afterSales: { days: 30 },
    reserveAt: 'accepted',
    autoAccept: {
      mode: 'on',
      rules: [
        // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
        { name: 'large order', when: [{ fact: 'total', is: 'atLeast', value: LARGE }], then: 'leave' },
        // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
        { name: 'everyday order', when: [{ fact: 'holds', is: 'equal', value: 0 }], then: 'accept' },
      ],
    },
    calendar,
  },
  allocation: { prefer: 'nearest', split: 'never' },
  locations: [{ id: 'main', region: { country: 'GB' } }],
  logistics: {
    picking: 'optional',
    inspection: 'required',
    waybill: 'required',
    uploadBeforeHandOver: 'optional',
    pickBy: term({ hours: 30 }),
    uploadBy: term({ hours: 4 }),
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
      rules: [
        // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
        { name: 'small sum', when: [{ fact: 'asked', is: 'atMost', value: 1_000 }], then: 'automaticallyAgree' },
      ],
    },
    calendar,
  },
};

/** The simulated carriers. */
export const carrierTerms: CarrierTerms = {
  rules: [
    // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
    { name: 'abroad', when: [{ fact: 'country', is: 'notEqual', value: 'GB' }], then: { carrier: 'airways' } },
    // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
    { name: 'heavy', when: [{ fact: 'units', is: 'atLeast', value: 300 }], then: { carrier: 'pallets' } },
  ],
  otherwise: { carrier: 'post' },
};
