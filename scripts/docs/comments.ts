import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The text of a doc comment that ends right before this place in the source. */
function commentBefore(text: string, node: ts.Node): string {
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const last =
    ranges
      .map(({ pos, end }) => text.slice(pos, end))
      .filter((one) => one.startsWith('/**'))
      .at(-1) ?? '';
  return last
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What the comments in the code say of each field of `export const <name> = strictObject({ … })`. */
export function fieldComments(root: string, folder: string, name: string): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  for (const file of readdirSync(join(root, 'src', folder)).filter((one) => one.endsWith('.ts'))) {
    const text = readFileSync(join(root, 'src', folder, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer !== undefined) {
        node.initializer.forEachChild((part) => {
          if (!ts.isObjectLiteralExpression(part)) return;
          for (const field of part.properties) comments.set(field.name?.getText() ?? '', commentBefore(text, field));
        });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return comments;
}
