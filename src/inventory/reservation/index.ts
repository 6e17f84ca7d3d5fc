export { type ReservationFailure, reservationFailures } from './failures.js';
export { hasExpired, heldUnits, reservationLifecycle, reservationMachine } from './machine.js';
export * from './types.js';
