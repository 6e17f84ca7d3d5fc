import type { Instant } from '../../kernel/index.js';
import type { FactorySlot } from './types.js';

/** Part of a batch in one slot. */
export interface Production {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly units: number;
}

/** Hands out the factory's capacity, the earliest first. */
export interface Capacity {
  /** Where so many units are made, which are then taken; or how many are too many, and nothing is taken. */
  book(units: number): { readonly production: readonly Production[] } | { readonly lacking: number };
}

/** Capacity that has not passed yet. A slot that has begun counts by the share of its time that is left. */
export function capacityOf(slots: readonly FactorySlot[], at: Instant): Capacity {
  const open = slots
    .filter(({ endsAt }) => endsAt > at)
    .map((slot) => ({ ...slot, left: leftOf(slot, at) }))
    .filter(({ left }) => left > 0);
  return {
    book(units) {
      const free = open.reduce((sum, { left }) => sum + left, 0);
      if (free < units) return { lacking: units - free };
      const production: Production[] = [];
      let missing = units;
      for (const slot of open) {
        const made = Math.min(missing, slot.left);
        if (made === 0) continue;
        slot.left -= made;
        missing -= made;
        production.push({ startsAt: slot.startsAt, endsAt: slot.endsAt, units: made });
      }
      return { production };
    },
  };
}

function leftOf({ startsAt, endsAt, units }: FactorySlot, at: Instant): number {
  const gone = Math.max(0, at - startsAt) / (endsAt - startsAt);
  return Math.floor(units * (1 - gone));
}
