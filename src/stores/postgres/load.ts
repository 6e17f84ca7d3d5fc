import type { Loaded, Wanted } from '../../kernel/index.js';
import { CLOCK, type Database } from './database.js';

export async function load(database: Database, merchant: string, wanted: Wanted): Promise<Loaded> {
  const { keys, commandIds = [], uniques = [] } = wanted;
  const kinds = uniques.map(({ kind }) => kind);
  const names = uniques.map(({ unique }) => unique);
  const { records, receipts, holders } = await database.ask<Loaded>(
    LOAD(database.schema),
    [merchant, keys, commandIds, kinds, names],
    'load_1',
  );
  return { records, receipts, holders };
}

/** Rows as a list of JSON objects, which have these columns by these names. */
const rows = (columns: Readonly<Record<string, string>>, source: string): string => {
  const pairs = Object.entries(columns).map(([name, column]) => `'${name}', ${column}`);
  return `(select coalesce(json_agg(json_build_object(${pairs.join(', ')})), '[]') from ${source})`;
};

const RECORD = { key: 'key', version: 'version', schema: 'schema', state: 'state', at: 'at', journal: 'journal::text' };
const RECEIPT = { commandId: 'command_id', digest: 'digest', outcome: 'outcome' };
const HOLDER = { kind: 'kind', unique: 'uniq', key: 'key' };

const LOAD = (schema: string): string => `select json_build_object(
  'clock', ${CLOCK},
  'records', ${rows(RECORD, `${schema}.record where merchant = $1 and key = any ($2::text[])`)},
  'receipts', ${rows(RECEIPT, `${schema}.receipt where merchant = $1 and command_id = any ($3::text[])`)},
  'holders', ${rows(
    HOLDER,
    `unnest($4::text[], $5::text[]) as wanted (kind, uniq)
    join ${schema}.record using (kind, uniq) where merchant = $1`,
  )}
)::text`;
