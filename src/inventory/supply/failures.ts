import { type AnyFailureOf, defineFailures, type Instant, isoOf, rule } from '../../kernel/index.js';

const named = (suppliers: readonly string[]): string => (suppliers.length === 0 ? 'none' : suppliers.join(', '));

/** In the order of precedence. */
export const supplyFailures = defineFailures('supply', {
  agreement_not_in_force: rule<{ supplier: string; sku: string; from: Instant; until: Instant }>(
    (d) => `The agreement with ${d.supplier} for ${d.sku} holds from ${isoOf(d.from)} to ${isoOf(d.until)} only.`,
    'Ask for an instant within it, or use the offer of the day.',
  ),
  no_offer_usable: rule<{ offers: number; withoutLeadTime: readonly string[]; nothingPasses: readonly string[] }>(
    (d) =>
      `None of ${d.offers} offers can be planned with: no lead time is known of ${named(d.withoutLeadTime)}, ` +
      `and nothing passes inspection from ${named(d.nothingPasses)}.`,
    'Learn lead times from receipts, or state one; an unknown lead time is not zero.',
  ),
});
/** Any refusal about suppliers. */
export type SupplyFailure = AnyFailureOf<typeof supplyFailures>;
