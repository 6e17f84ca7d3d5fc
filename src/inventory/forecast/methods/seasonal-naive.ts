import type { Method } from './method.js';

/** What was sold one season ago; without a season, what was sold last. The yardstick of all other methods. */
export const seasonalNaive: Method = (history, season) => {
  if (history.length < season) return undefined;
  return (series) => (known, horizon) =>
    Array.from({ length: horizon }, (_, step) => series[known - season + (step % season)] ?? 0);
};
