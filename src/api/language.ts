import { isLocale, type Locale } from '#words';

const cookieNamed = (cookies: string, name: string) => new RegExp(`(?:^|; ?)${name}=([^;]*)`).exec(cookies)?.[1];

const localeOf = (tag: string): Locale | undefined => {
	if (/^zh-(hant|tw|hk|mo)\b/i.test(tag)) return 'zh-Hant';
	if (/^zh\b/i.test(tag)) return 'zh-CN';
	return /^en\b/i.test(tag) ? 'en' : undefined;
};

/** `Accept-Language` (RFC 9110 §12.5.4): the first language that we speak, by weight. */
function accepted(header: string): Locale | undefined {
	const wanted = header
		.split(',')
		.slice(0, 20)
		.map((range) => {
			const [tag = '', weight] = range.trim().split(/\s*;\s*q=/);
			return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
		});
	const known = wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
	return known.map(({ tag }) => localeOf(tag)).find((locale) => locale !== undefined);
}

/** What a reader has chosen on the pages counts before what the browser sends by itself. */
export function localeFrom(headers: Headers): Locale {
	const chosen = cookieNamed(headers.get('cookie') ?? '', 'lang');
	return isLocale(chosen) ? chosen : (accepted(headers.get('accept-language') ?? '') ?? 'zh-CN');
}
