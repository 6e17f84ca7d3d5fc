import highs from 'highs';
import { createDesk, type Desk, everyDay, type Instant, plusHours, type Store } from 'orderwright';
import {
  type CarriageTerms,
  carriageOf,
  carrierByCost,
  chanceOf,
  chooseService,
  type Highs,
  highsSolver,
  judgeWaybill,
  type LearnedLane,
  learn,
  nothingLearned,
  planWave,
  prepareChoice,
  quote,
  recogniseWaybill,
  waveOf,
  waybillByFormat,
} from 'orderwright/carriers';
import { orThrow } from './or-throw.js';

// #region terms
const far = [{ country: 'CN', provinces: ['Tibet', 'Xinjiang'] }];
const all = [{ country: 'CN' }];
/** First kilogram and each further one that is begun, in fen. */
const kilograms = (price: number, step: number) =>
  ({ by: 'weight', first: { units: 1000, price }, step: { units: 1000, price: step } }) as const;

export const terms: CarriageTerms = {
  currency: 'CNY',
  lateness: { once: 1500, perDay: 300 },
  services: [
    {
      carrier: 'ZTO',
      service: 'express',
      lanes: [
        { id: 'far', to: far, rates: kilograms(1500, 1200), promise: { days: 7 } },
        { id: 'near', to: all, rates: kilograms(350, 120), promise: { days: 3 } },
      ],
      dimensional: { divisor: 8000 },
      pickUp: { cutOff: '18:00', calendar: everyDay('Asia/Shanghai') },
    },
    {
      carrier: 'SF',
      service: 'air',
      mode: 'air',
      lanes: [{ id: 'all', to: all, rates: kilograms(1300, 500), promise: { days: 2 } }],
      dimensional: { divisor: 6000 },
      prohibited: ['battery'],
      insurance: { permille: 3, least: 100 },
    },
  ],
};
// #endregion terms

const outer = { length: 300, width: 200, height: 150 };
const near = { country: 'CN', province: 'Jiangsu' };

export function prices(): { total: number; boxes: (number | undefined)[] } {
  const [zto] = terms.services;
  if (zto === undefined) throw new Error('no service');
  // #region quote
  const parcel = { weightGrams: 2400, outer, region: near };
  const { chargeableGrams, price } = orThrow(quote(zto, parcel));
  console.log(chargeableGrams, price.freight, price.total); // 2400 590 590

  // What packing asks for each box that it considers.
  const carriage = orThrow(carriageOf(zto, near));
  const boxes = [outer, { ...outer, height: 600 }].map((size) => carriage({ weightGrams: 2400, outer: size }));
  // #endregion quote
  return { total: price.total, boxes };
}

export function choices(now: Instant): string[] {
  // #region choose
  const facts = { weightGrams: 800, outer, region: near, worth: 9900, readyAt: now, deliverBy: plusHours(now, 72) };
  const { answer, explanation } = orThrow(chooseService(terms, facts));
  console.log(explanation.because);
  for (const { service, lost } of answer.ranking) console.log(service, lost?.message ?? 'was chosen');
  // #endregion choose

  // #region learn
  const lane: LearnedLane = { carrier: 'ZTO', service: 'express', to: 'CN Jiangsu', promisedDays: 3 };
  const handedOverAt = plusHours(now, -200);
  const punctuality = learn(nothingLearned(), [
    { kind: 'delivered', lane, handedOverAt, deliveredAt: plusHours(handedOverAt, 130) },
    { kind: 'handedOver', lane, handedOverAt: plusHours(now, -20) },
  ]);
  const { chance, lower, upper } = chanceOf(punctuality, lane, { handedOverAt: now, by: plusHours(now, 72), now });
  console.log(`${Math.round(chance * 100)} %, between ${Math.round(lower * 100)} and ${Math.round(upper * 100)}`);

  const better = orThrow(chooseService(terms, facts, { punctuality, now }));
  // #endregion learn
  return [answer.carrier, better.answer.carrier];
}

export async function wave(now: Instant): Promise<number[]> {
  // #region wave
  const chooser = orThrow(prepareChoice(terms));
  const waiting = ['p-1', 'p-2', 'p-3'].map((id) => {
    return { id, facts: { weightGrams: 800, outer, region: near, readyAt: now } };
  });
  const volume = [{ id: 'ZTO/express', capacity: 2, tiers: [{ from: 2, permilleOff: 100 }] }];
  const problem = orThrow(waveOf(chooser, waiting, volume));
  const { answer, explanation } = orThrow(planWave(problem));
  console.log(explanation.because);

  // The types of highs are those of a CommonJS module; what is imported is the loader itself.
  const loadHighs = highs as unknown as () => Promise<Highs>;
  const byHighs = orThrow(planWave(problem, highsSolver(await loadHighs())));
  // #endregion wave
  return [answer.cost, answer.gap, byHighs.answer.cost];
}

export function waybills(): string[] {
  // #region waybill
  const [first] = recogniseWaybill('yt 1234-0987 65123');
  const wrong = judgeWaybill('YT1234098765123', { carrier: 'ZTO' });
  // #endregion waybill
  return [first?.carrier ?? '', wrong.isErr() ? wrong.error.code : ''];
}

// #region desk
/** A desk that chooses by cost, and takes no waybill that cannot be one. */
export const openDesk = (store: Store): Desk =>
  createDesk({
    store,
    policies: {
      carrier: carrierByCost(orThrow(prepareChoice(terms)), { boxes: { b1: outer } }),
      waybill: waybillByFormat(),
    },
  });
// #endregion desk
