import type { Result } from 'neverthrow';
import { type InputFailure, parseInput } from '../../../kernel/index.js';
import { DeliveryNoteFacts, PackingSlipFacts, ReturnSlipFacts, shownPerson } from '../facts.js';
import type { Block, Paper } from '../paper.js';
import type { Symbols } from '../symbols.js';
import { wordsOf } from '../words.js';
import { goods, head, parcelText, personBlock } from './parts.js';

/**
 * What lies in the parcel, for the buyer: goods and quantities, no prices, a word of thanks. A5.
 *
 * @returns the paper, for {@link htmlOf} and `pdfOf`; or why its facts were not taken.
 * @example
 * ```ts
 * packingSlip({
 *   language: 'zh-CN',
 *   shop: { name: '清和茶舍' },
 *   order: 'o-1',
 *   date: '2026-11-29',
 *   lines: [{ sku: 'tea-green', title: '明前龙井 250 克', quantity: 2 }],
 *   recipient: { name: '王小明', phone: '13800138000' }, // printed as 王** and ******8000
 *   thanks: '感谢惠顾！',
 * });
 * ```
 */
export function packingSlip(facts: PackingSlipFacts, symbols?: Symbols): Result<Paper, InputFailure> {
  return parseInput(PackingSlipFacts, facts, 'The packing slip').map((slip) => {
    const { language, shop, order, date, lines, recipient, parcel, note, thanks, reveal = false } = slip;
    const words = wordsOf(language);
    const person = recipient && shownPerson(recipient, reveal, language);
    const blocks: Block[] = [
      ...head(shop, words.packingSlip, order, symbols),
      {
        kind: 'facts',
        facts: [
          [words.order, order],
          [words.date, date],
          [words.parcel, parcelText(parcel, words)],
        ],
      },
      ...personBlock(words.recipient, person, words),
      ...goods(lines, language),
      ...titled(words.note, note),
      ...(thanks === undefined
        ? []
        : ([
            { kind: 'space', mm: 4 },
            { kind: 'text', text: thanks, align: 'middle' },
          ] as const)),
    ];
    return { title: `${words.packingSlip} ${order}`, language, page: 'A5', numbered: true, blocks };
  });
}

const titled = (title: string, text: string | undefined): Block[] =>
  text === undefined
    ? []
    : [
        { kind: 'text', text: title, bold: true },
        { kind: 'text', text },
      ];

/**
 * What was handed over, to be signed: ordered and delivered quantities, sender and recipient. A4.
 *
 * @returns the paper, or why its facts were not taken.
 */
export function deliveryNote(facts: DeliveryNoteFacts, symbols?: Symbols): Result<Paper, InputFailure> {
  return parseInput(DeliveryNoteFacts, facts, 'The delivery note').map((note) => {
    const { language, shop, order, date, lines, recipient, sender, parcel, carrier, waybill, reveal = false } = note;
    const words = wordsOf(language);
    const from = sender && shownPerson(sender, reveal, language);
    const ordered = {
      column: { title: words.ordered, share: 2, align: 'end' as const },
      cell: ({ quantity }: { quantity: number }, index: number) => String(lines[index]?.ordered ?? quantity),
    };
    const blocks: Block[] = [
      ...head(shop, words.deliveryNote, order, symbols),
      {
        kind: 'facts',
        facts: [
          [words.order, order],
          [words.date, date],
          [words.parcel, parcelText(parcel, words)],
          [words.carrier, carrier],
          [words.waybill, waybill],
        ],
      },
      {
        kind: 'beside',
        parts: [
          { share: 1, blocks: personBlock(words.recipient, shownPerson(recipient, reveal, language), words) },
          { share: 1, blocks: personBlock(words.sender, from, words) },
        ],
      },
      ...goods(lines, language, [ordered], words.delivered),
      { kind: 'space', mm: 12 },
      { kind: 'line' },
      { kind: 'text', text: words.receivedBy, size: 'small' },
    ];
    return { title: `${words.deliveryNote} ${order}`, language, page: 'A4', numbered: true, blocks };
  });
}

/**
 * What a buyer encloses when goods come back: which they are, room for how many and why, and where they go. A5.
 *
 * @returns the paper, or why its facts were not taken.
 */
export function returnSlip(facts: ReturnSlipFacts, symbols?: Symbols): Result<Paper, InputFailure> {
  return parseInput(ReturnSlipFacts, facts, 'The return slip').map((slip) => {
    const { language, shop, order, date, lines, buyer, returnTo, returnBy, reveal = false } = slip;
    const words = wordsOf(language);
    const { reasons = words.reasons } = slip;
    const empty = (title: string) => ({ column: { title, share: 2, align: 'end' as const }, cell: () => '____' });
    const person = buyer && shownPerson(buyer, reveal, language);
    const blocks: Block[] = [
      ...head(shop, words.returnSlip, slip.return ?? order, symbols),
      {
        kind: 'facts',
        facts: [
          [words.return, slip.return],
          [words.order, order],
          [words.date, date],
          [words.returnBy, returnBy],
        ],
      },
      ...personBlock(words.buyer, person, words),
      { kind: 'framed', blocks: personBlock(words.returnTo, returnTo, words) },
      { kind: 'text', text: words.reasonsAsked },
      { kind: 'text', text: reasons.map((reason, index) => `${index + 1} ${reason}`).join('   '), size: 'small' },
      ...goods(lines, language, [empty(words.returned), empty(words.reason)]),
      { kind: 'text', text: words.enclose, bold: true },
    ];
    return { title: `${words.returnSlip} ${order}`, language, page: 'A5', numbered: true, blocks };
  });
}
