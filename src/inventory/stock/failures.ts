import { type AnyFailureOf, defineFailures, instant, isoOf, rule } from '../../kernel/index.js';

/** In the order of precedence. */
export const stockFailures = defineFailures('stock', {
  id_not_sku_at_location: rule<{ id: string }>(
    (d) => `"${d.id}" does not name a SKU and a location.`,
    'Write it as sku@location, such as mug@main.',
  ),
  hold_has_ended: rule<{ sku: string; location: string; until: number }>(
    (d) => `The hold on ${d.sku} at ${d.location} ended at ${isoOf(instant(d.until))} and its units are free again.`,
    'Reserve anew.',
  ),
  not_enough: rule<{ sku: string; location: string; what: string; wanted: number; there: number }>(
    (d) => `${d.wanted} units of ${d.sku} at ${d.location} were to be moved, but ${d.what} are only ${d.there}.`,
    'Move at most as many units as there are, or correct the stock first.',
  ),
});
/** Any refusal by a rule of stock. */
export type StockFailure = AnyFailureOf<typeof stockFailures>;
