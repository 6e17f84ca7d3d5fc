import { board, byKilogram, packingBy } from '../packing.js';

/** The boxes of the simulated warehouse, in millimetres, grams and pence. */
const boxes = [
  board('A5', 230, 160, 80, 3_000, 28),
  board('A4', 310, 220, 150, 8_000, 52),
  board('cube', 300, 300, 300, 12_000, 85),
  board('A3', 450, 310, 250, 15_000, 110),
  board('large', 600, 400, 400, 25_000, 190),
  board('crate', 780, 580, 500, 30_000, 420),
];

/** What is larger goes out on pallets. */
export const MOST_PLANNED_UNITS = 100;

/** The simulated shop packs with little search: it packs thousands of units a day. */
export const packing = packingBy({ boxes, carriage: byKilogram(390, 55, 32_000), nodes: 200 }, MOST_PLANNED_UNITS);
