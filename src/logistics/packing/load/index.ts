export { fewestBins } from './bins.js';
export { loadSpace } from './load.js';
export type * from './types.js';
