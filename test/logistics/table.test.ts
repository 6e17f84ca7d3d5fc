import { describe, expect, it } from 'vitest';
import { ALL_ROLES, NEW, type RecordState, type Role } from '../../src/kernel/index.js';
import {
  type Fulfilment,
  type FulfilmentCommand,
  FulfilmentStatus,
  fulfilmentLifecycle,
  type ParcelCommand,
  ParcelStatus,
  parcelLifecycle,
} from '../../src/logistics/index.js';
import {
  type Box,
  box,
  type Desk,
  labelled,
  lamp,
  monday,
  mugs,
  plain,
  scan,
  scanned,
  underWay,
  type Work,
  waybill,
  work,
} from './support.js';

/** Who may do what when, written down a second time on purpose: statuses, then roles. */
type Rows = readonly (readonly [statuses: string, roles: string])[];

const FULFILMENT: Readonly<Record<FulfilmentCommand['type'], Rows>> = {
  OpenFulfilment: [['new', 'system']],
  StartPicking: [['open', 'owner picker packer system']],
  RecordPicking: [['open picking inspected', 'owner picker packer system']],
  RecordInspection: [['open picking inspected', 'owner picker packer system']],
  ReportMissing: [['open picking inspected', 'owner picker packer system']],
  PackParcel: [['open picking inspected', 'owner packer system']],
  ReplaceUnits: [['open picking inspected packed', 'owner picker packer system']],
  NoteUnpacked: [['picking inspected packed', 'system']],
  NoteHandedOver: [['picking inspected packed', 'system']],
  CancelFulfilmentUnits: [['open picking inspected packed', 'system']],
  CancelFulfilment: [['open picking inspected packed', 'system']],
};

const OUTWARD = 'shipped collected inTransit outForDelivery';
const GONE = `${OUTWARD} delivered refused returning returned lost`;
const PARCEL: Readonly<Record<ParcelCommand['type'], Rows>> = {
  SealParcel: [['new', 'system']],
  UnsealParcel: [['sealed labelled', 'owner packer system']],
  AssignWaybill: [[`sealed labelled ${OUTWARD}`, 'owner packer service platform system']],
  ReplaceWaybill: [[`labelled ${OUTWARD} delivered refused returning lost`, 'owner packer service platform system']],
  ShipParcel: [['sealed labelled', 'owner packer carrier system']],
  NoteUploaded: [[`labelled ${GONE} voided`, 'owner platform system']],
  NoteUploadFailed: [[`labelled ${GONE} voided`, 'owner platform system']],
  RecordScan: [[`sealed labelled ${GONE} voided`, 'owner service carrier platform system']],
  DeclareLost: [[`${OUTWARD} refused returning`, 'owner service carrier platform system']],
  RecallParcel: [[`sealed labelled ${OUTWARD} refused returning`, 'owner service platform system']],
  NoteArrivedBack: [[GONE, 'owner packer system']],
};

const one = [{ line: 'mugs', quantity: 1 }];
const fulfilmentCommands: { readonly [Type in FulfilmentCommand['type']]: Extract<FulfilmentCommand, { type: Type }> } =
  {
    OpenFulfilment: { type: 'OpenFulfilment', order: 'o-1', location: 'main', lines: [{ ...mugs, quantity: 1 }] },
    StartPicking: { type: 'StartPicking' },
    RecordPicking: { type: 'RecordPicking', lines: one },
    RecordInspection: { type: 'RecordInspection', lines: [{ line: 'mugs', passed: 0, failed: 1, reason: 'chipped' }] },
    ReportMissing: { type: 'ReportMissing', line: 'mugs', quantity: 1, reason: 'shelf empty' },
    PackParcel: { type: 'PackParcel', parcel: 'p-9', lines: one },
    ReplaceUnits: { type: 'ReplaceUnits', lines: one },
    NoteUnpacked: { type: 'NoteUnpacked', parcel: 'p-1', lines: one },
    NoteHandedOver: { type: 'NoteHandedOver', parcel: 'p-1', lines: one },
    CancelFulfilmentUnits: { type: 'CancelFulfilmentUnits', lines: one, reason: 'changed mind' },
    CancelFulfilment: { type: 'CancelFulfilment', reason: 'order cancelled' },
  };
const parcelCommands: { readonly [Type in ParcelCommand['type']]: Extract<ParcelCommand, { type: Type }> } = {
  SealParcel: {
    type: 'SealParcel',
    order: 'o-1',
    fulfilment: 'o-1#1',
    location: 'main',
    lines: [{ ...mugs, quantity: 1 }],
  },
  UnsealParcel: { type: 'UnsealParcel', reason: 'wrong mug' },
  AssignWaybill: { type: 'AssignWaybill', ...waybill },
  ReplaceWaybill: { type: 'ReplaceWaybill', carrier: 'SF', number: 'SF1234', reason: 'mistyped', oldScans: 'drop' },
  ShipParcel: { type: 'ShipParcel' },
  NoteUploaded: { type: 'NoteUploaded' },
  NoteUploadFailed: { type: 'NoteUploadFailed', reason: 'timeout' },
  RecordScan: { type: 'RecordScan', scan: scan('delivered', 99) },
  DeclareLost: { type: 'DeclareLost', reason: 'carrier admits it' },
  RecallParcel: { type: 'RecallParcel', reason: 'order cancelled' },
  NoteArrivedBack: { type: 'NoteArrivedBack', lines: [{ line: 'mugs', quantity: 1, disposition: 'restock' }] },
};

const all = [
  { line: 'mugs', quantity: 3 },
  { line: 'lamp', quantity: 1 },
];
const works: Readonly<Record<FulfilmentStatus, () => Work>> = {
  open: () => work(),
  picking: () => {
    const desk = work();
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: one }, 'packer');
    return desk;
  },
  inspected: () => {
    const desk = works.picking();
    const lines = all.map(({ line, quantity }) => ({ line, passed: quantity, failed: 0 }));
    // One mug is in a parcel already, uninspected; the shop opens that, looks at all, and packs it again.
    desk.give({ type: 'NoteUnpacked', parcel: 'p-1', lines: one });
    desk.give({ type: 'RecordInspection', lines }, 'packer');
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: one }, 'packer');
    return desk;
  },
  packed: () => {
    const desk = work();
    desk.give({ type: 'PackParcel', parcel: 'p-1', lines: all }, 'packer');
    return desk;
  },
  handedOver: () => {
    const desk = works.packed();
    desk.give({ type: 'NoteHandedOver', parcel: 'p-1', lines: all });
    return desk;
  },
  cancelled: () => {
    const desk = work();
    desk.give({ type: 'CancelFulfilment', reason: 'order cancelled' });
    return desk;
  },
};

const gone =
  (
    status: 'collected' | 'inTransit' | 'outForDelivery' | 'delivered' | 'refused' | 'returning' | 'returned' | 'lost',
  ) =>
  () => {
    const desk = underWay();
    scanned(desk, scan(status, 1));
    return desk;
  };
const boxes: Readonly<Record<ParcelStatus, () => Box>> = {
  sealed: () => box({ ...plain, waybill: 'optional' }),
  labelled: () => labelled(),
  shipped: () => underWay(),
  collected: gone('collected'),
  inTransit: gone('inTransit'),
  outForDelivery: gone('outForDelivery'),
  delivered: gone('delivered'),
  refused: gone('refused'),
  returning: gone('returning'),
  returned: gone('returned'),
  lost: gone('lost'),
  voided: () => {
    const desk = labelled();
    desk.give({ type: 'UnsealParcel', reason: 'wrong mug' }, 'packer');
    return desk;
  },
};

const rolesIn = (rows: Rows, status: string): readonly string[] | undefined =>
  rows.find(([statuses]) => statuses.split(' ').includes(status))?.[1].split(' ');

/** Nobody else, in no other status; and what is taken leads where the table says. */
function check<State extends RecordState, C extends { type: string }, E extends { type: string }>(
  fresh: () => Desk<State, C, E>,
  status: string,
  command: C,
  rows: Rows,
  leads: (type: string, from: string) => readonly string[],
): void {
  const permitted = rolesIn(rows, status);
  for (const role of ALL_ROLES) {
    const desk = fresh();
    const [first = 'nothing'] = desk.give(command, role as Role);
    const answer = `${role} gives ${command.type} when ${status}: ${first}`;
    if (permitted === undefined) {
      const born = rolesIn(rows, NEW) !== undefined;
      const refusal =
        status === NEW ? 'record.not_found' : born ? 'record.exists_already' : 'record.command_not_allowed_now';
      expect(answer).toMatch(new RegExp(`${refusal}$`));
    } else if (permitted.includes(role)) {
      expect(answer).not.toMatch(/record\./);
      if (first !== 'nothing' && !first.includes('.')) expect(leads(command.type, status)).toContain(desk.now().status);
    } else {
      expect(answer).toMatch(/record\.actor_not_permitted$/);
    }
  }
}

describe('Who may do what with a fulfilment', () => {
  const leads = (type: string, from: string) =>
    fulfilmentLifecycle.rows[type as FulfilmentCommand['type']].find((row) => row.from.some((s) => s === from))?.to ??
    [];
  const born = () => Object.assign(work(), { state: undefined as Fulfilment | undefined });
  it.each([NEW, ...FulfilmentStatus.options] as const)('that is %s', (status) => {
    const fresh = status === NEW ? born : works[status];
    if (status !== NEW) expect(fresh().now().status).toBe(status);
    for (const command of Object.values(fulfilmentCommands)) {
      check(fresh, status, command, FULFILMENT[command.type], leads);
    }
  });
});

describe('Who may do what with a parcel', () => {
  const leads = (type: string, from: string) =>
    parcelLifecycle.rows[type as ParcelCommand['type']].find((row) => row.from.some((s) => s === from))?.to ?? [];
  const born = () => Object.assign(box(), { state: undefined });
  it.each([NEW, ...ParcelStatus.options] as const)('that is %s', (status) => {
    const fresh: () => Box = status === NEW ? born : boxes[status];
    if (status !== NEW) expect(fresh().now().status).toBe(status);
    for (const command of Object.values(parcelCommands)) check(fresh, status, command, PARCEL[command.type], leads);
  });
});

it('Nobody but the desk opens a fulfilment or seals a parcel, and a lamp is a lamp', () => {
  expect(work().now()).toMatchObject({ order: 'o-1', openedAt: monday, lines: [{ line: 'mugs' }, lamp] });
  expect(box().now()).toMatchObject({ order: 'o-1', fulfilment: 'o-1#1', sealedAt: monday });
});
