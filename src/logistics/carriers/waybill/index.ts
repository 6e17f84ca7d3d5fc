export { WAYBILL_FORMATS, type WaybillFormat } from './formats.js';
export { type JudgedWaybill, judgeWaybill, type WaybillFacts, type WaybillFailure, waybillFailures } from './judge.js';
export { recogniseWaybill, type WaybillCandidate } from './recognise.js';
