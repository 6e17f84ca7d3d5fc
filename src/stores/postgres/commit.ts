import { type Change, type CommitOutcome, type Entry, idOf, kindOf, type Write } from '../../kernel/index.js';
import type { Database } from './database.js';
import { searchable } from './find.js';

/**
 * What the database says when somebody else is making the same thing: a key or `unique` exists already, or one of two
 * transactions that stand in each other's way had to be undone. Whichever it is, nothing was saved.
 */
const CONFLICTS = new Set(['23505', '40001', '40P01']);

export async function commit(database: Database, merchant: string, change: Change): Promise<CommitOutcome> {
  const text = `select ${database.schema}.commit_1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;
  try {
    const values = [merchant, ...valuesOf(change)];
    const { journal } = await database.ask<{ journal: string | null }>(text, values, 'commit_1');
    return journal === null ? { outcome: 'conflict' } : { outcome: 'committed', journal };
  } catch (error) {
    if (error instanceof Error && 'code' in error && CONFLICTS.has(String(error.code))) return { outcome: 'conflict' };
    throw error;
  }
}

/** In the order of the parameters of `commit_1`: see migrations.ts. */
function valuesOf({ at, reads, writes, entries, receipts, messages }: Change): unknown[] {
  const sorted = [...writes].sort((a, b) => inOrder(a.key, b.key));
  const created = sorted.filter(({ expected }) => expected === 0);
  const changed = sorted.filter(({ expected }) => expected > 0);
  const held = [
    ...changed.map(({ key, expected }) => ({ key, version: expected })),
    ...reads.filter(({ version }) => version > 0),
  ];
  const sortedReceipts = [...receipts].sort((a, b) => inOrder(a.commandId, b.commandId));
  return [
    at,
    held.map(({ key }) => key),
    held.map(({ version }) => version),
    reads.filter(({ version }) => version === 0).map(({ key }) => key),
    listOf(created.map(rowOf)),
    linesOf(created.map(({ state }) => state)),
    listOf(changed.map(rowOf)),
    linesOf(changed.map(({ state }) => state)),
    entries.length === 0 && writes.length === 0 ? '' : JSON.stringify(entries.map(entryOf)),
    listOf(sortedReceipts.map(({ commandId, digest, outcome }) => ({ id: commandId, digest, outcome }))),
    listOf(messages.map(({ id, type, key, at }) => ({ id, type, key, at }))),
    linesOf(messages.map(({ body }) => body)),
  ];
}

function rowOf({ key, version, schema, status, wakeAt, card }: Write): object {
  const { label, unique, parent, buyer, channel, facts } = card;
  const id = idOf(key);
  return {
    key,
    kind: kindOf(key),
    id,
    version,
    schema,
    status,
    wake: wakeAt,
    label,
    uniq: unique,
    parent,
    buyer,
    channel,
    facts: facts && JSON.stringify(facts),
    search: searchable(label, id),
  };
}

/** `key` and `version` come first in a change: history looks for them so. */
const entryOf = ({ commandId, command, by, at, changes }: Entry): Entry => ({
  commandId,
  command,
  by,
  at,
  changes: changes.map(({ key, version, events }) => ({ key, version, events })),
});

/** Empty for nothing, so that the statement for it is not even begun. */
const listOf = (items: readonly unknown[]): string => (items.length === 0 ? '' : JSON.stringify(items));

/** JSON text never holds a line feed of its own. */
const linesOf = (documents: readonly unknown[]): string => documents.map((one) => JSON.stringify(one)).join('\n');

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);
