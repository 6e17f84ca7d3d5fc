import { describe, expect, test } from 'vitest';
import { orderMachine } from '../../src/order/index.js';
import { specification } from '../../src/testing/specification.js';
import {
  accept,
  askWith,
  buyer,
  cancelUnits,
  given,
  hold,
  hours,
  noTerms,
  order,
  place,
  placePaid,
  wake,
} from './support.js';

const held = { type: 'HoldPlaced', hold: 'fraud', reason: 'to be looked at' } as const;
const messageOf = (failing: () => unknown): string => {
  try {
    failing();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the sentence was true');
};

describe('a true sentence passes', () => {
  test('about events, nothing, the state, and a refusal; one after the other', () => {
    given(placePaid())
      .when(hold('fraud'))
      .then([held])
      .thenState({ status: 'placed', holds: [{ hold: 'fraud' }] });
    given(placePaid())
      .when(wake, { by: { role: 'system', id: 'desk' } })
      .thenNothing()
      .thenState({ status: 'placed' });
    given(placePaid()).when(accept, buyer).thenRefused('record.actor_not_permitted');
  });

  test('about when it happens', () => {
    const at = hours(5);
    given(placePaid())
      .when(hold('fraud'), { at })
      .thenState({ holds: [{ since: at }] });
    specification(orderMachine, { ask: askWith(noTerms), id: 'o-7' })
      .given([], { at })
      .when(place())
      .thenState({ id: 'o-7', placedAt: Date.UTC(2026, 0, 1, 12) });
  });
});

describe('a false sentence says what was expected and what came', () => {
  test('other events', () => {
    const message = messageOf(() =>
      given(placePaid())
        .when(hold('fraud'))
        .then([{ ...held, hold: 'address' }]),
    );
    expect(message.split('\n')).toEqual([
      'When HoldOrder',
      'expected:',
      '  [',
      '    {',
      '-     "hold": "address",',
      '      "reason": "to be looked at",',
      '      "type": "HoldPlaced"',
      '    }',
      '  ]',
      'actual:',
      '  [',
      '    {',
      '+     "hold": "fraud",',
      '      "reason": "to be looked at",',
      '      "type": "HoldPlaced"',
      '    }',
      '  ]',
    ]);
  });

  test.each([
    [
      'a letter that is another',
      () =>
        given(placePaid())
          .when(hold('fraud'))
          .then([{ type: 'HoldPlaced', hold: 'frauD', reason: 'to be looked at' }]),
    ],
    ['too few events', () => given(placePaid()).when(hold('fraud')).then([])],
    ['something where nothing was expected', () => given(placePaid()).when(hold('fraud')).thenNothing()],
    [
      'nothing where something was expected',
      () =>
        given(placePaid())
          .when(wake, { by: { role: 'system', id: 'desk' } })
          .then([held]),
    ],
    ['another state', () => given(placePaid()).when(hold('fraud')).thenState({ status: 'pending' })],
    [
      'another part of a list',
      () =>
        given(placePaid())
          .when(hold('fraud'))
          .thenState({ holds: [{ hold: 'address' }] }),
    ],
    ['a longer list', () => given(placePaid()).when(hold('fraud')).thenState({ holds: [] })],
    [
      'a shorter list',
      () =>
        given(placePaid())
          .when(hold('fraud'))
          .thenState({ holds: [{}, {}] }),
    ],
    ['a field that is not there', () => given(placePaid()).when(hold('fraud')).thenState({ missing: [] })],
    ['a field that should not be there', () => given(placePaid()).when(hold('fraud')).thenState({ status: undefined })],
    ['another refusal', () => given(placePaid()).when(accept, buyer).thenRefused('order.held')],
    ['no refusal', () => given(placePaid()).when(hold('fraud')).thenRefused('order.held')],
  ])('%s', (_, failing) => expect(failing).toThrow(/^When \w+\nexpected:\n[\s\S]*\nactual:\n/));

  test('a history that cannot be is a bug, and thrown', () => {
    expect(() => order.given([held])).toThrow('HoldPlaced reached an order that does not exist');
  });

  test('a refusal where it should have been taken, with its reason', () => {
    const message = messageOf(() => given(placePaid(), hold('fraud')).when(accept).thenState({ status: 'accepted' }));
    expect(message).toContain('order.held');
    expect(message).toContain('The order is held by: fraud.');
    expect(() => given(placePaid(), hold('fraud')).when(accept).then([])).toThrow('order.held');
    expect(() =>
      order
        .given([])
        .when(cancelUnits({ mug: 1 }))
        .thenNothing(),
    ).toThrow('record.not_found');
  });
});
