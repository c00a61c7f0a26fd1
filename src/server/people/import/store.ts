import { addDays } from '#server/core/clock.ts';
import type { Context } from '#server/core/context.ts';
import type { Trx } from '#server/core/database.ts';
import { newId } from '#server/core/id.ts';
import { insertRows } from '#server/intake/queries.ts';
import { fold } from '#server/intake/text.ts';
import { bodyRow } from './bodies.ts';
import type { MemberGiven } from './members.ts';
import * as queries from './queries.ts';
import type { Entry } from './roster.ts';
import type { BodyGiven } from './units.ts';

type Progress = ((done: number, total: number) => void) | undefined;
type TermDays = { starts_on: string; ends_on: string | null; plenum_id?: string };

const personRow = (ctx: Context, name: string) => ({ id: newId(ctx.now.getTime()), name });

/** Sectors that a committee without any gets from its first roster, by their names. */
async function newSectors(
	trx: Trx,
	ctx: Context,
	entries: readonly Entry<MemberGiven>[],
): Promise<Map<string, string>> {
	const wanted = [...new Set(entries.flatMap(({ given }) => (given.sector.id ? [] : given.sector.name)))];
	const taken = new Set((await queries.listRollBodies(trx, ctx, 'sector')).map((body) => body.slug));
	const rows = wanted.map((name, position) =>
		bodyRow(ctx, { kind: 'sector', name, short_name: name, position }, taken),
	);
	await insertRows(trx, 'body', rows);
	return new Map(rows.map(({ name, id }) => [name, id]));
}

export async function storeMembers(
	trx: Trx,
	ctx: Context,
	entries: readonly Entry<MemberGiven>[],
	term: TermDays,
	onProgress: Progress,
): Promise<void> {
	const sectors = await newSectors(trx, ctx, entries);
	const sectorOf = ({ sector }: MemberGiven) => sector.id ?? sectors.get(sector.name) ?? '';
	let done = 0;
	for (const { given, state } of entries) {
		if (state === 'added') await addMember(trx, ctx, given, sectorOf(given), term);
		if (state === 'changed' && given.stored) await changeMember(trx, ctx, given, given.stored, term);
		onProgress?.(++done, entries.length);
	}
}

const groupsOf = ({ liaison_id, organisation_ids = [] }: MemberGiven) => [
	...new Set([...(liaison_id ? [liaison_id] : []), ...organisation_ids]),
];

async function addMember(trx: Trx, ctx: Context, given: MemberGiven, sector_id: string, term: TermDays): Promise<void> {
	const { sex = null, born_in = null, work_unit = null, post = null } = given.person;
	const person = { ...personRow(ctx, given.name), sex, born_in, work_unit, post };
	await insertRows(trx, 'person', [person]);
	const days = { starts_on: given.starts_on ?? term.starts_on, ends_on: term.ends_on };
	const holding = { person_id: person.id, role: 'member' as const, body_id: sector_id };
	await queries.beginMandate(trx, ctx, holding, { ...days, member_no: given.member_no });
	for (const body_id of groupsOf(given))
		await queries.beginMandate(trx, ctx, { person_id: person.id, role: 'group_member', body_id }, days);
	await seat(trx, ctx, person.id, given, { ...days, plenum_id: term.plenum_id });
}

/** A seat on the standing committee, which sits for the committee as a whole. */
async function seat(
	trx: Trx,
	ctx: Context,
	person_id: string,
	{ office }: MemberGiven,
	{ plenum_id, ...days }: TermDays,
): Promise<void> {
	if (office && plenum_id) await queries.beginMandate(trx, ctx, { person_id, role: office, body_id: plenum_id }, days);
}

/** Another sector or another liaison post begins today; the one before ended yesterday. */
async function changeMember(
	trx: Trx,
	ctx: Context,
	given: MemberGiven,
	stored: queries.RollMember,
	term: TermDays,
): Promise<void> {
	const person_id = stored.id;
	await queries.savePerson(trx, ctx, person_id, given.person);
	const days = { starts_on: ctx.today, ends_on: term.ends_on };
	if (given.sector.id && given.sector.id !== stored.sector_id) {
		await queries.endMandate(trx, ctx, { person_id, role: 'member', body_id: stored.sector_id });
		const holding = { person_id, role: 'member' as const, body_id: given.sector.id };
		await queries.beginMandate(trx, ctx, holding, { ...days, member_no: given.member_no ?? stored.member_no });
	} else if (given.member_no && given.member_no !== stored.member_no) {
		await queries.saveMemberNo(trx, ctx, stored.mandate_id, given.member_no);
	}
	if (!stored.is_standing) await seat(trx, ctx, person_id, given, { ...days, plenum_id: term.plenum_id });
	const fresh = groupsOf(given).filter((id) => !stored.group_ids.includes(id));
	if (given.liaison_id && fresh.includes(given.liaison_id)) {
		const posts = new Set((await queries.listRollBodies(trx, ctx, 'township_liaison')).map(({ id }) => id));
		for (const body_id of stored.group_ids.filter((id) => posts.has(id)))
			await queries.endMandate(trx, ctx, { person_id, role: 'group_member', body_id });
	}
	for (const body_id of fresh) await queries.beginMandate(trx, ctx, { person_id, role: 'group_member', body_id }, days);
}

export async function storeBodies(
	trx: Trx,
	ctx: Context,
	kind: 'handling_unit' | 'township_liaison',
	entries: readonly Entry<BodyGiven>[],
	onProgress: Progress,
): Promise<void> {
	const taken = new Set((await queries.listRollBodies(trx, ctx, kind)).map((body) => body.slug));
	const conveners = new Convening(trx, ctx);
	let done = 0;
	for (const { given, state } of entries) {
		const { stored, name, short_name, change } = given;
		const fresh = stored ? undefined : bodyRow(ctx, { ...change, kind, name, short_name }, taken);
		if (fresh) await insertRows(trx, 'body', [fresh]);
		if (stored && state === 'changed') await queries.saveBody(trx, ctx, stored.id, change);
		const body_id = stored?.id ?? fresh?.id;
		if (body_id && given.convener && state !== 'same') await conveners.call(body_id, given.convener);
		onProgress?.(++done, entries.length);
	}
}

/** Gives a liaison post its convener: the member of that name, or a person without a sign-in. */
class Convening {
	readonly #trx: Trx;
	readonly #ctx: Context;
	constructor(trx: Trx, ctx: Context) {
		this.#trx = trx;
		this.#ctx = ctx;
	}

	async call(body_id: string, name: string): Promise<void> {
		const [trx, ctx] = [this.#trx, this.#ctx];
		const before = (await queries.listConveners(trx, ctx)).filter((one) => one.body_id === body_id);
		if (before.some((one) => fold(one.name) === fold(name))) return;
		for (const { person_id } of before)
			await queries.endMandate(trx, ctx, { person_id, role: 'liaison_convener', body_id });
		const member = (await queries.listRollMembers(trx, ctx)).find((one) => fold(one.name) === fold(name));
		const person = member ?? personRow(ctx, name);
		if (!member) await insertRows(trx, 'person', [{ id: person.id, name }]);
		const term = await queries.findTerm(trx, ctx);
		const from = before.length || !term ? ctx.today : term.starts_on;
		const days = { starts_on: from, ends_on: term?.ends_on ?? null };
		await queries.beginMandate(trx, ctx, { person_id: person.id, role: 'liaison_convener', body_id }, days);
	}
}

/** The day before the next term's first, where the term that runs has no last day yet. */
export const daysOfTerm = (term: TermDays): TermDays => ({
	starts_on: term.starts_on,
	ends_on: term.ends_on ?? addDays(`${Number(term.starts_on.slice(0, 4)) + 5}${term.starts_on.slice(4)}`, -1),
});
