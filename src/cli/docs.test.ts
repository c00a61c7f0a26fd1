import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { allMachines } from '#server/core/machine.ts';
import { permissions } from '#server/permissions.ts';
import { docsFolder, generatedDocs } from './docs.ts';

test.each(Object.entries(generatedDocs()))(
	'%s says what the code says; `npm run docs` writes it anew',
	async (name, text) => {
		expect(await readFile(new URL(name, docsFolder), 'utf8')).toBe(text);
	},
);

test('the table of permissions is the one that the machines ask', () => {
	for (const { name, may } of allMachines())
		for (const [action, grant] of Object.entries(may))
			expect(permissions[name]?.[action], `${name}.${action}`).toBe(grant);
	// bringing in, comparing a session and giving access are commands of no machine
	expect(Object.keys(permissions).sort()).toEqual(
		[...allMachines().map(({ name }) => name), 'intake', 'similarity', 'account'].sort(),
	);
});
