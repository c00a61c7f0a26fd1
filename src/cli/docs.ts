import { mkdir, writeFile } from 'node:fs/promises';
import '#server/assembly.ts';
import { openApiDocument } from '#api/document.ts';
import { v1 } from '#api/v1.ts';
import { lifecycles } from './docs/lifecycles.ts';
import { permissionTables } from './docs/permissions.ts';

export const docsFolder = new URL('../../docs/generated/', import.meta.url);

/** Everything that is written from the code, by file name; the same code always gives the same text. */
export const generatedDocs = (): Record<string, string> => ({
	'lifecycles.md': lifecycles(),
	'permissions.md': permissionTables(),
	'openapi.json': `${JSON.stringify(openApiDocument(v1), null, '\t')}\n`,
});

if (import.meta.main) {
	await mkdir(docsFolder, { recursive: true });
	for (const [name, text] of Object.entries(generatedDocs())) await writeFile(new URL(name, docsFolder), text);
}
