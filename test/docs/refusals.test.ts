import { describe, expect, it } from 'vitest';
import {
  type AnyMachine,
  aftersalesFailures,
  COMMON_CODES,
  decide,
  type Failure,
  fulfilmentFailures,
  isInputCode,
  type Kind,
  orderFailures,
  parcelFailures,
  recipientFailures,
  refusalCodes,
  reservationFailures,
  type StockCommand,
  SYSTEM,
  stockFailures,
  stockMachine,
} from '../../src/index.js';
import { Shop, STORIES } from './stories.js';
import { commandsOf, FIELDS, KINDS, MACHINES, Walk } from './walk.js';

/** What an orderly desk on an orderly store never says. */
const BROKEN = ['desk.outcome_unknown', 'desk.decision_broke', 'desk.too_many_conflicts', 'desk.too_much_follows'];
const COMMON: readonly string[] = COMMON_CODES.filter((code) => !BROKEN.includes(code));
const WALKS = 130;
const STEPS = 70;

const reached = new Set<string>();
const pair = (kind: Kind, command: string, code: string) => `${kind}.${command}: ${code}`;

/** What was refused, unless it was by a rule that its table names. */
function strays(kind: Kind, command: string, { code, message }: Failure): string[] {
  reached.add(pair(kind, command, code));
  const known = COMMON.includes(code) || isInputCode(code) || refusalCodes(kind, command).some((one) => one === code);
  return known ? [] : [`${pair(kind, command, code)} (${message})`];
}

describe('The tables of refusals are true', () => {
  it('for whatever is done to a desk, no command is refused by a rule that its table does not name', async () => {
    const strange: string[] = [];
    for (let seed = 1; seed <= WALKS; seed += 1) {
      const walk = new Walk(seed);
      const { dice } = walk;
      await walk.begin();
      for (let step = 0; step < STEPS; step += 1) {
        const { kind, command, id, by, input } = await walk.draw();
        const outcome = await walk.give(kind, command, id, { ...input, by }, dice.rarely(9) ? walk.ahead : walk.desk);
        if (outcome.isErr()) strange.push(...strays(kind, command, outcome.error));
        strange.push(...(await trying(walk)));
        walk.at += dice.one(0, 0, 0, 1, 20, 700) * 60_000;
        if (dice.rarely(5)) await walk.desk.drain();
      }
    }
    expect([...new Set(strange)]).toEqual([]);
  }, 240_000);

  /** What might be refused now, decided and not carried out: what the desk alone gives would leave false books. */
  async function trying(walk: Walk): Promise<string[]> {
    const { dice } = walk;
    const kind = dice.one(...KINDS, 'case' as const);
    const id = walk.id(kind);
    const state = await walk.state(kind, id);
    const ask = await walk.ask(kind);
    return Array.from({ length: 25 }, () => dice.one(...commandsOf(kind))).flatMap((type) => {
      const given = { ...FIELDS[kind][type]?.(dice, walk.at), type };
      const context = { at: walk.now(), by: walk.somebody(kind, type, state?.status), id, ask: ask as never };
      const decision = decide(MACHINES[kind] as unknown as AnyMachine, given, state as never, context);
      return decision.isErr() ? strays(kind, type, decision.error) : [];
    });
  }

  it.each(STORIES)('$kind: $command can be refused with $code', async ({ kind, command, code, tell }) => {
    const told = await tell(new Shop());
    expect(told.isErr() && told.error.code).toBe(code);
    reached.add(pair(kind, command, code));
  });

  it('a stock whose id names no place is refused by the machine, whoever lets it through', () => {
    const context = { at: new Walk(1).now(), by: SYSTEM, id: 'mug', ask: undefined };
    for (const type of commandsOf('stock')) {
      const given = { quantity: 1, reason: 'found', type } as StockCommand;
      const decision = decide(stockMachine, given, undefined, context);
      expect(decision.isErr() && strays('stock', type, decision.error)).toEqual([]);
    }
  });

  it('and every refusal that a table names does come up', () => {
    const named = KINDS.flatMap((kind) =>
      commandsOf(kind).flatMap((command) => refusalCodes(kind, command).map((code) => pair(kind, command, code))),
    );
    expect(named.filter((one) => !reached.has(one))).toEqual([]);
  });

  it('they stand in the order of precedence', () => {
    const makers = {
      ...{ order: orderFailures, stock: stockFailures, reservation: reservationFailures, parcel: parcelFailures },
      ...{ fulfilment: fulfilmentFailures, case: aftersalesFailures, recipient: recipientFailures },
    };
    for (const kind of KINDS) {
      const written = Object.values(makers[kind]).map(({ code }) => code as string);
      for (const command of commandsOf(kind)) {
        const places = refusalCodes(kind, command).flatMap((code) =>
          written.includes(code) ? [written.indexOf(code)] : [],
        );
        expect([kind, command, places]).toEqual([kind, command, [...places].sort((a, b) => a - b)]);
      }
    }
  });
});
