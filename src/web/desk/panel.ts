import type { Context } from '#server/core/context.ts';
import { Refusal } from '#server/core/refusal.ts';
import { settingsOf } from '#server/core/settings.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { readAtDesk, type AtDesk } from '#server/proposals/read.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { readingView } from '#server/readings/view.ts';
import { shortDay } from '#ui/text/days.ts';
import { byLine, factsOf } from '#web/record/record.ts';
import { recordOf } from '#web/record/page.ts';
import { timelineItems } from '#web/record/timeline.ts';
import { readingLine } from '#web/readings.ts';
import { withSimilarHint } from '#web/similar/hint.ts';
import { t } from '#words';
import type { Choices } from './acts.ts';
import { aroundOf } from './around.ts';
import { assigningOf } from './assigning.ts';
import { bodyLength } from './checks.ts';
import { confirmingOf } from './confirming.ts';
import { directoryOf } from './directory.ts';
import { examOf, mayExamine } from './exam.ts';
import { clocksOf, opinionsOf, unitParts } from './parts.ts';
import { tasksOf } from './tasks.ts';

const head = (view: ProposalView, { committee, today }: Context) => ({
	number: view.number_label ? t('staff.number', { number: view.number_label }) : t('staff.unnumbered'),
	title: view.title,
	by: byLine(view.lead.name, view.body, view.signers.filter((one) => one.state === 'signed').length),
	meta: [
		t(`proposal.period.${view.period}`),
		view.dates.submitted_at
			? t('staff.received_on', { day: shortDay(plainDateIn(committee.zone, view.dates.submitted_at), today) })
			: '',
		view.session,
	].filter(Boolean),
	sector: view.sector ?? '',
	state: view.state,
	length: bodyLength(view.text),
});

interface Seen extends AtDesk {
	choices: Choices;
}

/** Everything that may be decided on one proposal, drawn from what its view allows. */
function decisions({ view, hindered, targets, choices }: Seen, ctx: Context) {
	const may = view.may.proposal;
	return {
		exam: mayExamine(view) ? examOf(view, choices, ctx.today, targets) : null,
		assign: may.includes('propose_assignment')
			? { id: view.id, version: view.version, ...assigningOf(view, choices, ctx.today) }
			: null,
		confirm: confirmingOf(view, choices, ctx.today),
		tasks: tasksOf(view, choices, hindered),
		around: aroundOf(view, `/${ctx.committee.slug}/desk/proposals`),
		draft: may.includes('revise'),
		reason: view.refusal?.reason ?? null,
		units: unitParts(view),
		clocks: clocksOf(view, ctx.today),
	};
}

async function look(ctx: Context, id: string): Promise<Seen> {
	const [at, settings, directory] = await Promise.all([readAtDesk(ctx, id), settingsOf(ctx.db, ctx), directoryOf(ctx)]);
	return { ...at, choices: { settings, directory } };
}

/** The panel beside the list; undefined where this reader knows no such proposal. */
export async function panelOf(ctx: Context, id: string) {
	const seen = await look(ctx, id).catch((error: unknown) => {
		if (error instanceof Refusal && error.kind === 'unknown') return undefined;
		throw error;
	});
	if (!seen) return undefined;
	const { view, choices } = seen;
	return {
		id: view.id,
		head: head(view, ctx),
		...(await withSimilarHint(ctx, view, decisions(seen, ctx))),
		text: view.text,
		facts: factsOf(view, choices.settings),
		timeline: timelineItems(view, ctx.committee.zone, ctx.today),
	};
}
export type Panel = NonNullable<Awaited<ReturnType<typeof panelOf>>>;
export type Decisions = ReturnType<typeof decisions>;

/** The whole record with what may be decided on it. Refuses as unknown what this reader may not see. */
export async function deskRecord(ctx: Context, id: string) {
	const seen = await look(ctx, id);
	const { view, choices, readings } = seen;
	return {
		id: view.id,
		head: head(view, ctx),
		record: recordOf(view, choices.settings, ctx.committee.zone, ctx.today),
		opinions: opinionsOf(view),
		readings: readings.map((row) => readingLine(ctx, readingView(row))),
		...(await withSimilarHint(ctx, view, decisions(seen, ctx))),
	};
}
