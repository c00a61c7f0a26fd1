import { hasRole, type Actor, type Context } from '#server/core/context.ts';
import { broken, Refusal } from '#server/core/refusal.ts';
import { findCalled, type DeskRow } from '#server/matters/desk/queries.ts';
import { RefusedStep, type Step } from '#server/proposals/commands.ts';
import { sentenceOf } from '#web/refusal.ts';
import { t } from '#words';

/** The step that this desk takes with several at once: the assigner confirms, the office takes under review. */
export type BulkStep = 'start_review' | 'confirm';
export function bulkStep(actor: Actor): BulkStep | null {
	if (hasRole(actor, 'assigner')) return 'confirm';
	return hasRole(actor, 'proposal_clerk') || hasRole(actor, 'proposal_director') ? 'start_review' : null;
}

/**
 * What a tick sends: 'matter=part:version,part:version'. So each part is acted upon as it was seen: where the units were named
 * anew meanwhile, none goes out unseen. Empty where the step is not for this matter.
 */
export function tickOf(step: BulkStep, { id, state, version, proposed }: DeskRow): string {
	if (step === 'confirm') return proposed.length ? `${id}=${proposed.join(',')}` : '';
	return state === 'submitted' ? `${id}=${id}:${version}` : '';
}

const most = 500;

interface Tick {
	matter: string;
	steps: Step[];
}

function tickFrom(step: BulkStep, sent: string): Tick {
	const [matter = '', parts = ''] = sent.split('=');
	const machine = step === 'confirm' ? 'assignment' : 'proposal';
	return {
		matter,
		steps: parts.split(',').map((part) => {
			const [id = '', version] = part.split(':');
			return { machine, id, action: step, version: Number(version) || undefined };
		}),
	};
}

export function ticksFrom(form: FormData): Tick[] {
	const step = form.get('act') === 'confirm' ? 'confirm' : 'start_review';
	const sent = form.getAll('id').map(String).filter(Boolean);
	if (!sent.length) throw broken('staff.nothing_ticked');
	if (sent.length > most) throw broken('staff.too_many_ticked', { values: { most } });
	return sent.map((one) => tickFrom(step, one));
}

/** All or nothing; where nothing, the sentence names which one stood in the way, and why. */
export async function namingWhich<T>(ctx: Context, ticks: readonly Tick[], work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof RefusedStep)) throw error;
		const { kind, step, breaches, possible } = error;
		const tick = ticks.find((one) => one.steps.some((of) => of.id === step.id));
		const called = tick && (await findCalled(ctx.db, ctx, tick.matter));
		if (!called) throw error;
		const why = breaches.map(sentenceOf).join('');
		const which = called.number_label ? t('staff.number', { number: called.number_label }) : '';
		throw new Refusal(kind, [{ code: 'staff.ticked_refused', values: { which: `${which}${called.title}`, why } }], {
			possible,
		});
	}
}
