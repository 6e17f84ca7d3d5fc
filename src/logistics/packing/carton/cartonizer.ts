import { err, ok, type Result } from 'neverthrow';
import type { PackingFailure } from '../failures.js';
import { type Item, itemsOf } from '../fit/items.js';
import type { Box, PackingPlan, PackingTerms, PackUnit } from '../types.js';
import { leastCostOf } from './bound.js';
import { Companions } from './companions.js';
import { contradictionIn } from './contradiction.js';
import { ManyPacker } from './many.js';
import { OfferBook } from './offers.js';
import { planOf } from './plan.js';
import { refusalOf } from './refusal.js';
import { bestSplit, type Part, rankOf } from './split.js';
import { type BoxesLeft, StockedPacker } from './stock.js';
import { MOST_IN_SETS, UnitSets } from './unit-sets.js';

const HOUSE_NODES = 20_000;
/** After the deadline of the host. */
const NODES_IN_A_HURRY = 200;
/** Up to so many units in one box a search gets all its nodes; each unit more makes it dearer, and halves them. */
const MOST_WITH_ALL_NODES = 6;
/** Where many units are packed, the terms' nodes buy rounds of packing anew, so that more of them never make it worse. */
const NODES_PER_ROUND = 500;
const NODES_AMONG_MANY = 1000;

/** Parcels, and what is known of better ones. */
interface Found {
  readonly parts: readonly Part[];
  /** No plan of these units and boxes costs less; infinite where the parcels are proved to be the best. */
  readonly leastCost: number;
}

/** Boxes and terms, made ready to pack one order after another. It remembers nothing of an order. */
export class Cartonizer {
  private readonly terms: PackingTerms;
  private readonly companions: Companions;
  private readonly stock: BoxesLeft;
  /** The boxes without those that have run out, by the names of these. */
  private readonly books = new Map<string, OfferBook>();

  constructor(terms: PackingTerms) {
    this.terms = terms;
    this.companions = new Companions(terms.segregation ?? []);
    this.stock = new Map(terms.boxes.flatMap(({ id, stock }) => (stock === undefined ? [] : [[id, stock]])));
  }

  pack(units: readonly PackUnit[], left: BoxesLeft = this.stock): Result<PackingPlan, PackingFailure> {
    const { boxes, segregation = [] } = this.terms;
    const contradiction = contradictionIn(units, segregation, this.companions);
    if (contradiction !== undefined) return err(contradiction);
    const items = itemsOf(units);
    const deadline = new Deadline(this.terms.stop);
    const tries: Found[] = [];
    const packWithout = (some: readonly Item[], without: readonly string[]): readonly Part[] | undefined => {
      const found = this.packFrom(this.bookWithout(without), some, deadline);
      if (found !== undefined) tries.push(found);
      return found?.parts;
    };
    const gone = [...left].filter(([, count]) => count === 0).map(([box]) => box);
    const parts = new StockedPacker(packWithout, left).best(items, gone);
    const book = this.bookWithout(gone);
    const { priceTerms } = book;
    if (parts === undefined) {
      const goesAlone = (some: readonly PackUnit[]) => this.packFrom(book, itemsOf(some), deadline) !== undefined;
      return err(refusalOf({ units, boxes: boxes.map(withStock(left)), priceTerms, goesAlone }));
    }
    const isExact = items.length <= MOST_IN_SETS && tries.length === 1;
    const otherwise = deadline.isPast ? 'deadline' : isExact ? 'nodeLimit' : 'heuristic';
    return ok(planOf(parts, priceTerms, tries[0]?.leastCost ?? 0, otherwise));
  }

  private bookWithout(boxes: readonly string[]): OfferBook {
    const key = boxes.join(' ');
    let book = this.books.get(key);
    if (book === undefined) {
      book = new OfferBook({ ...this.terms, boxes: this.terms.boxes.filter(({ id }) => !boxes.includes(id)) });
      this.books.set(key, book);
    }
    return book;
  }

  private packFrom(book: OfferBook, items: readonly Item[], deadline: Deadline): Found | undefined {
    return items.length <= MOST_IN_SETS ? this.packFew(book, items, deadline) : this.packMany(book, items, deadline);
  }

  private packFew(book: OfferBook, items: readonly Item[], deadline: Deadline): Found | undefined {
    const { nodes = HOUSE_NODES, supportPermille = 0 } = this.terms;
    const nodesFor = (units: number): number =>
      deadline.passes() ? Math.min(nodes, NODES_IN_A_HURRY) : nodes >> Math.max(0, units - MOST_WITH_ALL_NODES);
    const split = bestSplit(new UnitSets(items, this.companions), book, { supportPermille, nodesFor });
    if (split === undefined) return undefined;
    const { parts, leastRank } = split;
    return { parts, leastCost: leastRank === rankOf(parts) ? Number.POSITIVE_INFINITY : book.costOf(leastRank) };
  }

  private packMany(book: OfferBook, items: readonly Item[], deadline: Deadline): Found | undefined {
    const { nodes = HOUSE_NODES, supportPermille = 0 } = this.terms;
    const packer = new ManyPacker(book, this.companions, {
      supportPermille,
      nodesFor: () => NODES_AMONG_MANY,
      rounds: Math.ceil(nodes / NODES_PER_ROUND),
      stop: () => deadline.passes(),
    });
    const parts = packer.pack(items);
    return parts && { parts, leastCost: leastCostOf(items, book.cartons) };
  }
}

/** Asks the host until it says that time is up. */
class Deadline {
  private readonly stop: (() => boolean) | undefined;
  isPast = false;

  constructor(stop: (() => boolean) | undefined) {
    this.stop = stop;
  }

  passes(): boolean {
    this.isPast ||= this.stop?.() === true;
    return this.isPast;
  }
}

const withStock =
  (left: BoxesLeft) =>
  (box: Box): Box => {
    const stock = left.get(box.id);
    return stock === undefined ? box : { ...box, stock };
  };
