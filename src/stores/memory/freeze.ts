import { Broken } from '../../kernel/index.js';

/**
 * Makes plain JSON unchangeable for whoever holds it, so that the store may keep and hand out the very same object.
 * It costs a quarter of JSON text: states are made from each other, and what is the same `before` is frozen already.
 *
 * @throws Broken when it is not plain JSON, since a database could not give it back as it was.
 */
export function freeze(value: unknown, before?: unknown): void {
  if (isSimple(value)) return;
  if (Array.isArray(value)) {
    if (value === before) return;
    const old: readonly unknown[] = Array.isArray(before) ? before : [];
    for (let index = 0; index < value.length; index++) freeze(value[index], old[index]);
  } else if (isPlainObject(value)) {
    if (value === before) return;
    const old = isPlainObject(before) ? before : {};
    for (const name in value) if (value[name] !== undefined) freeze(value[name], old[name]);
  } else {
    throw new Broken(
      `A ${typeof value} (${String(value)}) is not plain JSON: keep numbers, text, truth, null, lists, objects.`,
    );
  }
  Object.freeze(value);
}

const isSimple = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
