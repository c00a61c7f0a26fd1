import { plainDateIn } from '#server/core/clock.ts';
import type { Committee } from '#server/core/context.ts';
import type { Settings } from '#server/core/settings.ts';
import type { ProposalView } from '#server/proposals/view.ts';
import { longDay } from '#ui/text/days.ts';
import { byLine, catalogueWord } from '#web/record/record.ts';
import { t, tOr } from '#words';

/** 转办单: the form that goes with a proposal to its unit, as offices know it on paper (domain.md 2.1.8). */
export function slipOf(view: ProposalView, settings: Settings, committee: Committee) {
	const live = view.assignments.filter((one) => one.state !== 'reassigned');
	const units = (...roles: string[]) =>
		live
			.filter((one) => roles.includes(one.role))
			.map((one) => one.unit)
			.join('、');
	const signed = view.signers.filter((one) => one.state === 'signed').map((one) => one.name);
	const day = (at: Date | string | null | undefined) => (at ? longDay(plainDateIn(committee.zone, new Date(at))) : '');
	const reply = view.deadlines.findLast(
		(one) => ['reply', 'rehandling'].includes(one.kind) && one.state !== 'cancelled',
	);
	const assigned = live
		.map((one) => one.assigned_at)
		.filter((at) => at !== null)
		.sort()[0];
	return {
		title: t('staff.slip_title', { committee: committee.name, session: view.session }),
		pairs: [
			[t('staff.slip_number'), view.number_label ?? ''],
			[t('proposal.field.category'), catalogueWord(settings.categories, view.category)],
			[t('public.fact_lead'), byLine(view.lead.name, view.body, 0)],
			[t('public.fact_sector'), view.sector ?? ''],
			[t('staff.slip_received'), day(view.dates.submitted_at)],
			[t('proposal.field.handling'), view.handling ? tOr(`proposal.handling.${view.handling}`, '') : ''],
			[t('staff.slip_lead'), units('lead', 'split')],
			[t('staff.slip_co'), units('co')],
			[t('proposal.field.assigner_id'), live[0]?.assigner ?? ''],
			[t('staff.slip_assigned'), day(assigned)],
			[t('staff.slip_due'), reply ? longDay(reply.due_on) : ''],
			[t('staff.slip_consent'), t(`proposal.consent.${view.consent}`)],
		] as const,
		subject: view.title,
		signers: signed.join('、'),
		advice: view.advice ?? '',
		text: view.text,
		classes: settings.result_classes.map(({ code }) => `${code} ${catalogueWord(settings.result_classes, code)}`),
		ratings: (['satisfied', 'basically', 'dissatisfied'] as const).map((value) =>
			t(`evaluation.satisfaction.${value}`),
		),
	};
}
