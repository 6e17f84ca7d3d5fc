import { normalisedWaybill } from '../../parcel/index.js';
import { WAYBILL_FORMATS } from './formats.js';

/** A carrier whose number it may be. */
export interface WaybillCandidate {
  readonly carrier: string;
  /** In percent, by shape and check digit. Candidates do not add up to 100: shapes overlap. */
  readonly confidence: number;
  /** `none`: the carrier has no check digit that is public. */
  readonly checkDigit: 'right' | 'wrong' | 'none';
}

/** A wrong check digit in a shape that nobody else has is a slip; where many share the shape it is another's number. */
const CERTAIN_SHAPE = 60;

/**
 * Whose waybill number it may be, most likely first; empty where no format that is known fits. A right check digit raises
 * the confidence: one in ten numbers has it by chance.
 *
 * @example
 * ```ts
 * recogniseWaybill('yt 1234 5678 9012 3'); // [{ carrier: 'YTO', confidence: 95, checkDigit: 'none' }]
 * ```
 */
export function recogniseWaybill(text: string): readonly WaybillCandidate[] {
  const number = normalisedWaybill(text);
  const best = new Map<string, WaybillCandidate>();
  for (const { carrier, pattern, confidence, check } of WAYBILL_FORMATS) {
    if (!pattern.test(number)) continue;
    const checkDigit = check === undefined ? 'none' : check(number) ? 'right' : 'wrong';
    if (checkDigit === 'wrong' && confidence < CERTAIN_SHAPE) continue;
    const sure = { none: confidence, right: Math.min(99, confidence + 30), wrong: 5 }[checkDigit];
    if (sure > (best.get(carrier)?.confidence ?? 0)) best.set(carrier, { carrier, confidence: sure, checkDigit });
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence);
}
