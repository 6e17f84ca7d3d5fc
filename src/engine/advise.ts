import { err, type Result, type ResultAsync } from 'neverthrow';
import type { Catalog } from '../catalog/index.js';
import type { Explained, Failure } from '../kernel/index.js';
import {
  type CarrierChoice,
  type CarrierFacts,
  chooseCarrier,
  type Fulfilment,
  type PackingPolicy,
  type Parcel,
  type ParcelPlan,
  packTogether,
} from '../logistics/index.js';
import type { Order } from '../order/index.js';
import type { Reads } from './facade.js';
import { deskFailures } from './failures.js';
import type { DeskTerms } from './terms.js';

/** How this merchant chooses. What is absent is chosen by the house default. */
export interface DeskPolicies {
  /** House default: everything that is ready goes into one parcel. */
  readonly packing?: PackingPolicy;
  /** House default: the first rule of `terms.carriers` that matches. */
  readonly carrier?: (facts: CarrierFacts) => Result<Explained<CarrierChoice>, Failure>;
}

/** What the desk would do, and why. Nothing is changed: a person or program says it with a command, or does otherwise. */
export interface Advice {
  /** Which of a fulfilment's units that are ready go into which parcel. */
  packing(fulfilment: string): ResultAsync<Explained<readonly ParcelPlan[]>, Failure>;
  /** Which carrier takes a parcel. */
  carrier(parcel: string): ResultAsync<Explained<CarrierChoice>, Failure>;
}

export interface Advised {
  readonly terms: DeskTerms;
  readonly policies: DeskPolicies;
  readonly catalog: Catalog;
}

export function adviceOf(
  { terms, policies, catalog }: Advised,
  read: { fulfilments: Reads<Fulfilment>; parcels: Reads<Parcel>; orders: Reads<Order> },
): Advice {
  const { packing = packTogether, carrier = byTerms } = policies;
  return {
    packing: (id) =>
      read.fulfilments.get(id).andThen(({ state }) => {
        const lines = ready(state).map((one) => {
          const unitWeightGrams = catalog(one.sku)?.weightGrams;
          return { ...one, ...(unitWeightGrams !== undefined && { unitWeightGrams }) };
        });
        return lines.length > 0 ? packing({ lines }) : err(deskFailures.nothing_to_pack({ fulfilment: id }));
      }),
    carrier: (id) =>
      read.parcels.get(id).andThen(({ state }) =>
        read.orders.get(state.order).andThen(({ state: { region, channel } }) => {
          const units = state.lines.reduce((sum, { quantity }) => sum + quantity, 0);
          const { weightGrams } = state;
          return carrier({ region, channel, units, ...(weightGrams !== undefined && { weightGrams }) });
        }),
      ),
  };

  function byTerms(facts: CarrierFacts): Result<Explained<CarrierChoice>, Failure> {
    return terms.carriers === undefined ? err(deskFailures.carriers_missing({})) : chooseCarrier(terms.carriers, facts);
  }
}

const ready = ({ lines }: Fulfilment) =>
  lines
    .map(({ line, sku, quantity, failed, missing, cancelled, packed }) => {
      return { line, sku, quantity: quantity - failed - missing - cancelled - packed };
    })
    .filter(({ quantity }) => quantity > 0);
