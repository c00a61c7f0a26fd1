import { z } from 'zod';
import type { Context } from '../core/context.ts';
import { mayBy } from '../core/grant.ts';
import { understand } from '../core/input.ts';
import { brokenRules, notPermitted } from '../core/refusal.ts';
import { changeSetting, settingsOf } from '../core/settings.ts';
import { accountGrants } from './permissions.ts';

const ranges = {
	idle_staff: [5, 1440],
	idle_members: [5, 43_200],
	longest_staff: [1, 2160],
	longest_members: [1, 2160],
	link_days: [1, 30],
} as const;
type RuleName = keyof typeof ranges;
/** The numbers, in the order in which they are asked. */
export const ruleRanges = (Object.keys(ranges) as RuleName[]).map((name) => ({
	name,
	min: ranges[name][0],
	max: ranges[name][1],
}));

/** Each number that is out of its range, said with the range. */
const outOfRange = (sent: Record<string, unknown>) =>
	ruleRanges
		.filter(
			({ name, min, max }) =>
				!(Number.isInteger(Number(sent[name])) && Number(sent[name]) >= min && Number(sent[name]) <= max),
		)
		.map(({ name, min, max }) => ({ code: 'sign_in.rules_out_of_range', field: name, values: { min, max } }));

/** What the administrator may set, as a form sends it. */
const form = z.object({
	second_factor: z.enum(['staff_and_units', 'nobody']),
	idle_staff: z.coerce.number(),
	idle_members: z.coerce.number(),
	longest_staff: z.coerce.number(),
	longest_members: z.coerce.number(),
	link_days: z.coerce.number(),
});
export type RulesForm = z.output<typeof form>;

export const maySetRules = ({ actor }: Pick<Context, 'actor'>): boolean => mayBy(accountGrants.set_rules, actor, []);

export async function readRules(ctx: Context): Promise<RulesForm> {
	const { second_factor, idle_minutes, longest_hours, link_days } = (await settingsOf(ctx.db, ctx)).sign_in;
	return {
		second_factor,
		idle_staff: idle_minutes.staff,
		idle_members: idle_minutes.members,
		longest_staff: longest_hours.staff,
		longest_members: longest_hours.members,
		link_days,
	};
}

/** A new version of the committee's rules, in force from now, for sessions that are open too. */
export async function setRules(ctx: Context, input: Record<string, unknown>): Promise<void> {
	if (!maySetRules(ctx)) throw notPermitted('account.set_rules');
	const breaches = outOfRange(input);
	if (breaches.length) throw brokenRules(breaches);
	const { second_factor, link_days, ...limits } = understand(form, input);
	await changeSetting(ctx, 'sign_in', {
		second_factor,
		link_days,
		idle_minutes: { staff: limits.idle_staff, members: limits.idle_members },
		longest_hours: { staff: limits.longest_staff, members: limits.longest_members },
	});
}
