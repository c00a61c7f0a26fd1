import { randomBytes } from 'node:crypto';

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (text: string): boolean => uuidShape.test(text);

let last = { at: NaN, made: 0 };

/**
 * UUIDv7 (RFC 9562 §5.7): milliseconds first, so that neighbours in time are neighbours in the index; then a counter, so
 * that what one act makes at one instant keeps its order (the first 4096 of it).
 */
export function newId(at: number = Date.now()): string {
	last = { at, made: last.at === at ? last.made + 1 : 0 };
	const bytes = randomBytes(16);
	bytes.writeUIntBE(at, 0, 6);
	bytes.writeUInt16BE(0x7000 | (last.made & 0xfff), 6);
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
