import { type Currency, type Instant, isoOf, moneyText } from '../../kernel/index.js';
import type { ProposalLine } from './proposal.js';

type Said = Omit<ProposalLine, 'why'>;

const day = (at: Instant): string => isoOf(at).slice(0, 10);
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

const CUT_EN = {
  budget: 'the budget',
  space: 'the space',
  budgetAndSpace: 'budget and space',
  supplierMinimum: "the supplier's least order",
} as const;
const CUT_ZH = {
  budget: '预算',
  space: '仓储空间',
  budgetAndSpace: '预算和仓储空间',
  supplierMinimum: '供应商起订金额',
} as const;

/** The reason of a line in a sentence or two. Days are those of UTC. */
export function whyOf(line: Said, currency: Currency): ProposalLine['why'] {
  return { en: inEnglish(line, currency), zh: inChinese(line, currency) };
}

function inEnglish(line: Said, currency: Currency): string {
  const { position, reorderPoint, quantity, cut, runsOutAt, risk } = line;
  const out = runsOutAt === undefined ? 'it lasts for over a year' : `it runs out about ${day(runsOutAt)}`;
  const stock = `${position} units on hand and on order, less those owed; ${out}`;
  const less = cut === undefined ? '' : ` ${cut.wanted} are needed, but ${CUT_EN[cut.because]} did not allow for them.`;
  if (quantity === 0) {
    const point = position < reorderPoint ? 'below' : 'not below';
    return `Order nothing now: ${stock}. That is ${point} the reorder point of ${reorderPoint}.${less}`;
  }
  return (
    `Order ${quantity} from ${line.supplier} for ${moneyText(line.cost, currency)}: ${stock}. ` +
    `The reorder point is ${reorderPoint}; the risk of running out falls from ${percent(risk.without)} ` +
    `to ${percent(risk.with)}.${less}`
  );
}

function inChinese(line: Said, currency: Currency): string {
  const { position, reorderPoint, quantity, cut, runsOutAt, risk } = line;
  const out = runsOutAt === undefined ? '可售一年以上' : `预计 ${day(runsOutAt)} 售罄`;
  const stock = `现货与在途扣除欠货后共 ${position} 件，${out}`;
  const less = cut === undefined ? '' : `实际需要 ${cut.wanted} 件，受${CUT_ZH[cut.because]}限制未能满足。`;
  if (quantity === 0) {
    return `暂不订货：${stock}，${position < reorderPoint ? '低于' : '不低于'}补货点 ${reorderPoint} 件。${less}`;
  }
  return (
    `向 ${line.supplier} 订 ${quantity} 件，合计 ${moneyText(line.cost, currency)}：${stock}。` +
    `补货点 ${reorderPoint} 件，缺货风险由 ${percent(risk.without)} 降至 ${percent(risk.with)}。${less}`
  );
}
