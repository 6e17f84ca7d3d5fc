import { NEW } from '../../src/kernel/index.js';
import * as z from 'zod';
import * as desk from '../../src/index.js';
import { whatScansMove } from '../../src/logistics/parcel/timeline.js';
import { type Generated, generatedBy, RECORDS, type RecordKind } from './records.js';

/** Moves from one status to another, with the commands behind each; those that stay where they are are left out. */
export function movesOf({ machine: { lifecycle } }: Pick<RecordKind, 'machine'>): Map<string, string[]> {
  const moves = new Map<string, string[]>();
  for (const [command, rows] of Object.entries(lifecycle.rows)) {
    for (const { from, to } of rows) {
      for (const a of from) for (const b of to) if (a !== b) moves.set(`${a} ${b}`, [...(moves.get(`${a} ${b}`) ?? []), command]);
    }
  }
  return moves;
}
