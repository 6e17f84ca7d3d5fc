import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaintsOf } from '../../scripts/docs/complaints.js';
import { FAILURES, RECORDS } from '../../scripts/docs/records.js';
import { regionOf } from '../../scripts/docs/snippets.js';
import { isInputCode, ObligationCommand, Person, recipientFailures } from '../../src/index.js';
import { KINDS } from './walk.js';

const root = join(import.meta.dirname, '../..');
const docs = readdirSync(join(root, 'docs'), { recursive: true }).map((file) => join('docs', String(file)));
const pages = [...readdirSync(root), ...docs].filter((file) => file.endsWith('.md'));
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** The anchors of a page's headings, as they are made on most sites. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Links in prose; those in code are examples of what people write. */
function brokenLinks(page: string): string[] {
  const prose = textOf(page).replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^(https?|mailto):/.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, target))) return [`${page}: ${link}`];
    const found = anchor === undefined || (target.endsWith('.md') && anchorsOf(textOf(target)).includes(anchor));
    return found ? [] : [`${page}: ${link}`];
  });
}

describe('The docs', () => {
  it('link to what exists', () => {
    const planned = existsSync(join(root, 'docs/write-a-store.md')) ? [] : ['write-a-store.md'];
    const broken = pages.flatMap(brokenLinks).filter((link) => !planned.some((one) => link.includes(one)));
    expect(broken).toEqual([]);
  });

  it('hold no code that is not cut from an example, but for commands', () => {
    const bare = pages
      .filter((page) => !page.startsWith('docs/decisions') && page !== 'docs/write-a-store.md')
      .flatMap((page) => {
        const unmarked = textOf(page).replace(/<!-- example: \S+ -->\n```ts\n[\s\S]*?```/g, '');
        return /```ts/.test(unmarked) ? [page] : [];
      });
    expect(bare).toEqual([]);
  });

  it('cover every kind of record', () => {
    expect(RECORDS.map(({ kind }) => kind)).toEqual(KINDS);
  });
});

describe('Regions', () => {
  it('are cut without marks, hints to tools and common indentation', () => {
    const text = [
      '{',
      '  // #region a',
      '  one();',
      '  // biome-ignore lint: no',
      '  if (x) {',
      '    two();',
      '  }',
      '  // #endregion a',
      '}',
    ];
    expect(regionOf(text.join('\n'), 'a', 'x.ts')).toBe('one();\nif (x) {\n  two();\n}');
    expect(() => regionOf('', 'a', 'x.ts')).toThrow('x.ts has no region "a"');
  });
});

describe('A complaint about the input', () => {
  const codes = [...complaintsOf(...RECORDS.map(({ commands }) => commands), ObligationCommand, Person).keys()];

  it('is known as one by its code', () => {
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !isInputCode(code))).toEqual([]);
  });

  it('never has the code of a rule', () => {
    const rules = Object.values(FAILURES).flatMap((makers) => Object.values(makers).map(({ code }) => code as string));
    expect(rules).toContain(recipientFailures.erased.code);
    expect(rules.filter((code) => isInputCode(code) || codes.includes(code))).toEqual([]);
  });
});
