import type { ReservationCommand, ReservationFailure } from './reservation/index.js';
import type { StockCommand, StockFailure } from './stock/index.js';

const NAMELESS = ['stock.id_not_sku_at_location'] as const;
const TOO_FEW = ['stock.not_enough'] as const;
const TOO_FEW_OR_LATE = ['stock.hold_has_ended', 'stock.not_enough'] as const;

/** With which of the stock's own rules each command can be refused, in the order in which they are looked at. */
export const stockRefusals = {
  ExpectStock: NAMELESS,
  DropExpectation: TOO_FEW,
  ReceiveExpected: TOO_FEW,
  ReceiveStock: NAMELESS,
  AddFound: NAMELESS,
  RemoveLost: TOO_FEW,
  SendStock: TOO_FEW,
  TakeBack: NAMELESS,
  TakeBackDamaged: NAMELESS,
  MarkDamaged: TOO_FEW,
  MarkRepaired: TOO_FEW,
  WriteOff: TOO_FEW,
  ReserveStock: TOO_FEW_OR_LATE,
  ReleaseStock: TOO_FEW,
  KeepHold: TOO_FEW_OR_LATE,
  DamageReserved: TOO_FEW,
  MissReserved: TOO_FEW,
  ShipStock: TOO_FEW,
} as const satisfies Record<StockCommand['type'], readonly StockFailure['code'][]>;

const HELD_UNITS = ['reservation.has_expired', 'reservation.not_held'] as const;

/** With which of the reservation's own rules each command can be refused, in the order in which they are looked at. */
export const reservationRefusals = {
  HoldUnits: [],
  KeepReservation: ['reservation.has_expired'],
  CommitUnits: HELD_UNITS,
  ReleaseUnits: HELD_UNITS,
  ReleaseReservation: [],
  DropUnits: HELD_UNITS,
} as const satisfies Record<ReservationCommand['type'], readonly ReservationFailure['code'][]>;
