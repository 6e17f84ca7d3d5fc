import * as z from 'zod/mini';
import { AftersalesTerms } from '../aftersales/index.js';
import { AllocationTerms, Location } from '../inventory/index.js';
import { everyDay, strictObject } from '../kernel/index.js';
import { CarrierTerms, LogisticsTerms } from '../logistics/index.js';
import { OrderTerms } from '../order/index.js';

/** Everything that a merchant chooses, as data. Presets are ready-made ones. */
export const DeskTerms = strictObject({
  order: OrderTerms,
  allocation: AllocationTerms,
  locations: z.array(Location).check(z.minLength(1), z.maxLength(500)),
  logistics: LogisticsTerms,
  /** Who carries parcels. Needed only to be advised. */
  carriers: z.optional(CarrierTerms),
  aftersales: AftersalesTerms,
});
export type DeskTerms = z.infer<typeof DeskTerms>;

const calendar = everyDay('UTC');

/** The house default: one location, no deadlines, nothing automatic. A preset or terms of your own replace it. */
export const houseTerms: DeskTerms = {
  order: {
    whenNotAccepted: 'record',
    afterSales: { days: 14 },
    reserveAt: 'accepted',
    autoAccept: { mode: 'off', rules: [] },
    calendar,
  },
  allocation: { prefer: 'nearest', split: 'allowed' },
  locations: [{ id: 'main' }],
  logistics: {
    picking: 'optional',
    inspection: 'optional',
    waybill: 'required',
    uploadBeforeHandOver: 'optional',
    calendar,
  },
  aftersales: {
    whenNotAnswered: 'record',
    inspectFrom: 'arrived',
    whenNotInspected: 'record',
    mostCasesPerOrder: 20,
    autoAgree: { mode: 'off', rules: [] },
    calendar,
  },
};
