import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { broken } from '#server/core/refusal.ts';

const inflate = promisify(inflateRaw);

/** A ledger of 100,000 rows unpacks to about 100 MB; an archive made to exhaust memory, to any size it likes. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

export type Parts = Map<string, Buffer>;

export const XML_ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An office's file has some dozens of parts. */
const MAX_ENTRIES = 20_000;

/** The paths that an archive names, without unpacking anything. */
export function pathsIn(file: Buffer): string[] {
	try {
		return Array.from(directoryOf(file), ({ name }) => name);
	} catch (error) {
		throw isFormatError(error) ? broken('intake.damaged') : error;
	}
}

/** No office program writes a document type; what it could name (entities, other files) is never looked at. */
export function refuseDocumentType(content: Buffer): void {
	if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY')) throw broken('intake.document_type');
}

/**
 * The file is kept and handed on: an office must not become the sender of a macro, or of a template that is fetched from elsewhere
 * by whoever opens it. Mere links do nothing by themselves.
 */
export function refuseCarriers(file: Buffer, parts: Parts): void {
	if (pathsIn(file).some((path) => /vbaProject\.bin$/i.test(path))) throw broken('intake.macros');
	for (const [path, content] of parts)
		if (
			/settings\.xml\.rels$/.test(path) &&
			/attachedTemplate/.test(content.toString()) &&
			/TargetMode="External"/.test(content.toString())
		)
			throw broken('intake.remote_template');
}

/** The wanted parts of an archive by their paths, whatever sizes it claims for them. */
export async function unpack(file: Buffer, wanted: RegExp, most = MAX_UNPACKED_BYTES): Promise<Parts> {
	const parts: Parts = new Map();
	let room = most;
	try {
		for (const { name, method, encrypted, packed, checksum } of directoryOf(file)) {
			if (encrypted) throw broken('intake.encrypted');
			if (!wanted.test(name)) continue;
			const content = method === 0 ? packed : await inflate(packed, { maxOutputLength: Math.max(room, 1) });
			room -= content.length;
			if (room < 0) throw broken('intake.too_much_inside');
			if (crc32(content) !== checksum) throw broken('intake.damaged');
			parts.set(name, content);
		}
	} catch (error) {
		if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
			throw broken('intake.too_much_inside');
		throw isFormatError(error) ? broken('intake.damaged') : error;
	}
	return parts;
}

/** Reading past the end of the file, or what zlib says of bytes that it did not write. */
const isFormatError = (error: unknown) =>
	error instanceof RangeError || (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)));

/** In UTF-8, or as Windows in Chinese writes it. */
function nameOf(bytes: Uint8Array): string {
	for (const encoding of ['utf-8', 'gb18030'])
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
		}
	return Buffer.from(bytes).toString('latin1');
}

function* directoryOf(file: Buffer) {
	const end = file.lastIndexOf(signature(END_OF_DIRECTORY));
	if (end < 0) throw new RangeError('no directory');
	let at = file.readUInt32LE(end + 16);
	const count = file.readUInt16LE(end + 10);
	if (count > MAX_ENTRIES) throw broken('intake.too_much_inside');
	for (let entries = count; entries > 0; entries--) {
		if (file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError('no directory entry');
		const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
		const local = file.readUInt32LE(at + 42);
		const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
		yield {
			name: nameOf(file.subarray(at + 46, at + 46 + (nameLength ?? 0))),
			encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
			method: file.readUInt16LE(at + 10),
			checksum: file.readUInt32LE(at + 16),
			packed: file.subarray(start, start + file.readUInt32LE(at + 20)),
		};
		at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
	}
}

/** A zip archive whose entries are stored as they are, so that every size in it is true. */
export function pack(parts: Parts): Buffer {
	const entries: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [path, content] of parts) {
		const name = Buffer.from(path);
		// Version 2.0, names in UTF-8, stored as they are, on the first day such an archive can name.
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(0x800, 2);
		common.writeUInt16LE(0x21, 8);
		common.writeUInt32LE(crc32(content), 10);
		common.writeUInt32LE(content.length, 14);
		common.writeUInt32LE(content.length, 18);
		common.writeUInt16LE(name.length, 22);
		entries.push(signature(LOCAL_ENTRY), common, name, content);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(at, 10);
		directory.push(signature(DIRECTORY_ENTRY), common.subarray(0, 2), common, place, name);
		at += 30 + name.length + content.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(parts.size, 4);
	end.writeUInt16LE(parts.size, 6);
	end.writeUInt32LE(Buffer.concat(directory).length, 8);
	end.writeUInt32LE(at, 12);
	return Buffer.concat([...entries, ...directory, signature(END_OF_DIRECTORY), end]);
}

function signature(mark: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(mark);
	return bytes;
}
