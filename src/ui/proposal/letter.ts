/** 一、二、… the points of a reply: the heading up to its first full stop is set bold. */
const point = /^([一二三四五六七八九十]+、[^。]{1,40}。)/u;

export const paragraphsOf = (body: string) =>
	body
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean)
		.map((line) => {
			const head = point.exec(line)?.[1] ?? '';
			return { head, rest: line.slice(head.length) };
		});
