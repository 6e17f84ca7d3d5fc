import { OWED_BY as AFTERSALES } from '../../src/aftersales/owing.js';
import { ALL_ROLES, NEW, OBLIGATION_COMMANDS, type Role, rolesFor } from '../../src/kernel/index.js';
import { OWED_BY as LOGISTICS } from '../../src/logistics/owing.js';
import { MOVED_FROM } from '../../src/logistics/parcel/timeline.js';
import { OWED_BY as ORDER } from '../../src/order/owing.js';
import { fieldComments } from './comments.js';
import { picture, type Table, untold } from './picture.js';
import { cell, type Generated, generatedBy, RECORDS, type RecordKind } from './records.js';

const SHORT: Readonly<Record<Role, string>> = {
  owner: 'O',
  picker: 'Pi',
  packer: 'Pa',
  service: 'Se',
  approver: 'Ap',
  buyer: 'B',
  platform: 'Pl',
  carrier: 'C',
  system: 'D',
};

/** Who may give a command, or nobody. */
const who = (roles: readonly Role[] | undefined): string =>
  roles === undefined
    ? ''
    : (Object.keys(SHORT) as Role[])
        .filter((role) => roles.includes(role))
        .map((role) => SHORT[role])
        .join(' ');

function permissions(table: Table): string[] {
  const statuses = table.statuses;
  const created = Object.keys(table.rows).filter((command) => rolesFor(table, command, NEW) !== undefined);
  const columns = created.length > 0 ? [NEW, ...statuses] : statuses;
  const rows = Object.keys(table.rows).map((command) => {
    const cells = columns.map((status) => who(rolesFor(table, command, status)));
    return `| \`${command}\` | ${cells.join(' | ')} |`;
  });
  return [`| Command | ${columns.join(' | ')} |`, `| --- | ${columns.map(() => '---').join(' | ')} |`, ...rows, ''];
}

const link = (title: string): string => title.toLowerCase();

function record({ title, kind, machine: { lifecycle } }: RecordKind): string[] {
  return [
    `## ${title}`,
    '',
    `Keys begin with \`${kind}/\`. Ends: ${lifecycle.final.join(', ') || 'none'}.`,
    '',
    ...picture(kind, lifecycle),
    ...untold(lifecycle),
    ...permissions(lifecycle),
  ];
}

/** What each scan of a carrier makes of a parcel, from the machine's own table. */
function scans(): string[] {
  const rows = Object.entries(MOVED_FROM).map(([scan, from]) => {
    const places = Object.keys(from);
    return `| \`${scan}\` | ${places.length > 0 ? places.join(', ') : 'nowhere: it is kept and moves nothing'} |`;
  });
  return [
    '### What a scan moves',
    '',
    'A parcel that has left is where its scans say, in the order of their own times, however they came in.',
    '',
    '| Scan | Moves a parcel that is |',
    '| --- | --- |',
    ...rows,
    '',
  ];
}

const OWED = [
  { title: 'Order', folder: 'order', schema: 'OrderTerms', part: 'order', owedBy: ORDER },
  {
    title: 'Fulfilment and parcel',
    folder: 'logistics',
    schema: 'LogisticsTerms',
    part: 'logistics',
    owedBy: LOGISTICS,
  },
  { title: 'Case', folder: 'aftersales', schema: 'AftersalesTerms', part: 'aftersales', owedBy: AFTERSALES },
] as const;

function obligations(root: string): string[] {
  return OWED.flatMap(({ title, folder, schema, part, owedBy }) => {
    const says = fieldComments(root, folder, schema);
    const rows = Object.entries(owedBy).map(([term, party]) => {
      const said = (says.get(term) ?? '').replace(/^\w+: (?=.)/, '');
      return `| \`${term}\` | ${party} | ${cell(said)} |`;
    });
    return [
      `### ${title} (\`terms.${part}\`)`,
      '',
      '| Term | Owed by | How long |',
      '| --- | --- | --- |',
      ...rows,
      '',
    ];
  });
}

const INTRODUCTION = [
  'One table for each kind of record says what may happen to it. The desk permits by these tables, and refuses to save a',
  'move that they do not name; the pictures below are drawn from them.',
  '',
  `In the tables of commands: ${ALL_ROLES.map((role) => `${SHORT[role]} ${role === 'system' ? 'the desk itself (system)' : role}`).join(', ')}.`,
  'Empty: not in this status. A command that only D may give is given by the desk when something else happens.',
  '',
  `Every record also takes ${OBLIGATION_COMMANDS.map((command) => `\`${command}\``).join(', ')} until it has come to an end;`,
  'see [obligations](#obligations). What a missed deadline leads to is no command, and stands there too.',
  '',
];

export const lifecycles = (root: string): Generated => ({
  path: 'docs/lifecycles.md',
  text: [
    generatedBy,
    '# Lifecycles',
    '',
    ...INTRODUCTION,
    ...RECORDS.map(({ title }) => `- [${title}](#${link(title)})`),
    '- [Obligations](#obligations)',
    '',
    ...RECORDS.flatMap((one) => [...record(one), ...(one.kind === 'parcel' ? scans() : [])]),
    '## Obligations',
    '',
    'What is owed, by whom and for how long, stands in the terms; what is absent there is not owed. A deadline that a',
    'platform gives beats the term. When a buyer lets theirs pass, a right ends (`ObligationLapsed`); anybody else breaks',
    'a promise (`ObligationBreached`), which may cost a penalty (`PenaltyIncurred`).',
    '',
    ...obligations(root),
    'A reservation that was held until an instant carries `holdEnds`; afterwards its units are free again.',
    '',
  ].join('\n'),
});
