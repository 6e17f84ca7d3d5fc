import { err, ok, type Result } from 'neverthrow';
import { endOf, everyDay, type Instant, nextAt, type Region } from '../../kernel/index.js';
import { within } from './areas.js';
import { type CarriageFailure, carriageFailures } from './failures.js';
import { girthOf, longestSide, type Price, type Priced, priceOf, unitsIn } from './price.js';
import { type RateTable, tableOf } from './rates.js';
import { type CarriageTerms, type CarrierService, type Lane, serviceKey } from './terms.js';

/** A lane of a service with its rates ready to be read. */
export interface OpenLane {
  readonly lane: Lane;
  readonly table: RateTable;
}

/** A service made ready for many parcels. What it remembers saves work and changes no answer. */
export interface PreparedService {
  readonly key: string;
  readonly service: CarrierService;
  readonly rounding: NonNullable<CarriageTerms['rounding']>;
  laneTo(region: Region): Result<OpenLane, CarriageFailure>;
  /** When a parcel that is ready then is picked up. */
  pickUpAt(readyAt: Instant): Instant | undefined;
  /** Until when it promises to be there; undefined where it promises nothing. */
  promisedBy(open: OpenLane, pickUp: Instant): Instant | undefined;
}

export function prepared(
  service: CarrierService,
  terms: Pick<CarriageTerms, 'rounding' | 'provinces'>,
): PreparedService {
  const key = serviceKey(service);
  const lanes = service.lanes.map((lane): OpenLane => ({ lane, table: tableOf(lane.rates) }));
  const { pickUp } = service;
  const calendar = pickUp?.calendar ?? everyDay('UTC');
  const minuteOfDay =
    pickUp === undefined ? 0 : Number(pickUp.cutOff.slice(0, 2)) * 60 + Number(pickUp.cutOff.slice(3));
  let last: { readonly from: Instant; readonly until: Instant } | undefined;
  const promises = new Map<OpenLane, { pickUp: Instant; promised: Instant }>();
  return {
    key,
    service,
    rounding: terms.rounding ?? 'halfUp',
    laneTo: (region) => laneTo(key, lanes, region, terms.provinces),
    pickUpAt: (readyAt) => {
      if (pickUp === undefined) return readyAt;
      if (last !== undefined && readyAt >= last.from && readyAt <= last.until) return last.until;
      const until = nextAt(minuteOfDay, readyAt, calendar);
      if (until !== undefined) last = { from: readyAt, until };
      return until;
    },
    promisedBy: (open, at) => {
      if (open.lane.promise === undefined) return undefined;
      const known = promises.get(open);
      if (known !== undefined && known.pickUp === at) return known.promised;
      const promised = endOf(open.lane.promise, at, calendar);
      promises.set(open, { pickUp: at, promised });
      return promised;
    },
  };
}

function laneTo(
  service: string,
  lanes: readonly OpenLane[],
  region: Region,
  provinces: CarriageTerms['provinces'],
): Result<OpenLane, CarriageFailure> {
  const { country, province } = region;
  const known = provinces !== undefined && Object.hasOwn(provinces, country) ? provinces[country] : undefined;
  if (known !== undefined && province !== undefined && !known.includes(province)) {
    return err(carriageFailures.region_unknown({ service, field: 'province', value: province }));
  }
  for (const open of lanes) {
    const answers = open.lane.to.map((area) => within(area, region));
    if (answers.includes('yes')) return ok(open);
    const field = answers.find((answer) => answer !== 'no');
    if (field !== undefined) return err(carriageFailures.region_unknown({ service, field, value: undefined }));
  }
  return err(carriageFailures.region_not_covered({ service, country, province }));
}

/** The price of a parcel in a lane, or the first hard rule that forbids it: goods, limits, rates, insurance, collecting. */
export function priced(
  { key, service, rounding }: PreparedService,
  open: OpenLane,
  parcel: Priced,
): Price | CarriageFailure {
  const { limits, prohibited, insurance, cashOnDelivery } = service;
  const { weightGrams, outer, classes, insuredFor = 0, collect = 0 } = parcel;
  if (prohibited !== undefined && classes !== undefined) {
    const found = classes.find((one) => prohibited.includes(one));
    if (found !== undefined) return carriageFailures.class_prohibited({ service: key, class: found });
  }
  if (limits !== undefined) {
    const { mostGrams, mostLongestSideMm, mostGirthMm } = limits;
    if (mostGrams !== undefined && weightGrams > mostGrams) {
      return carriageFailures.too_heavy({ service: key, grams: weightGrams, most: mostGrams });
    }
    const longest = longestSide(outer);
    if (mostLongestSideMm !== undefined && longest > mostLongestSideMm) {
      return carriageFailures.too_long({ service: key, millimetres: longest, most: mostLongestSideMm });
    }
    const girth = girthOf(outer);
    if (mostGirthMm !== undefined && girth > mostGirthMm) {
      return carriageFailures.girth_too_large({ service: key, millimetres: girth, most: mostGirthMm });
    }
  }
  if (insuredFor > 0) {
    const most = insurance === undefined ? 0 : (insurance.mostInsured ?? Number.POSITIVE_INFINITY);
    if (insuredFor > most) return carriageFailures.not_insured({ service: key, asked: insuredFor, most });
  }
  if (collect > 0 && cashOnDelivery === undefined) {
    return carriageFailures.collects_nothing({ service: key, asked: collect });
  }
  const price = priceOf(service, open.lane, open.table, parcel, rounding);
  if (price !== undefined) return price;
  const units = unitsIn(service, open.table, parcel);
  return carriageFailures.beyond_rates({ service: key, units, by: open.table.by });
}

export const isRefusal = (answer: object): answer is CarriageFailure => 'code' in answer;
