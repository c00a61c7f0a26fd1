import type { Context } from 'hono';
import { broken } from '#server/core/refusal.ts';
import { HttpRefusal } from './problem.ts';

/** The longest text that any act takes, every character escaped, and some more. */
export const largestBody = 512 * 1024;
export const tooLarge = (): never => {
	throw new HttpRefusal(413, 'api.too_large', { max: largestBody / 1024 });
};

/** The body as an object. What its fields must be, the core's own schemas say. */
export async function objectIn(c: Context): Promise<Record<string, unknown>> {
	const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') throw new HttpRefusal(415, 'api.media_type');
	const body: unknown = await c.req.json().catch(() => {
		throw new HttpRefusal(400, 'api.malformed');
	});
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw broken('api.no_object');
	return body as Record<string, unknown>;
}
