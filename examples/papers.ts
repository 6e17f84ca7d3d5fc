// #region papers
import type { Paper } from 'orderwright/documents';
import { htmlOf, packingSlip, parcelLabel } from 'orderwright/documents';
import { pdfOf } from 'orderwright/documents/pdf';
import { symbols } from 'orderwright/documents/symbols';
import { orThrow } from './or-throw.js';

const shop = { name: 'Tea House' };
const person = { name: 'Wang Xiaoming', phone: '13812348000', address: 'Wen San Road 18', region: { country: 'CN' } };

/** What lies in the parcel. Names, phones and addresses are masked. */
export function slip(language: 'en' | 'zh-CN'): Paper {
  const lines = [{ sku: 'mug', title: 'Mug, blue', quantity: 2 }];
  const facts = { language, shop, order: 'o-1', date: '2026-11-29', lines, recipient: person };
  return orThrow(packingSlip(facts, symbols));
}

/** What the courier reads, so it shows the person; 100 x 150 mm. */
export function label(): Paper {
  const facts = { language: 'en', shop, carrier: 'ZTO', waybill: '73100012345678', recipient: person } as const;
  return orThrow(parcelLabel({ ...facts, reveal: true }, symbols));
}

/** Ready to print in a browser, without anything from elsewhere. */
export const page = (paper: Paper): string => htmlOf(paper);

/** The same as PDF. The font is yours: one with the characters of your papers, as TTF or OTF. */
export const file = (paper: Paper, font: Uint8Array): Promise<Uint8Array> => pdfOf(paper, { font });
// #endregion papers
