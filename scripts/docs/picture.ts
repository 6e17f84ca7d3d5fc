import { type Lifecycle, NEW } from '../../src/kernel/index.js';
import { MOVED_FROM } from '../../src/logistics/parcel/timeline.js';

export type Table = Lifecycle<string, string>;

/** All that a command may lead to from several statuses alike, those aside that stay where they are. */
interface Leads {
  readonly command: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

function leadsOf({ rows }: Table): Leads[] {
  return Object.entries(rows).flatMap(([command, some]) => {
    const merged = new Map<string, { from: string[]; to: string[] }>();
    for (const { from, to } of some) {
      for (const a of from) {
        const others = to.filter((status) => status !== a);
        const same = merged.get(others.join()) ?? { from: [], to: others };
        if (others.length > 0) merged.set(others.join(), { ...same, from: [...same.from, a] });
      }
    }
    return [...merged.values()].map(({ from, to }) => ({ command, from, to }));
  });
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

const MOST_ARROWS = 6;

const arrows = ({ command, from, to }: Leads): Move[] =>
  from.flatMap((a) => to.map((b) => ({ from: a, to: b, by: command })));

/** A command with many arrows would hide the others. It is drawn where it is met first, as far as a few arrows go. */
function drawn(leads: readonly Leads[]): Move[] {
  const [first] = leads;
  if (first === undefined) return [];
  if (arrows(first).length > MOST_ARROWS) {
    return first.to.length <= 4 ? arrows({ ...first, from: first.from.slice(-1) }) : [];
  }
  const moves: Move[] = [];
  for (const one of leads) if (moves.length + arrows(one).length <= MOST_ARROWS) moves.push(...arrows(one));
  return moves;
}

const byCommand = (table: Table): Leads[][] =>
  Object.keys(table.rows).map((command) => leadsOf(table).filter((leads) => leads.command === command));

/** What scans move, each step by itself: what other steps lead to as well is left out. */
function scanMoves(statuses: readonly string[]): Move[] {
  const place = (status: string) => statuses.indexOf(status);
  const forward = Object.entries(MOVED_FROM).flatMap(([to, some]) =>
    Object.keys(some)
      .filter((from) => place(from) < place(to))
      .map((from) => ({ from, to, by: 'RecordScan' })),
  );
  const leads = (from: string, to: string): boolean =>
    forward.some((one) => one.from === from && (one.to === to || leads(one.to, to)));
  return forward.filter(
    ({ from, to }) => !forward.some((one) => one.from === from && one.to !== to && leads(one.to, to)),
  );
}

/** The moves that a picture shows, each with the commands behind it. */
export function picturedMoves(kind: string, table: Table): Map<string, { from: string; to: string; by: string[] }> {
  const moves = new Map<string, { from: string; to: string; by: string[] }>();
  const scans = kind === 'parcel' ? scanMoves(table.statuses) : [];
  for (const { from, to, by } of [...byCommand(table).flatMap(drawn), ...scans]) {
    const move = moves.get(`${from} ${to}`) ?? { from, to, by: [] };
    if (!move.by.includes(by)) move.by.push(by);
    moves.set(`${from} ${to}`, move);
  }
  return moves;
}

export function picture(kind: string, table: Table): string[] {
  const node = (status: string) => (status === NEW ? '[*]' : status);
  const moves = [...picturedMoves(kind, table).values()].map(
    ({ from, to, by }) => `  ${node(from)} --> ${node(to)}: ${by.join('<br>')}`,
  );
  const ends = table.final.map((status) => `  ${status} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', '  direction TB', ...moves, ...ends, '```', ''];
}

/** What the picture leaves out. */
export function untold(table: Table): string[] {
  const lines = byCommand(table).flatMap((leads) => {
    const shown = new Set(drawn(leads).map(({ from, to }) => `${from} ${to}`));
    const rest = leads.filter((one) => arrows(one).some(({ from, to }) => !shown.has(`${from} ${to}`)));
    const told = rest.map(({ from, to }) => `from ${from.join(', ')} to ${to.join(', ')}`);
    const command = leads[0]?.command ?? '';
    if (told.length > 4) return [`- \`${command}\`: from almost everywhere to almost everywhere.`];
    return told.length > 0 ? [`- \`${command}\`: ${told.join('; ')}.`] : [];
  });
  return lines.length > 0 ? ['The picture leaves out some of what these lead to:', '', ...lines, ''] : [];
}
