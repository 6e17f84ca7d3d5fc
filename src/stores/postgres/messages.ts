import type {
  ClaimedMessage,
  ClaimRequest,
  Page,
  Settlement,
  WaitingMessage,
  WaitingRequest,
} from '../../kernel/index.js';
import { CLOCK, type Database } from './database.js';
import { limitOf, pageOf, placeOf } from './paging.js';

/** A lease is nothing but a later `not_before`, and a word that only its holder knows. */
export async function claim(
  database: Database,
  merchant: string,
  request: ClaimRequest,
): Promise<readonly ClaimedMessage[]> {
  const { types, limit, until } = request;
  const values = [merchant, [...new Set(types)], limit, until];
  return (await database.ask<{ rows: readonly ClaimedMessage[] }>(CLAIM(database.schema), values, 'claim_1')).rows;
}

/** Unlike the clock it stands still for the statement, so that an index can be asked for what came before it. */
const STATEMENT_BEGAN = CLOCK.replace('clock_timestamp', 'statement_timestamp');

const CLAIM = (schema: string): string => `
with due as materialized (
  select m.* from unnest($2::text[]) as wanted (type), lateral (
    select m.id, m.not_before, m.seq from ${schema}.message m
    where m.merchant = $1 and m.type = wanted.type and not m.stuck and m.not_before <= ${STATEMENT_BEGAN}
    order by m.not_before, m.seq limit $3 for update skip locked
  ) m order by m.not_before, m.seq limit $3
), claimed as (
  update ${schema}.message m set attempts = m.attempts + 1, not_before = $4, lease = gen_random_uuid()
  from due where m.merchant = $1 and m.id = due.id
  returning m.*, due.not_before as due_since
)
select json_build_object('clock', ${CLOCK}, 'rows', coalesce(json_agg(
  json_build_object('id', id, 'type', type, 'key', key, 'body', body, 'at', at, 'attempts', attempts, 'lease', lease)
  order by due_since, seq), '[]'))::text from claimed`;

export async function settle(database: Database, merchant: string, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const sorted = [...settlements].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = sorted.map((one) => ('error' in one ? { ...one, error: storable(one.error) } : one));
  await database.ask(SETTLE(database.schema), [merchant, JSON.stringify(rows)], 'settle_1');
}

/** An error may say anything; a text in PostgreSQL may not. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

const SETTLE = (schema: string): string => `
with settled as (
  select s.* from json_to_recordset($2::json)
    as s (id text, lease text, outcome text, "notBefore" bigint, error text)
  join ${schema}.message m on m.merchant = $1 and m.id = s.id and m.lease = s.lease
  order by s.id for update of m
), done as (
  delete from ${schema}.message m using settled s
  where m.merchant = $1 and m.id = s.id and m.lease = s.lease and s.outcome = 'done'
), kept as (
  update ${schema}.message m set lease = null, last_error = s.error, stuck = s.outcome = 'stuck',
    not_before = coalesce(s."notBefore", m.not_before)
  from settled s where m.merchant = $1 and m.id = s.id and m.lease = s.lease and s.outcome <> 'done'
)
select json_build_object('clock', ${CLOCK})::text`;

export async function waiting(
  database: Database,
  merchant: string,
  request: WaitingRequest,
): Promise<Page<WaitingMessage>> {
  const limit = limitOf(request);
  const [notBefore, seq] = placeOf(request.after, ['number', 'number']) ?? [0, 0];
  const values = [merchant, limit + 1, request.stuck ?? false, notBefore, seq];
  const { rows } = await database.ask<{ rows: readonly Waiting[] }>(WAITING(database.schema), values, 'waiting_1');
  return pageOf(rows, limit, waitingOf, (row) => [row.notBefore, row.seq]);
}

interface Waiting extends Omit<WaitingMessage, 'lastError'> {
  readonly seq: number;
  readonly lastError: string | null;
}

function waitingOf({ seq: _, lastError, ...message }: Waiting): WaitingMessage {
  return lastError === null ? message : { ...message, lastError };
}

const WAITING = (schema: string): string => `
select json_build_object('clock', ${CLOCK}, 'rows', coalesce(json_agg(
  json_build_object('id', id, 'type', type, 'key', key, 'body', body, 'at', at, 'attempts', attempts,
    'notBefore', not_before, 'stuck', stuck, 'lastError', last_error, 'seq', seq)), '[]'))::text
from (
  select * from ${schema}.message
  where merchant = $1 and (stuck or not $3::boolean) and (not_before, seq) > ($4::bigint, $5::bigint)
  order by not_before, seq limit $2
) m`;

/** A person has looked at it, so the count of attempts begins anew. */
export async function unstick(database: Database, merchant: string, id: string): Promise<boolean> {
  const { found } = await database.ask<{ found: boolean }>(UNSTICK(database.schema), [merchant, id], 'unstick_1');
  return found;
}

const UNSTICK = (schema: string): string => `
with freed as (
  update ${schema}.message set stuck = false, attempts = 0, lease = null, not_before = ${CLOCK}
  where merchant = $1 and id = $2 and stuck returning 1
)
select json_build_object('clock', ${CLOCK}, 'found', exists (select from freed))::text`;
