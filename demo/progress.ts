import { SingleBar } from 'cli-progress';
import { type Instant, isoOf } from 'orderwright';
import type { Scenario } from './scenario.js';

const DAY = 86_400_000;
/** Where nobody watches, a line now and then. */
const LINE_EVERY_MS = 5_000;

/** A bar of virtual time. It goes to the error stream, so that the summary can be piped. */
export function progressOf({ start, until }: Scenario, quiet: boolean) {
  if (quiet) return { moved: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: '{date}  {bar}  {percentage} %  {value} of {total} days  {duration_formatted}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY_MS,
    stream: process.stderr,
  });
  bar.start(Math.ceil((until - start) / DAY), 0, { date: isoOf(start).slice(0, 10) });
  return {
    moved: (at: Instant) => bar.update(Math.floor((at - start) / DAY), { date: isoOf(at).slice(0, 10) }),
    stop: () => bar.stop(),
  };
}
