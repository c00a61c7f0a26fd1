const MEGABYTE = 1024 * 1024;
/** A page's form; only where files are brought in may it be larger. */
const MOST_IN_FORM = 4 * MEGABYTE;
const MOST_IN_UPLOAD = 64 * MEGABYTE;
export const bringsFiles = (path: string): boolean => /^\/[^/]+\/desk\/intake$/.test(path);

/** Browsers say how long a form is before they send it: what is longer than its page takes is never held in memory. */
export function isTooLong(headers: Headers, path: string): boolean {
	const most = bringsFiles(path) && headers.has('cookie') ? MOST_IN_UPLOAD : MOST_IN_FORM;
	return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > most;
}

/** Lets the rest run into nothing: cut off, a browser would show its own error instead of the answer. */
export const letGo = (body: ReadableStream | null): void =>
	void body?.pipeTo(new WritableStream()).catch(() => undefined);
