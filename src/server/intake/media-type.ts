import { pathsIn } from './archive.ts';

const openXml = 'application/vnd.openxmlformats-officedocument';
const unknown = 'application/octet-stream';

/** By their first bytes, in hexadecimal. */
const signs: [RegExp, string][] = [
	[/^25504446/, 'application/pdf'],
	[/^89504e470d0a1a0a/, 'image/png'],
	[/^ffd8ff/, 'image/jpeg'],
	[/^47494638/, 'image/gif'],
	[/^d0cf11e0/, 'application/x-ole-storage'],
	[/^7b5c727466/, 'application/rtf'],
];

function packed(file: Buffer): string {
	try {
		const paths = pathsIn(file);
		const holds = (start: string) => paths.some((path) => path.startsWith(start));
		if (holds('word/')) return `${openXml}.wordprocessingml.document`;
		if (holds('xl/')) return `${openXml}.spreadsheetml.sheet`;
		return 'application/zip';
	} catch {
		return unknown;
	}
}

/** Plain text, unless it is something that a browser could run. */
function textual(file: Buffer): string {
	if (file.includes(0) || /^\ufeff?\s*</.test(file.subarray(0, 200).toString())) return unknown;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(file);
		return 'text/plain; charset=utf-8';
	} catch {
		return unknown;
	}
}

/** What a file is by its content; never by its name, which anybody may choose. */
export function mediaTypeOf(file: Buffer): string {
	const begins = file.subarray(0, 8).toString('hex');
	if (file.subarray(0, 2).toString('latin1') === 'PK') return packed(file);
	return signs.find(([sign]) => sign.test(begins))?.[1] ?? textual(file);
}
