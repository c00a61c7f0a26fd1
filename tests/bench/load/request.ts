interface Wish {
	method?: 'GET' | 'HEAD' | 'POST';
	headers?: Record<string, string>;
	body?: unknown;
}

/** A request as it goes over the wire. */
export function request(path: string, { method = 'GET', headers = {}, body }: Wish = {}): string {
	const text = body === undefined ? '' : JSON.stringify(body);
	const all = {
		host: '127.0.0.1',
		...headers,
		...(text && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
	};
	return `${method} ${path} HTTP/1.1\r\n${Object.entries(all)
		.map(([name, value]) => `${name}: ${value}\r\n`)
		.join('')}\r\n${text}`;
}
