/** Each service takes at least `least` and at most `most` parcels, at these costs by parcel. */
export interface Side {
  readonly costs: Float64Array;
  readonly least: number;
  readonly most: number;
}

/** The service of each parcel, and what it costs. */
export interface Flow {
  readonly assignment: Int32Array;
  readonly cost: number;
}

/**
 * The cheapest assignment of parcels to services within bounds, exactly; undefined where there is none.
 *
 * A minimum-cost flow by successive shortest paths (Busacker and Gowen, 1960; Ahuja, Magnanti and Orlin, "Network Flows",
 * chapter 9). Every parcel begins at its cheapest service; then, one unit after the other, the cheapest chain of moves leads
 * from a service with too many to one with room. Parcels are never nodes: between two services only the parcel counts
 * whose move costs least, so that a chain is found among the services alone.
 */
export function cheapestFlow(parcels: number, sides: readonly Side[]): Flow | undefined {
  const flow = new Moves(parcels, sides);
  return flow.isPossible && flow.balance() ? flow.result() : undefined;
}

class Moves {
  readonly isPossible: boolean;
  private readonly parcels: number;
  private readonly sides: readonly Side[];
  private readonly assignment: Int32Array;
  private readonly members: number[][];
  /** The parcel that moves at least cost from one service to another, by `from * services + to`; -1: none. */
  private readonly mover: Int32Array;
  private readonly moveCost: Float64Array;
  /** What each service passes on to the sink, within its bounds. */
  private readonly taken: number[];
  /** Units too many (above 0) or too few, by service; the last is the sink's. */
  private readonly excess: number[];

  constructor(parcels: number, sides: readonly Side[]) {
    this.parcels = parcels;
    this.sides = sides;
    const count = sides.length;
    this.assignment = new Int32Array(parcels);
    this.members = sides.map(() => []);
    this.mover = new Int32Array(count * count).fill(-1);
    this.moveCost = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
    this.isPossible = this.startCheapest();
    for (let from = 0; from < count; from += 1) this.renewFrom(from);
    this.taken = sides.map(({ least, most }, s) => Math.min(most, Math.max(least, this.members[s]?.length ?? 0)));
    this.excess = this.taken.map((taken, s) => (this.members[s]?.length ?? 0) - taken);
    this.excess.push(this.taken.reduce((sum, one) => sum + one, 0) - parcels);
  }

  private costAt(service: number, parcel: number): number {
    return this.sides[service]?.costs[parcel] ?? Number.POSITIVE_INFINITY;
  }

  private startCheapest(): boolean {
    for (let parcel = 0; parcel < this.parcels; parcel += 1) {
      let best = 0;
      for (let s = 1; s < this.sides.length; s += 1) if (this.costAt(s, parcel) < this.costAt(best, parcel)) best = s;
      if (this.costAt(best, parcel) === Number.POSITIVE_INFINITY) return false;
      this.assignment[parcel] = best;
      this.members[best]?.push(parcel);
    }
    return this.sides.every(({ least, most }) => least <= most);
  }

  private renewFrom(from: number): void {
    for (let to = 0; to < this.sides.length; to += 1) if (to !== from) this.renew(from, to);
  }

  private renew(from: number, to: number): void {
    const here = this.sides[from]?.costs;
    const there = this.sides[to]?.costs;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    if (here !== undefined && there !== undefined) {
      for (const parcel of this.members[from] ?? []) {
        const cost = (there[parcel] ?? 0) - (here[parcel] ?? 0);
        if (cost < least) {
          least = cost;
          best = parcel;
        }
      }
    }
    const pair = from * this.sides.length + to;
    this.mover[pair] = best;
    this.moveCost[pair] = least;
  }

  /** Sends every unit that is too many to where one is missing. */
  balance(): boolean {
    while (this.excess.some((units) => units > 0)) {
      const path = this.cheapestPath();
      if (path === undefined) return false;
      this.send(path);
    }
    return true;
  }

  /** What one unit pays from one node to another; the sink is the last node. */
  private arc(from: number, to: number): number {
    const sink = this.sides.length;
    if (from === sink) return (this.taken[to] ?? 0) > (this.sides[to]?.least ?? 0) ? 0 : Number.POSITIVE_INFINITY;
    if (to === sink) return (this.taken[from] ?? 0) < (this.sides[from]?.most ?? 0) ? 0 : Number.POSITIVE_INFINITY;
    return this.moveCost[from * sink + to] ?? Number.POSITIVE_INFINITY;
  }

  /** Bellman and Ford: costs of moves may be negative, but no round trip is. */
  private cheapestPath(): number[] | undefined {
    const nodes = this.sides.length + 1;
    const distance = this.excess.map((units) => (units > 0 ? 0 : Number.POSITIVE_INFINITY));
    const previous = new Array<number>(nodes).fill(-1);
    for (let round = 0, changed = true; changed && round < nodes; round += 1) {
      changed = false;
      for (let from = 0; from < nodes; from += 1) {
        const soFar = distance[from] ?? Number.POSITIVE_INFINITY;
        if (soFar === Number.POSITIVE_INFINITY) continue;
        for (let to = 0; to < nodes; to += 1) {
          if (to === from) continue;
          const through = soFar + this.arc(from, to);
          if (through < (distance[to] ?? 0)) {
            distance[to] = through;
            previous[to] = from;
            changed = true;
          }
        }
      }
    }
    let end = -1;
    let nearest = Number.POSITIVE_INFINITY;
    for (let node = 0; node < nodes; node += 1) {
      if ((this.excess[node] ?? 0) < 0 && (distance[node] ?? 0) < nearest) {
        nearest = distance[node] ?? 0;
        end = node;
      }
    }
    if (end < 0) return undefined;
    const path = [end];
    for (let node = previous[end] ?? -1; node >= 0; node = previous[node] ?? -1) path.unshift(node);
    return path;
  }

  private send(path: readonly number[]): void {
    const sink = this.sides.length;
    const [first = 0] = path;
    const last = path.at(-1) ?? 0;
    this.excess[first] = (this.excess[first] ?? 0) - 1;
    this.excess[last] = (this.excess[last] ?? 0) + 1;
    // Who moves is settled before anybody does: a move changes who is cheapest next.
    const steps = path
      .slice(1)
      .map((to, i) => ({ from: path[i] ?? 0, to, who: this.mover[(path[i] ?? 0) * sink + to] ?? -1 }));
    for (const { from, to, who } of steps) {
      if (from === sink) this.taken[to] = (this.taken[to] ?? 0) - 1;
      else if (to === sink) this.taken[from] = (this.taken[from] ?? 0) + 1;
      else this.move(who, from, to);
    }
  }

  private move(parcel: number, from: number, to: number): void {
    const count = this.sides.length;
    const members = this.members[from] ?? [];
    const place = members.indexOf(parcel);
    members[place] = members.at(-1) ?? parcel;
    members.pop();
    this.members[to]?.push(parcel);
    this.assignment[parcel] = to;
    for (let other = 0; other < count; other += 1) {
      if (other !== from && this.mover[from * count + other] === parcel) this.renew(from, other);
      if (other === to) continue;
      const cost = this.costAt(other, parcel) - this.costAt(to, parcel);
      if (cost < (this.moveCost[to * count + other] ?? 0)) {
        this.moveCost[to * count + other] = cost;
        this.mover[to * count + other] = parcel;
      }
    }
  }

  result(): Flow {
    let cost = 0;
    for (let parcel = 0; parcel < this.parcels; parcel += 1) cost += this.costAt(this.assignment[parcel] ?? -1, parcel);
    return { assignment: this.assignment, cost };
  }
}
