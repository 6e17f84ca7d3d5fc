import { keyOf, type Machine } from '../../kernel/index.js';
import { costOf } from '../owing.js';
import type { LogisticsAsk } from '../types.js';
import { evolveFulfilment } from './evolve.js';
import { cancel, cancelUnits, noteHandedOver, noteUnpacked, open, replaceUnits } from './follow.js';
import { fulfilmentLifecycle } from './lifecycle.js';
import type { Fulfilment, FulfilmentCommand, FulfilmentEvent } from './types.js';
import { packParcel, recordInspection, recordPicking, reportMissing, startPicking } from './work.js';

/** The work on one order in one location: picking, inspection, packing, hand-over. */
export const fulfilmentMachine: Machine<Fulfilment, FulfilmentCommand, FulfilmentEvent, LogisticsAsk> = {
  kind: 'fulfilment',
  schema: 1,
  lifecycle: fulfilmentLifecycle,
  decide: {
    OpenFulfilment: open,
    StartPicking: startPicking,
    RecordPicking: recordPicking,
    RecordInspection: recordInspection,
    ReportMissing: reportMissing,
    PackParcel: packParcel,
    ReplaceUnits: replaceUnits,
    NoteUnpacked: noteUnpacked,
    NoteHandedOver: noteHandedOver,
    CancelFulfilmentUnits: cancelUnits,
    CancelFulfilment: cancel,
  },
  evolve: evolveFulfilment,
  missed: ({ worth }, { kind }, { ask }) => costOf(kind, ask.terms, worth),
  card: ({ order, location, lines, calledOff }) => {
    const sum = (of: 'quantity' | 'packed' | 'short') => lines.reduce((total, line) => total + line[of], 0);
    const facts = { location, units: sum('quantity'), packed: sum('packed'), short: sum('short') };
    return { parent: keyOf('order', order), facts: { ...facts, calledOff: calledOff !== undefined } };
  },
};
