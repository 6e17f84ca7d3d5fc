import * as z from 'zod/mini';

/** The complaints of schemas: their codes, and the sentences that follow the name of the field. */
export type Complaints = ReadonlyMap<string, ReadonlySet<string>>;

interface Def {
  readonly error?: (issue: object) => unknown;
  readonly checks?: readonly { readonly _zod: { readonly def: Def } }[];
  readonly [name: string]: unknown;
}

/** Errors of zod may depend on the issue, so each is asked about all that may have been found. */
const ISSUES = ['invalid_type', 'too_big', 'too_small', 'invalid_format', 'custom', 'invalid_union', 'invalid_value'];
const OURS = /^([a-zA-Z_]+\.[a-z0-9_]+)\|\|?(.*)$/s;

/** Every complaint that a schema may make, with those of all its parts. */
export function complaintsOf(...schemas: readonly z.ZodMiniType[]): Complaints {
  const found = new Map<string, Set<string>>();
  const seen = new Set<unknown>();
  const ask = ({ error, checks = [] }: Def) => {
    for (const code of ISSUES) {
      const text = error?.({ code, input: undefined, path: [] });
      const [, ours, sentence = ''] = OURS.exec(typeof text === 'string' ? text : '') ?? [];
      if (ours !== undefined) found.set(ours, (found.get(ours) ?? new Set()).add(sentence));
    }
    for (const check of checks) ask(check._zod.def);
  };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof z.ZodMiniType) {
      const def = value._zod.def as unknown as Def;
      ask(def);
      for (const part of Object.values(def)) visit(part);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (Object.getPrototypeOf(value) === Object.prototype) Object.values(value).forEach(visit);
  };
  schemas.forEach(visit);
  return found;
}
