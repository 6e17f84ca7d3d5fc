import type { Entry, JournalEntry, Page, PageRequest } from '../../kernel/index.js';
import { CLOCK, type Database } from './database.js';
import { cursorOf, limitOf, type Place, pageOf, placeOf } from './paging.js';

/** An entry stands at: the position of its transaction, the number of its commit, its own number in the commit. */
interface Row {
  readonly position: number;
  readonly seq: number;
  readonly n: number;
  readonly entry: Entry;
}

interface Answer {
  readonly rows: readonly Row[];
  /** There is more than the statement has looked at. */
  readonly more?: boolean;
}

const PLACE = ['number', 'number', 'number'] as const;
const START = [0, 0, 0] as const;
const placeOfRow = ({ position, seq, n }: Row): Place => [position, seq, n];
const entryOf = (row: Row): JournalEntry => ({ ...row.entry, cursor: cursorOf(placeOfRow(row)) });

export async function changes(database: Database, merchant: string, page: PageRequest): Promise<Page<JournalEntry>> {
  const limit = limitOf(page);
  const values = [merchant, limit + 1, ...(placeOf(page.after, PLACE) ?? START)];
  const { rows } = await database.ask<Answer>(CHANGES(database.schema), values, 'changes_1');
  return pageOf(rows, limit, entryOf, placeOfRow);
}

export async function history(database: Database, merchant: string, key: string, page: PageRequest) {
  const limit = limitOf(page);
  const [, seq, n] = placeOf(page.after, PLACE) ?? START;
  // So a change of this record begins in the text of an entry: see entryOf in commit.ts.
  const change = `{"key":${JSON.stringify(key)},"version":`;
  const values = [merchant, limit + 1, seq, n, key, change];
  const { rows, more = false } = await database.ask<Answer>(HISTORY(database.schema), values, 'history_1');
  return pageOf(rows, limit, entryOf, placeOfRow, more);
}

const ROWS = `'clock', ${CLOCK}, 'rows', coalesce(json_agg(
  json_build_object('position', position, 'seq', seq, 'n', n, 'entry', entry)), '[]')`;

/**
 * In the order of transactions, up to the first that is still running: whatever appears later stands behind it. So a
 * transaction that stays open for long anywhere on the server holds the feed back, but it never makes it skip.
 */
const CHANGES = (schema: string): string => `
select json_build_object(${ROWS})::text from (
  select j.position, j.seq, e.n, e.entry
  from ${schema}.journal j, json_array_elements(j.entries) with ordinality as e (entry, n)
  where j.merchant = $1 and (j.position, j.seq) >= ($3::bigint, $4::bigint)
    and (j.position, j.seq, e.n) > ($3, $4, $5::bigint)
    and j.position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (select shift from ${schema}.server)
  order by j.position, j.seq, e.n limit $2
) entries`;

/**
 * Without an index: each commit names the commit that changed the record before, and the milestone before. A page is
 * found by going back from milestone to milestone, and from the second one behind the cursor from commit to commit.
 */
const HISTORY = (schema: string): string => `
with recursive milestone as (
  select r.journal as seq, r.milestone as before from ${schema}.record r where r.merchant = $1 and r.key = $5
  union all
  select j.seq, (j.previous->$5->>1)::bigint from milestone m
  join ${schema}.journal j on j.merchant = $1 and j.seq = m.before where j.seq > $3::bigint
), stretch as (
  select max(seq) as last from (select seq from milestone order by seq limit 2) two
), trail as (
  select j.position, j.seq, j.entries, (j.previous->$5->>0)::bigint as before
  from stretch join ${schema}.journal j on j.merchant = $1 and j.seq = stretch.last
  union all
  select j.position, j.seq, j.entries, (j.previous->$5->>0)::bigint
  from trail t join ${schema}.journal j on j.merchant = $1 and j.seq = t.before where j.seq >= $3
)
select json_build_object(${ROWS},
  'more', coalesce((select last from stretch) < (select max(seq) from milestone), false))::text
from (
  select t.position, t.seq, e.n, e.entry from trail t, json_array_elements(t.entries) with ordinality as e (entry, n)
  where (t.seq, e.n) > ($3, $4::bigint) and strpos(e.entry::text, $6) > 0
  order by t.seq, e.n limit $2
) entries`;
