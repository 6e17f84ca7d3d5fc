import { err, ok, type Result } from 'neverthrow';
import { type AnyFailureOf, defineFailures, rule, shown } from '../../../kernel/index.js';
import { normalisedWaybill } from '../../parcel/index.js';
import { WAYBILL_FORMATS } from './formats.js';
import { recogniseWaybill, type WaybillCandidate } from './recognise.js';

/** In the order of precedence. */
export const waybillFailures = defineFailures('waybill', {
  malformed: rule<{ number: string }>(
    (d) => `${shown(d.number)} is not a waybill number: 6 to 40 letters and digits, blanks and dashes aside.`,
    'Read the number off the label again.',
  ),
  made_up: rule<{ number: string; because: string }>(
    (d) => `${shown(d.number)} looks made up: ${d.because}.`,
    'Book a waybill with the carrier; a platform fines numbers that were never issued.',
  ),
  on_another_parcel: rule<{ number: string; parcel: string }>(
    (d) => `${d.number} is on parcel "${d.parcel}" already.`,
    'Read the number off the label again; two parcels never share one.',
  ),
  check_digit_wrong: rule<{ number: string; carrier: string }>(
    (d) => `The last digits of ${d.number} do not agree with its others by the rule of ${d.carrier}; one was mistyped.`,
    'Read the number off the label again.',
  ),
  of_another_carrier: rule<{ number: string; carrier: string; candidates: readonly string[] }>(
    (d) => `${d.number} is not a number of ${d.carrier}; it looks like one of ${d.candidates.join(' or ')}.`,
    'Choose the carrier that the label names.',
  ),
});
/** Any refusal of a waybill number. */
export type WaybillFailure = AnyFailureOf<typeof waybillFailures>;

/** What is known beside the number. */
export interface WaybillFacts {
  /** By its code as in `WAYBILL_FORMATS`; one that has no formats there is believed. Absent: any. */
  readonly carrier?: string;
  /** Other parcels that are on their way, by normalised number. */
  readonly others?: ReadonlyMap<string, string> | readonly { readonly parcel: string; readonly number: string }[];
}

/** A number that was taken. */
export interface JudgedWaybill {
  readonly number: string;
  readonly candidates: readonly WaybillCandidate[];
}

/** Below it a candidate is no reason to doubt the carrier that was named. */
const SURE = 90;

/**
 * Whether a waybill number may be taken: not made up, on no other parcel, with a right check digit, and not plainly
 * another carrier's.
 *
 * @example
 * ```ts
 * judgeWaybill('1111 1111 1111', { carrier: 'SF' }); // waybill.made_up
 * judgeWaybill('YT1234098765123', { carrier: 'ZTO' }); // waybill.of_another_carrier
 * ```
 */
export function judgeWaybill(
  text: string,
  { carrier, others = [] }: WaybillFacts = {},
): Result<JudgedWaybill, WaybillFailure> {
  const number = normalisedWaybill(text);
  if (!/^[A-Z0-9]{6,40}$/.test(number) || !/\d/.test(number)) return err(waybillFailures.malformed({ number: text }));
  const because = pretence(number);
  if (because !== undefined) return err(waybillFailures.made_up({ number, because }));
  const parcel = holderOf(number, others);
  if (parcel !== undefined) return err(waybillFailures.on_another_parcel({ number, parcel }));
  const candidates = recogniseWaybill(number);
  const [likeliest] = candidates;
  const own = candidates.find((one) => one.carrier === carrier || mayCarry(carrier, one.carrier));
  const doubted = own ?? (carrier === undefined ? likeliest : undefined);
  if (doubted?.checkDigit === 'wrong') {
    return err(waybillFailures.check_digit_wrong({ number, carrier: doubted.carrier }));
  }
  if (carrier !== undefined && own === undefined && hasFormats(carrier)) {
    const sure = candidates.filter(({ confidence }) => confidence >= SURE).map((one) => one.carrier);
    if (sure.length > 0) return err(waybillFailures.of_another_carrier({ number, carrier, candidates: sure }));
  }
  return ok({ number, candidates });
}

const KNOWN = new Set(WAYBILL_FORMATS.map((format) => format.carrier));
const hasFormats = (carrier: string): boolean => KNOWN.has(carrier);

/**
 * Whose form of number others use too: S10 is that of every post, DHL being Germany's; parcels that USPS brings to the door
 * for others have numbers of its form (UPS Mail Innovations and SurePost, FedEx Ground Economy, DHL eCommerce).
 */
const ALSO_OF: Readonly<Record<string, readonly string[]>> = {
  S10: ['EMS', 'YZXB', 'USPS', 'DHL'],
  USPS: ['UPS', 'FEDEX', 'DHL'],
};
const mayCarry = (carrier: string | undefined, form: string): boolean =>
  carrier !== undefined && (ALSO_OF[form]?.includes(carrier) ?? false);

function holderOf(number: string, others: NonNullable<WaybillFacts['others']>): string | undefined {
  if ('get' in others) return others.get(number);
  return others.find((one) => normalisedWaybill(one.number) === number)?.parcel;
}

/** Why the digits of a number were typed rather than issued. */
function pretence(number: string): string | undefined {
  const digits = number.replace(/\D/g, '');
  if (digits.length < 6) return undefined;
  if (/^(\d)\1+$/.test(digits)) return `it repeats the digit ${digits[0]}`;
  if (/^(\d{2,4})\1{2,}$/.test(digits)) return 'it repeats the same few digits';
  const steps = [...digits].slice(1).map((digit, i) => (Number(digit) - Number(digits[i]) + 10) % 10);
  if (steps.every((step) => step === 1)) return 'its digits rise one by one';
  return steps.every((step) => step === 9) ? 'its digits fall one by one' : undefined;
}
