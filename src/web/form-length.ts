import type { IncomingMessage, ServerResponse } from 'node:http';
import { t } from '#words';

const MEGABYTE = 1024 * 1024;
/** A page's form; only where files are brought in may it be larger. */
const MOST_IN_FORM = 4 * MEGABYTE;
export const MOST_IN_UPLOAD = 64 * MEGABYTE;
const bringsFiles = /^\/[^/?]+\/desk\/intake(?:\?|$)/;

/** Browsers say how long a form is before they send it: what is longer than its page takes is never held in memory. */
export function isTooLong({ headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>): boolean {
	const most = bringsFiles.test(url) && headers.cookie ? MOST_IN_UPLOAD : MOST_IN_FORM;
	return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > most;
}

/** Answers at once and lets the rest run into nothing: cut off, a browser would show its own error instead of this sentence. */
export function turnAway(request: IncomingMessage, response: ServerResponse): void {
	response.writeHead(413, { 'content-type': 'text/plain; charset=utf-8' });
	response.end(t('intake.too_long'));
	request.resume();
}
