import { err, ok, type Result } from 'neverthrow';
import { type InputFailure, parseInput, Region } from '../../kernel/index.js';
import type { Carriage } from '../packing/types.js';
import { Consignment } from './facts.js';
import type { CarriageFailure } from './failures.js';
import { isRefusal, type PreparedService, prepared, priced } from './prepared.js';
import { chargeableGrams, type Price } from './price.js';
import { type CarriageTerms, CarrierService } from './terms.js';

/** What one service takes for one parcel. */
export interface Quote {
  /** `carrier/service`. */
  readonly service: string;
  readonly lane: string;
  /** The larger of actual and dimensional weight, rounded up as the service does. */
  readonly chargeableGrams: number;
  /** Each item in whole minor units, rounded by itself. */
  readonly price: Price;
}

/** How amounts are rounded, and which provinces are known: the part of the terms that a single service needs. */
export type QuoteTerms = Pick<CarriageTerms, 'rounding' | 'provinces'>;

function ready(service: CarrierService, terms: QuoteTerms): Result<PreparedService, InputFailure> {
  return parseInput(CarrierService, service, 'The service').map((valid) => prepared(valid, terms));
}

/**
 * What a service takes for a parcel, item by item, or the rule by which it does not take it.
 *
 * Freight goes by the larger of actual and dimensional weight. Shares (fuel, insurance, cash on delivery) are rounded to
 * whole minor units one by one, half up unless the terms say otherwise.
 *
 * @example
 * ```ts
 * const rates = { by: 'weight', first: { units: 1000, price: 500 }, step: { units: 1000, price: 100 } } as const;
 * const zto = { carrier: 'ZTO', service: 'express', lanes: [{ id: 'all', to: [{ country: 'CN' }], rates }] };
 * const outer = { length: 300, width: 200, height: 100 };
 * quote(zto, { weightGrams: 2400, outer, region: { country: 'CN' } }); // 500 + 2 · 100 minor units
 * ```
 */
export function quote(
  service: CarrierService,
  parcel: Consignment,
  terms: QuoteTerms = {},
): Result<Quote, CarriageFailure | InputFailure> {
  return parseInput(Consignment, parcel, 'The parcel').andThen((valid) =>
    ready(service, terms).andThen((one) => quoted(one, valid)),
  );
}

/** The same for a service that is ready and a parcel that is trusted. */
export function quoted(one: PreparedService, parcel: Consignment): Result<Quote, CarriageFailure> {
  return one.laneTo(parcel.region).andThen((open) => {
    const price = priced(one, open, parcel);
    if (isRefusal(price)) return err(price);
    const grams = chargeableGrams(one.service, parcel);
    return ok({ service: one.key, lane: open.lane.id, chargeableGrams: grams, price });
  });
}

/** What goes along with every parcel that a {@link Carriage} prices. */
export type Along = Omit<Consignment, 'weightGrams' | 'outer' | 'region'>;

/**
 * A service to one region as the price function which packing asks for each box that it considers.
 *
 * @param along what else is known of the goods, such as their classes.
 * @returns a pure function; or the refusal, where the service does not go there at all.
 */
export function carriageOf(
  service: CarrierService,
  region: Region,
  along: Along = {},
  terms: QuoteTerms = {},
): Result<Carriage, CarriageFailure | InputFailure> {
  return parseInput(Region, region, 'The region').andThen((to) =>
    ready(service, terms).andThen((one) =>
      one.laneTo(to).map(
        (open): Carriage =>
          ({ weightGrams, outer }) => {
            const price = priced(one, open, { ...along, weightGrams, outer });
            return isRefusal(price) ? undefined : price.total;
          },
      ),
    ),
  );
}
