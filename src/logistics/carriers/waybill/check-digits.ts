/** Check digits of carriers. Each takes the number without its check digit, and answers what that must be. */

const digitsOf = (text: string): number[] => [...text].map(Number);

/** Odd and even places weighted, to the next ten. `first`: the weight of the first place; the other one has `second`. */
function mod10(values: readonly number[], first: number, second: number): number {
  const sum = values.reduce((total, value, index) => total + value * (index % 2 === 0 ? first : second), 0);
  return (10 - (sum % 10)) % 10;
}

/**
 * UPS 1Z: letters count as (code - 3) mod 10, so that A is 2; places weighted 1, 2, 1 …
 * Source: the algorithms of `jkeen/tracking_number_data` (MIT), with its published test numbers.
 */
export const upsCheckDigit = (text: string): number =>
  mod10(
    [...text].map((one) => (one >= 'A' ? (one.charCodeAt(0) - 3) % 10 : Number(one))),
    1,
    2,
  );

/** UPU standard S10: weights 8 6 4 2 3 5 9 7; 11 - sum mod 11, where 10 becomes 0 and 11 becomes 5. */
export function s10CheckDigit(text: string): number {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = digitsOf(text).reduce((total, digit, index) => total + digit * (weights[index] ?? 0), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 0;
  return check === 11 ? 5 : check;
}

/** USPS (publication 199), as GS1: from the right, places weighted 3, 1, 3 … */
export const uspsCheckDigit = (text: string): number => mod10(digitsOf(text).reverse(), 3, 1);

/** FedEx Express, 12 digits: from the right, places weighted 1, 3, 7 …; sum mod 11, where 10 becomes 0. Source as for UPS. */
export function fedexCheckDigit(text: string): number {
  const weights = [1, 3, 7];
  const sum = digitsOf(text)
    .reverse()
    .reduce((total, digit, index) => total + digit * (weights[index % 3] ?? 0), 0);
  return (sum % 11) % 10;
}

/** FedEx Ground, 15 digits, as GS1. Source as for UPS. */
export const fedexGroundCheckDigit = (text: string): number => mod10(digitsOf(text).reverse(), 3, 1);

/** DHL Express, 10 digits: what is left of the first nine, as one number, divided by 7. Source as for UPS. */
export const dhlCheckDigit = (text: string): number => Number(text) % 7;
