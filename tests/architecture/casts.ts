import ts from 'typescript';

/** Places where the compiler is told to look away, `any` and `!`, without a reason in the same line or the one before. */
export function unexplained(path: string, text: string): string[] {
	const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const lines = text.split('\n');
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node)) {
			const { line } = file.getLineAndCharacterOfPosition(node.getStart());
			if (!/\/[/*]/.test(`${lines[line - 1] ?? ''}\n${lines[line] ?? ''}`)) found.push(`${path}:${line + 1}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}
