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

const LOAD = (schema: string): string => `
select json_build_object(
  'clock', ${CLOCK},
  'records', (select coalesce(json_agg(json_build_object('key', key, 'version', version, 'schema', schema, 'state', state,
    'at', at, 'journal', journal::text)), '[]') from ${schema}.record where merchant = $1 and key = any ($2::text[])),
  'receipts', (select coalesce(json_agg(json_build_object('commandId', command_id, 'digest', digest, 'outcome', outcome)),
    '[]') from ${schema}.receipt where merchant = $1 and command_id = any ($3::text[])),
  'holders', (select coalesce(json_agg(json_build_object('kind', kind, 'unique', uniq, 'key', key)), '[]')
    from ${schema}.record where merchant = $1 and (kind, uniq) in (select * from unnest($4::text[], $5::text[])))
)::text`;
