import { BrokenPromise } from './promise.js';

/** How long a case may take, in seconds. */
const MOST_SECONDS = 30;
/** Longer than any case: the limit of the test runner, so that the suite is the one to say that a call hangs. */
export const RUNNER_MS = (MOST_SECONDS + 10) * 1000;

/**
 * Does something to which `within` gives each wait an end. When the time is over, all waits end at once.
 *
 * @param name of the case, for the message.
 */
export async function inTime(name: string, work: (within: Within) => Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    const message = `A call comes to an end. "${name}" has not ended in ${MOST_SECONDS} s.`;
    timer = setTimeout(() => reject(new BrokenPromise(message)), MOST_SECONDS * 1000);
  });
  try {
    await work((waited) => Promise.race([waited, over]));
  } finally {
    clearTimeout(timer);
  }
}

export type Within = <T>(waited: Promise<T>) => Promise<T>;
