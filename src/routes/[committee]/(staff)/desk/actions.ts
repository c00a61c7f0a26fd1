import { redirect, type RequestEvent } from '@sveltejs/kit';
import { isId } from '#server/core/id.ts';
import { settingsOf } from '#server/core/settings.ts';
import type { Outcome } from '#server/core/transition.ts';
import { carryOutTogether, type Step } from '#server/proposals/commands.ts';
import { listMergeTargets } from '#server/proposals/queries/merging.ts';
import { said, unitsFrom } from '#web/desk/assigning.ts';
import { examSteps } from '#web/desk/exam.ts';
import { namingWhich, ticksFrom } from '#web/desk/several.ts';
import { act, answerForm, formInput, withDone } from '#web/forms.ts';
import { keepIfSignedOut, received } from '../../signed-out.ts';

type Event = Pick<RequestEvent, 'request' | 'locals' | 'url'>;
type Ctx = App.Locals['ctx'];
interface Sent {
	id: string;
	version: number | undefined;
	key: string | undefined;
	input: Record<string, unknown>;
	form: FormData;
}

/** Several acts as one stroke: all happen or none, and a refusal loses nothing of what was written. */
const together = (
	name: string,
	work: (ctx: Ctx, sent: Sent) => Promise<Outcome[]>,
	doneAs: (outcomes: Outcome[]) => string,
) =>
	async function (event: Event) {
		const { ctx, url, form, id, key } = await received(event);
		const sent = { id, version: Number(form.get('version')) || undefined, key, input: formInput(form), form };
		const answer = await answerForm(
			{ machine: 'proposal', id, act: name },
			{ ...sent.input, ticked: form.getAll('id').map(String) },
			() => work(ctx, sent),
		);
		if ('done' in answer) redirect(303, withDone(url, doneAs(answer.done)));
		return answer;
	};

/** The acts that one form stands for. */
const inOne =
	(stepsOf: (ctx: Ctx, sent: Sent) => Step[] | Promise<Step[]>) =>
	async (ctx: Ctx, sent: Sent): Promise<Outcome[]> =>
		carryOutTogether(ctx, await stepsOf(ctx, sent), sent.key);

const lastOf = (outcomes: Outcome[]) => `${outcomes.at(-1)?.machine}.${outcomes.at(-1)?.action}`;

const examine = together(
	'examine',
	inOne(async (ctx, { id, version, input }) => {
		const [settings, targets] = await Promise.all([
			settingsOf(ctx.db, ctx),
			input.choice === 'merge' && isId(id) ? listMergeTargets(ctx.db, ctx, id) : [],
		]);
		return examSteps(id, version, input, settings, targets);
	}),
	(outcomes) =>
		outcomes.some((one) => one.action === 'admit') && outcomes.at(-1)?.action === 'propose_assignment'
			? 'staff.admitted_with_units'
			: lastOf(outcomes),
);

const assign = together(
	'assign',
	inOne((_ctx, { id, version, input }) => [
		{ machine: 'proposal', id, action: 'propose_assignment', version, input: unitsFrom(input) },
	]),
	lastOf,
);

/** 交办: the units of one proposal go out together; each is sent with the version that the assigner saw. */
const confirm = together(
	'confirm',
	inOne((_ctx, { input, form }) =>
		form.getAll('part').map((part) => {
			const [id = '', version] = String(part).split(':');
			return {
				machine: 'assignment',
				id,
				action: 'confirm',
				version: Number(version),
				input: { remark: said(input, 'remark') },
			};
		}),
	),
	lastOf,
);

const several = together(
	'several',
	(ctx, { form, key }) => {
		const ticks = ticksFrom(form);
		return namingWhich(ctx, ticks, () =>
			carryOutTogether(
				ctx,
				ticks.flatMap((tick) => tick.steps),
				key,
			),
		);
	},
	(outcomes) => (outcomes[0]?.action === 'confirm' ? 'staff.confirmed_several' : 'staff.reviewed_several'),
);

/** Any single act, as it is offered. */
const one = async (event: Event) => {
	await keepIfSignedOut(event);
	return act(event);
};

export const deskActions = { act: one, examine, assign, confirm, several };
