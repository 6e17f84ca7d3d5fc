import { SingleBar } from 'cli-progress';
import type { Instant } from 'orderwright';
import type { Scenario } from './scenario.js';

const DAY = 86_400_000;
/** Where nobody watches, a line now and then. */
const LINE_EVERY_MS = 15_000;

/** A bar of virtual time. It goes to the error stream, so that the summary can be piped. */
export function progressOf({ start, until, zone }: Scenario, quiet: boolean) {
  if (quiet) return { moved: () => {}, done: () => {}, stop: () => {} };
  const dates = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const bar = new SingleBar({
    format: '{date}  {bar}  {percentage} %  day {value} of {total}  {duration_formatted}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY_MS,
    stream: process.stderr,
  });
  let day = 0;
  bar.start(Math.ceil((until - start) / DAY), day, { date: dates.format(start) });
  return {
    moved: (at: Instant) => {
      const now = Math.floor((at - start) / DAY);
      if (now > day) bar.update(now, { date: dates.format(at) });
      day = now;
    },
    done: () => bar.update(bar.getTotal(), { date: dates.format(until) }),
    stop: () => bar.stop(),
  };
}
