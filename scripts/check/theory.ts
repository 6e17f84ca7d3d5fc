import { readFileSync } from 'node:fs';
import type { Result } from 'neverthrow';
import {
  allUnitsDiscount,
  approximateMinMax,
  baseStock,
  bestMinMax,
  bestReorderPoint,
  bestWholeReorderPolicy,
  economicOrderQuantity,
  economicOrderQuantityWithBackorders,
  economicProductionQuantity,
  incrementalDiscount,
  leadTimeDemand,
  minMaxCost,
  newsvendor,
  newsvendorCost,
  type PeriodDemand,
  planJointOrders,
  planLots,
  type ReorderPolicy,
  reorderPolicyByBackorders,
  reorderPolicyBySafetyStock,
  reorderPolicyByShortage,
  reorderPolicyByStockLevel,
  reorderPolicyCost,
  serviceOf,
  standardLoss,
  wholeReorderPolicyCost,
} from 'orderwright/planning';

type Value = number | readonly number[];
type Values = Readonly<Record<string, Value>>;
interface Example {
  readonly id: string;
  readonly topic: string;
  readonly source: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** The inputs of an example, read by any of the names that one may have. */
class Inputs {
  private readonly values: Values;

  constructor(values: Values) {
    this.values = values;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  number(...names: readonly string[]): number {
    const value = names.map((name) => this.values[name]).find((found) => found !== undefined);
    if (typeof value !== 'number') throw new Error(`it has no number called ${names.join(' or ')}`);
    return value;
  }

  list(name: string): readonly number[] {
    const value = this.values[name];
    if (typeof value === 'number' || value === undefined) throw new Error(`it has no list called ${name}`);
    return value;
  }
}

const get = <Answer>(answer: Result<Answer, { readonly message: string }>): Answer =>
  answer.match(
    (value) => value,
    ({ message }) => {
      throw new Error(message);
    },
  );

const lot = (i: Inputs) => ({
  orderCost: i.number('K'),
  holdingCost: i.number('h'),
  demand: i.number('D', 'mean'),
});
const costs = (i: Inputs) => ({ holdingCost: i.number('h'), backorderCost: i.number('p') });
const fixed = (i: Inputs) => ({ ...costs(i), orderCost: i.number('K') });
const flow = (i: Inputs) => ({
  ...fixed(i),
  mean: i.number('D', 'mean'),
  deviation: i.number('sd'),
  leadTime: i.number('lead_time'),
});
const arrivals = (i: Inputs) => ({ ...fixed(i), rate: i.number('rate', 'D', 'mean'), leadTime: i.number('lead_time') });
const demand = (i: Inputs): PeriodDemand =>
  i.has('sd')
    ? { law: 'normal', mean: i.number('mean', 'D'), deviation: i.number('sd') }
    : { law: 'poisson', mean: i.number('mean', 'D') };
const discount = (i: Inputs) => {
  const unitCosts = i.list('unit_costs');
  return {
    orderCost: i.number('K'),
    holdingRate: i.number('holding_rate'),
    demand: i.number('D'),
    bands: i.list('breakpoints').map((from, at) => ({ from, unitCost: unitCosts[at] ?? Number.NaN })),
  };
};

const lotOut = (it: { orderQuantity: number; costRate: number }) => ({
  order_quantity: it.orderQuantity,
  cost_rate: it.costRate,
});
const policyOut = (it: ReorderPolicy) => ({ r: it.reorderPoint, Q: it.orderQuantity });
const stockOut = ({ stock, cost }: { stock: number; cost: number }) => ({ base_stock: stock, cost });

function service(i: Inputs): Values {
  const mean = i.number('mean', 'D', 'demand_mean');
  const deviation = i.number('sd', 'demand_sd');
  const inLeadTime = get(leadTimeDemand({ mean, deviation, leadTime: i.number('lead_time', 'L') }));
  const orderQuantity = i.number('Q', 'order_quantity');
  const served = get(serviceOf({ ...inLeadTime, orderQuantity, reorderPoint: i.number('r', 'reorder_point', 'ROP') }));
  return {
    safety_stock: served.safetyStock,
    average_inventory: served.averageStock,
    cycle_service_level: served.cycleService,
    expected_shortage_per_cycle: served.shortagePerCycle,
    fill_rate: served.fillRate,
  };
}

/** What computes each topic. The first whose words all stand in the topic is taken, so the narrower ones come first. */
const TOPICS: readonly (readonly [words: readonly string[], compute: (i: Inputs) => Values])[] = [
  [['all-units'], (i) => discounted(get(allUnitsDiscount(discount(i))))],
  [['incremental'], (i) => discounted(get(incrementalDiscount(discount(i))))],
  [['eoq', 'backorders'], (i) => withBackorders(get(economicOrderQuantityWithBackorders({ ...lot(i), ...costs(i) })))],
  [['epq'], (i) => lotOut(get(economicProductionQuantity({ ...lot(i), productionRate: i.number('production_rate') })))],
  [['wagner-whitin'], lots],
  [
    ['newsvendor', 'given s'],
    (i) => ({ cost: get(newsvendorCost({ ...costs(i), demand: demand(i), stock: i.number('S') })) }),
  ],
  [['newsvendor'], (i) => stockOut(get(newsvendor({ ...costs(i), demand: demand(i) })))],
  [
    ['base stock'],
    (i) =>
      stockOut(get(baseStock({ ...costs(i), demand: demand(i), leadTime: i.number('lead_time'), reviewPeriod: 1 }))),
  ],
  [['(r,q)', 'poisson', 'given'], (i) => ({ cost_rate: get(wholeReorderPolicyCost({ ...arrivals(i), ...given(i) })) })],
  [
    ['(r,q)', 'poisson'],
    (i) => {
      const { costRate, ...policy } = get(bestWholeReorderPolicy(arrivals(i)));
      return { ...policyOut(policy), cost_rate: costRate };
    },
  ],
  [['(r,q)', 'exact cost'], (i) => ({ cost_rate: get(reorderPolicyCost({ ...flow(i), ...given(i) })) })],
  [['(r,q)', 'best r'], (i) => policyOut(get(bestReorderPoint({ ...flow(i), orderQuantity: i.number('Q') })))],
  [['(r,q)', 'eoqb'], (i) => policyOut(get(reorderPolicyByBackorders(flow(i))))],
  [['(r,q)', 'safety stock'], (i) => policyOut(get(reorderPolicyBySafetyStock(flow(i))))],
  [['(r,q)', 'loss'], (i) => policyOut(get(reorderPolicyByShortage(flow(i))))],
  [['(r,q)', 'eil'], (i) => policyOut(get(reorderPolicyByStockLevel(flow(i))))],
  [['(r,q)', 'inventory level'], (i) => policyOut(get(reorderPolicyByStockLevel(flow(i))))],
  [['(s,s)', 'power'], (i) => pair(get(approximateMinMax({ ...fixed(i), ...spread(i) })))],
  [
    ['(s,s)', 'given'],
    (i) => ({
      cost: get(
        minMaxCost({ ...fixed(i), mean: i.number('mean'), reorderAt: i.number('s'), orderUpTo: i.number('S') }),
      ),
    }),
  ],
  [
    ['(s,s)', 'poisson'],
    (i) => {
      const { cost, ...best } = get(bestMinMax({ ...fixed(i), mean: i.number('mean') }));
      return { ...pair(best), cost };
    },
  ],
  [
    ['normal loss'],
    (i) => {
      const { loss, complementaryLoss } = get(standardLoss({ safetyFactor: i.number('z') }));
      return { loss, complementary_loss: complementaryLoss };
    },
  ],
  [['joint replenishment'], joint],
  [['service level'], service],
  [['eoq'], (i) => lotOut(get(economicOrderQuantity(lot(i))))],
];

const discounted = (it: { orderQuantity: number; costRate: number; region: number }): Values => ({
  ...lotOut(it),
  region: it.region,
});
const withBackorders = (it: { orderQuantity: number; costRate: number; backorderFraction: number }): Values => ({
  ...lotOut(it),
  backorder_fraction: it.backorderFraction,
});
const pair = (it: { reorderAt: number; orderUpTo: number }): Values => ({ s: it.reorderAt, S: it.orderUpTo });
const given = (i: Inputs) => ({ reorderPoint: i.number('r'), orderQuantity: i.number('Q') });
const spread = (i: Inputs) => ({ mean: i.number('mean'), deviation: i.number('sd') });

function lots(i: Inputs): Values {
  const prices = i.has('purchase_cost') ? { unitCost: [...i.list('purchase_cost')] } : {};
  const { orderQuantities, cost } = get(
    planLots({ demand: [...i.list('demand')], orderCost: i.number('K'), holdingCost: i.number('h'), ...prices }),
  );
  return { order_quantities: orderQuantities, cost };
}

function joint(i: Inputs): Values {
  const [keeping, wanted] = [i.list('h'), i.list('D')];
  const items = i.list('K').map((orderCost, at) => ({
    orderCost,
    holdingCost: keeping[at] ?? Number.NaN,
    demand: wanted[at] ?? Number.NaN,
  }));
  const { baseCycle, multiples, costRate } = get(planJointOrders({ sharedOrderCost: i.number('shared_K'), items }));
  return { base_cycle: baseCycle, multiples, cost_rate: costRate };
}

const STRICT = 1e-6;
/** Printed to three decimals in their source. */
const PRINTED = 2e-5;

const flat = (value: Value | undefined): readonly number[] =>
  value === undefined ? [] : typeof value === 'number' ? [value] : value;

/** The largest relative error over all numbers of one output; infinite where some are missing. */
function errorOf(expected: Value, got: Value | undefined): number {
  const [wanted, found] = [flat(expected), flat(got)];
  if (wanted.length !== found.length) return Number.POSITIVE_INFINITY;
  return Math.max(
    0,
    ...wanted.map((value, at) => Math.abs((found[at] ?? Number.NaN) - value) / (Math.abs(value) || 1)),
  );
}

const shown = (value: Value | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** Computes each example of a file, prints the comparison, and answers the number of mismatches. */
export function checkTheory(path: string): number {
  const { examples } = JSON.parse(readFileSync(path, 'utf8')) as { readonly examples: readonly Example[] };
  let [right, wrong, unsupported] = [0, 0, 0];
  console.log(['id', 'output', 'expected', 'got', 'relative error'].join('\t'));
  for (const { id, topic, source, inputs, outputs } of examples) {
    const words = topic.toLowerCase();
    const compute = TOPICS.find(([needed]) => needed.every((word) => words.includes(word)))?.[1];
    if (compute === undefined) {
      unsupported += 1;
      console.log(`${id}\tunsupported: ${topic}`);
      continue;
    }
    const limit = source.includes('Zheng & Federgruen') ? PRINTED : STRICT;
    let good = true;
    let got: Values = {};
    try {
      got = compute(new Inputs(inputs));
    } catch (problem) {
      console.log(`${id}\tnot computed: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
    for (const [name, expected] of Object.entries(outputs)) {
      const error = errorOf(expected, got[name]);
      const fits = error <= limit;
      good &&= fits;
      const mark = fits ? '' : '\tMISMATCH';
      console.log(`${id}\t${name}\t${shown(expected)}\t${shown(got[name])}\t${error.toExponential(1)}${mark}`);
    }
    if (good) right += 1;
    else wrong += 1;
  }
  console.log(`${examples.length} examples: ${right} right, ${wrong} wrong, ${unsupported} unsupported`);
  return wrong;
}
