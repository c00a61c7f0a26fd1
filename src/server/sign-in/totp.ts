import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** One-time codes by the clock as RFC 6238 has them: six digits, thirty seconds, SHA-1, which every authenticator knows. */
const stepMs = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const newSecret = (): Buffer => randomBytes(20);

export function base32(bytes: Buffer): string {
	let bits = '';
	for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
	return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What the QR code says to the authenticator. */
export const otpauth = (secret: Buffer, issuer: string, name: string): string =>
	`otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(name)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;

export const stepAt = (now: Date): number => Math.floor(now.getTime() / stepMs);

export function codeOf(secret: Buffer, step: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac('sha1', secret).update(counter).digest();
	const offset = mac.readUInt8(mac.length - 1) & 15;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The step to which a code belongs, the clock of the telephone being at most one step off; undefined if to none. */
export const stepOf = (secret: Buffer, code: string, now: Date): number | undefined =>
	/^\d{6}$/.test(code)
		? [-1, 0, 1]
				.map((off) => stepAt(now) + off)
				.find((step) => timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)))
		: undefined;
