import type { Context } from '#server/core/context.ts';
import { broken } from '#server/core/refusal.ts';
import { listMembers, type MemberRow } from '#server/people/queries.ts';

/** 陆清禾（工商联界）: as the list offers it, and as it may be typed. */
export const memberLabel = ({ name, sector }: Pick<MemberRow, 'name' | 'sector'>): string =>
	sector ? `${name}（${sector}）` : name;

const field = 'person';

/** The member whose name was written, whole or with the sector behind it. Two of the same name are told apart by the sector. */
export async function findInvitee(ctx: Context, typed: string): Promise<string> {
	const wanted = typed
		.trim()
		.replace(/\s*[(（]\s*/, '（')
		.replace(/\s*[)）]$/, '）');
	const [name = ''] = wanted.split('（');
	if (!name) throw broken('member.invitee_missing', { field });
	const namesakes = (await listMembers(ctx.db, ctx, { name, limit: 50 })).filter((one) => one.name === name);
	const exact = namesakes.filter((one) => memberLabel(one) === wanted);
	// Without the sector the name must be one person's; a person may hold a seat in several bodies.
	const [found, another] = new Set((exact.length ? exact : namesakes).map((one) => one.id));
	if (!found) throw broken('member.invitee_unknown', { field, values: { name: typed.trim().slice(0, 40) } });
	if (another)
		throw broken('member.invitee_ambiguous', { field, values: { names: namesakes.map(memberLabel).join('、') } });
	return found;
}
