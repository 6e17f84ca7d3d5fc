/**
 * What may be shown of a person wherever the plain text may not: GB/T 41833-2022 asks for at least one character of the
 * name, six digits of the phone number and the unit or room of the address to be hidden. (The widespread `138****8000`
 * hides four digits only.) Masks never tell the length of what they hide, and masking twice changes nothing, so that a
 * platform's own masked text can be passed through and is tightened where it shows too much.
 */

const HIDDEN_DIGITS = 6;
const MOST_DIGITS_SHOWN = 4;
const HIDDEN_NAME = '**';
const HIDDEN_PHONE = '*'.repeat(HIDDEN_DIGITS);
const HIDDEN_ADDRESS = '****';

/** Beyond this nothing is looked at: no mask needs more, and masks must stay quick whatever they are given. */
const MOST_LOOKED_AT = 400;

/** Made once, when the first name is masked: its tables take as long to load as a third of the desk. */
let segmenter: Intl.Segmenter | undefined;
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** Without what cannot be seen and could make a name look longer than it is. */
const visible = (text: string): string => text.normalize('NFKC').replace(/\p{C}/gu, '').trim();

/**
 * The first character of a name, unless it has only that one.
 *
 * @example
 * ```ts
 * maskName('欧阳娜娜'); // '欧**'
 * maskName('Zoë Smith'); // 'Z**'
 * maskName('李'); // '**'
 * ```
 */
export function maskName(name: string): string {
  const letters: string[] = [];
  for (const { segment } of graphemes(visible(name.slice(0, MOST_LOOKED_AT)))) {
    if (/^[\p{L}\p{N}*]/u.test(segment)) letters.push(segment);
    if (letters.length === 2) break;
  }
  const [first, second] = letters;
  if (first === undefined || second === undefined || first.startsWith('*')) return HIDDEN_NAME;
  const [letter = '', mark = ''] = first;
  return `${letter}${/\p{M}/u.test(mark) ? mark : ''}${HIDDEN_NAME}`;
}

/**
 * The last four digits of a phone number, fewer where six could not be hidden otherwise; nothing of an extension.
 *
 * @example
 * ```ts
 * maskPhone('+86 138-0013-8000'); // '******8000'
 * maskPhone('13800138000转1234'); // '******8000-****'
 * maskPhone('110'); // '******'
 * ```
 */
export function maskPhone(phone: string): string {
  const plain = visible(phone.slice(-MOST_LOOKED_AT)).replace(/^(?:\+|00)86/, '');
  const [, main = plain, extension] = EXTENDED.exec(plain) ?? [];
  const extended = extension !== undefined && placesIn(main).length >= 10;
  const places = placesIn(extended ? main : plain);
  const shown = Math.max(0, Math.min(MOST_DIGITS_SHOWN, places.length - HIDDEN_DIGITS));
  return `${HIDDEN_PHONE}${places.slice(places.length - shown).join('')}${extended ? '-****' : ''}`;
}

const EXTENDED = /^(.*\S)\s*(?:转|轉|;?\s?ext[.=:]?|x|#|,|-)\s?([\p{Nd}*]{1,6})$/iu;
/** Digits, and the stars which stand for digits in a masked number. */
const placesIn = (text: string): string[] => text.match(/[\p{Nd}*]/gu) ?? [];

/**
 * The street of a Chinese address, where one is named before anything that may name a door; of all other addresses
 * nothing, since their house number may stand anywhere. The region is known beside it.
 *
 * @example
 * ```ts
 * maskAddress('浙江省 杭州市 文三路478号2栋301室'); // '文三路****'
 * maskAddress('12 Rue de la Paix, Apt 4'); // '****'
 * ```
 */
export function maskAddress(address: string): string {
  const text = visible(address.slice(0, MOST_LOOKED_AT));
  const door = text.search(DOOR);
  const beforeDoor = door < 0 ? text : text.slice(0, door);
  const street = [...beforeDoor.matchAll(STREET)].at(-1);
  if (street === undefined) return HIDDEN_ADDRESS;
  const hidden = text.slice(street.index + street[0].length);
  return /[\p{L}\p{N}*]/u.test(hidden) ? `${street[0]}${HIDDEN_ADDRESS}` : HIDDEN_ADDRESS;
}

/** From here on the text may name a building, floor or room. */
const DOOR = /[\p{N}A-Za-z零〇号號室栋棟幢座层層户戶房弄]|[单單]元|[一二三四五六七八九十][楼樓门門]/u;
const STREET = /\p{Script=Han}{1,20}(?:路|街|道|巷|胡同|镇|鎮|乡|鄉|村)/gu;

interface PlainPerson {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}
interface MaskedPerson {
  name?: string;
  phone?: string;
  address?: string;
}

/**
 * What may be shown of a person everywhere. Also for the masked text that a platform gives, which is tightened where it
 * shows more than our masks do.
 *
 * @example
 * ```ts
 * maskPerson({ name: '王小明', phone: '138****8000', address: '文三路478号' });
 * // { name: '王**', phone: '******8000', address: '文三路****' }
 * ```
 */
export function maskPerson({ name, phone, address }: PlainPerson): MaskedPerson {
  const named = name !== undefined && address?.includes(name.trim()) === true;
  return {
    ...(name !== undefined && { name: maskName(name) }),
    ...(phone !== undefined && { phone: maskPhone(phone.replace(/;ext=/, 'ext')) }),
    ...(address !== undefined && { address: maskAddress(named ? '' : address) }),
  };
}
