import type { Store } from '../kernel/index.js';

/**
 * What becomes of one call of a store.
 *
 * - `works`: nothing is wrong.
 * - `fails`: it throws, and nothing was done.
 * - `losesAnswer`: it was done, and throws all the same.
 * - `comesLate`: it throws, and is done right after the next call: the slow write of a connection that was given up.
 * - `conflicts`: a commit that answers `conflict`, though nobody was faster. Other calls work.
 */
export type Fault = 'works' | 'fails' | 'losesAnswer' | 'comesLate' | 'conflicts';

/** The calls that may be disturbed. */
export type StoreCall = 'load' | 'commit' | 'find' | 'history' | 'changes' | 'claim' | 'settle' | 'waiting' | 'unstick';

/** What {@link faultyStore} throws. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

/**
 * A store that fails as it is told, for trying out what a desk and its host do then. The n-th call of all is counted from
 * 1, so a loop over n meets every place at which a store can fail.
 *
 * @param faultFor what becomes of this call. It may wait, to hold the call up.
 * @example
 * ```ts
 * // The second commit is done, but its answer is lost.
 * let commits = 0;
 * const store = faultyStore(memoryStore(), (call) => (call === 'commit' && ++commits === 2 ? 'losesAnswer' : 'works'));
 * ```
 */
export function faultyStore(store: Store, faultFor: (call: StoreCall, n: number) => Fault | Promise<Fault>): Store {
  let calls = 0;
  const late: (() => Promise<unknown>)[] = [];

  const disturbed =
    <Asked extends unknown[], Answer>(
      call: StoreCall,
      does: (...asked: Asked) => Promise<Answer>,
      conflict?: Awaited<Answer>,
    ) =>
    async (...asked: Asked): Promise<Answer> => {
      const n = ++calls;
      const due = late.splice(0);
      const fault = await faultFor(call, n);
      try {
        if (fault === 'conflicts' && conflict !== undefined) return conflict;
        if (fault === 'fails') throw new StoreFault(`call ${n} (${call}) failed`);
        if (fault === 'comesLate') {
          late.push(() => does(...asked));
          throw new StoreFault(`call ${n} (${call}) was given up`);
        }
        const answer = await does(...asked);
        if (fault === 'losesAnswer') throw new StoreFault(`the answer of call ${n} (${call}) was lost`);
        return answer;
      } finally {
        for (const effect of due) await effect();
      }
    };

  return {
    now: () => store.now(),
    load: disturbed('load', (wanted) => store.load(wanted)),
    commit: disturbed('commit', (change) => store.commit(change), { outcome: 'conflict' }),
    find: disturbed('find', (query) => store.find(query)),
    history: disturbed('history', (key, page) => store.history(key, page)),
    changes: disturbed('changes', (page) => store.changes(page)),
    claim: disturbed('claim', (request) => store.claim(request)),
    settle: disturbed('settle', (settlements) => store.settle(settlements)),
    waiting: disturbed('waiting', (request) => store.waiting(request)),
    unstick: disturbed('unstick', (id) => store.unstick(id)),
    close: () => store.close(),
  };
}
