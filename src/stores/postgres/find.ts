import type { FoundCard, Page, Query } from '../../kernel/index.js';
import { CLOCK, type Database } from './database.js';
import { limitOf, pageOf, placeOf } from './paging.js';

/** What a search looks into. Lower case is made here, since that of a database depends on its locale. */
export const searchable = (label: string | undefined, id: string): string => `${label ?? ''}\n${id}`.toLowerCase();

interface Row extends Omit<FoundCard, 'facts'> {
  /** JSON text. */
  readonly facts?: string;
}

const CARD = `r.key, r.kind, r.id, r.status, r.version, r.at, r.wake_at as "wakeAt",
  r.label, r.uniq as "unique", r.parent, r.buyer, r.channel, r.facts::text as facts`;

export async function find(database: Database, merchant: string, query: Query): Promise<Page<FoundCard>> {
  const limit = limitOf(query);
  const { text, values } = statementFor(`${database.schema}.record`, merchant, query, limit + 1);
  const { rows } = await database.ask<{ rows: readonly Row[] }>(text, values);
  const byDeadline = query.sort === 'nextDeadline';
  return pageOf(rows, limit, cardOf, ({ key, at, wakeAt }) => [byDeadline ? (wakeAt ?? 0) : at, key]);
}

const cardOf = ({ facts, wakeAt, ...row }: Row): FoundCard => ({
  ...row,
  wakeAt,
  ...(facts !== undefined && { facts: JSON.parse(facts) }),
});

/** Made of fixed pieces only: what comes from outside is a value, never part of the text. */
function statementFor(table: string, merchant: string, query: Query, limit: number) {
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const own = `r.merchant = ${value(merchant)}`;
  const filters = [own, ...filtersOf(query, value)];
  const byDeadline = query.sort === 'nextDeadline';
  const rest = `order by r.${byDeadline ? 'wake_at' : 'at desc'}, r.key limit ${value(limit)}`;
  const isNarrow = byDeadline || (query.parent ?? query.buyer ?? query.wakeBy) !== undefined;
  const found = isNarrow
    ? `select ${CARD} from ${table} r where ${filters.join(' and ')} ${rest}`
    : `${shelves(table)} select r.* from shelf, lateral (
        select ${CARD} from ${table} r
        where r.kind = shelf.kind and r.status = shelf.status and ${filters.join(' and ')} ${rest}
      ) r ${rest}`;
  const text = `select json_build_object('clock', ${CLOCK},
    'rows', coalesce(json_agg(json_strip_nulls(row_to_json(found))), '[]'))::text from (${found}) found`;
  return { text, values };
}

/**
 * All statuses and kinds that there are, each found with one look into the index. Lists of a kind or a status then take
 * their newest from its own shelf, and a list of everything the newest of each, however many records there are.
 */
const shelves = (table: string): string => `with recursive shelf as (
  (select r.status, r.kind from ${table} r order by r.status, r.kind limit 1)
  union all
  select r.status, r.kind from shelf, lateral (
    select r.status, r.kind from ${table} r where (r.status, r.kind) > (shelf.status, shelf.kind)
    order by r.status, r.kind limit 1
  ) r
)`;

function filtersOf(query: Query, value: (one: unknown) => string): string[] {
  const { kind, status, channel, buyer, parent, text, wakeBy, sort } = query;
  const after = placeOf(query.after, ['number', 'string']);
  const filters: string[] = [];
  if (kind !== undefined) filters.push(`r.kind = ${value(kind)}`);
  if (status !== undefined) filters.push(`r.status = any (${value(status)}::text[])`);
  if (channel !== undefined) filters.push(`r.channel = ${value(channel)}`);
  if (buyer !== undefined) filters.push(`r.buyer = ${value(buyer)}`);
  if (parent !== undefined) filters.push(`r.parent = ${value(parent)}`);
  if (text !== undefined) filters.push(`r.search like ${value(`%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`)}`);
  if (wakeBy !== undefined) filters.push(`r.wake_at <= ${value(wakeBy)}`);
  if (sort === 'nextDeadline') filters.push('r.wake_at is not null');
  if (after === undefined) return filters;
  const [by, key] = after.map((part) => value(part));
  if (sort === 'nextDeadline') return [...filters, `(r.wake_at, r.key) > (${by}, ${key})`];
  return [...filters, `r.at <= ${by}::bigint and (r.at < ${by}::bigint or r.key > ${key})`];
}
