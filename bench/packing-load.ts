import { type CargoKind, fewestBins, type LoadedUnit, loadSpace, type Space } from 'orderwright/packing';
import { type Figure, figure, type Report } from './measure.js';
import { binSetsIn, type LoadProblem, loadSetsIn } from './packing-load-data.js';

/** The published best of all 320 instances: Goncalves and Resende, 2013. */
const MPV_BEST = 9_772;
const MPV_INSTANCES = 320;

/** How full one space gets: the mean of ten problems a file, for each budget. */
export function br(folder: string, quick: boolean): Report {
  const runs = [
    { support: 'none', budgets: quick ? [50] : [50, 1000, 5000] },
    { support: 'full', budgets: quick ? [50] : [1000] },
  ] as const;
  const figures: Figure[] = [];
  const broken: string[] = [];
  const sets = loadSetsIn(folder);
  // Lets the engine compile first, as in a service that has run for a second.
  for (const { problems } of sets)
    for (const { space, cargo } of problems.slice(-1)) loadSpace(space, cargo, { nodes: 5000 });
  for (const { support, budgets } of runs) {
    for (const milliseconds of budgets) {
      const title = `${support === 'full' ? ', supported' : ''}, ${milliseconds} ms`;
      const means = sets.map(({ name, problems }) => {
        const shares = sample(problems, quick ? 3 : 10).map(({ space, cargo }) => {
          const load = loadSpace(space, cargo, {
            nodes: Number.POSITIVE_INFINITY,
            support,
            stop: cpuDeadline(milliseconds),
          });
          broken.push(...wrongs(name, space, cargo, [load.units], load.left, support === 'full'));
          return (100 * load.volume) / volume(space.size);
        });
        const made = figure(`${name}${title}: full`, '%', [mean(shares)]);
        figures.push(made);
        return made.median;
      });
      if (sets.length > 1) figures.push(figure(`mean of ${sets.length} files${title}: full`, '%', [mean(means)]));
    }
  }
  return { figures, broken };
}

/** How many identical bins it takes: the sum of all problems of a class, for each budget. */
export function mpv(folder: string, quick: boolean): Report {
  const figures: Figure[] = [];
  const broken: string[] = [];
  for (const milliseconds of quick ? [10] : [10, 1000]) {
    let all = 0;
    let bound = 0;
    let count = 0;
    for (const [name, problems] of binSetsIn(folder)) {
      let bins = 0;
      for (const { space, cargo } of problems) {
        const plan = fewestBins(space, cargo, { nodes: Number.POSITIVE_INFINITY, stop: cpuDeadline(milliseconds) });
        broken.push(...wrongs(name, space, cargo, plan.bins, plan.left, false));
        bins += plan.bins.length;
        bound += plan.lowerBound;
        count += 1;
      }
      figures.push(figure(`${name}, ${milliseconds} ms`, 'bins', [bins]));
      all += bins;
    }
    figures.push(figure(`all ${count} problems, ${milliseconds} ms`, 'bins', [all]));
    figures.push(figure('  lower bound', 'bins', [bound]));
    if (count === MPV_INSTANCES) figures.push(figure('  over the published best', '%', [100 * (all / MPV_BEST - 1)]));
  }
  return { figures, broken };
}

/** Evenly spread over the list. */
const sample = (problems: readonly LoadProblem[], count: number): readonly LoadProblem[] =>
  problems.filter(
    (_, i) => Math.floor((i * count) / problems.length) !== Math.floor(((i - 1) * count) / problems.length),
  );

function cpuDeadline(milliseconds: number): () => boolean {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return user + system > 1000 * milliseconds;
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const volume = ({ length, width, height }: LoadedUnit['size']): number => length * width * height;

/** What is wrong with a load. Shares nothing with what made it. */
function wrongs(
  name: string,
  { size }: Space,
  cargo: readonly CargoKind[],
  spaces: readonly (readonly LoadedUnit[])[],
  left: readonly number[],
  supported: boolean,
): readonly string[] {
  const found: string[] = [];
  const counts = [...left];
  for (const units of spaces) {
    for (const [i, a] of units.entries()) {
      counts[a.kind] = (counts[a.kind] ?? 0) + 1;
      const { length, width, height } = a.size;
      if (a.x < 0 || a.y < 0 || a.z < 0) found.push(`${name}: a unit sticks out`);
      if (a.x + length > size.length || a.y + width > size.width || a.z + height > size.height) {
        found.push(`${name}: a unit sticks out`);
      }
      const sides = [length, width, height].sort((x, y) => x - y).join();
      const own = cargo[a.kind]?.size;
      if (own === undefined || sides !== [own.length, own.width, own.height].sort((x, y) => x - y).join()) {
        found.push(`${name}: a unit has another size`);
      }
      if (cargo[a.kind]?.orientations?.includes(a.orientation) === false)
        found.push(`${name}: a unit is turned wrongly`);
      let resting = 0;
      for (const [j, b] of units.entries()) {
        const alongX = Math.min(a.x + length, b.x + b.size.length) - Math.max(a.x, b.x);
        const alongY = Math.min(a.y + width, b.y + b.size.width) - Math.max(a.y, b.y);
        if (i === j || alongX <= 0 || alongY <= 0) continue;
        if (b.z + b.size.height === a.z) resting += alongX * alongY;
        if (Math.min(a.z + height, b.z + b.size.height) > Math.max(a.z, b.z)) found.push(`${name}: two units overlap`);
      }
      if (supported && a.z > 0 && resting !== length * width) found.push(`${name}: a unit is not supported`);
    }
  }
  if (counts.some((count, kind) => count !== cargo[kind]?.quantity)) found.push(`${name}: units are lost or doubled`);
  return found;
}
