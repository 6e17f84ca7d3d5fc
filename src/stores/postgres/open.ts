import { Broken } from '../../kernel/index.js';
import { CLOCK, type Database } from './database.js';
import { LOCKS, migrationsOf } from './migrations.js';

interface Found {
  readonly fsync: string;
  readonly commit: string;
  readonly isolation: string;
  readonly tables: boolean;
}

/** Makes the tables where they are missing. Any number of processes may do so at once. */
export async function prepareTables(database: Database, allowUnsafeDurability: boolean): Promise<void> {
  const { schema } = database;
  if (!/^[a-z_][a-z0-9_]{0,39}$/.test(schema)) {
    throw new Broken(`"${schema}" is no name for a schema: use lower-case letters, digits and _, at most 40 of them.`);
  }
  const found = await database.ask<Found>(
    `select json_build_object('fsync', current_setting('fsync'), 'commit', current_setting('synchronous_commit'),
      'isolation', current_setting('default_transaction_isolation'),
      'tables', to_regclass($1) is not null, 'clock', ${CLOCK})::text`,
    [`${schema}.migration`],
  );
  if (!allowUnsafeDurability) refuseUnsafeDurability(found);
  if (found.isolation !== 'read committed') {
    throw new Broken(
      `default_transaction_isolation is "${found.isolation}" for this connection. The store waits for others by locks ` +
        'and must then see what they did: connect with "read committed".',
    );
  }
  const migrations = migrationsOf(schema);
  if (!found.tables || (await migrated(database)) < migrations.length)
    await database.run(migration(schema, migrations));
  await database.run(CARRY_ON_POSITIONS(schema));
}

function refuseUnsafeDurability({ fsync, commit }: Found): void {
  if (fsync !== 'off' && commit !== 'off') return;
  const setting = fsync === 'off' ? 'fsync' : 'synchronous_commit';
  throw new Broken(
    `${setting} is off in this database, so what it has acknowledged may be lost in a crash. ` +
      'Turn it on, or pass allowUnsafeDurability: true where that does not matter.',
  );
}

async function migrated(database: Database): Promise<number> {
  const text = `select json_build_object('count', count(*), 'clock', ${CLOCK})::text from ${database.schema}.migration`;
  return (await database.ask<{ count: number }>(text, [])).count;
}

/** One statement, so one transaction, whatever kind of connection it is sent through. */
const migration = (schema: string, migrations: readonly string[]): string => `do $migration$
declare done int;
begin
  perform pg_advisory_xact_lock(${LOCKS}, hashtext('${schema}'));
  create schema if not exists ${schema};
  create table if not exists ${schema}.migration (number int primary key, at timestamptz not null default now());
  select count(*) into done from ${schema}.migration;
  ${migrations.map((text, index) => step(schema, index + 1, text)).join('\n  ')}
end $migration$`;

const step = (schema: string, number: number, text: string): string => `if done < ${number} then
    execute $text$${text}$text$;
    insert into ${schema}.migration (number) values (${number});
  end if;`;

/**
 * A dump that is restored into another server meets smaller transaction numbers there. New ones are then shifted behind
 * all old ones; else `changes` would hand out nothing for a long time.
 */
const CARRY_ON_POSITIONS = (schema: string): string => `
update ${schema}.server set identifier = system_identifier, shift = greatest(shift,
  (select coalesce(max(position), 0) + 1 from ${schema}.journal) - pg_current_xact_id()::text::bigint)
from pg_control_system() where identifier <> system_identifier`;
