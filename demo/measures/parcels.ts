import type { ParcelTold, Watcher } from '../journal.js';
import { Tally } from '../tally.js';

export const COSTS = ['carriage', 'box', 'materials', 'filler', 'papers'] as const;
export type ParcelCostKind = (typeof COSTS)[number];

/** What went into which box, what that cost and used up, and who carried it. */
export class Parcels implements Watcher {
  readonly boxes = new Tally();
  /** Thousandths of the box that its units fill, added up by box. */
  readonly #fill = new Tally();
  /** Minor units. */
  readonly costs = new Tally();
  readonly grams = new Tally();
  readonly carriers = new Tally();
  planned = 0;
  unplanned = 0;
  byHand = 0;

  parcel({ event }: ParcelTold): void {
    if (event.type === 'WaybillAssigned') this.carriers.add(event.carrier);
    if (event.type !== 'ParcelSealed') return;
    const { box, plan, byHand } = event;
    if (byHand !== undefined) this.byHand += 1;
    if (box === undefined || plan === undefined) {
      this.unplanned += 1;
      return;
    }
    this.planned += 1;
    this.boxes.add(box);
    this.#fill.add(box, plan.fillPermille ?? 0);
    for (const kind of COSTS) this.costs.add(kind, plan.cost[kind]);
    for (const { stream, grams } of plan.grams) this.grams.add(stream, grams);
  }

  /** Of the boxes of one kind, or of all, the share that units fill. */
  filled(box?: string): number {
    const boxes = box === undefined ? this.planned : this.boxes.of(box);
    const fill = box === undefined ? this.#fill.sum : this.#fill.of(box);
    return boxes === 0 ? 0 : fill / boxes / 1000;
  }
}
