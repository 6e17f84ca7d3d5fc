// Our machine and our desk on the memory store.
import { err, ok } from 'neverthrow';
import { apply, decide, defineFailures, instant, rule } from '../../dist/index.js';
import { memoryStore } from '../../dist/stores/memory/index.js';
import { flowOn, stockOn } from './ours.mjs';

export const meta = { name: 'ours-memory', kind: 'ours', package: 'orderwright', shared: false };

const STATUSES = [
  'draft',
  'placed',
  'paid',
  'accepted',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'completed',
  'closed',
];
const COMMANDS = ['place', 'pay', 'accept', 'pick', 'pack', 'ship', 'deliver', 'complete', 'close'];
const SYSTEM = { role: 'system', id: 'bench' };
const AT = instant(Date.UTC(2026, 0, 1));

const failures = defineFailures('bench', {
  wrong_amount: rule((d) => `The amount is ${d.given}, not ${d.total}.`, 'Name the total.'),
});

/** Nine guarded transitions, as a machine of the kernel like all others. */
const machine = {
  kind: 'bench',
  schema: 1,
  lifecycle: {
    statuses: STATUSES,
    final: ['closed'],
    rows: Object.fromEntries(
      COMMANDS.map((command, i) => [command, [{ from: [STATUSES[i]], by: ['system'], to: [STATUSES[i + 1]] }]]),
    ),
  },
  decide: Object.fromEntries(
    COMMANDS.map((command, i) => [
      command,
      ({ amount }, { total }) =>
        amount === total
          ? ok([{ type: 'Moved', to: STATUSES[i + 1] }])
          : err(failures.wrong_amount({ given: amount, total })),
    ]),
  ),
  evolve: (state, { to }) => ({ ...state, status: to, version: state.version + 1 }),
  missed: () => [],
  card: () => ({}),
};
const context = { at: AT, by: SYSTEM, id: 'o', ask: undefined };

export const fsm = {
  create: (total) => ({ id: 'o', status: 'draft', total, version: 0, owed: undefined }),
  step(order, command) {
    const decision = decide(machine, command, order, context);
    if (decision.isErr()) return order;
    let next = order;
    for (const event of decision.value) next = apply(machine, next, event, AT);
    return next;
  },
  status: ({ status }) => status,
  version: ({ version }) => version,
};

const open = async () => ({ store: memoryStore(), close: async () => {} });
export const stock = stockOn(open);
export const flow = flowOn(open);
