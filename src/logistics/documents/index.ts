/**
 * Papers that go with a parcel, as HTML ready to print and as PDF.
 *
 * @packageDocumentation
 */
export {};
