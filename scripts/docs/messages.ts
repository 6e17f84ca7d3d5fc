import * as z from 'zod/mini';
import { ALWAYS_KEPT } from '../../src/engine/react/index.js';
import { MESSAGES, type MessageType } from '../../src/index.js';
import { cell, type Generated, generatedBy } from './records.js';

/** The fields of a body, with what each holds. */
function fieldsOf(type: MessageType): string {
  const schema: z.ZodMiniType = MESSAGES[type];
  if (!(schema instanceof z.ZodMiniObject))
    return 'one of the events about obligations: see [obligation.json](schemas/obligation.json)';
  return Object.entries(schema.shape as Readonly<Record<string, z.ZodMiniType>>)
    .map(([name, field]) => `\`${name}\`${field instanceof z.ZodMiniOptional ? ' (optional)' : ''}`)
    .join(', ');
}

export const messages = (): Generated => ({
  path: 'docs/messages.md',
  text: [
    generatedBy,
    '# Messages to the host',
    '',
    'What still has to happen outside the desk is a message. It is saved in the same commit as its cause, and',
    '`desk.drain()` hands it to `host[type]` until the handler has returned. It may be handed over more than once, after a',
    'crash or an error, so use `message.id` as the idempotency key outside: it never changes.',
    '',
    '| Type | The host is to | Body |',
    '| --- | --- | --- |',
    ...Object.entries(MESSAGES).map(
      ([type, schema]) =>
        `| \`${type}\` | ${cell(z.globalRegistry.get(schema)?.description ?? '')} | ${fieldsOf(type as MessageType)} |`,
    ),
    '',
    '`message.key` is the key of the record that it concerns. A body holds no name, phone or address; a handler that needs',
    'one reveals the recipient. The exact shapes are in [schemas/messages.json](schemas/messages.json).',
    '',
    `A message for which there is no handler is not kept, except ${ALWAYS_KEPT.map((type) => `\`${type}\``).join(', ')}: they wait for one.`,
    '',
  ].join('\n'),
});
