import type { PersonFields } from './person.js';
import type { Masked, PersonField } from './types.js';

/**
 * A person's opened data. It has to be asked for field by field: made into JSON or text, logged, spread or copied, it
 * shows the masked form, so that plain text does not get anywhere by accident.
 *
 * @example
 * ```ts
 * label.print(person.read('name'), person.read('phone'));
 * console.log(`sending to ${person}`); // sending to 王** ******8000 文三路****
 * ```
 */
export class RevealedPerson {
  readonly #plain: PersonFields;
  readonly #masked: Masked;

  constructor(plain: PersonFields, masked: Masked) {
    this.#plain = { ...plain };
    this.#masked = { ...masked };
  }

  /** The plain text; undefined where the field was not opened. Phones are international: `+8613800138000;ext=12`. */
  read(field: PersonField): string | undefined {
    return this.#plain[field];
  }

  toJSON(): Masked {
    return { ...this.#masked };
  }

  toString(): string {
    const { name, phone, address } = this.#masked;
    return [name, phone, address].filter((text) => text !== undefined).join(' ');
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `RevealedPerson(${this.toString()})`;
  }
}
