import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '#server/core/context.ts';
import { understand } from '#server/core/input.ts';
import { machineNamed, type Subject } from '#server/core/machine.ts';
import { Refusal, unknown } from '#server/core/refusal.ts';
import { transition } from '#server/core/transition.ts';
import { signedIn } from './asking.ts';
import { objectIn } from './body.ts';
import { mayAfter, seenAfter } from './may.ts';
import { problemFor } from './problem.ts';
import { endpoints, keyHeader, keyOf } from './routing.ts';

/** Every act says what it is and which version its actor saw; the rest is the act's own input. */
const actBody = z.looseObject({ action: z.string(), version: z.int() });

/** The document lists one path for each machine instead, with the bodies of its acts: see `acts.ts`. */
const act = createRoute({
	method: 'post',
	path: '/committees/{committee}/{machine}/{id}/transitions',
	hide: true,
	request: { headers: keyHeader },
	responses: { 200: { description: '' } },
});

/** A lost race is told with the proposal as it is now. */
async function currentFor(ctx: Context, error: unknown): Promise<{ current?: unknown }> {
	if (!(error instanceof Refusal) || error.kind !== 'changed_meanwhile') return {};
	const current = await seenAfter(ctx, (error.current as Subject).matter_id);
	return current ? { current } : {};
}

export const transitions = endpoints().openapi(act, async (c) => {
	const { ctx } = c.var;
	const { machine, id } = c.req.param();
	if (!machineNamed(machine)) throw unknown('page');
	signedIn(ctx.actor);
	const { action, version, ...input } = understand(actBody, await objectIn(c));
	try {
		const done = await transition(ctx, machine, id, action, { input, version, key: keyOf(c.req.valid('header')) });
		return c.json({ ...done, may: await mayAfter(ctx, done.matter_id) }, 200);
	} catch (error) {
		return problemFor(error as Error, c, await currentFor(ctx, error));
	}
});
