import { describe, expect, test } from 'vitest';
import { type ForecastOptions, forecast, type Series } from '../../../src/inventory/forecast/index.js';
import { answerOf, expectRefusal } from './support.js';

const steady = { values: [5, 6, 4, 5, 6, 5, 4, 6, 5, 5] };
const ask = (series: object, options: object = { horizon: 4 }) =>
  forecast(series as Series, options as ForecastOptions);

describe('a forecast is refused, with the reason,', () => {
  test.each([
    ['forecast.nothing_to_go_by', { values: [] }, { horizon: 4 }],
    ['forecast.nothing_to_go_by', { values: [null, null] }, { horizon: 4 }],
    ['forecast.value_not_a_number', { values: [1, Number.NaN] }, { horizon: 4 }],
    ['forecast.value_not_a_number', { values: [1, Number.POSITIVE_INFINITY] }, { horizon: 4 }],
    ['forecast.value_not_a_number', { values: [1, '2'] }, { horizon: 4 }],
    ['forecast.value_negative', { values: [1, -2] }, { horizon: 4 }],
    ['forecast.series_too_long', { values: Array(5001).fill(1) }, { horizon: 4 }],
    ['forecast.horizon_out_of_range', steady, { horizon: 0 }],
    ['forecast.horizon_out_of_range', steady, { horizon: 10_000 }],
    ['forecast.horizon_out_of_range', steady, { horizon: 2.5 }],
    ['forecast.horizon_out_of_range', steady, {}],
    ['forecast.season_out_of_range', steady, { horizon: 4, season: 0 }],
    ['forecast.probability_out_of_range', steady, { horizon: 4, probabilities: [0.5, 1] }],
    ['forecast.probability_out_of_range', steady, { horizon: 4, probabilities: [-0.1] }],
    ['forecast.method_needs_more', steady, { horizon: 4, season: 4, methods: ['holtWintersAdditive'] }],
    ['input.unknown_field', { ...steady, color: 'red' }, { horizon: 4 }],
  ])('%s', (code, series, options) => expectRefusal(ask(series, options), code));

  test('naming the value and its place', () => {
    const refused = ask({ values: [1, -2] });
    expect(refused.isErr() && refused.error.message).toContain('series.values[1]');
    expect(refused.isErr() && refused.error.message).toContain('got -2');
  });
});

test('what is asked of it is not changed', () => {
  const series = { values: Object.freeze([3, null, 4, 5, 6, 2, 4, 5, 3, 4]) };
  answerOf(ask(Object.freeze(series), Object.freeze({ horizon: 2 })));
  expect(series.values[1]).toBeNull();
});

test('every length of history and horizon has an answer', () => {
  for (let length = 1; length <= 30; length += 1) {
    const values = Array.from({ length }, (_, i) => (i * 7) % 11);
    for (const horizon of [1, 5, 60]) {
      for (const season of [1, 2, 12]) {
        const { steps } = answerOf(ask({ values }, { horizon, season }));
        expect(steps.length).toBe(horizon);
        expect(steps.every(({ mean, total }) => Number.isFinite(mean) && total.quantiles.every(Number.isFinite))).toBe(
          true,
        );
      }
    }
  }
});
