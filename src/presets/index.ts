export { describePreset, isOutdated, type PresetRow } from './describe.js';
export { pinduoduo } from './pinduoduo.js';
export { storefrontCn } from './storefront-cn.js';
export type { Preset, Provenance } from './types.js';
