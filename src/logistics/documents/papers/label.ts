import type { Result } from 'neverthrow';
import { type InputFailure, parseInput } from '../../../kernel/index.js';
import { ParcelLabelFacts, type Shown, shownPerson } from '../facts.js';
import { type Block, PAGES, type Paper, TEXT_SIZES, type TextSize } from '../paper.js';
import type { Symbols } from '../symbols.js';
import { type Words, wordsOf } from '../words.js';
import { parcelText, weightText } from './parts.js';

/**
 * The label on a parcel, 100 × 150 mm: carrier, route, the waybill as a barcode, who sends to whom, what to mind. Names,
 * phones and addresses are masked by GB/T 41833-2022 unless `reveal` is true.
 *
 * @returns the paper, or why its facts were not taken.
 */
export function parcelLabel(facts: ParcelLabelFacts, symbols: Symbols): Result<Paper, InputFailure> {
  return parseInput(ParcelLabelFacts, facts, 'The parcel label').map((label) => {
    const { language, carrier, service, waybill, route, recipient, sender, handling = [], reveal = false } = label;
    const words = wordsOf(language);
    const from = sender && shownPerson(sender, reveal, language);
    const marks = handling.map((mark) => words.handling[mark].replaceAll(' ', HARD_SPACE)).join(`${HARD_SPACE}· `);
    const blocks: Block[] = [
      {
        kind: 'beside',
        parts: [
          { share: 3, blocks: [{ kind: 'text', text: carrier, size: 'large', bold: true }] },
          { share: 2, blocks: [{ kind: 'text', text: service ?? '', size: 'large', align: 'end' }] },
        ],
      },
      ...(route === undefined
        ? []
        : ([{ kind: 'text', text: route, size: 'huge', bold: true, align: 'middle' }] as const)),
      { kind: 'drawing', drawing: symbols.barcode(waybill), widthMm: 84, align: 'middle' },
      { kind: 'text', text: waybill, bold: true, align: 'middle' },
      { kind: 'framed', blocks: addressed(words.recipient, shownPerson(recipient, reveal, language), 'large') },
      ...(from === undefined ? [] : [{ kind: 'framed', blocks: addressed(words.sender, from, 'small') } as const]),
      ...(marks === '' ? [] : ([{ kind: 'text', text: marks, size: 'large', bold: true, align: 'middle' }] as const)),
      foot(label, words, symbols),
    ];
    const scale = SCALES.find((each) => heightOf(blocks, WIDTH, each) <= HEIGHT) ?? SMALLEST;
    return { title: `${words.parcelLabel} ${waybill}`, language, page: 'label', numbered: false, scale, blocks };
  });
}

const HARD_SPACE = '\u00a0';
const WIDTH = PAGES.label.width - 2 * PAGES.label.margin;
const HEIGHT = PAGES.label.height - 2 * PAGES.label.margin;
const SCALES = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
/** At this the longest texts that the facts allow fit. */
const SMALLEST = 0.4;
const MM_OF_POINT = 25.4 / 72;
/** Of a line in relation to its size of text, with what stands between paragraphs; a wide guess. */
const LEADING = 1.45;

/** About how high blocks become, in millimetres: nothing may be cut off a label, and it has no second page. */
function heightOf(blocks: readonly Block[], width: number, scale: number): number {
  return blocks.reduce((sum, block) => sum + heightOfOne(block, width, scale), 0);
}

function heightOfOne(block: Block, width: number, scale: number): number {
  const lineHeight = (size: TextSize) => TEXT_SIZES[size] * scale * MM_OF_POINT;
  switch (block.kind) {
    case 'text': {
      const size = lineHeight(block.size ?? 'normal');
      return Math.ceil((widthOf(block.text) * size) / (width * 0.9)) * size * LEADING + 1;
    }
    case 'facts':
      return block.facts.filter(([, value]) => value !== undefined).length * (lineHeight('normal') * LEADING + 1);
    case 'drawing':
      return (Math.min(block.widthMm, width) * block.drawing.height) / block.drawing.width + 1;
    case 'framed':
      return heightOf(block.blocks, width - 4, scale) + 6;
    case 'beside': {
      const all = block.parts.reduce((sum, { share }) => sum + share, 0);
      return Math.max(...block.parts.map(({ share, blocks }) => heightOf(blocks, ((width - 4) * share) / all, scale)));
    }
    default:
      return 2;
  }
}

/** In sizes of text: a wide character of East Asia counts as one, any other as six tenths. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u1100-\uffff]|[\u{10000}-\u{3ffff}]/u.test(character) ? 1 : 0.6), 0);

const addressed = (heading: string, { name, phone, address }: Shown, size: 'large' | 'small'): Block[] => [
  { kind: 'text', text: heading, size: 'small' },
  { kind: 'text', text: [name, phone].filter(Boolean).join('   '), size, bold: true },
  { kind: 'text', text: address ?? '', size: size === 'large' ? 'normal' : 'small' },
];

function foot({ shop, order, parcel, weightGrams, qr }: ParcelLabelFacts, words: Words, symbols: Symbols): Block {
  const facts: Block = {
    kind: 'facts',
    facts: [
      [words.order, order],
      [words.parcel, parcelText(parcel, words)],
      [words.weight, weightText(weightGrams)],
    ],
  };
  const name: Block = { kind: 'text', text: shop.name, size: 'small' };
  const code: Block[] =
    qr === undefined ? [] : [{ kind: 'drawing', drawing: symbols.qr(qr), widthMm: 24, align: 'end' }];
  return {
    kind: 'beside',
    parts: [
      { share: 2, blocks: [facts, name] },
      { share: 1, blocks: code },
    ],
  };
}
