// An ESLint rule: a neverthrow Result must go somewhere. It may be asked, returned, kept or handed on, but not dropped.
import ts from 'typescript';

const marks = ['andThen', 'orElse', 'mapErr', 'match', 'unwrapOr'];
const message = 'This Result is dropped, and a refusal with it. Ask it (isErr, match), return it, or hand it on.';

/** @typedef {Parameters<NonNullable<import('eslint').Rule.NodeListener['ExpressionStatement']>>[0]['expression']} Expression */

/** @type {import('eslint').Rule.RuleModule} */
export const mustUseResult = {
  create(context) {
    const { program, esTreeNodeToTSNodeMap: typed } = context.sourceCode.parserServices;
    /** @type {ts.TypeChecker} */
    const checker = program.getTypeChecker();

    const isResult = (/** @type {Expression} */ node) => {
      const type = checker.getTypeAtLocation(typed.get(node));
      if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Never)) return false;
      const parts = type.isUnion() ? type.types : [type];
      return parts.some((part) => marks.every((mark) => part.getProperty(mark)));
    };

    /** @param {Expression} node */
    const check = (node) => {
      if (node.type === 'LogicalExpression') check(node.right);
      else if (node.type === 'ConditionalExpression')
        for (const branch of [node.consequent, node.alternate]) check(branch);
      else if (node.type === 'SequenceExpression') for (const part of node.expressions) check(part);
      else if (node.type === 'UnaryExpression' && node.operator === 'void') check(node.argument);
      else if (node.type !== 'AssignmentExpression' && isResult(node)) context.report({ node, message });
    };

    return {
      ExpressionStatement: (node) => check(node.expression),
      // As in list.forEach((item) => decide(item)): the arrow answers, and nobody listens.
      ArrowFunctionExpression(node) {
        const expected = checker.getContextualType(typed.get(node));
        const signatures = expected?.getCallSignatures() ?? [];
        const unheard = signatures.some((it) => it.getReturnType().flags & ts.TypeFlags.Void);
        if (node.expression && unheard) check(/** @type {Expression} */ (node.body));
      },
    };
  },
};
