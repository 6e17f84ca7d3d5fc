import { type Instant, instant, isoOf } from 'orderwright';
import { money } from '../figures.js';
import type { Kept } from '../measures/deadlines.js';
import { stretches } from '../measures/timeline.js';
import type { Outcome } from '../run.js';
import { Tally } from '../tally.js';
import { deadlinesChart } from './deadlines.js';
import { type Figure, page, type Section, type Table } from './html.js';
import { penaltiesChart, refundsChart } from './money.js';
import { statesChart, staysChart } from './states.js';
import { missingChart, stockChart, waitingChart } from './stock.js';
import { svgOf, WIDTH } from './svg.js';
import { count, percent, STATUS, span, type Text } from './words.js';

export interface Around {
  readonly store: string;
  /** The figures of facts.json, where the data have such a file. */
  readonly facts: Readonly<Record<string, unknown>> | undefined;
  /** Why the replay cannot be believed. */
  readonly wrong: readonly string[];
}

const BUSIEST = 6;
const MOST_MISSING = 10;
const DAY = 86_400_000;

/** The whole report as one page of HTML, without anything from elsewhere. */
export function reportOf(outcome: Outcome, around: Around): string {
  const { scenario } = outcome;
  const end = lastDay(outcome);
  const sections = [
    statesSection(outcome, end),
    staysSection(outcome),
    shortageSection(outcome, end),
    deadlinesSection(outcome),
    penaltiesSection(outcome, end),
    refundsSection(outcome, end),
    stockSection(outcome, end),
  ].filter((section) => section !== undefined);
  return page({
    title: TITLE[scenario.name] ?? { en: scenario.title, zh: scenario.title },
    period: `${isoOf(scenario.start).slice(0, 10)} – ${isoOf(end).slice(0, 10)}`,
    lead: `Every order below was replayed through the order desk on ${around.store}, command by command, on a virtual clock.`,
    source: scenario.source,
    notes: scenario.notes,
    wrong: around.wrong,
    figures: figures(outcome),
    sections,
    tables: tables(outcome, around),
  });
}
