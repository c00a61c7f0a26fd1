import { longDay } from '#ui/text/days.ts';
import { t } from '#words';
import { extendedDay } from '../due.ts';
import { clockOf, onPart, type Maker } from './task.ts';

/** 退办: it goes to another unit, or stays. */
export const returns: Maker = (view, choices) =>
	view.assignments
		.filter((one) => one.state === 'return_requested')
		.map((one) => ({
			id: one.id,
			title: t('staff.task_return', { unit: one.unit }),
			chip: { machine: 'assignment', state: one.state },
			due: clockOf(view, one.id, 'return_decision')?.due_on,
			notes: [t('staff.return_reason', { reason: one.return_reason ?? '' })],
			acts: onPart(view, 'returns', one, choices, { folded: true }),
		}));

export const extensions: Maker = (view, choices) =>
	view.assignments
		.filter((one) => one.extension_reason && ['acknowledged', 'handling'].includes(one.state))
		.map((one) => {
			const clock = clockOf(view, one.id, 'reply');
			const days = clock && {
				from: longDay(clock.due_on),
				to: longDay(extendedDay(choices.settings, clock)),
			};
			return {
				id: one.id,
				title: t('staff.task_extension', { unit: one.unit }),
				notes: [
					t('staff.extension_reason', { reason: one.extension_reason ?? '' }),
					...(days ? [t('staff.extension_days', days)] : []),
				],
				acts: onPart(view, 'extensions', one, choices),
			};
		});

/** 答复审核: the letter is read here, then passes or goes back. */
export const replies: Maker = (view, choices) =>
	view.replies
		.filter((one) => one.state === 'signed')
		.map((one) => ({
			id: one.id,
			title: t('staff.task_check', { unit: one.unit }),
			due: clockOf(view, one.id, 'check')?.due_on,
			notes: [
				t('staff.check_contacts', {
					n: view.contacts.filter((contact) => contact.assignment_id === one.assignment_id).length,
				}),
			],
			reply: one,
			acts: onPart(view, 'replies', { ...one, values: { result_class: one.result_class ?? '' } }, choices),
		}));
