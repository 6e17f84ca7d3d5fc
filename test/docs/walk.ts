import type { Result } from 'neverthrow';
import { asksFrom } from '../../src/engine/ask.js';
import { absent, WorkingSet } from '../../src/engine/working-set.js';
import {
  type Actor,
  type CaseCommand,
  caseMachine,
  createDesk,
  type Desk,
  type DeskTerms,
  type Failure,
  type FulfilmentCommand,
  fulfilmentMachine,
  houseTerms,
  type Instant,
  instant,
  type Kind,
  type Lifecycle,
  type ObligationTerm,
  type OrderCommand,
  orderMachine,
  type ParcelCommand,
  parcelMachine,
  type RecipientCommand,
  type RecordState,
  type ReservationCommand,
  type Role,
  recipientMachine,
  reservationMachine,
  ScanStatus,
  type StockCommand,
  SYSTEM,
  stockMachine,
} from '../../src/index.js';
import { memoryStore } from '../../src/stores/memory/index.js';

/** Draws of one walk, the same for the same seed. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  /** A whole number from 0 up to, not including, `sides`. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  }
  one<T>(...of: readonly T[]): T {
    return of[this.roll(of.length)] as T;
  }
  /** True once in so many times. */
  rarely(oneIn: number): boolean {
    return this.roll(oneIn) === 0;
  }
}

export const MACHINES = {
  order: orderMachine,
  stock: stockMachine,
  reservation: reservationMachine,
  fulfilment: fulfilmentMachine,
  parcel: parcelMachine,
  case: caseMachine,
  recipient: recipientMachine,
} as const satisfies Record<Kind, unknown>;
export const KINDS = Object.keys(MACHINES) as Kind[];
export const rowsOf = (kind: Kind): Readonly<Record<string, Lifecycle<string, string>['rows'][string]>> =>
  MACHINES[kind].lifecycle.rows;
export const commandsOf = (kind: Kind): string[] => Object.keys(rowsOf(kind));
/** Whether nobody but the desk itself may ever give this command. */
export const isInternal = (kind: Kind, command: string): boolean =>
  rowsOf(kind)[command]?.every(({ by }) => by.every((role) => role === 'system')) ?? false;

type Fields<Command extends { readonly type: string }> = {
  readonly [Type in Command['type']]: (dice: Dice, at: number) => Omit<Extract<Command, { type: Type }>, 'type'>;
};

const HOUR = 3_600_000;
const line = (dice: Dice) => (dice.rarely(8) ? 'strange' : dice.one('1', '1', '2'));
const few = (dice: Dice) => dice.one(1, 1, 1, 2, 3);
const units = (dice: Dice) =>
  Array.from({ length: dice.one(1, 1, 1, 2) }, () => ({ line: line(dice), quantity: few(dice) }));
const reason = 'because';
const orderId = (dice: Dice) => dice.one('o-1', 'o-1', 'o-1', 'o-2');
const parcel = 'p-1';
const deadline = (dice: Dice, at: number) => (dice.rarely(5) ? instant(at + dice.one(-5, 5) * HOUR) : undefined);
const explanation = { policy: 'p', rule: 'r', facts: {}, because: reason };

const placing = (dice: Dice, at: number) => {
  const quantity = dice.one(1, 2, 3);
  const lines = [
    { id: '1', sku: 'mug', quantity, unitPrice: 1000 },
    { id: dice.rarely(12) ? '1' : '2', sku: 'lamp', quantity: dice.rarely(15) ? 1_000_000 : 1, unitPrice: 500 },
  ];
  const total = lines.reduce((sum, one) => sum + one.quantity * one.unitPrice, 0) + dice.one(0, 0, 0, 0, 0, 0, 0, 1);
  const awaits = dice.one(undefined, undefined, undefined, ['group', 'payment'], ['review'], ['payment', 'balance']);
  return {
    channel: 'web',
    buyer: 'b-1',
    region: { country: 'CN' },
    currency: 'CNY',
    lines,
    total,
    ...(dice.rarely(15) && { discount: 10_000_000_000 }),
    paid: dice.one(0, total, total, total, total + 1),
    awaits: awaits as ('group' | 'payment' | 'review' | 'balance')[] | undefined,
    ...(dice.rarely(4) && { deadlines: { payBy: instant(at + dice.one(-2, 1) * HOUR) } }),
  };
};

const order: Fields<OrderCommand> = {
  PlaceOrder: placing,
  NotePayment: (dice, at) => ({
    amount: dice.one(500, 1500, 2500, 3500, 9999),
    paidAt: dice.rarely(4) ? instant(at + dice.one(-900, 9) * HOUR) : undefined,
  }),
  NoteGroupFormed: () => ({}),
  NoteGroupFailed: () => ({ reason }),
  NoteReviewPassed: () => ({}),
  NoteReviewFailed: () => ({ reason }),
  HoldOrder: (dice) => ({ hold: `h-${dice.roll(dice.one(2, 40))}`, reason }),
  ReleaseHold: (dice) => ({ hold: `h-${dice.roll(3)}` }),
  AcceptOrder: () => ({}),
  RejectOrder: () => ({ reason }),
  AmendRecipient: () => ({ recipient: 'r-1', region: { country: 'CN' } }),
  CancelUnits: (dice) => ({ lines: units(dice), reason }),
  CancelOrder: () => ({ reason }),
  RefundUnits: (dice) => ({ lines: units(dice), reason }),
  ConfirmReceipt: () => ({}),
  NoteFeedback: () => ({ score: 5 }),
  NoteShortage: () => ({ missing: [{ sku: 'mug', wanted: 1, available: 0 }] }),
  NoteReplaced: () => ({ missing: [] }),
  NoteAutoAcceptance: () => ({ mode: 'shadow', answer: 'leave', explanation }),
  NotePreparing: () => ({}),
  NoteCase: () => ({ case: 'c-1' }),
  NotePacked: (dice) => ({ parcel, lines: units(dice) }),
  NoteUnpacked: (dice) => ({ parcel, lines: units(dice) }),
  NoteShipped: (dice) => ({ parcel, lines: units(dice) }),
  NoteDelivered: (dice) => ({ parcel, lines: units(dice) }),
  NoteUndelivered: (dice) => ({ parcel, lines: units(dice), how: 'lost' }),
  NoteReturned: (dice) => ({ case: 'c-1', lines: units(dice) }),
  NoteBack: (dice) => ({ lines: units(dice) }),
  NoteRefund: (dice) => ({ case: 'c-1', amount: dice.one(1, 1, 99_999), lines: units(dice) }),
};

const moving = (dice: Dice) => ({ quantity: dice.one(1, 1, 1, 2, 50) });
const movingBecause = (dice: Dice) => ({ ...moving(dice), reason });
const holding = (dice: Dice, at: number) => ({ ...moving(dice), until: deadline(dice, at) });
const stock: Fields<StockCommand> = {
  ExpectStock: moving,
  DropExpectation: movingBecause,
  ReceiveExpected: moving,
  ReceiveStock: (dice) => ({ quantity: few(dice) }),
  AddFound: (dice) => ({ quantity: few(dice), reason }),
  RemoveLost: movingBecause,
  SendStock: (dice) => ({ ...moving(dice), to: 'east' }),
  TakeBack: moving,
  TakeBackDamaged: moving,
  MarkDamaged: movingBecause,
  MarkRepaired: moving,
  WriteOff: movingBecause,
  ReserveStock: holding,
  ReleaseStock: holding,
  KeepHold: holding,
  DamageReserved: movingBecause,
  MissReserved: movingBecause,
  ShipStock: moving,
};

const unitsAt = (dice: Dice) => [{ line: line(dice), sku: 'mug', location: 'main', quantity: few(dice) }];
const reservation: Fields<ReservationCommand> = {
  HoldUnits: (dice, at) => ({ lines: unitsAt(dice), until: deadline(dice, at) }),
  KeepReservation: () => ({}),
  CommitUnits: (dice) => ({ lines: unitsAt(dice), for: 'parcel/p-1' }),
  ReleaseUnits: (dice) => ({ lines: unitsAt(dice) }),
  ReleaseReservation: () => ({}),
  DropUnits: (dice) => ({ lines: unitsAt(dice), how: 'damaged', reason }),
};

const fulfilment: Fields<FulfilmentCommand> = {
  OpenFulfilment: (dice) => ({
    order: 'o-1',
    location: 'main',
    lines: units(dice).map((one) => ({ ...one, sku: 'mug' })),
  }),
  StartPicking: () => ({}),
  RecordPicking: (dice) => ({ lines: units(dice) }),
  RecordInspection: (dice) => ({
    lines: units(dice).map(({ line, quantity }) => ({ line, passed: quantity, failed: dice.one(0, 0, 1), reason })),
  }),
  ReportMissing: (dice) => ({ line: line(dice), quantity: few(dice), reason }),
  PackParcel: (dice) => ({ parcel: `p-${dice.roll(3)}`, lines: units(dice) }),
  ReplaceUnits: (dice) => ({ lines: units(dice) }),
  NoteUnpacked: (dice) => ({ parcel, lines: units(dice) }),
  NoteHandedOver: (dice) => ({ parcel, lines: units(dice) }),
  CancelFulfilmentUnits: (dice) => ({ lines: units(dice), reason }),
  CancelFulfilment: () => ({ reason }),
};

const waybill = (dice: Dice) => ({ carrier: 'ZTO', number: dice.one('73110000000001', '73110000000002', 'no') });
const parcels: Fields<ParcelCommand> = {
  SealParcel: (dice) => ({
    order: 'o-1',
    fulfilment: 'o-1#1',
    location: 'main',
    lines: units(dice).map((one) => ({ ...one, sku: 'mug' })),
  }),
  UnsealParcel: () => ({ reason }),
  AssignWaybill: waybill,
  ReplaceWaybill: (dice) => ({ ...waybill(dice), reason }),
  ShipParcel: () => ({}),
  NoteUploaded: () => ({}),
  NoteUploadFailed: () => ({ reason }),
  RecordScan: (dice, at) => ({
    scan: { status: dice.one('delivered', ...ScanStatus.options), scannedAt: instant(at - dice.roll(3)) },
  }),
  DeclareLost: () => ({ reason }),
  RecallParcel: () => ({ reason }),
  NoteArrivedBack: (dice) => ({ lines: units(dice).map((one) => ({ ...one, disposition: 'restock' as const })) }),
};

const sum = (dice: Dice) => ({
  amount: dice.one(undefined, undefined, 1, 400, 99_999),
  currency: dice.one(undefined, undefined, 'CNY', 'EUR'),
});
const found = (dice: Dice) => {
  const { line: id, quantity } = units(dice)[0] ?? { line: '1', quantity: 1 };
  const accepted = dice.one(0, quantity, quantity);
  const refused = quantity - accepted;
  return {
    line: id,
    counted: quantity,
    accepted,
    refused,
    disposition: dice.one('restock' as const, 'damaged' as const),
    reason,
  };
};
const cases: Fields<CaseCommand> = {
  OpenCase: (dice, at) => ({
    order: dice.rarely(15) ? 'nowhere' : orderId(dice),
    remedy: dice.one('refundOnly', 'returnAndRefund'),
    lines: units(dice),
    ...sum(dice),
    reason: { code: 'damaged' },
    received: dice.one('received', 'received', 'notReceived'),
    answerBy: deadline(dice, at),
  }),
  ReviseCase: (dice, at) => ({
    remedy: dice.one(undefined, 'refundOnly', 'returnAndRefund'),
    lines: dice.one(undefined, units(dice)),
    ...sum(dice),
    received: dice.one(undefined, 'received', 'notReceived'),
    answerBy: deadline(dice, at),
  }),
  WithdrawCase: () => ({}),
  AgreeCase: (dice, at) => ({ ...sum(dice), returnBy: deadline(dice, at) }),
  RejectCase: () => ({ reason }),
  EscalateCase: (dice, at) => ({ reason, decideBy: deadline(dice, at) }),
  DecideByPlatform: (dice) => ({ outcome: dice.one('refund', 'refuse', 'returnAndRefund'), ...sum(dice), reason }),
  NoteReturnShipped: (dice, at) => ({
    carrier: 'ZTO',
    number: '77',
    lines: dice.one(undefined, units(dice)),
    inspectBy: deadline(dice, at),
  }),
  NoteReturnArrived: (dice, at) => ({
    arrivedAt: dice.rarely(2) ? instant(at + dice.one(-9000, 9) * HOUR) : undefined,
    inspectBy: deadline(dice, at),
  }),
  InspectReturn: (dice) => ({ lines: dice.rarely(6) ? [] : [found(dice)] }),
  ApproveRefund: (dice) => ({ amount: dice.one(400, 500, 1000, 1500, 2000) }),
  DeclineRefund: () => ({ reason }),
  NoteUnitsRefunded: (dice) => ({ lines: units(dice) }),
  NoteRefundPaid: () => ({}),
  NoteRefundFailed: () => ({ reason }),
};

const region = { country: 'CN' };
const sealed = `ow1.k1.${'A'.repeat(16)}.${'A'.repeat(22)}`;
const content = { source: 'merchant' as const, sealed: { name: sealed }, masked: { name: '王**' }, region };
const opaque = { channel: 'pdd-1', ciphertext: { name: '~A~' }, masked: {}, region };
const recipient: Fields<RecipientCommand> = {
  RecordRecipient: () => content,
  RecordOpaqueRecipient: () => opaque,
  AmendRecipientDetails: () => content,
  AmendOpaqueDetails: () => opaque,
  NoteRevealed: (dice) => ({ purpose: 'shipping', fields: [dice.one('name', 'phone')] }),
  EraseRecipient: () => ({ reason: 'retentionEnded' }),
};

type Filler = (dice: Dice, at: number) => object;
export const FIELDS: Readonly<Record<Kind, Readonly<Record<string, Filler>>>> = {
  order,
  stock,
  reservation,
  fulfilment,
  parcel: parcels,
  case: cases,
  recipient,
};

const IDS: Readonly<Record<Kind, (dice: Dice) => string>> = {
  order: orderId,
  stock: (dice) => dice.one('mug@main', 'mug@main', 'lamp@main', 'mug@east'),
  reservation: orderId,
  fulfilment: (dice) => `${orderId(dice)}#1`,
  parcel: (dice) => `p-${dice.roll(3)}`,
  case: (dice) => dice.one('c-1', 'c-1', 'c-2', 'c-3'),
  recipient: (dice) => dice.one('r-1', 'r-2'),
};

const NOUN: Readonly<Record<Kind, string>> = {
  order: 'Order',
  stock: 'Stock',
  reservation: 'Reservation',
  fulfilment: 'Fulfilment',
  parcel: 'Parcel',
  case: 'Case',
  recipient: 'Recipient',
};

const within = (hours: number): ObligationTerm => ({ within: { hours }, source: 'test', verified: true });
const termsFor = (dice: Dice): DeskTerms => ({
  ...houseTerms,
  order: {
    ...houseTerms.order,
    payBy: within(1),
    acceptBy: within(30),
    reserveAt: dice.one('placed', 'ready', 'accepted'),
    // biome-ignore lint/suspicious/noThenProperty: a rule reads "when … then …"; it is never awaited.
    autoAccept: { mode: dice.one('off', 'off', 'on'), rules: [{ name: 'all', when: [], then: 'accept' }] },
  },
  logistics: {
    ...houseTerms.logistics,
    picking: dice.one('optional', 'optional', 'required'),
    inspection: dice.one('optional', 'optional', 'required'),
    waybill: dice.one('optional', 'required'),
    uploadBeforeHandOver: dice.one('optional', 'optional', 'required'),
  },
  aftersales: {
    ...houseTerms.aftersales,
    answerBy: within(48),
    mostCasesPerOrder: dice.one(1, 20),
    ...(dice.rarely(2) && { approvalAbove: 300 }),
  },
});

/** What ends a story early is drawn less often. */
const ENDING = [
  ...['NoteGroupFailed', 'NoteReviewFailed', 'RejectOrder', 'CancelUnits', 'CancelOrder', 'UnsealParcel'],
  ...['RecallParcel', 'DeclareLost', 'NoteArrivedBack', 'WithdrawCase', 'RejectCase'],
];

/** Commands one after another: kind, type, id and fields. */
type Told = readonly (readonly [Kind, string, string, object])[];
type Methods = Readonly<Record<string, (id: string, input: object) => PromiseLike<Result<unknown, Failure>>>>;

const EARLY: readonly Kind[] = [
  ...(['order', 'order', 'order', 'stock', 'fulfilment', 'fulfilment', 'fulfilment'] as const),
  ...(['parcel', 'parcel', 'parcel', 'case', 'case', 'case'] as const),
];
const LATE: readonly Kind[] = ['order', 'parcel', 'parcel', ...Array<'case'>(12).fill('case')];

const catalog = (sku: string) => ({ sku, neverRestocked: sku === 'lamp' });

/** A desk to which things are done by the dice. */
export class Walk {
  at = Date.UTC(2026, 2, 2, 4);
  readonly dice: Dice;
  readonly terms: DeskTerms;
  readonly desk: Desk;
  readonly #store = memoryStore({ clock: () => this.at });
  /** The same shop in another process, whose clock is ahead. */
  readonly ahead: Desk;

  readonly late: boolean;

  constructor(seed: number) {
    this.dice = new Dice(seed);
    this.late = seed % 2 === 0;
    this.terms = termsFor(this.dice);
    const open = (hours: number) =>
      createDesk({ store: this.#store, terms: this.terms, catalog, clock: () => instant(this.at + hours * HOUR) });
    this.desk = open(0);
    this.ahead = open(3);
  }

  /** Some stock; and where the walk is about what comes late, an order that has left already. */
  async begin(): Promise<void> {
    const quantity = this.dice.one(2, 6, 20);
    const stock: Told = ['mug@main', 'lamp@main'].map((id) => ['stock', 'ReceiveStock', id, { quantity }]);
    for (const [kind, command, id, input] of this.late ? [...stock, ...this.#shipping()] : stock) {
      const outcome = await this.give(kind, command, id, { ...input, by: SYSTEM });
      // Where orders are accepted by themselves the second acceptance comes too late.
      if (outcome.isErr() && command !== 'AcceptOrder') throw new Error(outcome.error.message);
    }
  }

  #shipping(): Told {
    const lines = ['1', '2'].map((line) => ({ line, quantity: line === '1' ? 2 : 1 }));
    const goods = ['mug', 'lamp'].map((sku, i) => ({ id: `${i + 1}`, sku, quantity: 2 - i, unitPrice: 500 }));
    const paid = { ...placing(this.dice, this.at), lines: goods, total: 1500, paid: 1500, awaits: undefined };
    const { discount: _, deadlines: __, ...placed } = { discount: 0, deadlines: {}, ...paid };
    return [
      ['order', 'PlaceOrder', 'o-1', placed],
      ['order', 'AcceptOrder', 'o-1', {}],
      ['fulfilment', 'RecordPicking', 'o-1#1', { lines }],
      [
        'fulfilment',
        'RecordInspection',
        'o-1#1',
        { lines: lines.map((one) => ({ line: one.line, passed: one.quantity, failed: 0 })) },
      ],
      ['fulfilment', 'PackParcel', 'o-1#1', { parcel: 'p-1', lines }],
      ['parcel', 'AssignWaybill', 'p-1', { carrier: 'ZTO', number: '73110000000001' }],
      ['parcel', 'NoteUploaded', 'p-1', {}],
      ['parcel', 'ShipParcel', 'p-1', {}],
    ];
  }

  async state(kind: Kind, id: string): Promise<{ readonly status: string } | undefined> {
    const view = await this.#reads(kind).get(id);
    return view.isOk() ? view.value.state : undefined;
  }

  #reads(kind: Kind) {
    const { orders, stock, reservations, fulfilments, parcels, cases, recipients } = this.desk;
    const reads = { order: orders, stock, reservation: reservations, fulfilment: fulfilments, parcel: parcels };
    return { ...reads, case: cases, recipient: recipients }[kind] as Pick<typeof orders, 'get'>;
  }

  give(kind: Kind, command: string, id: string, input: object, desk = this.desk) {
    const { orders, stock, reservations, fulfilments, parcels, cases } = desk;
    const methods = { order: orders, stock, reservation: reservations, fulfilment: fulfilments, parcel: parcels };
    const noun = NOUN[kind];
    const verb = command.endsWith(noun) ? command.slice(0, -noun.length) : command;
    const name = `${verb.slice(0, 1).toLowerCase()}${verb.slice(1)}`;
    const method = ({ ...methods, case: cases, recipient: {} }[kind] as unknown as Methods)[name];
    if (method === undefined) throw new Error(`${kind} has no method ${name}`);
    return method(id, input);
  }

  /** Something that may be done now, or now and then something that may not, and by whom. */
  async draw(): Promise<{ kind: Kind; command: string; id: string; by: Actor; input: object }> {
    const { dice } = this;
    const kind = dice.one(...(this.late ? LATE : EARLY));
    const id = IDS[kind](dice);
    const status = (await this.state(kind, id))?.status ?? 'new';
    const all = commandsOf(kind).filter((command) => !isInternal(kind, command));
    const open = all.filter((command) => rowsOf(kind)[command]?.some(({ from }) => from.includes(status)));
    const drawn = dice.one(...(open.length === 0 || dice.rarely(15) ? all : open));
    const command = ENDING.includes(drawn) && !dice.rarely(5) ? dice.one(...(open.length === 0 ? all : open)) : drawn;
    const input = FIELDS[kind][command]?.(dice, this.at) ?? {};
    return { kind, command, id, by: this.somebody(kind, command, status), input };
  }

  /** Somebody who may give this command, if anybody may. */
  somebody(kind: Kind, command: string, status = 'new'): Actor {
    const row = rowsOf(kind)[command]?.find(({ from }) => from.includes(status));
    const role: Role = this.dice.one<Role>(...(row?.by ?? (['owner', 'buyer', 'system'] as const)));
    return { role, id: `${role}-${this.dice.roll(2)}` };
  }

  /** What the machine of this kind may ask, answered from the records as they are. */
  async ask(kind: Kind): Promise<unknown> {
    const keys = ['o-1', 'o-2'].flatMap((id) => [`order/${id}`, `reservation/${id}`]);
    keys.push(...['mug', 'lamp'].map((sku) => `stock/${sku}@main`), ...['c-1', 'c-2', 'c-3'].map((id) => `case/${id}`));
    const { records } = await this.#store.load({ keys });
    const known = new Map(keys.map((key) => [key, absent(key)]));
    for (const { key, version, state, at, journal } of records) {
      known.set(key, { key, version, state: state as RecordState, at, journal });
    }
    const set = new WorkingSet(known);
    const asks = asksFrom(this.terms, catalog);
    if (kind === 'order') return asks.order(set, this.now());
    return kind === 'case' ? asks.aftersales(set) : asks.logistics();
  }

  id(kind: Kind): string {
    return IDS[kind](this.dice);
  }

  now(): Instant {
    return instant(this.at);
  }
}
