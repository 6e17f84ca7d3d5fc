import type { Decision, ObligationEvent } from '../../kernel/index.js';
import { type Ctx, owed } from '../owing.js';
import { evolveFulfilment } from './evolve.js';
import type { Fulfilment, FulfilmentCommand, FulfilmentEvent } from './types.js';
import { unpicked } from './units.js';

export type { Ctx };
export type Events = Decision<FulfilmentEvent | ObligationEvent>;
export type Of<Type extends FulfilmentCommand['type']> = Extract<FulfilmentCommand, { type: Type }>;

/** These events, and the step which the whole fulfilment has reached by them. */
export function reaching(before: Fulfilment, events: FulfilmentEvent[], { at }: Ctx): FulfilmentEvent[] {
  const after = events.reduce((state, event) => evolveFulfilment(state, event, at), before);
  // Once it is called off nothing is reached any more, whatever its last parcels do.
  if (after.calledOff !== undefined) return events;
  const picked: FulfilmentEvent[] =
    allPicked(after) && !allPicked(before) && (after.status === 'picking' || after.status === 'inspected')
      ? [{ type: 'FulfilmentPicked', settles: ['pickBy'] }]
      : [];
  return [...events, ...picked, ...(after.status === before.status ? [] : stepTo(after))];
}

const allPicked = ({ lines }: Fulfilment): boolean => lines.every((line) => line.short === 0 && unpicked(line) === 0);

function stepTo(after: Fulfilment): FulfilmentEvent[] {
  const settles = settlingAll(after);
  switch (after.status) {
    case 'inspected':
      return [{ type: 'FulfilmentInspected' }];
    case 'packed':
      return [{ type: 'FulfilmentPacked', settles: ['pickBy'] }];
    case 'handedOver':
      return [{ type: 'FulfilmentHandedOver', ...settles }];
    case 'cancelled':
      return [
        { type: 'FulfilmentCancelled', lines: [], inParcels: [], reason: 'every unit was called off', ...settles },
      ];
    case 'open':
    case 'picking':
      return [];
  }
}

/** For events after which nothing is owed any more. */
export const settlingAll = (fulfilment: Fulfilment) =>
  owed(
    [],
    (fulfilment.owed ?? []).map(({ kind }) => kind),
  );
