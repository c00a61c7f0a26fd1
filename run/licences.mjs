import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Licences under which a package may be part of this product, and those that only tools of the developers bear. */
const welcome = new Set([
	'MIT',
	'ISC',
	'BSD',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'Apache-2.0',
	'0BSD',
	'Unlicense',
	'CC0-1.0',
	'BlueOak-1.0.0',
	'Python-2.0',
	'PostgreSQL',
	'CC-BY-4.0',
	'MPL-2.0',
	'WTFPL',
	'MIT-0',
	'Zlib',
]);
const root = fileURLToPath(new URL('..', import.meta.url));
const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));

/** "(MIT OR Apache-2.0)", "MIT AND Apache-2.0": one of the first, all of the second. */
const isWelcome = (/** @type {string} */ licence) =>
	licence
		.replace(/[()]/g, '')
		.split(' OR ')
		.some((choice) => choice.split(' AND ').every((one) => welcome.has(one.trim())));

const strange = Object.keys(lock.packages)
	.filter((folder) => folder && existsSync(`${root}${folder}/package.json`))
	.map((folder) => {
		const {
			name,
			licenses,
			license = licenses?.[0] ?? licenses,
		} = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
		return { name, licence: String(license?.type ?? license ?? 'none') };
	})
	.filter(({ licence }) => !isWelcome(licence));

for (const { name, licence } of strange) console.error(`${name}: ${licence}`);
if (strange.length) process.exit(1);
