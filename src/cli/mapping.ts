import type { HeadingWords } from '#server/intake/headings.ts';
import { t } from '#words';
import { Refused } from './command.ts';
import { list } from './import-report.ts';

const pairsIn = (said: unknown): [pair: string, left: string, right: string][] =>
	(typeof said === 'string' ? said.split(/[,，]/) : []).map((pair) => {
		const [left = '', right = ''] = pair.split(/[=＝]/).map((part) => part.trim());
		return [pair, left, right];
	});

/** 出生=born_in,备注=: the fields by any of their words or by their name; nothing after the sign leaves the column out. */
export function mappedBy(words: HeadingWords<string>, said: unknown): Map<string, string> {
	const known = Object.entries(words);
	const fields = new Map(known.flatMap(([field, all]) => [field, ...all].map((word) => [word, field])));
	return new Map(
		pairsIn(said).map(([pair, heading, word]) => {
			const field = fields.get(word);
			if (!heading || (word && !field))
				throw new Refused(
					t('cli.map_unknown', { value: pair, fields: list(known.map(([name, [first]]) => first ?? name)) }),
				);
			return [heading, field ?? ''];
		}),
	);
}

/** 十届二次 for the whole file, or by sheet: Sheet1=十届一次,Sheet2=十届二次. */
export function sessionsBy(said: unknown): { session?: string; sessions?: Map<string, string> } {
	if (typeof said !== 'string') return {};
	if (!/[=＝]/.test(said)) return { session: said };
	return { sessions: new Map(pairsIn(said).map(([, sheet, session]) => [sheet, session])) };
}
