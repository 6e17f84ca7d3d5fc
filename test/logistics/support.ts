import type * as z from 'zod/mini';
import {
  apply,
  decide,
  everyDay,
  type Instant,
  instant,
  isObligationEvent,
  type Machine,
  type ObligationCommand,
  ObligationEvent,
  type ObligationTerm,
  type RecordState,
  type Role,
  wakeAt,
} from '../../src/kernel/index.js';
import {
  Fulfilment,
  type FulfilmentCommand,
  FulfilmentEvent,
  fulfilmentMachine,
  type LogisticsAsk,
  type LogisticsTerms,
  type PackedPlan,
  Parcel,
  type ParcelCommand,
  ParcelEvent,
  parcelMachine,
  type Scan,
  type ScanStatus,
} from '../../src/logistics/index.js';

/** Noon in Shanghai on Monday, 2 March 2026. */
export const monday = instant(Date.UTC(2026, 2, 2, 4));
export const hours = (n: number): Instant => instant(monday + n * 3_600_000);

export const within = (n: number): ObligationTerm => ({ within: { hours: n }, source: 'test', verified: true });

/** A shop that records nothing but parcels. */
export const plain: LogisticsTerms = {
  picking: 'optional',
  inspection: 'optional',
  waybill: 'required',
  uploadBeforeHandOver: 'optional',
  calendar: everyDay('Asia/Shanghai'),
};
/** A shop that records every step. */
export const thorough: LogisticsTerms = { ...plain, picking: 'required', inspection: 'required' };

interface Typed {
  readonly type: string;
}
type Schemas<State, Event> = { readonly state: z.ZodMiniType<State>; readonly event: z.ZodMiniType<Event> };

/** One record under a clock that the test moves. All that happens is checked against the schemas. */
export class Desk<State extends RecordState, C extends Typed, E extends Typed> {
  at: Instant = monday;
  state: State | undefined;
  readonly all: (E | ObligationEvent)[] = [];

  readonly machine: Machine<State, C, E, LogisticsAsk>;
  readonly schemas: Schemas<State, E>;
  readonly id: string;
  readonly terms: LogisticsTerms;

  constructor(
    machine: Machine<State, C, E, LogisticsAsk>,
    schemas: Schemas<State, E>,
    id: string,
    terms: LogisticsTerms,
  ) {
    this.machine = machine;
    this.schemas = schemas;
    this.id = id;
    this.terms = terms;
  }

  /** What happened, by the types of the events; or the code of the refusal. */
  give(command: C | ObligationCommand, by: Role = 'system'): string[] {
    const context = { at: this.at, by: { role: by, id: `${by}-1` }, id: this.id, ask: { terms: this.terms } };
    const decision = decide(this.machine, command, this.state, context);
    if (decision.isErr()) return [decision.error.code];
    for (const event of decision.value) {
      (isObligationEvent(event) ? ObligationEvent : this.schemas.event).parse(event);
      this.state = apply(this.machine, this.state, event, this.at);
      this.all.push(event);
    }
    this.schemas.state.parse(this.state);
    return decision.value.map(({ type }) => type);
  }

  now(): State {
    if (this.state === undefined) throw new Error('there is no record yet');
    return this.state;
  }

  /** Wakes the record whenever it asks for it, until then. */
  until(then: Instant): string[] {
    const happened: string[] = [];
    for (;;) {
      const next = this.state && wakeAt(this.state, this.machine.lifecycle);
      if (next === undefined || next > then) break;
      this.at = next;
      happened.push(...this.give({ type: 'Wake' }));
    }
    this.at = then;
    return happened;
  }

  /** The events of one type so far. */
  every<Type extends E['type']>(type: Type): Extract<E, { type: Type }>[] {
    return this.all.filter((event): event is Extract<E, { type: Type }> => event.type === type);
  }

  owed(): string[] {
    return (this.state?.owed ?? []).map(({ kind }) => kind).sort();
  }
}

export type Work = Desk<Fulfilment, FulfilmentCommand, FulfilmentEvent>;
export type Box = Desk<Parcel, ParcelCommand, ParcelEvent>;

export const mugs = { line: 'mugs', sku: 'mug-white' };
export const lamp = { line: 'lamp', sku: 'lamp-oak' };

/** A fulfilment of three mugs and a lamp. */
export function work(terms: LogisticsTerms = plain, opening: object = {}): Work {
  const desk: Work = new Desk(fulfilmentMachine, { state: Fulfilment, event: FulfilmentEvent }, 'o-1#1', terms);
  const lines = [
    { ...mugs, quantity: 3 },
    { ...lamp, quantity: 1 },
  ];
  desk.give({ type: 'OpenFulfilment', order: 'o-1', location: 'main', lines, ...opening });
  return desk;
}

/** A sealed parcel of two mugs and a lamp. */
export function box(terms: LogisticsTerms = plain, sealing: object = {}): Box {
  const desk: Box = new Desk(parcelMachine, { state: Parcel, event: ParcelEvent }, 'p-1', terms);
  const lines = [
    { ...mugs, quantity: 2 },
    { ...lamp, quantity: 1 },
  ];
  desk.give({ type: 'SealParcel', order: 'o-1', fulfilment: 'o-1#1', location: 'main', lines, ...sealing });
  return desk;
}

export const waybill = { carrier: 'ZTO', number: '73110000000001' };

export function labelled(terms: LogisticsTerms = plain, sealing: object = {}): Box {
  const desk = box(terms, sealing);
  desk.give({ type: 'AssignWaybill', ...waybill }, 'packer');
  return desk;
}

export function underWay(terms: LogisticsTerms = plain, sealing: object = {}): Box {
  const desk = labelled(terms, sealing);
  desk.give({ type: 'ShipParcel' }, 'packer');
  return desk;
}

/** A scan so many hours after Monday noon. */
export const scan = (status: ScanStatus, hour: number, more: Partial<Scan> = {}): Scan => ({
  status,
  scannedAt: hours(hour),
  ...more,
});

/** Reports by the carrier, in the order in which they come in; the clock goes along. */
export function scanned(desk: Box, ...scans: readonly Scan[]): string[] {
  return scans.flatMap((one) => {
    if (one.scannedAt > desk.at) desk.at = one.scannedAt;
    return desk.give({ type: 'RecordScan', scan: one }, 'carrier');
  });
}

/** A plan that places one unit after the other of these lines. */
export const planned = (...lines: readonly string[]): PackedPlan => ({
  placements: lines.map((line, n) => ({
    unit: `${line}.${n + 1}`,
    line,
    sku: line,
    x: 100 * n,
    y: 0,
    z: 0,
    orientation: 'lwh',
    size: { length: 100, width: 90, height: 80 },
  })),
  fillPermille: 640,
  cost: { box: 75, materials: 20, filler: 4, papers: 5, carriage: 600, total: 704 },
  materials: [{ material: 'bubble', use: 'wrap', times: lines.length, grams: 10 * lines.length, cost: 20 }],
  grams: [{ stream: 'cardboard', grams: 180 }],
  recyclablePermille: 800,
  protectionPermille: 900,
  papers: [{ paper: 'returnSlip', copies: 1 }],
  labels: ['fragile'],
  notBy: ['air'],
});
