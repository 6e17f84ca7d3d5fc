/**
 * Who carries a parcel: services and their rates, choice, waves, learned punctuality, waybill numbers.
 *
 * @packageDocumentation
 */
export * from './tracking-states.js';
