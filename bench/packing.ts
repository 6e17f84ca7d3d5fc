import { existsSync } from 'node:fs';
import { cartonizer, type PackingPlan, type PackOrder, PackUnits, validatePlan } from 'orderwright/packing';
import { type BenchOptions, type Figure, figure, type Report } from './measure.js';
import { type OrderSet, orderSetsIn } from './packing-data.js';
import { br, mpv } from './packing-load.js';
import { type Packed, packWithPeer } from './packing-peer.js';

const HOUSE_DATA = '../shared/data/packing';

/** What one part of the bench measures, from the files in a folder. */
type Part = (folder: string, quick: boolean) => Report;

/** The parts by the name that `--set` takes; `ecommerce` is `one` and `split`. */
const PARTS: Readonly<Record<string, Part>> = {
  one: (folder, quick) => orders(folder, 'fewest', quick),
  split: (folder, quick) => orders(folder, 'free', quick),
  br,
  mpv,
};

/** Packing: total cost and speed on the orders of a folder, every plan checked by the validator, npm `binpackingjs` beside. */
export async function packing({ quick, data = HOUSE_DATA, set }: BenchOptions): Promise<Report> {
  if (!existsSync(data)) {
    console.log(`  skipped: there is no folder ${data}; name one with --data`);
    return { figures: [], broken: [] };
  }
  const asked = set === 'ecommerce' ? ['one', 'split'] : set === undefined ? Object.keys(PARTS) : [set];
  const reports = asked.map((name) => {
    const part = PARTS[name];
    if (part !== undefined) return part(data, quick);
    return {
      figures: [],
      broken: [`there is no set "${name}"; there are: ecommerce, ${Object.keys(PARTS).join(', ')}`],
    };
  });
  const broken = reports.flatMap((report) => report.broken);
  for (const line of broken.slice(0, 20)) console.log(`  BROKEN: ${line}`);
  return { figures: reports.flatMap(({ figures }) => figures), broken };
}

function orders(folder: string, parcels: 'fewest' | 'free', quick: boolean): Report {
  const sets = orderSetsIn(folder).filter(({ priced }) => priced || parcels === 'fewest');
  const reports = sets.map((set) =>
    quick ? measured({ ...set, orders: set.orders.slice(0, 500) }, parcels, 2) : measured(set, parcels, 5),
  );
  return {
    figures: reports.flatMap(({ figures }) => figures),
    broken: reports.flatMap(({ broken }) => broken),
  };
}

function measured(set: OrderSet, parcels: 'fewest' | 'free', passes: number): Report {
  const { name, boxes } = set;
  const title = `${name}, ${parcels === 'fewest' ? 'one box if enough' : 'split freely'}`;
  const packOrder = cartonizer({ boxes: [...boxes], parcels })._unsafeUnwrap();
  const plans = set.orders.map((units) => packOrder(units).unwrapOr(undefined));
  const made = plans.filter((plan) => plan !== undefined);
  const packed = made.map((plan) => ({ cost: plan.total, parcels: plan.parcels.length }));
  const figures: Figure[] = [
    ...costs(title, packed),
    figure(`${title}: refused`, 'orders', [plans.length - made.length]),
    figure(`${title}: proved`, 'orders', [made.filter(({ proof }) => proof === 'optimal').length]),
    figure(`${title}: speed`, 'orders/s', speeds(set, passes, packOrder)),
    figure(`${title}: speed with check of units`, 'orders/s', speeds(set, passes, checkedFirst(packOrder))),
  ];
  if (parcels === 'fewest') {
    const peer = (units: OrderSet['orders'][number]) => packWithPeer(boxes, units);
    figures.push(
      ...costs(
        `${title}: binpackingjs`,
        set.orders.flatMap((units) => peer(units) ?? []),
      ),
    );
    figures.push(figure(`${title}: binpackingjs: speed`, 'orders/s', speeds(set, Math.min(passes, 2), peer)));
  }
  return { figures, broken: problems(title, set, plans) };
}

const costs = (title: string, packed: readonly Packed[]): Figure[] => [
  figure(`${title}: cost`, 'minor units', [packed.reduce((sum, { cost }) => sum + cost, 0)]),
  figure(`${title}: boxes`, 'boxes', [packed.reduce((sum, { parcels }) => sum + parcels, 0)]),
];

const checkedFirst = (packOrder: PackOrder) => (units: OrderSet['orders'][number]) => {
  const checked = PackUnits.safeParse(units);
  return checked.success && packOrder(checked.data);
};

/** Orders per second of CPU time: the machine may be shared. */
function speeds({ orders: all }: OrderSet, passes: number, pack: (units: OrderSet['orders'][number]) => unknown) {
  return Array.from({ length: passes }, () => {
    const before = process.cpuUsage();
    for (const units of all) pack(units);
    const { user, system } = process.cpuUsage(before);
    return (all.length / (user + system)) * 1e6;
  });
}

function problems(title: string, set: OrderSet, plans: readonly (PackingPlan | undefined)[]): string[] {
  const { boxes } = set;
  const found = plans.flatMap((plan, i) =>
    plan === undefined ? [] : validatePlan({ units: set.orders[i] ?? [], boxes }, plan).map(({ message }) => message),
  );
  console.log(`  ${title}: the validator has ${found.length} complaints about ${plans.length} plans`);
  return found.map((message) => `${title}: ${message}`);
}
