import type { CountFacts } from './count-facts.js';

/** What makes a place worth counting. */
export type ReasonCode = 'value' | 'movement' | 'pastVariance' | 'negative' | 'zero' | 'age';

/** Why a place is counted, and how much that weighs. */
export interface CountReason {
  readonly code: ReasonCode;
  readonly points: number;
  readonly en: string;
  readonly zh: string;
}

type Texts = Readonly<Record<ReasonCode, (facts: CountFacts) => { readonly en: string; readonly zh: string }>>;

const TEXTS: Texts = {
  value: ({ onHand }) => ({ en: `much value lies in its ${onHand} units`, zh: `${onHand} 件库存金额较高` }),
  movement: ({ movements }) => ({
    en: `${movements} movements since the last count`,
    zh: `上次盘点后变动 ${movements} 次`,
  }),
  pastVariance: ({ pastCounts = 0, pastCountsOff = 0 }) =>
    pastCounts === 0
      ? { en: 'never counted, so it is taken to err as others do', zh: '从未盘点，按整体差异率估计' }
      : {
          en: `${pastCountsOff} of ${pastCounts} counts found the books wrong`,
          zh: `历史 ${pastCounts} 次盘点中 ${pastCountsOff} 次有差异`,
        },
  negative: ({ wentNegative = 0 }) => ({
    en: `${wentNegative} times more was taken than the books had`,
    zh: `${wentNegative} 次出现负库存`,
  }),
  zero: ({ reachedZero = 0 }) => ({
    en: `the books reached zero ${reachedZero} times, where a look costs little`,
    zh: `账面 ${reachedZero} 次归零，核对成本低`,
  }),
  age: ({ lastCountedAt, class: of }) =>
    lastCountedAt === undefined
      ? { en: 'it was never counted', zh: '从未盘点' }
      : { en: `its last count was long ago for class ${of}`, zh: `${of} 类商品距上次盘点已久` },
};

export const reasonText = (code: ReasonCode, facts: CountFacts) => TEXTS[code](facts);
