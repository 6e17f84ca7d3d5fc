import { type AnyFailureOf, type Currency, defineFailures, type Minor, moneyText, rule } from '../../kernel/index.js';

/** Why a SKU that runs short is not in a proposal. In the order of precedence. */
export const replenishmentFailures = defineFailures('replenishment', {
  no_offer: rule<{ sku: string }>(
    (d) => `No supplier offers ${d.sku}.`,
    'Add an offer with its price, or stop selling it.',
  ),
  lead_time_unknown: rule<{ sku: string; suppliers: readonly string[] }>(
    (d) => `No lead time is known of who offers ${d.sku}: ${d.suppliers.join(', ')}.`,
    'Learn it from receipts, or state one; an unknown lead time is not zero.',
  ),
  nothing_passes: rule<{ sku: string; suppliers: readonly string[] }>(
    (d) => `Nothing of ${d.sku} passes inspection from ${d.suppliers.join(', ')}.`,
    'Find another supplier.',
  ),
  minimum_above_budget: rule<{
    sku: string;
    supplier: string;
    minimumOrder: Minor;
    budget: Minor;
    currency: Currency;
  }>(
    (d) =>
      `${d.supplier} takes orders from ${moneyText(d.minimumOrder, d.currency)}, but the budget is ` +
      `${moneyText(d.budget, d.currency)}, so ${d.sku} cannot be ordered there.`,
    'Raise the budget, or agree on a lower minimum.',
  ),
  minimum_not_reached: rule<{ sku: string; supplier: string; minimumOrder: Minor; currency: Currency }>(
    (d) =>
      `What is needed of ${d.supplier} stays below its least order of ${moneyText(d.minimumOrder, d.currency)}, ` +
      `so ${d.sku} waits.`,
    'Let orders cover more days, wait until more is needed, or agree on a lower minimum.',
  ),
  minimum_would_spoil: rule<{ sku: string; suppliers: readonly string[]; shelfLifeDays: number | null }>(
    (d) =>
      `The least that ${d.suppliers.join(', ')} would send of ${d.sku} is more than can be sold` +
      `${d.shelfLifeDays === null ? '' : ` within its ${d.shelfLifeDays} days of shelf life`}.`,
    'Agree on a smaller quantity, or take the risk of some spoiling.',
  ),
});
/** Any reason why a SKU is not planned. */
export type ReplenishmentFailure = AnyFailureOf<typeof replenishmentFailures>;
