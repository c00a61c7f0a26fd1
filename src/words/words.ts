import { AsyncLocalStorage } from 'node:async_hooks';
import { IntlMessageFormat } from 'intl-messageformat';
import { Converter } from 'opencc-js/cn2t';
import * as zh from './zh-CN/index.ts';
import * as en from './en/index.ts';

/** Simplified Chinese is the source, English complete, traditional Chinese derived from the source. */
export const locales = ['zh-CN', 'zh-Hant', 'en'] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (text: unknown): text is Locale => locales.some((locale) => locale === text);

type Area = (typeof zh)[keyof typeof zh];
type KeyOf<T> = T extends unknown ? Extract<keyof T, string> : never;
export type WordKey = KeyOf<Area>;
type Values = Record<string, string | number | boolean | Date | null | undefined>;

const flat = (areas: Record<string, Record<string, string>>) => Object.assign({}, ...Object.values(areas));
const catalogue: Record<'zh-CN' | 'en', Record<string, string>> = { 'zh-CN': flat(zh), en: flat(en) };
const toTraditional = Converter({ from: 'cn', to: 'tw' });
const compiled = new Map<string, IntlMessageFormat>();

const reading = new AsyncLocalStorage<Locale>();
/** Runs `work` so that `t` speaks the reader's language. */
export const speaking = <T>(locale: Locale, work: () => T): T => reading.run(locale, work);
export const currentLocale = (): Locale => reading.getStore() ?? 'zh-CN';

function message(locale: Locale, key: string): IntlMessageFormat {
	const id = `${locale}:${key}`;
	const known = compiled.get(id);
	if (known) return known;
	const source = catalogue[locale === 'en' ? 'en' : 'zh-CN'][key] ?? key;
	const made = new IntlMessageFormat(locale === 'zh-Hant' ? toTraditional(source) : source, locale, undefined, {
		ignoreTag: true,
	});
	compiled.set(id, made);
	return made;
}

/** The sentence for a key in the reader's language; ICU message syntax, e.g. `{n, plural, one {# day} other {# days}}`. */
export const t = (key: WordKey, values?: Values): string => String(message(currentLocale(), key).format(values));

/** For keys that come from elsewhere (refusal codes, setting names): the sentence, or the fallback where none is known. */
export const tOr = (key: string, fallback: string, values?: Values): string =>
	key in catalogue['zh-CN'] ? String(message(currentLocale(), key).format(values)) : fallback;
