import { err, errAsync, type Result, type ResultAsync } from 'neverthrow';
import type { Catalog, SkuFacts } from '../catalog/index.js';
import type { Explained, Failure } from '../kernel/index.js';
import {
  type CarrierChoice,
  type CarrierFacts,
  type CarrierPolicy,
  chooseCarrier,
  type Fulfilment,
  type LineContent,
  type PackingFacts,
  type PackingLine,
  type PackingPolicy,
  type Parcel,
  type ParcelPlan,
  packTogether,
  type WaybillPolicy,
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
  readonly carrier?: CarrierPolicy;
  /** Asked before a waybill is taken. House default: any number of four characters is believed. */
  readonly waybill?: WaybillPolicy;
}

/** What the desk would do, and why. Nothing is changed: a person or program says it with a command, or does otherwise. */
export interface Advice {
  /** Which of a fulfilment's units that are ready go into which parcel. */
  packing(fulfilment: string, wishes?: BuyerWishes): ResultAsync<Explained<readonly ParcelPlan[]>, Failure>;
  /** What the packing policy sees of a fulfilment, for asking the policy itself: what another packing would do. */
  packingFacts(fulfilment: string, wishes?: BuyerWishes): ResultAsync<PackingFacts, Failure>;
  /** Which carrier takes a parcel. */
  carrier(parcel: string): ResultAsync<Explained<CarrierChoice>, Failure>;
}

/** What the buyer wishes of the packing, in the host's words: `giftWrap`, `noCard` … */
export interface BuyerWishes {
  readonly wishes?: readonly string[];
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
  const packingFacts: Advice['packingFacts'] = (id, { wishes = [] } = {}) =>
    read.fulfilments.get(id).andThen(({ state }) => {
      const lines = ready(state).map((one) => withFacts(one, catalog(one.sku)));
      if (lines.length === 0) return errAsync(deskFailures.nothing_to_pack({ fulfilment: id }));
      return read.orders
        .get(state.order)
        .map(({ state: { region, channel } }) => ({ lines, channel, region, wishes: [...wishes] }));
    });
  return {
    packing: (id, wishes) => packingFacts(id, wishes).andThen(packing),
    packingFacts,
    carrier: (id) =>
      read.parcels.get(id).andThen(({ state }) =>
        read.orders.get(state.order).andThen(({ state: { region, channel } }) => {
          const units = state.lines.reduce((sum, { quantity }) => sum + quantity, 0);
          const { weightGrams, box, worth, deliverBy, sealedAt: readyAt, plan } = state;
          const classes = [...new Set(state.lines.flatMap(({ sku }) => catalog(sku)?.traits ?? []))];
          return carrier({
            region,
            channel,
            units,
            readyAt,
            ...(weightGrams !== undefined && { weightGrams }),
            ...(box !== undefined && { box }),
            ...(worth !== undefined && { worth: worth.amount }),
            ...(deliverBy !== undefined && { deliverBy }),
            ...(classes.length > 0 && { classes }),
            ...(plan !== undefined && plan.notBy.length > 0 && { notBy: plan.notBy }),
          });
        }),
      ),
  };

  function byTerms(facts: CarrierFacts): Result<Explained<CarrierChoice>, Failure> {
    return terms.carriers === undefined ? err(deskFailures.carriers_missing({})) : chooseCarrier(terms.carriers, facts);
  }
}

/** What the catalogue knows of a unit, as far as packing asks. */
function withFacts(content: LineContent, known: SkuFacts | undefined): PackingLine {
  if (known === undefined) return content;
  const { sku: _, weightGrams, noReasonReturn: __, neverRestocked: ___, ...facts } = known;
  return { ...facts, ...content, ...(weightGrams !== undefined && { unitWeightGrams: weightGrams }) };
}

const ready = ({ lines }: Fulfilment) =>
  lines
    .map(({ line, sku, quantity, failed, missing, cancelled, packed }) => {
      return { line, sku, quantity: quantity - failed - missing - cancelled - packed };
    })
    .filter(({ quantity }) => quantity > 0);
