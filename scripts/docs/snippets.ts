import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Generated } from './records.js';

const MARKED = /(<!-- example: (\S+?)#(\S+) -->\n)```ts\n[\s\S]*?```/g;

/** The lines between `// #region name` and `// #endregion name`, without their common indentation. */
export function regionOf(text: string, name: string, file: string): string {
  const lines = text.split('\n');
  const is = (mark: string) => (line: string) => line.trim() === `// #${mark} ${name}`;
  const from = lines.findIndex(is('region'));
  const to = lines.findIndex(is('endregion'));
  if (from < 0 || to < from) throw new Error(`${file} has no region "${name}"`);
  const inside = lines.slice(from + 1, to).filter((line) => !/^\s*\/\/ (#(end)?region|biome-ignore) /.test(line));
  const indents = inside.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  return inside
    .map((line) => line.slice(Math.min(...indents)))
    .join('\n')
    .trim();
}

/** Every page that has code: the code between its markers is that of the examples. */
export function snippets(root: string): Generated[] {
  const pages = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'].concat(
    readdirSync(join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  );
  return pages.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const next = text.replace(MARKED, (_, marker: string, file: string, name: string) => {
      const code = regionOf(readFileSync(join(root, file), 'utf8'), name, file);
      return `${marker}\`\`\`ts\n${code}\n\`\`\``;
    });
    return MARKED.test(text) ? [{ path, text: next }] : [];
  });
}
