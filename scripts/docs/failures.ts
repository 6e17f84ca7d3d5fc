import {
  Actor,
  COMMON_CODES,
  DeskTerms,
  type Failure,
  ObligationCommand,
  Person,
  refusalCodes,
} from '../../src/index.js';
import {
  Agreement,
  CountedFacts,
  CountFacts,
  CountTerms,
  DemandLaw,
  DemandQuestion,
  ForecastOptions,
  JudgeTerms,
  PoolFacts,
  PoolTerms,
  Receipt,
  ReplenishmentFacts,
  ReplenishmentTerms,
  ScorecardTerms,
  Series,
  SimulationInput,
} from '../../src/inventory/planning.js';
import { CommandId } from '../../src/kernel/index.js';
import { PackagingTerms, PackingMove, PackingTerms, PackUnits } from '../../src/logistics/packing/index.js';
import { complaintsOf } from './complaints.js';
import { cell, type Generated, generatedBy, RECORDS } from './records.js';
import { ALL, samples } from './samples.js';

interface Maker {
  (details: never): Failure;
  readonly code: string;
  readonly remedy: string;
}

const TITLES: Readonly<Record<keyof typeof ALL, string>> = {
  desk: 'The desk itself',
  record: 'Any record',
  order: 'Orders',
  stock: 'Stock',
  reservation: 'Reservations',
  fulfilment: 'Fulfilments',
  parcel: 'Parcels',
  carrier: 'Choice of a carrier',
  aftersales: 'Cases',
  recipient: 'Recipients',
  calendar: 'Calendars (`orderwright/calendars`)',
  packaging: 'Packaging rules (`orderwright/packing`)',
  packing: 'Packing (`orderwright/packing`)',
  repacking: 'Packing otherwise than planned (`orderwright/packing`)',
  plan: 'What can be wrong with a packing plan (`orderwright/packing`)',
  carriage: 'Services of carriers (`orderwright/carriers`)',
  wave: 'Waves of parcels (`orderwright/carriers`)',
  waybill: 'Waybill numbers (`orderwright/carriers`)',
  forecast: 'Forecasts (`orderwright/planning`)',
  replenishment: 'Purchase proposals (`orderwright/planning`)',
  supply: 'Suppliers (`orderwright/planning`)',
};

/** The commands that a rule can refuse, by the tables of refusals. */
function commandsWith(code: string): string {
  if (COMMON_CODES.some((one) => one === code)) return 'any';
  const commands = RECORDS.flatMap(({ kind, machine }) =>
    Object.keys(machine.lifecycle.rows)
      .filter((command) => refusalCodes(kind, command).some((one) => one === code))
      .map((command) => `\`${command}\``),
  );
  return commands.join(', ');
}

function table(domain: keyof typeof ALL): string[] {
  const makers = Object.entries(ALL[domain]) as unknown as [string, Maker][];
  const examples = samples[domain] as unknown as Readonly<Record<string, never>>;
  const rows = makers.map(([name, make]) => {
    const { message } = make(examples[name] as never);
    return `| \`${make.code}\` | ${cell(message)} | ${cell(make.remedy)} | ${commandsWith(make.code)} |`;
  });
  return [
    `## ${TITLES[domain]}`,
    '',
    '| Code | What it says, for example | What to do | Commands |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

/** Schemas of what is not a command. */
const OTHERS = [
  ...[ObligationCommand, Person, Actor, CommandId, DeskTerms],
  ...[PackagingTerms, PackingTerms, PackUnits, PackingMove],
  ...[DemandQuestion, Series, ForecastOptions, DemandLaw, ReplenishmentFacts, ReplenishmentTerms, SimulationInput],
  ...[Receipt, ScorecardTerms, Agreement, CountFacts, CountTerms, CountedFacts, JudgeTerms, PoolFacts, PoolTerms],
];

function complaints(): string[] {
  const found = complaintsOf(...RECORDS.map(({ commands }) => commands), ...OTHERS);
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, sentences]) => `| \`${code}\` | ${cell([...sentences].sort().join(' · '))} |`);
  return [
    '## Input',
    '',
    'Every command, the terms, and what a planner is asked are checked by a schema before anything is decided. A refusal of',
    'the input has the code of its first issue; `details.issues` names up to 50 of them with field, actual value and what',
    'was wanted. Nothing was saved, not even a receipt: correct it and send it again under the same id.',
    '',
    'Issues that are no rule of ours have the codes `input.unknown_field`, `input.wrong_type` and other `input.…`.',
    '',
    '| Code | The field … |',
    '| --- | --- |',
    ...rows,
    '',
  ];
}

export const failures = (): Generated => ({
  path: 'docs/failures.md',
  text: [
    generatedBy,
    '# Failures',
    '',
    'An expected "no" is a value: `{ code, message, remedy, details }`. Codes are stable within a major version; messages',
    'may change, so compare codes. `details` holds the values behind the message, and its type follows from the code.',
    '',
    'Where several apply, the first is returned: input, then who gives the command and under which id, then whether there',
    'is such a record, whether its status takes the command and whether this person may give it, and then the rules of',
    'trade in the order below. The type of each method names the rules that can refuse it. Where no command is named, the',
    'failure comes from a method that gives none: `advise`, `recipients.reveal`, `messages.retry`, a calendar.',
    '',
    ...(Object.keys(ALL) as (keyof typeof ALL)[]).flatMap((domain) => table(domain)),
    ...complaints(),
  ].join('\n'),
});
