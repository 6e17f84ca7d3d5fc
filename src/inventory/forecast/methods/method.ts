/** A forecast of the next periods, made when the first `known` points of a series had been seen. */
export type Follow = (known: number, horizon: number) => number[];

/** Parameters that were learned, ready to follow a series from its first point, as far as it goes. */
export type Learned = (series: readonly number[]) => Follow;

/**
 * A way to forecast. It learns its parameters from a history and then follows a series which may go on beyond that
 * history: so a backtest costs one learning, and never looks at what it has to foretell.
 *
 * @param season periods after which the pattern repeats; 1 where it does not.
 * @returns undefined where the history is too short for this method.
 */
export type Method = (history: readonly number[], season: number) => Learned | undefined;

/** The same value for every step. */
export const flat = (value: number, horizon: number): number[] => new Array<number>(horizon).fill(value);
