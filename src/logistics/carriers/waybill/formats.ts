import {
  dhlCheckDigit,
  fedexCheckDigit,
  fedexGroundCheckDigit,
  s10CheckDigit,
  upsCheckDigit,
  uspsCheckDigit,
} from './check-digits.js';

/** How a carrier writes its numbers. */
export interface WaybillFormat {
  /** A code as platforms use it; `S10` is any post of the Universal Postal Union. */
  readonly carrier: string;
  readonly pattern: RegExp;
  /** How likely a number of this shape is the carrier's, in percent, where no check digit settles it. */
  readonly confidence: number;
  /** Whether its check digit is right. Absent: it has none that is public. */
  readonly check?: (number: string) => boolean;
}

const lastDigit =
  (checkDigit: (text: string) => number, from = 0) =>
  (number: string): boolean =>
    checkDigit(number.slice(from, -1)) === Number(number.at(-1));

const DISTINCTIVE = 95;
const NARROW = 60;
const WIDE = 25;
const VAGUE = 10;

const format = (
  carrier: string,
  confidence: number,
  pattern: RegExp,
  check?: (number: string) => boolean,
): WaybillFormat => (check === undefined ? { carrier, pattern, confidence } : { carrier, pattern, confidence, check });

/**
 * Formats by carrier. China: forms found in the public rules and code of platforms and shops; there are no public check
 * digits, and pure digits overlap between companies. Others: the published formats behind `jkeen/tracking_number_data`
 * (MIT). Formats change: none of these proves that a number is right, only that it looks so.
 */
export const WAYBILL_FORMATS: readonly WaybillFormat[] = [
  format('SF', DISTINCTIVE, /^SF[0-9A-Z]?\d{12}$/),
  format('SF', NARROW, /^SF\d{13,20}$/),
  format('SF', WIDE, /^\d{12}$/),
  format('JTSD', DISTINCTIVE, /^JT\d{13}$/),
  format('JTSD', NARROW, /^JT\d{10,20}$/),
  format('YTO', DISTINCTIVE, /^YT\d{13}$/),
  format('YTO', NARROW, /^YT\d{10,16}$/),
  format('YTO', WIDE, /^Y\d{12}$/),
  format('YTO', WIDE, /^[6-9]\d{17}$/),
  format('ZTO', NARROW, /^7[34568]\d{12}$/),
  format('STO', DISTINCTIVE, /^STO\d{10}$/),
  format('STO', NARROW, /^(?:77|43)\d{12,15}$/),
  format('STO', WIDE, /^(?:268|588|888)\d{9}$/),
  format('STO', VAGUE, /^\d{12,15}$/),
  format('YUNDA', NARROW, /^(?:[34]\d{14}|5\d{12})$/),
  format('YUNDA', VAGUE, /^(?:\d{13}|\d{16})$/),
  format('JD', DISTINCTIVE, /^JD[0-9A-Z]{2}\d{11}$/),
  format('JD', NARROW, /^JDV?\d{10,20}$/),
  format('JD', WIDE, /^JD[0-9A-Z]{11,17}$/),
  format('EMS', DISTINCTIVE, /^E[A-Z]\d{9}CN$/, lastDigitOfPost),
  format('EMS', WIDE, /^1\d{12}$/),
  format('YZXB', NARROW, /^(?:KA|KQ|PH|GA|PA|SA|XA|XB)\d{9,11}$/),
  format('YZXB', NARROW, /^9\d{12}$/),
  format('YZXB', WIDE, /^8\d{12}$/),
  format('DB', DISTINCTIVE, /^DPK\d{12}$/),
  format('DB', NARROW, /^DPK\d{9,18}$/),
  format('DB', WIDE, /^\d{8,10}$/),
  format('ZJS', DISTINCTIVE, /^ZJS\d{12}$/),
  format('CNKD', NARROW, /^621\d{12}$/),
  format('UPS', DISTINCTIVE, /^1Z[0-9A-Z]{15}\d$/, lastDigit(upsCheckDigit, 2)),
  format('USPS', NARROW, /^9[1-5]\d{20}$/, lastDigit(uspsCheckDigit)),
  format('USPS', NARROW, /^420\d{5}9[1-5]\d{20}$/, lastDigit(uspsCheckDigit, 8)),
  format('USPS', WIDE, /^(?:0[37]|7[01])\d{18}$/, lastDigit(uspsCheckDigit)),
  format('FEDEX', WIDE, /^\d{12}$/, lastDigit(fedexCheckDigit)),
  format('FEDEX', VAGUE, /^\d{15}$/, lastDigit(fedexGroundCheckDigit)),
  format('FEDEX', NARROW, /^100\d{31}$/, lastDigit(fedexCheckDigit, 20)),
  format('DHL', WIDE, /^\d{10}$/, lastDigit(dhlCheckDigit)),
  format('DHL', NARROW, /^(?:JJD|JVGL|JD0)\d{9,18}$/),
  format('S10', DISTINCTIVE, /^[A-Z]{2}\d{9}[A-Z]{2}$/, lastDigitOfPost),
];

function lastDigitOfPost(number: string): boolean {
  return s10CheckDigit(number.slice(2, 10)) === Number(number[10]);
}
