/** Goods have codes that begin with five digits; everything else is a charge, a discount or bookkeeping. */
export const isGoods = (code: string): boolean => /^\d{5}/.test(code);

const COUNTRIES: Readonly<Record<string, string>> = {
  Australia: 'AU',
  Austria: 'AT',
  Bahrain: 'BH',
  Belgium: 'BE',
  Brazil: 'BR',
  Canada: 'CA',
  'Channel Islands': 'JE',
  Cyprus: 'CY',
  'Czech Republic': 'CZ',
  Denmark: 'DK',
  EIRE: 'IE',
  Finland: 'FI',
  France: 'FR',
  Germany: 'DE',
  Greece: 'GR',
  'Hong Kong': 'HK',
  Iceland: 'IS',
  Israel: 'IL',
  Italy: 'IT',
  Japan: 'JP',
  Lebanon: 'LB',
  Lithuania: 'LT',
  Malta: 'MT',
  Netherlands: 'NL',
  Norway: 'NO',
  Poland: 'PL',
  Portugal: 'PT',
  RSA: 'ZA',
  'Saudi Arabia': 'SA',
  Singapore: 'SG',
  Spain: 'ES',
  Sweden: 'SE',
  Switzerland: 'CH',
  USA: 'US',
  'United Arab Emirates': 'AE',
  'United Kingdom': 'GB',
};

/** ISO 3166-1; `ZZ` is its code for "unknown". */
export const countryOf = (name: string): string => COUNTRIES[name] ?? 'ZZ';

const NEAR = new Set(['AT', 'BE', 'CH', 'CZ', 'DE', 'DK', 'ES', 'FR', 'IE', 'IT', 'JE', 'NL', 'PL', 'PT', 'SE']);

/** How far a parcel travels, for the simulated carriers. */
export const distanceTo = (country: string): 'home' | 'near' | 'far' =>
  country === 'GB' ? 'home' : NEAR.has(country) ? 'near' : 'far';
