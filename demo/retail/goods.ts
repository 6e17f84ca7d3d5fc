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
  kind(/UMBRELLA|PARASOL/, [350, 560], [35, 50], [35, 50], 350),
  kind(/CAKE ?STAND|CHANDELIER|LANTERN|VASE/, [125, 195], [105, 180], [110, 210], 250, 'fragile', 'noStacking'),
  kind(/MUG|CUP|TEAPOT|JUG|BOWL|JAR|GLASS|PORCELAIN|CERAMIC|EGG/, [55, 100], [55, 85], [50, 85], 550, 'fragile'),
  kind(/MIRROR|FRAME|PLATE/, [105, 210], [85, 175], [10, 30], 900, 'fragile'),
  kind(/T-LIGHT|CANDLE HOLDER/, [40, 75], [40, 70], [40, 75], 600, 'fragile'),
  kind(/CANDLE|INCENSE/, [40, 140], [35, 65], [35, 65], 800, 'flammable'),
  kind(/KNIFE|CUTLERY|SCISSORS/, [125, 180], [40, 85], [10, 25], 1500, 'sharp'),
  kind(/CLOCK|LIGHTS|TORCH|RADIO/, [70, 180], [65, 170], [30, 65], 400, 'battery'),
  kind(/BOTTLE|BUBBLE|BATH|PAINT SET/, [50, 75], [40, 65], [105, 175], 600, 'liquid'),
  kind(/CARD|WRAP|PAPER|STICKER|NOTEBOOK|CALENDAR|NAPKIN|BUNTING|POSTER/, [105, 230], [70, 160], [5, 20], 700),
  kind(/CUSHION|THROW|DOORMAT|TOWEL|APRON|QUILT/, [210, 315], [175, 280], [30, 75], 180, 'textile'),
  kind(/BAG|PURSE|COVER|FELT|OVEN GLOVE/, [155, 250], [125, 210], [10, 25], 300, 'textile'),
  kind(/CHOCOLATE|SWEET|BISCUIT|TEA SET|CAKE TINS/, [105, 180], [85, 170], [40, 105], 350, 'food'),
  kind(/SIGN|HOOK|DRAWER|WIRE|METAL|ZINC|TIN/, [85, 225], [55, 155], [15, 65], 500),
  kind(/BRACELET|NECKLACE|EARRING|MAGNET|KEY|PEN|CHARM|BROOCH/, [40, 85], [30, 65], [5, 20], 600),
];
const ANYTHING = kind(/./, [55, 155], [40, 110], [20, 75], 350);

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
