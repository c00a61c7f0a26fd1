/** Bytes that nobody here has written or looked at are given out to be saved: never shown as a page, never run. */
const guarding = {
	'x-content-type-options': 'nosniff',
	'content-security-policy': "default-src 'none'; sandbox",
	'cache-control': 'private, no-store',
};

/** RFC 6266: the name as it is, and for old programs one without any letter that they could mistake. */
export const attachmentNamed = (name: string): string => {
	const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? '';
	const encoded = encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `attachment; filename="download${ending}"; filename*=UTF-8''${encoded}`;
};

interface Given {
	name: string;
	type: string;
	content: Uint8Array | AsyncIterable<Uint8Array>;
	size?: number;
}

/** Asked for piece by piece as the reader takes them; where he goes away, the rest is not read. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
	const iterator = pieces[Symbol.asyncIterator]();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const { done, value } = await iterator.next();
				if (done) controller.close();
				else controller.enqueue(value);
			},
			async cancel() {
				await iterator.return?.();
			},
		},
		{ highWaterMark: 1 },
	);
}

export function fileAnswer({ name, type, content, size }: Given): Response {
	const whole = content instanceof Uint8Array;
	const length = whole ? content.length : size;
	return new Response(whole ? new Uint8Array(content) : streamOf(content), {
		headers: {
			...guarding,
			'content-type': type,
			'content-disposition': attachmentNamed(name),
			...(length === undefined ? {} : { 'content-length': String(length) }),
		},
	});
}
