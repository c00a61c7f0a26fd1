import { t } from '#words';
import { clockOf, onPart, type Maker } from './task.ts';

/** What a unit has reported is decided upon first; what is only promised stands further down. */
export const promises =
	(state: 'reported' | 'open'): Maker =>
	(view, choices) =>
		view.commitments
			.filter((one) => one.state === state)
			.map((one) => ({
				id: one.id,
				title: one.text,
				chip: { machine: 'commitment', state },
				due: one.due_on,
				notes: [
					t('staff.promised_by', { unit: one.unit }),
					one.evidence ? t('staff.evidence', { evidence: one.evidence }) : '',
					one.progress ? t('staff.progress', { progress: one.progress }) : '',
				].filter(Boolean),
				acts: onPart(view, 'promises', one, choices, state === 'open' ? { folded: true, tone: 'quiet' } : {}),
			}));

export const nominations: Maker = (view, choices) =>
	view.nominations
		.filter((one) => ['nominated', 'shortlisted'].includes(one.state))
		.map((one) => ({
			id: one.id,
			title: t('staff.task_nomination', { kind: t(`nomination.kind.${one.kind}`) }),
			chip: { machine: 'nomination', state: one.state },
			notes: [one.reason],
			acts: onPart(view, 'nominations', one, choices).map(
				// an excellent proposal is honoured, a key one overseen
				(offer) => (one.kind === 'excellent' && offer.act === 'confirm' ? { ...offer, fields: [] } : offer),
			),
		}));

/** Where no proposer is left who may judge, the proposal committee does (domain.md 2.1.9). */
export const evaluations: Maker = (view, choices) =>
	view.evaluations
		.filter((one) => one.state === 'open')
		.map((one) => ({
			id: one.id,
			title: t('staff.task_evaluation'),
			due: clockOf(view, one.id, 'evaluation', 'evaluation_reminded')?.due_on,
			notes: [t('staff.evaluation_instead')],
			acts: onPart(view, 'evaluations', one, choices),
		}));
