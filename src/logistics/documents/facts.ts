import * as z from 'zod/mini';
import {
  Count,
  complaint,
  discreet,
  freeText,
  Id,
  LocationId,
  maskPerson,
  Quantity,
  Region,
  Sku,
  strictObject,
} from '../../kernel/index.js';
import { Language } from '../drawing.js';

/** Bounds of what one paper holds; beyond them its facts are refused. */
export const MOST_LINES_ON_PAPER = 1000;
const MOST_LOGO = 400_000;

const notLogo = complaint(
  'documents.logo_not_embedded',
  'must be a PNG or JPEG picture as a data URI (data:image/png;base64,…): papers load nothing from elsewhere',
  'hideValue',
);

const Shop = strictObject({
  name: freeText(80).check(z.minLength(1)),
  /** The merchant's own, as a data URI of a PNG or JPEG picture. */
  logo: z.optional(
    z.string({ error: notLogo }).check(
      z.maxLength(MOST_LOGO, {
        error: complaint('documents.logo_too_large', `must have at most ${MOST_LOGO} characters`, 'hideValue'),
      }),
      z.regex(/^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/, { error: notLogo }),
    ),
  ),
});
export type Shop = z.infer<typeof Shop>;

/**
 * A person, in plain text or masked already: what a paper shows is masked again, which changes nothing where it was
 * masked enough.
 */
const PersonOnPaper = strictObject(
  {
    name: z.optional(freeText(100, 'hideValue')),
    phone: z.optional(freeText(60, 'hideValue')),
    address: z.optional(freeText(500, 'hideValue')),
    region: z.optional(Region),
  },
  discreet('documents.person_must_be_an_object', 'must be an object with name, phone, address and region'),
);
export type PersonOnPaper = z.infer<typeof PersonOnPaper>;

/** A day as the shop's calendar has it, `2026-11-29`. */
const Day = z.iso.date();

/** One kind of goods on a paper. */
const Line = strictObject({
  sku: Sku,
  title: freeText(200),
  quantity: Quantity,
  /** How many were ordered, where that is more. */
  ordered: z.optional(Quantity),
  /** Colour, size, engraving … */
  note: z.optional(freeText(200)),
});
const lines = z.array(Line).check(z.minLength(1), z.maxLength(MOST_LINES_ON_PAPER));

const common = {
  language: Language,
  shop: Shop,
  /** Names, phones and addresses are masked unless this is true: only for the courier, and where the law asks for it. */
  reveal: z.optional(z.boolean()),
};
const ofOrder = { ...common, order: Id, date: Day };
const Parcel = strictObject({ number: Quantity, of: Quantity });

export const PackingSlipFacts = strictObject({
  ...ofOrder,
  lines,
  recipient: z.optional(PersonOnPaper),
  parcel: z.optional(Parcel),
  /** The buyer's wish, or what the shop adds. */
  note: z.optional(freeText(500)),
  thanks: z.optional(freeText(500)),
});
export type PackingSlipFacts = z.infer<typeof PackingSlipFacts>;

export const DeliveryNoteFacts = strictObject({
  ...ofOrder,
  lines,
  recipient: PersonOnPaper,
  sender: z.optional(PersonOnPaper),
  parcel: z.optional(Parcel),
  carrier: z.optional(freeText(60)),
  waybill: z.optional(Id),
});
export type DeliveryNoteFacts = z.infer<typeof DeliveryNoteFacts>;

export const ReturnSlipFacts = strictObject({
  ...ofOrder,
  /** Under which the return is known; printed as a barcode. */
  return: z.optional(Id),
  lines,
  buyer: z.optional(PersonOnPaper),
  /** Where the goods go: the shop's own address, shown in full. */
  returnTo: strictObject({ name: freeText(100), address: freeText(500), phone: z.optional(freeText(60)) }),
  returnBy: z.optional(Day),
  /** In the shop's own words. House default: five common ones. */
  reasons: z.optional(z.array(freeText(80)).check(z.minLength(1), z.maxLength(20))),
});
export type ReturnSlipFacts = z.infer<typeof ReturnSlipFacts>;

export const PickListFacts = strictObject({
  ...common,
  list: Id,
  date: Day,
  location: LocationId,
  picker: z.optional(freeText(80, 'hideValue')),
  lines: z
    .array(z.extend(Line, { bin: freeText(30), order: z.optional(Id) }))
    .check(z.minLength(1), z.maxLength(MOST_LINES_ON_PAPER)),
});
export type PickListFacts = z.infer<typeof PickListFacts>;

/** What a carrier's people have to mind. */
export const Handling = z.enum(['fragile', 'upright', 'dry', 'cold', 'heavy', 'battery', 'flammable', 'noStacking']);

export const ParcelLabelFacts = strictObject({
  ...common,
  carrier: freeText(60),
  service: z.optional(freeText(60)),
  waybill: Id,
  /** The carrier's sorting code, printed large. */
  route: z.optional(freeText(20)),
  recipient: PersonOnPaper,
  sender: z.optional(PersonOnPaper),
  order: z.optional(Id),
  parcel: z.optional(Parcel),
  weightGrams: z.optional(Count),
  handling: z.optional(z.array(Handling).check(z.maxLength(8))),
  /** What the QR code says; without it there is none. More text would make it too fine for scanners. */
  qr: z.optional(freeText(120)),
});
export type ParcelLabelFacts = z.infer<typeof ParcelLabelFacts>;

export const BoxInstructionsFacts = strictObject({
  ...common,
  order: Id,
  date: Day,
  box: strictObject({ id: Id, title: z.optional(freeText(80)) }),
  parcel: z.optional(Parcel),
  weightGrams: z.optional(Count),
  /** Wrap, filler, tape, papers to enclose: what, and how much of it. */
  materials: z.optional(
    z.array(strictObject({ what: freeText(100), amount: z.optional(freeText(40)) })).check(z.maxLength(50)),
  ),
  /** In the order in which the units go in. */
  steps: z
    .array(strictObject({ sku: Sku, title: freeText(200), how: z.optional(freeText(100)) }))
    .check(z.maxLength(MOST_LINES_ON_PAPER)),
});
export type BoxInstructionsFacts = z.infer<typeof BoxInstructionsFacts>;

/** A person as it may be printed. */
export interface Shown {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}

/** Masked, unless the caller reveals; the address with its region, in the order of the language. */
export function shownPerson({ region, ...person }: PersonOnPaper, reveal: boolean, language: Language): Shown {
  const { name, phone, address } = reveal ? person : maskPerson(person);
  const { country, province, city, district } = region ?? {};
  const coarse = [province, city, district].filter((part) => part !== undefined);
  const place =
    language === 'zh-CN'
      ? [coarse.join(''), address].filter(Boolean).join(' ')
      : [address, ...coarse.toReversed(), country].filter(Boolean).join(', ');
  return { name, phone, address: place === '' ? undefined : place };
}
