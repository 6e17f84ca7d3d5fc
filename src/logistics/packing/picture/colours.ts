/**
 * The «light» scheme of Paul Tol (SRON technical note «Colour schemes», 2021): nine fills that people with any common
 * colour blindness tell apart, and on which dark text is read well.
 */
const FILLS = [
  '#77aadd',
  '#ee8866',
  '#eedd88',
  '#ffaabb',
  '#99ddff',
  '#44bb99',
  '#bbcc33',
  '#aaaa00',
  '#dddddd',
] as const;

/**
 * A fill for each kind of goods. The same goods get the same colour in every picture, unless two kinds in one parcel
 * would have one colour: then the later of the two, by name, takes the next that is free. With more kinds than colours
 * the numbers tell them apart.
 */
export function fillsOf(kinds: Iterable<string>): ReadonlyMap<string, string> {
  const fills = new Map<string, string>();
  const free = new Set(FILLS.keys());
  for (const kind of [...new Set(kinds)].sort()) {
    if (free.size === 0) for (const index of FILLS.keys()) free.add(index);
    let index = hashOf(kind) % FILLS.length;
    while (!free.has(index)) index = (index + 1) % FILLS.length;
    free.delete(index);
    fills.set(kind, FILLS[index] ?? FILLS[0]);
  }
  return fills;
}

/** FNV-1a, 32 bit (Fowler, Noll, Vo): spreads similar names. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** A colour with some share of another, from 0 to 1. */
export function mixed(colour: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [one, two] = [colour, other].map((text) => Number.parseInt(text.slice(at, at + 2), 16));
    return Math.round((one ?? 0) * (1 - share) + (two ?? 0) * share);
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
