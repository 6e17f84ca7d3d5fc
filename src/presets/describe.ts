import * as z from 'zod/mini';
import { endOf, everyDay, type Instant, instant, moneyText, ObligationTerm, Span } from '../kernel/index.js';
import { house } from './provenance.js';
import type { Preset, Provenance } from './types.js';

/** One line of a preset, for people. */
export interface PresetRow {
  /** Where it stands, as in `order.shipBy`. */
  readonly term: string;
  /** `48 hours; 3.00 CNY to the buyer`. */
  readonly figure: string;
  readonly source: string;
  readonly verified: 'verified' | 'unverified' | 'house choice';
}

const PARTS = ['order', 'logistics', 'aftersales'] as const;
const Automation = z.object({ mode: z.string(), rules: z.array(z.unknown()) });

/**
 * Every figure of a preset with its source, as a table: for documents, and for a merchant who wants to know what to
 * check. The calendar has a source of its own and is left out.
 *
 * @example
 * ```ts
 * describePreset(preset).filter(({ verified }) => verified === 'unverified');
 * ```
 */
export function describePreset(preset: Preset): PresetRow[] {
  return PARTS.flatMap((part) =>
    Object.entries(preset[part])
      .filter(([name, value]) => name !== 'calendar' && value !== undefined)
      .map(([name, value]) => rowOf(`${part}.${name}`, value, preset.notes[`${part}.${name}`])),
  );
}

function rowOf(term: string, value: unknown, note: Provenance | undefined): PresetRow {
  const owed = ObligationTerm.safeParse(value);
  const { source, verified } = owed.success ? owed.data : (note ?? house('others may choose otherwise'));
  const figure = owed.success ? owedText(owed.data) : plainText(value);
  const chosen = source.startsWith('house choice');
  return { term, figure, source, verified: chosen ? 'house choice' : verified ? 'verified' : 'unverified' };
}

function owedText({ within, remindHoursBefore, penalty, pausesOnHold }: ObligationTerm): string {
  const parts = [spanText(within)];
  if (remindHoursBefore !== undefined) parts.push(`reminders ${remindHoursBefore.join(' and ')} hours before`);
  if (penalty?.fixed !== undefined) parts.push(`${moneyText(penalty.fixed, 'CNY')} to the ${penalty.to}`);
  if (penalty?.permille !== undefined) parts.push(`${penalty.permille}‰ to the ${penalty.to}`);
  if (pausesOnHold === true) parts.push('stands still while held');
  return parts.join('; ');
}

function spanText(span: Span): string {
  if ('hours' in span) return `${span.hours} hours`;
  if ('workingDays' in span) return `${span.workingDays} working days`;
  return `${span.days} days${span.ifNotWorked === undefined ? '' : ', or until the next working day'}`;
}

function plainText(value: unknown): string {
  const span = Span.safeParse(value);
  if (span.success) return spanText(span.data);
  const automation = Automation.safeParse(value);
  if (!automation.success) return String(value);
  const { mode, rules } = automation.data;
  return `${mode}, ${rules.length} rule${rules.length === 1 ? '' : 's'}`;
}

/**
 * Whether the figures were put together more than a year ago, so that somebody should look at them again.
 *
 * @example
 * ```ts
 * isOutdated(preset, store.now());
 * ```
 */
export const isOutdated = ({ asOf }: Preset, at: Instant): boolean =>
  at >= endOf({ days: 365 }, instant(Date.parse(asOf)), everyDay('UTC'));
