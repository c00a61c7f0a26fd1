import type { ServerResponse } from 'node:http';

/** What every answer tells a browser: take it for what it says it is, tell others no address, lend it no device, put it in no frame. */
const always: [name: string, value: string][] = [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'same-origin'],
	['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
	['cross-origin-opener-policy', 'same-origin'],
	['cross-origin-resource-policy', 'same-origin'],
	// old engines know no frame-ancestors
	['x-frame-options', 'DENY'],
];
/** A year; for this name alone, because what else lives below it is not ours to say. */
const onlySecure: [name: string, value: string] = ['strict-transport-security', 'max-age=31536000'];
/** Pages bring a policy of their own, and so does the API's reference; data is no page. */
const ofData: [name: string, value: string] = [
	'content-security-policy',
	"default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
];

/** Sets them before anything else does, so that an answer can still say otherwise. */
export function guarding({ origin }: { origin: string }) {
	const secure = origin.startsWith('https:') ? [onlySecure] : [];
	const page = [...always, ...secure];
	const data = [...page, ofData];
	return (response: ServerResponse, kind: 'page' | 'data'): void => {
		for (const [name, value] of kind === 'data' ? data : page) response.setHeader(name, value);
	};
}
