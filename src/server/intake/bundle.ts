import { unpack } from './archive.ts';
import { kindOf } from './kind.ts';

const MAX_ZIP = 500 * 1024 * 1024;
const MAX_INSIDE = 1024 * 1024 * 1024;

/** The files in a zip, or nothing where it is none. Archives inside it are files like others, and are not opened. */
export async function sourcesInZip(
	bytes: Uint8Array,
	largest = { packed: MAX_ZIP, inside: MAX_INSIDE },
): Promise<{ name: string; read(): Promise<Uint8Array> }[] | undefined> {
	if (Buffer.from(bytes.subarray(0, 2)).toString() !== 'PK' || kindOf(bytes, largest.packed) !== 'zip')
		return undefined;
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts = await unpack(
		file,
		/^(?!__MACOSX\/)(?!(?:.*\/)?[.~][^/]*$).*\.(docx?|docm|wps|rtf|pdf|xlsx?|et)$/i,
		largest.inside,
	);
	return [...parts].map(([name, content]) => ({ name, read: () => Promise.resolve(content) }));
}
