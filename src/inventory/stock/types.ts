import * as z from 'zod/mini';
import {
  Count,
  Instant,
  LocationId,
  Obligation,
  Quantity,
  Reason,
  RecordId,
  Sku,
  strictObject,
} from '../../kernel/index.js';

/**
 * What each movement does to the counters, per unit. This table is the whole law of stock: a movement is refused when
 * a counter would fall below zero, or reserved and damaged units would exceed those on hand.
 */
export const MOVEMENTS = {
  StockExpected: { onHand: 0, reserved: 0, damaged: 0, incoming: 1 },
  ExpectationDropped: { onHand: 0, reserved: 0, damaged: 0, incoming: -1 },
  ExpectedStockReceived: { onHand: 1, reserved: 0, damaged: 0, incoming: -1 },
  StockReceived: { onHand: 1, reserved: 0, damaged: 0, incoming: 0 },
  StockFound: { onHand: 1, reserved: 0, damaged: 0, incoming: 0 },
  StockLost: { onHand: -1, reserved: 0, damaged: 0, incoming: 0 },
  StockSent: { onHand: -1, reserved: 0, damaged: 0, incoming: 0 },
  StockReturned: { onHand: 1, reserved: 0, damaged: 0, incoming: 0 },
  DamagedStockReturned: { onHand: 1, reserved: 0, damaged: 1, incoming: 0 },
  StockDamaged: { onHand: 0, reserved: 0, damaged: 1, incoming: 0 },
  StockRepaired: { onHand: 0, reserved: 0, damaged: -1, incoming: 0 },
  StockWrittenOff: { onHand: -1, reserved: 0, damaged: -1, incoming: 0 },
  StockReserved: { onHand: 0, reserved: 1, damaged: 0, incoming: 0 },
  StockReleased: { onHand: 0, reserved: -1, damaged: 0, incoming: 0 },
  ExpiredHoldsReclaimed: { onHand: 0, reserved: -1, damaged: 0, incoming: 0 },
  HoldKept: { onHand: 0, reserved: 0, damaged: 0, incoming: 0 },
  ReservedStockDamaged: { onHand: 0, reserved: -1, damaged: 1, incoming: 0 },
  ReservedStockMissing: { onHand: -1, reserved: -1, damaged: 0, incoming: 0 },
  StockShipped: { onHand: -1, reserved: -1, damaged: 0, incoming: 0 },
} as const satisfies Record<string, Counters>;

export interface Counters {
  readonly onHand: number;
  readonly reserved: number;
  readonly damaged: number;
  readonly incoming: number;
}
/** The name of a movement of stock. */
export type Movement = keyof typeof MOVEMENTS;
const Movements = z.enum(Object.keys(MOVEMENTS) as [Movement, ...Movement[]]);

/** Units held until an instant, all holds that end together. */
export const TimedHold = strictObject({ until: Instant, quantity: Quantity });
export type TimedHold = z.infer<typeof TimedHold>;

/** The stock of one SKU at one location; the id is `sku@location`. Available is computed, never stored. */
export const Stock = strictObject({
  id: RecordId,
  status: z.literal('kept'),
  sku: Sku,
  location: LocationId,
  onHand: Count,
  reserved: Count,
  damaged: Count,
  incoming: Count,
  /** The part of `reserved` that ends by itself, earliest first; a few numbers, however many orders hold it. */
  holds: z.optional(z.array(TimedHold)),
  /** Holds that ended at or before this instant have been taken out of `reserved` already. */
  reclaimedUpTo: z.optional(Instant),
  owed: z.optional(z.readonly(z.array(Obligation))),
});
export type Stock = z.infer<typeof Stock>;

const facts = {
  quantity: Quantity,
  /** The record behind the movement, such as `reservation/o-1`. */
  for: z.optional(z.union([RecordId, z.string().check(z.maxLength(300))])),
  reason: z.optional(Reason),
};
const withReason = { ...facts, reason: Reason };
/** A hold that ends at this instant; absent: it stays until it is committed or released. */
const until = { until: z.optional(Instant) };

const move = <const Type extends string, Shape extends z.core.$ZodShape>(type: Type, shape: Shape) =>
  strictObject({ type: z.literal(type), ...shape });

/** What may be said about stock. */
export const StockCommand = z.discriminatedUnion('type', [
  move('ExpectStock', facts),
  move('DropExpectation', withReason),
  move('ReceiveExpected', facts),
  move('ReceiveStock', facts),
  move('AddFound', withReason),
  move('RemoveLost', withReason),
  move('SendStock', { ...facts, to: LocationId }),
  move('TakeBack', facts),
  move('TakeBackDamaged', facts),
  move('MarkDamaged', withReason),
  move('MarkRepaired', facts),
  move('WriteOff', withReason),
  move('ReserveStock', { ...facts, ...until }),
  move('ReleaseStock', { ...facts, ...until }),
  move('KeepHold', { ...facts, ...until }),
  move('DamageReserved', withReason),
  move('MissReserved', withReason),
  move('ShipStock', facts),
]);
export type StockCommand = z.infer<typeof StockCommand>;

export const StockMoved = strictObject({
  type: Movements,
  quantity: Quantity,
  for: z.optional(z.string()),
  reason: z.optional(Reason),
  until: z.optional(Instant),
  to: z.optional(LocationId),
});
export type StockMoved = z.infer<typeof StockMoved>;

/** Comes before the first movement of a SKU at a location. */
export const StockOpened = strictObject({ type: z.literal('StockOpened'), sku: Sku, location: LocationId });
/** What happens to stock. */
export const StockEvent = z.union([StockOpened, StockMoved]);
export type StockEvent = z.infer<typeof StockEvent>;
