import { generationOf } from '#server/core/changes.ts';
import type { Context } from '#server/core/context.ts';
import { keeping } from '#server/core/kept.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { readSimilar, type Similar } from '#server/similarity/read.ts';
import { byLine } from '#web/record/record.ts';
import { t } from '#words';

/** The same text is not compared again while nothing has changed, for ten seconds at most: what is closed meanwhile must not be shown. */
const compared = keeping<Similar[]>({ forMs: 10_000, most: 500 });
/** Beside the form one sees these; the rest stands on the page of the other proposal. */
const shownPassages = 4;
/** Before so much is written, there is nothing to compare. */
const enough = 60;

/** Those like a proposal that are worth a hint; none while hardly anything is written. */
async function alarming(ctx: Context, { id, title, text }: ProposalView): Promise<Similar[]> {
	const written = { title, situation: '', analysis: '', suggestions: '', ...text };
	if (Object.values(written).join('').length < enough) return [];
	const { slug } = ctx.committee;
	const key = JSON.stringify([slug, generationOf(slug), ctx.actor.person_id, id, written]);
	const all = await compared.get(key, () => readSimilar(ctx, written, id));
	return all.filter(({ alarm }) => alarm);
}

const short = (text: string, most: number): string =>
	[...text].length > most ? `${[...text].slice(0, most).join('')}…` : text;

export const hintItem = ({ row, terms, reply }: Similar, hrefOf: (id: string) => string) => ({
	href: hrefOf(row.id),
	title: row.title,
	state: row.state,
	note: [
		row.number_label ? t('search.number', { number: row.number_label }) : '',
		row.session,
		byLine(row.owner, row.body, row.signers),
	]
		.filter(Boolean)
		.join(' · '),
	terms: terms.slice(0, 5).join('、'),
	reply: reply ? t('search.was_answered', { unit: reply.unit, text: short(answerIn(reply.body), 80) }) : '',
});

/** An answer begins with whose proposal it is and when one met: what was answered comes after. */
const answerIn = (body: string): string => body.replace(/\s+/g, '').replace(/^.{0,160}?答复如下[：:]/u, '');

/** What is like the proposal that somebody is writing. The machine hints, the person decides. */
export async function similarHint(ctx: Context, view: ProposalView) {
	const home = `/${ctx.committee.slug}/member/proposals`;
	return (await alarming(ctx, view)).map((one) => ({
		...hintItem(one, (id) => `${home}/${id}`),
		passages: one.passages.slice(0, shownPassages).map(({ ours, theirs }) => ({ ours, theirs })),
		cite: t('search.cite_as', {
			session: one.row.session,
			number: one.row.number_label ? t('search.cite_number', { number: one.row.number_label }) : '',
			title: one.row.title,
		}),
	}));
}

interface Hinted {
	exam: { checks: { ok: boolean; text: string; link?: { href: string; label: string } }[] } | null;
}
/** The same among the hints of whoever examines, with the way to the passages side by side. */
export async function withSimilarHint<T extends Hinted>(ctx: Context, view: ProposalView, decided: T): Promise<T> {
	if (!decided.exam) return decided;
	const href = `/${ctx.committee.slug}/desk/proposals/${view.id}/similar`;
	// noting who reads what is restricted costs a statement: it is compared when somebody asks
	const asked = view.openness === 'restricted';
	const n = asked ? 0 : (await alarming(ctx, view)).length;
	const hint = asked
		? { ok: true, text: t('reading.not_compared'), link: { href, label: t('search.compare') } }
		: n
			? { ok: false, text: t('search.similar_found', { n }), link: { href, label: t('search.compare') } }
			: { ok: true, text: t('search.similar_none') };
	return { ...decided, exam: { ...decided.exam, checks: [...decided.exam.checks, hint] } };
}
