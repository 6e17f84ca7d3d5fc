/**
 * What goes into which box: packaging rules, cartonization, validation and pictures.
 *
 * @packageDocumentation
 */
export * from './geometry.js';
export * from './types.js';
