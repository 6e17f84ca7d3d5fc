import type { Desk, Instant } from 'orderwright';
import type { Dice } from '../dice.js';
import type { Step } from '../replay.js';
import type { Listed } from '../scenario.js';
import type { Teller } from '../teller.js';
import type { Credit } from './data.js';

export const LOCATION = 'main';

/** The people of the simulated shop, and what they keep in mind. */
export interface Shop {
  readonly desk: Desk;
  readonly owner: Desk;
  readonly picker: Desk;
  readonly packer: Desk;
  readonly service: Desk;
  readonly teller: Teller;
  readonly dice: Dice;
  readonly listed: Listed[];
  /** Orders that wait for stock, with the SKUs they lack, the longest wait first. */
  readonly waiting: Map<string, { readonly missing: readonly string[]; readonly retry: (at: Instant) => Step }>;
  /** Credit notes of orders that are under way: they become returns when the parcel has come. */
  readonly pending: Map<string, Credit[]>;
}

export function openShop(desk: Desk, teller: Teller, dice: Dice, listed: Listed[]): Shop {
  const as = (role: 'owner' | 'picker' | 'packer' | 'service', id: string) => desk.as({ role, id });
  return {
    desk,
    owner: as('owner', 'olive'),
    picker: as('picker', 'pat'),
    packer: as('packer', 'paul'),
    service: as('service', 'sue'),
    teller,
    dice,
    listed,
    waiting: new Map(),
    pending: new Map(),
  };
}

/** A command's id, made of what it is about, so that a second run gives the same. */
export const named = (...parts: readonly (string | number)[]) => ({ commandId: parts.join('.') });
