import type { MethodName } from './methods/index.js';
import type { Period } from './periods.js';
import type { Forecast } from './types.js';

const NAMES: Readonly<Record<MethodName, { readonly en: string; readonly zh: string }>> = {
  seasonalNaive: { en: 'as in the season before', zh: '同期对照' },
  simpleSmoothing: { en: 'smoothed level', zh: '指数平滑' },
  linearTrend: { en: 'straight trend', zh: '线性趋势' },
  dampedTrend: { en: 'damped trend', zh: '阻尼趋势' },
  theta: { en: 'theta', zh: 'Theta' },
  holtWintersAdditive: { en: 'trend with added season', zh: '加法季节' },
  holtWintersMultiplicative: { en: 'trend with multiplied season', zh: '乘法季节' },
  slowSmoothing: { en: 'slowly smoothed level', zh: '慢速平滑' },
  croston: { en: 'Croston', zh: 'Croston' },
  sba: { en: 'Croston without bias', zh: 'SBA' },
  tsb: { en: 'chance times size (TSB)', zh: 'TSB' },
  adida: { en: 'sums over its usual interval (ADIDA)', zh: 'ADIDA' },
  imapa: { en: 'sums over several intervals (IMAPA)', zh: 'IMAPA' },
};

const KINDS = {
  smooth: { en: 'sells steadily', zh: '销量平稳' },
  erratic: { en: 'sells often, in changing amounts', zh: '常有销售但数量波动大' },
  intermittent: { en: 'sells now and then, in similar amounts', zh: '间歇销售、数量相近' },
  lumpy: { en: 'sells in fits and starts', zh: '时有时无、数量悬殊' },
  none: { en: 'has not sold yet', zh: '尚无销售' },
};

const PERIODS: Readonly<Record<Period | 'none', { readonly en: string; readonly zh: string }>> = {
  day: { en: 'day', zh: '天' },
  week: { en: 'week', zh: '周' },
  month: { en: 'month', zh: '个月' },
  none: { en: 'period', zh: '期' },
};

/** Whole units from ten on, else one decimal. */
const units = (value: number): string => String(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What to expect and why, in English and Chinese, for somebody who sells. */
export function sentenceOf(found: Omit<Forecast, 'sentence'>, period: Period | undefined): Forecast['sentence'] {
  const { steps, history } = found;
  const unit = PERIODS[period ?? 'none'];
  const count = steps.length;
  const ahead = { en: count === 1 ? `next ${unit.en}` : `next ${count} ${unit.en}s`, zh: `未来 ${count} ${unit.zh}` };
  const past = {
    en: `${history.length} ${unit.en}${history.length === 1 ? '' : 's'}`,
    zh: `${history.length} ${unit.zh}`,
  };
  if (found.method === 'neverSold') {
    return {
      en: `It sold nothing in ${past.en}, so nothing is expected in the ${ahead.en}.`,
      zh: `过去 ${past.zh}没有销售，因此预计${ahead.zh}销量为 0。`,
    };
  }
  const why = reason(found, past);
  const amount = expected(found);
  const days = lifted(found);
  return {
    en: `In the ${ahead.en} expect ${amount.en}${days.en}; ${why.en}.`,
    zh: `预计${ahead.zh}销售${amount.zh}${days.zh}；${why.zh}。`,
  };
}

/** Events ahead, and what is expected of each. */
function lifted({ steps, uplifts }: Omit<Forecast, 'sentence'>) {
  const coming = uplifts.filter(
    ({ event, kind }) => kind !== 'notLearned' && steps.some(({ events }) => events[0] === event),
  );
  const times = (by: number): string => String(Math.round(by * 10) / 10);
  return coming
    .map(({ event, kind, by }) =>
      kind === 'times'
        ? {
            en: `, ${event} selling ${times(by)} times as much as usual`,
            zh: `，其中 ${event} 约为平日的 ${times(by)} 倍`,
          }
        : { en: `, ${event} adding about ${units(by)}`, zh: `，其中 ${event} 约增加 ${units(by)} 件` },
    )
    .reduce((all, one) => ({ en: all.en + one.en, zh: all.zh + one.zh }), NOTHING);
}

function expected({ steps, probabilities }: Omit<Forecast, 'sentence'>) {
  const total = steps.at(-1)?.total;
  const mean = units(total?.mean ?? 0);
  const highest = Math.max(...probabilities);
  const most = total?.quantiles[probabilities.indexOf(highest)];
  if (most === undefined || highest <= 0.5) return { en: `about ${mean} units`, zh: `约 ${mean} 件` };
  const chance = `${Math.round(highest * 1000) / 10} %`;
  return {
    en: `about ${mean} units, and no more than ${units(most)} with a chance of ${chance}`,
    zh: `约 ${mean} 件，有 ${chance} 的把握不超过 ${units(most)} 件`,
  };
}

function reason({ method, parts, demand, backtest }: Omit<Forecast, 'sentence'>, past: { en: string; zh: string }) {
  if (method === 'fewPoints') {
    return {
      en: `the history of ${past.en} is too short to test a method, so its mean goes on, with a wide margin`,
      zh: `历史只有 ${past.zh}，不足以检验方法，故按平均值外推，误差较大`,
    };
  }
  if (method === 'category') {
    return {
      en: `with ${past.en} of its own it follows similar articles of its category`,
      zh: `自身历史只有 ${past.zh}，参照同类商品`,
    };
  }
  const kind = KINDS[demand.kind];
  const dying = demand.phase === 'dying' ? DYING : NOTHING;
  const test = tested(backtest);
  const how = mixture(parts);
  return {
    en: `it ${kind.en}${dying.en}, and the forecast is ${how.en}${test.en}`,
    zh: `该商品${kind.zh}${dying.zh}，预测采用${how.zh}${test.zh}`,
  };
}

const NOTHING = { en: '', zh: '' };
const DYING = { en: ' but has gone quiet', zh: '，但近期已无销售' };
const MOST_NAMED = 3;

function mixture(parts: Forecast['parts']) {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined)
    return { en: `by ${NAMES[only.name].en} alone`, zh: NAMES[only.name].zh };
  const named = parts.slice(0, MOST_NAMED);
  const left = parts.length - named.length;
  const list = (language: 'en' | 'zh', comma: string) =>
    named.map(({ name, weight }) => `${NAMES[name][language]} (${percent(weight)})`).join(comma);
  return {
    en: `a mixture of ${list('en', ', ')}${left > 0 ? ` and ${left} more` : ''}`,
    zh: `${list('zh', '、')}${left > 0 ? `等 ${parts.length} 种` : ''}方法的加权组合`,
  };
}

function tested(backtest: Forecast['backtest']) {
  if (backtest?.bias === undefined) return NOTHING;
  const off = Math.round(Math.abs(backtest.bias) * 100);
  const { origins } = backtest;
  if (off === 0)
    return { en: `, which was right on the whole in ${origins} trials`, zh: `，${origins} 次回测总体无偏` };
  const isHigh = backtest.bias > 0;
  return {
    en: `, which in ${origins} trials on the past was ${off} % too ${isHigh ? 'high' : 'low'} on the whole`,
    zh: `，${origins} 次回测总体偏${isHigh ? '高' : '低'} ${off} %`,
  };
}
