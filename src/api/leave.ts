import type { IncomingMessage } from 'node:http';
import type { Context as Asked } from 'hono';
import { callerHeader, demandLeave, type Asked as Kind } from '#web/allowance.ts';
import type { Asking } from './asking.ts';

/** Refuses whoever asks too often. The front door has written down who calls; a test calls without it and is not counted. */
export function demandLeaveOf(c: Asked<Asking>, asked: Kind): void {
	const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
	const caller = incoming?.headers[callerHeader];
	demandLeave(c.var.ctx, typeof caller === 'string' ? caller : undefined, asked);
}
