/**
 * A refusal is data: an expected "no" which the caller can show, log and act upon. Only what is broken is thrown.
 *
 * @example
 * ```ts
 * const failures = defineFailures('shop', {
 *   closed_today: rule<{ day: string }>((d) => `The shop is closed on ${d.day}.`, 'Choose another day.'),
 * });
 * const failure = failures.closed_today({ day: 'Sunday' });
 * failure.code; // 'shop.closed_today'
 * ```
 */
export interface Failure<Code extends string = string, Details = unknown> {
  /** `domain.rule_in_words`; stable within a major version. */
  readonly code: Code;
  /** What happened, with the actual values. May change; never compare it. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
  /** The values behind the message, for programs. Never holds a name, phone or address. */
  readonly details: Details;
}

/** One rule that can refuse: what it says of the actual values, and what to do next. */
export interface Rule<Details> {
  readonly says: (details: Details) => string;
  readonly remedy: string;
}

/** Makes a rule for {@link defineFailures}. */
export const rule = <Details>(says: (details: Details) => string, remedy: string): Rule<Details> => ({ says, remedy });

/** Makes the failure of one rule; `code` and `remedy` stand on the function, so that lists are generated from it. */
export interface FailureMaker<Code extends string, Details> {
  (details: Details): Failure<Code, Details>;
  readonly code: Code;
  readonly remedy: string;
}

type DetailsOf<R> = R extends Rule<infer Details> ? Details : never;
export type FailureMakers<Domain extends string, Rules> = {
  readonly [Name in keyof Rules & string]: FailureMaker<`${Domain}.${Name}`, DetailsOf<Rules[Name]>>;
};

/**
 * The refusals of one domain. Their order is their precedence: where several apply, the first is returned.
 * Each is a function from the actual values to a {@link Failure}.
 */
export function defineFailures<const Domain extends string, const Rules extends Record<string, Rule<never>>>(
  domain: Domain,
  rules: Rules,
): FailureMakers<Domain, Rules> {
  const makers = Object.entries(rules).map(([name, { says, remedy }]) => {
    const code = `${domain}.${name}`;
    const make = (details: never): Failure => ({ code, message: says(details), remedy, details });
    return [name, Object.assign(make, { code, remedy })];
  });
  return Object.fromEntries(makers) as FailureMakers<Domain, Rules>;
}

/** The union of all failures which these makers can make. */
export type AnyFailureOf<Makers> = {
  [Name in keyof Makers]: Makers[Name] extends (details: never) => infer F ? F : never;
}[keyof Makers];

/** Something that can never happen has happened: a bug or a broken store. It is thrown, never returned. */
export class Broken extends Error {
  override readonly name = 'Broken';
}
