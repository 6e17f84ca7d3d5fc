import type { Catalog, SkuFacts } from 'orderwright';
import { between, type Dice } from '../dice.js';

/** What things of a kind are like: the words by which a title tells them, sizes in millimetres, and their density. */
interface Kind {
  readonly words: RegExp;
  /** Least and most of length, width and height. */
  readonly length: readonly [number, number];
  readonly width: readonly [number, number];
  readonly height: readonly [number, number];
  /** Grams per litre of outer volume. */
  readonly density: number;
  readonly traits?: readonly string[];
}

const kind = (
  words: RegExp,
  length: Kind['length'],
  width: Kind['width'],
  height: Kind['height'],
  density: number,
  ...traits: string[]
): Kind => ({ words, length, width, height, density, ...(traits.length > 0 && { traits }) });

/** The first that matches a title holds. All of it is made up: the data say nothing of sizes and weights. */
const KINDS: readonly Kind[] = [
  kind(/UMBRELLA|PARASOL/, [500, 800], [50, 70], [50, 70], 350),
  kind(/CAKE ?STAND|CHANDELIER|LANTERN|VASE/, [180, 280], [150, 260], [160, 300], 250, 'fragile', 'noStacking'),
  kind(/MUG|CUP|TEAPOT|JUG|BOWL|JAR|GLASS|PORCELAIN|CERAMIC|EGG/, [80, 140], [80, 120], [70, 120], 550, 'fragile'),
  kind(/MIRROR|FRAME|PLATE/, [150, 300], [120, 250], [15, 40], 900, 'fragile'),
  kind(/T-LIGHT|CANDLE HOLDER/, [60, 110], [60, 100], [60, 110], 600, 'fragile'),
  kind(/CANDLE|INCENSE/, [60, 200], [50, 90], [50, 90], 800, 'flammable'),
  kind(/KNIFE|CUTLERY|SCISSORS/, [180, 260], [60, 120], [15, 35], 1500, 'sharp'),
  kind(/CLOCK|LIGHTS|TORCH|RADIO/, [100, 260], [90, 240], [40, 90], 400, 'battery'),
  kind(/BOTTLE|BUBBLE|BATH|PAINT SET/, [70, 110], [60, 90], [150, 250], 600, 'liquid'),
  kind(/CARD|WRAP|PAPER|STICKER|NOTEBOOK|CALENDAR|NAPKIN|BUNTING|POSTER/, [150, 330], [100, 230], [5, 25], 700),
  kind(/CUSHION|THROW|DOORMAT|TOWEL|APRON|QUILT/, [300, 450], [250, 400], [40, 110], 180, 'textile'),
  kind(/BAG|PURSE|COVER|FELT|OVEN GLOVE/, [220, 360], [180, 300], [12, 35], 300, 'textile'),
  kind(/CHOCOLATE|SWEET|BISCUIT|TEA SET|CAKE TINS/, [150, 260], [120, 240], [60, 150], 350, 'food'),
  kind(/SIGN|HOOK|DRAWER|WIRE|METAL|ZINC|TIN/, [120, 320], [80, 220], [20, 90], 500),
  kind(/BRACELET|NECKLACE|EARRING|MAGNET|KEY|PEN|CHARM|BROOCH/, [60, 120], [40, 90], [10, 30], 600),
];
const ANYTHING = kind(/./, [80, 220], [60, 160], [30, 110], 350);

/** Sizes, weights and traits of what the shop sells: simulated, from the title and the seed. */
export function goodsOf(titles: ReadonlyMap<string, string>, dice: Dice): Catalog {
  const facts = new Map([...titles].map(([sku, title]) => [sku, factsOf(sku, title, dice)]));
  return (sku) => facts.get(sku);
}

function factsOf(sku: string, title: string, dice: Dice): SkuFacts {
  const { length, width, height, density, traits } = KINDS.find(({ words }) => words.test(title)) ?? ANYTHING;
  const side = (name: string, [least, most]: readonly [number, number]) =>
    Math.round(between(dice(name, sku), least, most));
  const size = { length: side('length', length), width: side('width', width), height: side('height', height) };
  const litres = (size.length * size.width * size.height) / 1_000_000;
  return {
    sku,
    title: title.slice(0, 200),
    size,
    weightGrams: Math.max(5, Math.round(litres * density)),
    ...(traits !== undefined && { traits: [...traits] }),
  };
}
