import { type AnyFailureOf, defineFailures, rule } from '../../kernel/index.js';

/** In the order of precedence. */
export const forecastFailures = defineFailures('forecast', {
  nothing_to_go_by: rule<{ periods: number }>(
    (d) =>
      d.periods === 0
        ? 'The series holds no period, and no category was given to stand in for it.'
        : `None of the ${d.periods} periods is known, and no category was given to stand in for them.`,
    'Give at least one period with known sales, or the category of similar articles (learnCategory).',
  ),
  method_needs_more: rule<{ methods: readonly string[]; known: number }>(
    (d) => `None of the named methods (${d.methods.join(', ')}) can learn from ${d.known} periods.`,
    'Leave the methods out, so that those which can are tried, or give a longer history.',
  ),
});
/** Any refusal to forecast. */
export type ForecastFailure = AnyFailureOf<typeof forecastFailures>;
