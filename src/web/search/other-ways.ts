import type { Context } from '#server/core/context.ts';
import type { SearchInput } from '#server/search/input.ts';
import { understandQuery } from '#server/search/query.ts';
import { namesLike } from '#server/search/suggest.ts';
import { soundsOf } from '#server/search/words.ts';
import { t } from '#words';
import { linkTo } from './filters.ts';

const mostWords = 4;

/** Where nothing was found: who sounds like what was typed, and each of the words for itself. */
export async function otherWays(
	ctx: Context,
	url: URL,
	{ q }: SearchInput,
): Promise<{ href: string; label: string }[]> {
	const [sound] = soundsOf(q);
	const heard = sound ? await namesLike(ctx, sound.slice(1)) : [];
	const words = (understandQuery(q)?.wanted ?? []).map(({ text }) => text).filter((text) => text !== q);
	return [
		...heard
			.filter((name) => name !== q)
			.map((name) => ({ href: linkTo(url, { q: name, page: null }), label: t('search.perhaps', { name }) })),
		...(words.length > 1 ? words.slice(0, mostWords) : []).map((text) => ({
			href: linkTo(url, { q: text, page: null }),
			label: t('search.only', { word: text }),
		})),
	];
}
