import type { Context } from '../core/context.ts';
import { keeping } from '../core/kept.ts';
import { listMembers } from '../people/queries.ts';
import { listReadableTexts } from '../proposals/queries/texts.ts';
import { fold } from './fold.ts';
import { anyOf, narrowed, tsqueryOf, understandQuery, type AskedWords } from './query.ts';
import { inBlock } from './places.ts';
import { listMatches, type Hit } from './queries.ts';
import { byRank } from './read.ts';
import { soundsOf } from './words.ts';

export interface Suggestion {
	kind: 'name' | 'title';
	text: string;
}

const names = 4;
const titles = 6;

interface Heard {
	name: string;
	/** What may be typed for it: as written, and in letters. */
	typed: string[];
}
const heard = keeping<Heard[]>({ forMs: 60_000, most: 50 });

/** Members' names are known to everybody; a committee has some hundred. */
const membersHeard = (ctx: Context): Promise<Heard[]> =>
	heard.get(ctx.committee.id, async () =>
		(await listMembers(ctx.db, ctx)).map(({ name }) => ({
			name,
			typed: [fold(name), ...soundsOf(name).map((sound) => sound.slice(1))],
		})),
	);

/** The last thing is still being typed: it is the beginning of a word. */
function asBeginning({ wanted, ...asked }: AskedWords): AskedWords {
	const last = wanted.at(-1);
	if (!last || last.text.length < 2) return { wanted, ...asked };
	const beginning = { ...last, alternatives: [...last.alternatives, [`${last.text}*`]] };
	return { wanted: [...wanted.slice(0, -1), beginning], ...asked };
}

/** The newest block, then the seven before it: no more, since it must not take long. */
const steps = [
	{ from: 0, to: inBlock },
	{ from: inBlock, to: 8 * inBlock },
];

/** The newest titles in which all stands that was typed. */
async function titlesOf(ctx: Context, typed: string): Promise<string[]> {
	const asked = understandQuery(typed);
	// one character is the beginning of very many words
	if (!asked?.wanted.length || fold(typed).trim().length < 2) return [];
	const { wanted, folded } = asBeginning(asked);
	const hits: Hit[] = [];
	const query = narrowed(tsqueryOf(wanted), {});
	const ranking = anyOf(wanted);
	for (const stretch of steps) {
		const found = await listMatches(ctx.db, ctx, { query, stretch, ranking, folded, filter: {}, limit: 100 });
		hits.push(...found.hits);
		if (hits.length >= titles || found.all <= stretch.to) break;
	}
	const best = hits
		.sort(byRank)
		.slice(0, titles)
		.map(({ id }) => id);
	const texts = await listReadableTexts(ctx.db, ctx, best);
	return best.flatMap((id) => texts.find((text) => text.id === id)?.title ?? []);
}

/** Members whose names begin so, as written or as they sound. */
export async function namesLike(ctx: Context, typed: string): Promise<string[]> {
	const beginning = fold(typed).replace(/\s+/g, '');
	if (!/[\p{L}\p{N}]/u.test(beginning)) return [];
	const members = await membersHeard(ctx);
	const like = members.filter((member) => member.typed.some((one) => one.startsWith(beginning))).slice(0, names);
	return [...new Set(like.map(({ name }) => name))];
}

/** What may be meant by what was typed so far: names first, then titles that the reader may see. */
export async function suggest(ctx: Context, typed: string): Promise<Suggestion[]> {
	if (!/[\p{L}\p{N}]/u.test(fold(typed))) return [];
	const [like, found] = await Promise.all([namesLike(ctx, typed), titlesOf(ctx, typed)]);
	return [
		...like.map((text): Suggestion => ({ kind: 'name', text })),
		...[...new Set(found)].map((text): Suggestion => ({ kind: 'title', text })),
	];
}
