import type { Result } from 'neverthrow';
import { type InputFailure, maskName, parseInput } from '../../../kernel/index.js';
import type { Drawing } from '../../drawing.js';
import { BoxInstructionsFacts, PickListFacts } from '../facts.js';
import type { Block, Paper } from '../paper.js';
import type { Symbols } from '../symbols.js';
import { wordsOf } from '../words.js';
import { goodsText, head, parcelText, weightText } from './parts.js';

/**
 * What to fetch, in the order in which one walks by the bins: numbers in their names count as numbers, so A-2 comes
 * before A-10. A4.
 *
 * @returns the paper, or why its facts were not taken.
 */
export function pickList(facts: PickListFacts, symbols?: Symbols): Result<Paper, InputFailure> {
  return parseInput(PickListFacts, facts, 'The pick list').map((given) => {
    const { language, shop, list, date, location, picker, lines, reveal = false } = given;
    const words = wordsOf(language);
    const inOrder = lines.toSorted((a, b) => byNumbers(a.bin, b.bin) || byNumbers(a.sku, b.sku));
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const blocks: Block[] = [
      ...head(shop, words.pickList, list, symbols),
      {
        kind: 'facts',
        facts: [
          [words.list, list],
          [words.date, date],
          [words.location, location],
          [words.picker, picker === undefined || reveal ? picker : maskName(picker)],
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: words.bin, share: 3 },
          { title: words.sku, share: 3 },
          { title: words.goods, share: 6 },
          { title: words.order, share: 3 },
          { title: words.quantity, share: 2, align: 'end' },
          { title: words.done, share: 2, align: 'end' },
        ],
        rows: inOrder.map((line) => [
          line.bin,
          line.sku,
          goodsText(line),
          line.order ?? '',
          String(line.quantity),
          '____',
        ]),
      },
      { kind: 'text', text: words.units(units), align: 'end', bold: true },
    ];
    return { title: `${words.pickList} ${list}`, language, page: 'A4', numbered: true, blocks };
  });
}

/** Text by text, number by number. */
function byNumbers(a: string, b: string): number {
  const [as, bs] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (const [index, part] of (as ?? []).entries()) {
    const other = bs?.[index];
    if (other === undefined) return 1;
    const difference = Number(part) - Number(other);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    if (part !== other) return part < other ? -1 : 1;
  }
  return (as?.length ?? 0) - (bs?.length ?? 0);
}

/** The pictures of a box, as `parcelPicture` and `stepsPicture` of `orderwright/packing` make them. */
export interface BoxPictures {
  readonly whole?: Drawing;
  readonly steps?: Drawing;
}

/**
 * How to pack a box: its picture, the materials, and every unit in the order in which it goes in. A4.
 *
 * @returns the paper, or why its facts were not taken.
 */
export function boxInstructions(
  facts: BoxInstructionsFacts,
  pictures: BoxPictures = {},
  symbols?: Symbols,
): Result<Paper, InputFailure> {
  return parseInput(BoxInstructionsFacts, facts, 'The instructions').map((given) => {
    const { language, shop, order, date, box, parcel, weightGrams, materials = [], steps } = given;
    const words = wordsOf(language);
    const { whole, steps: strip } = pictures;
    const list: Block = {
      kind: 'table',
      columns: [
        { title: words.step, share: 1 },
        { title: words.sku, share: 3 },
        { title: words.goods, share: 6 },
        { title: words.how, share: 4 },
      ],
      rows: steps.map(({ sku, title, how = '' }, index) => [String(index + 1), sku, title, how]),
    };
    const material: Block = {
      kind: 'table',
      columns: [
        { title: words.materials, share: 6 },
        { title: words.amount, share: 2, align: 'end' },
      ],
      rows: materials.map(({ what, amount = '' }) => [what, amount]),
    };
    const blocks: Block[] = [
      ...head(shop, words.boxInstructions, order, symbols),
      {
        kind: 'facts',
        facts: [
          [words.order, order],
          [words.date, date],
          [words.box, box.title === undefined ? box.id : `${box.id}, ${box.title}`],
          [words.parcel, parcelText(parcel, words)],
          [words.weight, weightText(weightGrams)],
        ],
      },
      ...(whole === undefined ? [] : [{ kind: 'drawing', drawing: whole, widthMm: 165, align: 'middle' } as const]),
      ...(materials.length === 0 ? [] : [material]),
      ...(steps.length === 0 ? [] : [list]),
      ...(strip === undefined ? [] : [{ kind: 'drawing', drawing: strip, widthMm: 180 } as const]),
    ];
    return { title: `${words.boxInstructions} ${order}`, language, page: 'A4', numbered: true, blocks };
  });
}
