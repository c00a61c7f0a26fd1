/** Where a file stands; imports lead downwards only: main → routes | api → web | ui → a slice → core. */
export type Layer = 'main' | 'routes' | 'api' | 'delivery' | 'assembly' | 'slice' | 'core' | 'words';

/** What every slice builds on is no slice. */
const besides = ['core', 'intake', 'testing', 'worker'];
export const sliceOf = (path: string): string | undefined => {
	const folder = /^src\/server\/([\w-]+)\//.exec(path)?.[1];
	return folder && !besides.includes(folder) ? folder : undefined;
};

export function layerOf(path: string): Layer {
	if (path.startsWith('src/routes/')) return 'routes';
	if (path.startsWith('src/api/')) return 'api';
	if (/^src\/(web|ui)\//.test(path)) return 'delivery';
	if (path.startsWith('src/words/')) return 'words';
	if (/^src\/server\/(core|intake)\//.test(path)) return 'core';
	if (sliceOf(path)) return 'slice';
	return path.startsWith('src/server/') ? 'assembly' : 'main';
}

/** The layers that each may import. */
export const below: Record<Layer, readonly Layer[]> = {
	main: ['main', 'routes', 'api', 'delivery', 'assembly', 'slice', 'core', 'words'],
	routes: ['routes', 'delivery', 'assembly', 'slice', 'core', 'words'],
	api: ['api', 'delivery', 'assembly', 'slice', 'core', 'words'],
	delivery: ['delivery', 'assembly', 'slice', 'core', 'words'],
	assembly: ['assembly', 'slice', 'core'],
	slice: ['slice', 'core', 'words'],
	core: ['core'],
	words: ['words'],
};

/** What a slice opens to the others: its commands, its queries, who is what to a matter, what its jobs have to tell, and how it reads words. */
export const openToSlices = /\/(queries|commands|relations|jobs|names|tell|remind|words|terms)\.ts$|\/queries\//;

/** Statements live in queries; what is exempt holds the database itself, or fills it. */
export const maySpeakSql = /\/queries[^/]*\.ts$|\/queries\/|relations\.ts$|^src\/(server\/core|demo|cli)\/|\/testing\//;
export const speaksSql = /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^`]*>)?`/;
