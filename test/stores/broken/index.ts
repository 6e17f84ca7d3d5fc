import { comparingBadly } from './comparing.js';
import type { BrokenStores } from './harness.js';
import { messagingBadly } from './messaging.js';
import { givingAway, listingBadly } from './reading.js';
import { savingBadly } from './saving.js';

/** Stores with one defect each, by what is wrong with them. */
export const brokenStores: BrokenStores = {
  ...savingBadly,
  ...comparingBadly,
  ...givingAway,
  ...listingBadly,
  ...messagingBadly,
};
