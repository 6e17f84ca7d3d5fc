import { CLOCK } from './database.js';

/** What has been done to a database so far, in order. A migration that was published is never changed: add another. */
export const migrationsOf = (schema: string): readonly string[] => [tables(schema), commit(schema)];

const tables = (schema: string): string => `
-- A function, since a long expression in a constraint is read anew for each statement, whatever its rows are.
create function ${schema}.stock_is_sound(state json) returns boolean language plpgsql immutable as $sound$ begin
  return (state->>'reserved')::bigint >= 0 and (state->>'damaged')::bigint >= 0 and (state->>'incoming')::bigint >= 0
    and (state->>'reserved')::bigint + (state->>'damaged')::bigint <= (state->>'onHand')::bigint;
end $sound$;

create table ${schema}.record (
  merchant text collate "C" not null,
  key text collate "C" not null,
  kind text collate "C" not null,
  id text not null,
  version bigint not null check (version >= 1),
  schema int not null,
  status text collate "C" not null,
  wake_at bigint,
  at bigint not null,
  label text,
  uniq text collate "C",
  parent text collate "C",
  buyer text collate "C",
  channel text collate "C",
  facts json,
  -- Label and id in lower case, for searching.
  search text collate "C" not null,
  state json not null,
  journal bigint not null,
  milestone bigint,
  primary key (merchant, key),
  -- The desk checks this before it commits. It stands here too, so that nobody else can sell what is not there.
  constraint stock_never_negative check (kind <> 'stock' or ${schema}.stock_is_sound(state))
) with (fillfactor = 85);
comment on table ${schema}.record is 'One row per record of the desk. Instants are milliseconds since 1970.';
create unique index record_uniq on ${schema}.record (merchant, kind, uniq) where uniq is not null;
create index record_wake on ${schema}.record (merchant, wake_at, key) where wake_at is not null;
create index record_parent on ${schema}.record (merchant, parent) where parent is not null;
create index record_buyer on ${schema}.record (merchant, buyer) where buyer is not null;
-- Not by merchant first: before the tables were analysed, the planner would take it to look for a merchant's keys. What
-- tells most rows apart comes first, so that few comparisons need the rest.
create index record_newest on ${schema}.record (status, kind, merchant, at);

create table ${schema}.journal (
  merchant text collate "C" not null,
  seq bigint generated always as identity,
  -- The transaction, as a number that goes on growing when a dump is restored into another server: see server.shift.
  position bigint not null,
  at bigint not null,
  entries json not null,
  -- For each record that was held: [the commit that changed it last, the last milestone]. See history.ts.
  previous json,
  primary key (merchant, seq)
);
comment on table ${schema}.journal is 'One row per commit, with all that happened in it.';
create unique index journal_position on ${schema}.journal (merchant, position, seq);

create table ${schema}.receipt (
  merchant text collate "C" not null,
  command_id text collate "C" not null,
  digest text not null,
  outcome text not null,
  primary key (merchant, command_id)
);
comment on table ${schema}.receipt is 'The outcome of each command, for those who send it again.';

create table ${schema}.message (
  merchant text collate "C" not null,
  id text collate "C" not null,
  seq bigint generated always as identity,
  type text collate "C" not null,
  key text collate "C" not null,
  body json not null,
  at bigint not null,
  not_before bigint not null,
  attempts int not null default 0,
  lease text,
  stuck boolean not null default false,
  last_error text,
  primary key (merchant, id)
);
comment on table ${schema}.message is 'What is still to be done outside. A message that is done is deleted.';
create index message_ready on ${schema}.message (merchant, type, not_before, seq) where not stuck;

create table ${schema}.server (identifier bigint not null, shift bigint not null);
insert into ${schema}.server values ((select system_identifier from pg_control_system()), 0);

do $lz4$ begin
  execute 'alter table ${schema}.journal alter column entries set compression lz4';
exception when feature_not_supported or syntax_error then null; -- Without lz4 the default compresses, only slower.
end $lz4$;
`;

/** How many versions a record's history is walked back at most to find a page: see history.ts. */
const MILESTONE = 1000;
/** Any number of our own: the other half of the name of a merchant's lock. */
export const LOCKS = 0x4de2;

const COLUMNS =
  'key text, kind text, id text, version bigint, schema int, status text, wake bigint, label text, ' +
  'uniq text, parent text, buyer text, channel text, facts text, search text';
/** JSON texts come one to a line, so that nobody takes them apart: cheaper, and whatever is in them survives. */
const lines = (name: string): string => String.raw`unnest(string_to_array(${name}, E'\n'))`;

/** Nothing was written, so there is nothing to wait for until it is on the disk. */
const CONFLICT = `
      perform set_config('synchronous_commit', 'off', true);
      return '{"journal":null,"clock":' || ${CLOCK} || '}';`;

/**
 * One commit, all or nothing, in one statement. It answers a conflict before it writes anything; a key or `unique` that
 * somebody else makes at the same moment is an error, which undoes everything. Rows are locked and made in the order of
 * their keys, so that commits do not wait for each other in a circle.
 */
const commit = (schema: string): string => `
create function ${schema}.commit_1(
  m text, committed_at bigint, held_keys text[], held_versions bigint[], absent_keys text[],
  created text, created_states text, changed text, changed_states text,
  happened text, receipts text, messages text, bodies text
) returns text language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $commit$
#variable_conflict use_variable
declare
  place bigint := 0;
  found_all boolean;
  before json;
begin
  -- A record that does not exist cannot be locked: who relies on that lets nobody of this merchant make any meanwhile.
  if cardinality(absent_keys) > 0 then
    perform pg_advisory_xact_lock(hashtextextended(m, ${LOCKS}));
    if exists (select from ${schema}.record r where r.merchant = m and r.key = any (absent_keys)) then${CONFLICT}
    end if;
  elsif created <> '' then
    perform pg_advisory_xact_lock_shared(hashtextextended(m, ${LOCKS}));
  end if;

  if cardinality(held_keys) > 0 then
    select count(*) = cardinality(held_keys), json_object_agg(r.key, json_build_array(r.journal, r.milestone))
    into found_all, before
    from (
      select r.key, r.version, r.journal, r.milestone from ${schema}.record r
      where r.merchant = m and r.key = any (held_keys) order by r.key for update
    ) r join unnest(held_keys, held_versions) as held (key, version) using (key, version);
    if not found_all then${CONFLICT}
    end if;
  end if;

  if happened <> '' then
    insert into ${schema}.journal (merchant, position, at, entries, previous)
    select m, pg_current_xact_id()::text::bigint + server.shift, committed_at, happened::json, before
    from ${schema}.server
    returning seq into place;
  end if;

  if created <> '' then
    insert into ${schema}.record (merchant, key, kind, id, version, schema, status, wake_at, at,
      label, uniq, parent, buyer, channel, facts, search, state, journal)
    select m, w.key, w.kind, w.id, w.version, w.schema, w.status, w.wake, committed_at,
      w.label, w.uniq, w.parent, w.buyer, w.channel, w.facts::json, w.search, w.state::json, place
    from rows from (json_to_recordset(created::json) as (${COLUMNS}), ${lines('created_states')})
      as w (key, kind, id, version, schema, status, wake, label, uniq, parent, buyer, channel, facts, search, state);
  end if;

  if changed <> '' then
    update ${schema}.record r set version = w.version, schema = w.schema, status = w.status, wake_at = w.wake,
      at = committed_at, label = w.label, uniq = w.uniq, parent = w.parent, buyer = w.buyer, channel = w.channel,
      facts = w.facts::json, search = w.search, state = w.state::json, journal = place,
      milestone = case when w.version / ${MILESTONE} <> r.version / ${MILESTONE} then place else r.milestone end
    from rows from (json_to_recordset(changed::json) as (${COLUMNS}), ${lines('changed_states')})
      as w (key, kind, id, version, schema, status, wake, label, uniq, parent, buyer, channel, facts, search, state)
    where r.merchant = m and r.key = w.key and r.key = any (held_keys);
  end if;

  if receipts <> '' then
    insert into ${schema}.receipt (merchant, command_id, digest, outcome)
    select m, r.id, r.digest, r.outcome
    from json_to_recordset(receipts::json) as r (id text, digest text, outcome text);
  end if;

  if messages <> '' then
    insert into ${schema}.message (merchant, id, type, key, at, not_before, body)
    select m, w.id, w.type, w.key, w.at, w.at, w.body::json
    from rows from (json_to_recordset(messages::json) as (id text, type text, key text, at bigint), ${lines('bodies')})
      as w (id, type, key, at, body);
  end if;

  return '{"journal":"' || place || '","clock":' || ${CLOCK} || '}';
end $commit$;
`;
