import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unexplained } from './architecture/casts.ts';
import { below, layerOf, maySpeakSql, openToSlices, sliceOf, speaksSql } from './architecture/layers.ts';
import { sources } from './architecture/sources.ts';
import { englishIn, speaksChinese } from './architecture/words.ts';

const inside = (to: string) => to.startsWith('src/');
const imports = sources.flatMap(({ path, imports: all }) => all.map(({ written, to }) => ({ path, written, to })));
const said = ({ path, to }: { path: string; to: string }) => `${path} → ${to}`;

describe('imports', () => {
	test('lead one way: main → routes | api → web | ui → server/<slice> → server/core', () => {
		const upwards = imports.filter(({ path, to }) => inside(to) && !below[layerOf(path)].includes(layerOf(to)));
		// the sign-in page lists the demo's sign-ins, in demo mode only
		const known = ['src/routes/[committee]/sign-in/+page.server.ts → src/demo/sign-ins.ts'];
		expect(upwards.map(said).filter((one) => !known.includes(one))).toEqual([]);
	});

	test('between slices lead to commands and queries, never to the insides of another', () => {
		const across = imports.filter(({ path, to }) => sliceOf(path) && sliceOf(to) && sliceOf(path) !== sliceOf(to));
		expect(across.filter(({ to }) => !openToSlices.test(to)).map(said)).toEqual([]);
	});

	test('between slices go in no circle, but that who is what to a matter is known to all', () => {
		const uses = new Map<string, Set<string>>();
		for (const { path, to } of imports) {
			const [from, into] = [sliceOf(path), sliceOf(to)];
			if (from && into && from !== into && !to.endsWith('relations.ts'))
				uses.set(from, (uses.get(from) ?? new Set()).add(into));
		}
		const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean =>
			[...(uses.get(from) ?? [])].some(
				(next) => next === wanted || (!seen.has(next) && reaches(next, wanted, seen.add(next))),
			);
		expect([...uses.keys()].filter((slice) => reaches(slice, slice))).toEqual([]);
	});

	test('of the server know nothing of pages and requests', () => {
		const foreign = /^(\$|svelte|@sveltejs|hono|@hono|node:http)/;
		expect(imports.filter(({ path, to }) => path.startsWith('src/server/') && foreign.test(to)).map(said)).toEqual([]);
	});

	test('of components fetch nothing', () => {
		const fetching = /\/(queries|commands|read|transition|database|reader|house)\.ts$|\/queries\//;
		expect(imports.filter(({ path, to }) => path.startsWith('src/ui/') && fetching.test(to)).map(said)).toEqual([]);
	});

	test('are written with their extension', () => {
		const bare = imports.filter(
			({ written }) => /^[.#]/.test(written) && !/\.(ts|svelte|json|css|js)$|^#words$|\/\$types$/.test(written),
		);
		expect(bare.map(said)).toEqual([]);
	});
});

test('SQL stands in queries', () => {
	expect(
		sources.filter(({ path, text }) => speaksSql.test(text) && !maySpeakSql.test(path)).map(({ path }) => path),
	).toEqual([]);
});

test('files stay small: three hundred lines at most, more than 150 only where somebody looked twice', () => {
	const files = globSync(['src/**/*.{ts,svelte,js}', 'tests/**/*.ts', 'run/*.mjs', 'static/*.js']).map((path) => ({
		path,
		lines: readFileSync(path, 'utf8').split('\n').length - 1,
	}));
	const long = files
		.filter(({ path, lines }) => lines > 150 && !path.startsWith('src/demo/content/'))
		.sort((a, b) => b.lines - a.lines);
	console.info(`more than 150 lines: ${long.map(({ path, lines }) => `${path} ${lines}`).join(', ')}`);
	expect(files.filter(({ path, lines }) => lines > 300 && !path.endsWith('.test.ts'))).toEqual([]);
	expect(files.filter(({ path, lines }) => path.endsWith('.svelte') && lines > 150)).toEqual([]);
});

test('whoever silences the compiler says why', () => {
	const files = globSync(['src/**/*.ts', 'tests/**/*.ts']);
	expect(files.flatMap((path) => unexplained(path, readFileSync(path, 'utf8')))).toEqual([]);
});

describe('pages and components take every sentence from the catalogue', () => {
	const pages = sources.filter(({ path }) => /^src\/(routes|ui)\//.test(path));
	/** A language's own name is the same in every language. */
	const ownNames = ['src/ui/shell/shell.ts'];

	test('no 汉字 are written into them', () => {
		const chinese = pages.filter((page) => speaksChinese(page) && !ownNames.includes(page.path));
		expect(chinese.map(({ path }) => path)).toEqual([]);
	});

	test('no English is written into their markup', () => {
		expect(pages.flatMap((page) => englishIn(page).map((text) => `${page.path}: ${text}`))).toEqual([]);
	});
});
