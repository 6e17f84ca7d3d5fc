import { Broken, type Instant, instant } from '../../kernel/index.js';

/** A statement as the store sends it. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
  /** The statement may be prepared under this name, once per connection. */
  readonly name?: string;
  /** After so many milliseconds the store waits no longer, and nor need the driver: `pg` drops the connection then. */
  readonly query_timeout: number;
}

/** All that the store asks of a database. A `Pool` or `Client` of `pg` has it; a few lines give it to others. */
export interface Queryable {
  query(statement: Statement): Promise<{ readonly rows: readonly unknown[] }>;
}

export interface DatabaseOptions {
  /** The PostgreSQL schema of the desk's tables. */
  readonly schema: string;
  readonly timeoutMs: number;
  readonly prepare: boolean;
}

type Answered<Answer> = Answer & { readonly clock: Instant };

/** The database's clock in whole milliseconds, never rounded up. Each answer carries it. */
export const CLOCK = 'floor(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** The desk's tables in one database; all merchants of a process share it. */
export class Database {
  readonly schema: string;
  readonly #queryable: Queryable;
  readonly #options: DatabaseOptions;
  /** The database's clock less the process's own, as far as the last answer proves. */
  #ahead = Number.NEGATIVE_INFINITY;
  #last = 0;

  constructor(queryable: Queryable, options: DatabaseOptions) {
    this.schema = options.schema;
    this.#queryable = queryable;
    this.#options = options;
  }

  /**
   * The database's clock, carried on from its last answer. It never goes back, and it lags by the way of that answer:
   * so it is not ahead, unless somebody sets the database's clock back.
   */
  now(): Instant {
    this.#last = Math.max(this.#last, Math.floor(performance.now() + this.#ahead));
    return instant(this.#last);
  }

  /**
   * Sends a statement that answers with JSON text in one column of one row, so that nothing depends on how a driver
   * reads types. The answer's `clock` sets ours. With a name it is prepared.
   */
  async ask<Answer>(text: string, values: unknown[], name?: string): Promise<Answered<Answer>> {
    const [row] = await this.run(text, values, name);
    const column: unknown = typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
    if (typeof column !== 'string') throw new Broken(`The database answered ${typeof column} where a text belongs.`);
    const answer: Answered<Answer> = JSON.parse(column);
    this.#ahead = answer.clock - performance.now();
    return answer;
  }

  async run(text: string, values: unknown[] = [], name?: string): Promise<readonly unknown[]> {
    const { prepare, timeoutMs, schema } = this.#options;
    const named = prepare && name !== undefined ? { name: `${schema}.${name}` } : {};
    const statement = { text, values, query_timeout: timeoutMs, ...named };
    const { rows } = await within(timeoutMs, this.#queryable.query(statement));
    return rows;
  }
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const why = `The database did not answer for ${milliseconds} ms. What became of the statement is unknown.`;
    timer = setTimeout(() => reject(new Error(why)), milliseconds);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
