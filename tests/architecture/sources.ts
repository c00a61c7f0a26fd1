import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One file of the project, by its path from the root. */
export interface Source {
	path: string;
	text: string;
	/** What it imports: files of the project by their path from the root, packages by their name. */
	imports: Import[];
}
export interface Import {
	/** As it is written. */
	written: string;
	/** Where it leads: a path from the root, or the package. */
	to: string;
}

const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Record<string, string> };

function target(from: string, written: string): string {
	if (written.startsWith('.')) return normalize(join(dirname(from), written));
	for (const [alias, path] of Object.entries(packageJson.imports)) {
		const stem = alias.replace('*', '');
		if (alias.endsWith('*') ? written.startsWith(stem) : written === alias)
			return normalize(path.replace('*', written.slice(stem.length)));
	}
	return written;
}

/** The script of a component; the whole of any other file. */
const scriptOf = (path: string, text: string): string =>
	path.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script]) => script).join('\n')
		: text;

export function source(path: string): Source {
	const text = readFileSync(path, 'utf8');
	const { importedFiles } = ts.preProcessFile(scriptOf(path, text), true, true);
	return {
		path,
		text,
		imports: importedFiles.map(({ fileName }) => ({ written: fileName, to: target(path, fileName) })),
	};
}

export const isTest = (path: string): boolean => /\.test\.ts$|\/testing\/|-for-tests\.ts$/.test(path);
/** All of src, tests and what helps them left out. */
export const sources: Source[] = globSync('src/**/*.{ts,svelte}')
	.sort()
	.filter((path) => !isTest(path))
	.map(source);
