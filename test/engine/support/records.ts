import {
  apply,
  idOf,
  type JournalEntry,
  type RecordState,
  type Saved,
  type Store,
  wakeAt,
} from '../../../src/kernel/index.js';
import { all, type Books, machineFor } from './books.js';

/** The same as JSON, in whatever order names stand. */
const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);
/** JSON with sorted names. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

export function grouped<One>(groups: Map<string, One[]>, name: string): One[] {
  const group = groups.get(name) ?? [];
  groups.set(name, group);
  return group;
}

/** I-11, I-33: what happened makes what is stored, event by event, and the version counts them. */
export function journalWrong({ saved, entries }: Books): string[] {
  const states = new Map<string, { state: RecordState | undefined; version: number }>();
  const wrong: string[] = [];
  for (const { commandId, changes, at } of entries) {
    for (const { key, version, events } of changes) {
      const known = states.get(key) ?? { state: undefined, version: 0 };
      let { state } = known;
      for (const event of events) state = apply(machineFor(key), state, event, at);
      if (version !== known.version + events.length) wrong.push(`${commandId}: ${key} jumps to version ${version}`);
      states.set(key, { state, version });
    }
  }
  for (const [key, { version, state }] of saved as ReadonlyMap<string, Saved>) {
    const rebuilt = states.get(key);
    if (rebuilt?.version !== version) wrong.push(`${key}: version ${version}, but ${rebuilt?.version} events`);
    if (!same(rebuilt?.state, state))
      wrong.push(`${key}: its events make ${sorted(rebuilt?.state)}, not ${sorted(state)}`);
  }
  if (states.size !== saved.size) wrong.push(`${states.size} records have events, ${saved.size} are stored`);
  return wrong;
}

/** Lists and searches show what the states say. */
export const cardsWrong = ({ cards, saved }: Books): string[] =>
  cards.flatMap((card) => {
    const record = saved.get(card.key);
    const state = record?.state as RecordState;
    const machine = machineFor(card.key);
    const wanted = {
      key: card.key,
      kind: machine.kind,
      id: idOf(card.key),
      status: state.status,
      version: record?.version,
      at: record?.at,
      wakeAt: wakeAt(state, machine.lifecycle),
      ...machine.card(state),
    };
    return same(card, wanted) ? [] : [`${card.key}: its card shows ${sorted(card)}, not ${sorted(wanted)}`];
  });

/** A record's history is its part of the journal. */
export async function historiesWrong(store: Store, { entries, saved }: Books): Promise<string[]> {
  const parts = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    for (const key of new Set(entry.changes.map((change) => change.key))) grouped(parts, key).push(entry);
  }
  const wrong: string[] = [];
  for (const key of saved.keys()) {
    const history = await all((page) => store.history(key, page));
    if (!same(history, parts.get(key))) wrong.push(`${key}: its history is not its part of the journal`);
  }
  return wrong;
}
