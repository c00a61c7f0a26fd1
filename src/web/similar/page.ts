import type { Context } from '#server/core/context.ts';
import { settingsOf } from '#server/core/settings.ts';
import { readSimilar, writtenOf } from '#server/similarity/read.ts';
import { catalogueWord } from '#web/record/record.ts';
import { t } from '#words';
import { hintItem } from './hint.ts';

const mostPassages = 8;

/** One proposal beside those like it: what both say, and what was answered then. */
export async function comparison(ctx: Context, id: string) {
	const [written, settings] = await Promise.all([writtenOf(ctx, id), settingsOf(ctx.db, ctx)]);
	const similar = await readSimilar(ctx, written, id);
	return {
		id,
		title: written.title,
		similar: similar.map((one) => ({
			...hintItem(one, (other) => `/${ctx.committee.slug}/desk/proposals/${other}`),
			id: one.row.id,
			likeness: t(one.alarm ? 'search.likeness_high' : 'search.likeness_low', { percent: Math.round(one.score * 100) }),
			passages: one.passages.slice(0, mostPassages).map(({ ours, theirs }) => ({ ours, theirs })),
			answer: one.reply ? { unit: one.reply.unit, lines: one.reply.body.split(/\n+/) } : null,
			result: one.result_class ? catalogueWord(settings.result_classes, one.result_class) : '',
		})),
	};
}
