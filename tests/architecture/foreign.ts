import { sql } from 'kysely';
import type { Context } from '#server/core/context.ts';
import { system } from '#server/core/context.ts';
import type { Db } from '#server/core/database.ts';
import { newId } from '#server/core/id.ts';
import { transition } from '#server/core/transition.ts';
import { createProposal } from '#server/proposals/commands.ts';
import { findDossier } from '#server/proposals/queries/dossier.ts';
import { indexChanged } from '#server/search/jobs.ts';
import { keepSearch } from '#server/search/saved/commands.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from '#server/testing/assembly.ts';
import { fullLife, type FullLife } from '#server/testing/full-life.ts';

/** A committee with something of everything, whose ids another committee has got hold of. */
export interface Foreign {
	assembly: SmallAssembly;
	life: FullLife;
	/** A proposal whose units are proposed, and one whose co-proposer has not answered. */
	proposed: string;
	unsigned: { proposal: string; signature: string };
	/** Merged into the one whose units are proposed. */
	merged: string;
	notice: string;
	/** A search that the clerk has kept. */
	kept: string;
	/** A file that its clerk has brought and not stored yet. */
	keptFile: string;
	/** A list that its clerk is having made, and a file of its matter. */
	exported: string;
	attached: string;
	series: string;
	/** Long after: what was awaited is late. */
	as(who: PersonName | 'system'): Promise<Context>;
	/** A person of this committee who asks in that one. */
	guestIn(other: Foreign, who: PersonName): Promise<Context>;
}

/** Somebody without a sign-in, who came with an old proposal. */
export const formerOf = (slug: string) => `former of ${slug}`;

const later = '2026-06-01T09:00:00+08:00';
const text = { title: '关于修桥的提案', situation: '桥旧。', analysis: '缺钱。', suggestions: '修桥。' };

async function proposeUnits(assembly: SmallAssembly): Promise<string> {
	const act = async (who: PersonName, id: string, action: string, input: object = {}) =>
		transition(await assembly.as(who), 'proposal', id, action, { input });
	const { id } = await createProposal(await assembly.as('bai'), text);
	await act('bai', id, 'submit');
	await act('clerk', id, 'start_review');
	await act('clerk', id, 'admit', { category: 'transport' });
	await act('clerk', id, 'propose_assignment', {
		handling: 'sole',
		lead_unit_ids: [assembly.bodies.transport],
		assigner_id: assembly.bodies.government_office,
	});
	return id;
}

async function mergeInto(assembly: SmallAssembly, into_id: string): Promise<string> {
	const act = async (who: PersonName, id: string, action: string, input: object = {}) =>
		transition(await assembly.as(who), 'proposal', id, action, { input });
	const { id } = await createProposal(await assembly.as('gu'), text);
	await act('gu', id, 'submit');
	await act('clerk', id, 'start_review');
	await act('clerk', id, 'merge', { into_id });
	return id;
}

/** A clock that ran into a year whose holidays were not known. */
const leaveUncertain = (db: Db, committee_id: string, matter_id: string) =>
	sql`insert into deadline (committee_id, id, matter_id, machine, subject_id, kind, starts_on, due_on, explanation)
		values (${committee_id}, ${newId()}, ${matter_id}, 'proposal', ${matter_id}, 'publication', '2026-01-19', '2026-01-20',
			'{"from":"2026-01-19","due":"2026-01-20","term":{"n":3,"unit":"days"},"beyond_known_calendar":true}')`.execute(db);

async function leaveUnsigned(assembly: SmallAssembly): Promise<Foreign['unsigned']> {
	const ctx = await assembly.as('lin');
	const { id } = await createProposal(ctx, text);
	await transition(ctx, 'proposal', id, 'invite', { input: { person_id: assembly.persons.bai } });
	return { proposal: id, signature: (await findDossier(ctx.db, ctx, id))?.signatures[0]?.id ?? '' };
}

/** A list under way with a piece of it, and a file beside the matter. */
async function takeOut(db: Db, { committee, persons }: SmallAssembly, matter_id: string) {
	const [exported, attached] = [newId(), newId()];
	await sql`insert into export_file (committee_id, id, made_by, format, name, wanted, locale, total, asked_at, expires_at)
		values (${committee.id}, ${exported}, ${persons.clerk}, 'csv', 'x', '{}', 'en', 1, now(), '2100-01-01')`.execute(db);
	await sql`insert into export_piece (committee_id, export_id, attempt, n, content) values (${committee.id}, ${exported}, 0, 0, 'x')`.execute(
		db,
	);
	await sql`insert into attachment (committee_id, id, matter_id, name, media_type, size, sha256, added_by, added_at, content)
		values (${committee.id}, ${attached}, ${matter_id}, 'x', 'x', 1, 'x', ${persons.clerk}, now(), 'x')`.execute(db);
	return { exported, attached };
}

export async function foreignAssembly(db: Db, slug: string): Promise<Foreign> {
	const assembly = await seedSmallAssembly(db, slug);
	const committee_id = assembly.committee.id;
	const life = await fullLife(assembly);
	const proposed = await proposeUnits(assembly);
	const merged = await mergeInto(assembly, proposed);
	const unsigned = await leaveUnsigned(assembly);
	await leaveUncertain(db, committee_id, life.proposal);
	const notice = newId();
	await db
		.insertInto('notice')
		.values({
			committee_id,
			id: notice,
			person_id: assembly.persons.lin,
			matter_id: life.proposal,
			kind: 'proposal.admit',
			content: { title: text.title, number: '1' },
			dedupe: 'one',
			at: new Date(),
			read_at: null,
		})
		.execute();
	const keptFile = newId();
	await sql`insert into intake_file (committee_id, id, kind, name, size, sha256, added_by, added_at, expires_at, content)
		values (${committee_id}, ${keptFile}, 'members', 'x', 1, 'x', ${assembly.persons.clerk}, now(), '2100-01-01', 'x')`.execute(
		db,
	);
	const { exported, attached } = await takeOut(db, assembly, life.proposal);
	const series = `imported:${assembly.session_id}`;
	await sql`insert into number_given (committee_id, series, number, matter_id, state, given_at) values (${committee_id}, ${series}, 7, ${life.proposal}, 'void', now())`.execute(
		db,
	);
	await sql`insert into mandate (committee_id, id, person_id, body_id, role, starts_on)
		values (${committee_id}, ${newId()}, ${assembly.persons.bai}, ${assembly.bodies.farmers}, 'sector_convener', '2022-01-01')`.execute(
		db,
	);
	const former = newId();
	await sql`insert into person (id, name) values (${former}, ${formerOf(slug)})`.execute(db);
	await sql`insert into signature (committee_id, id, matter_id, person_id, state, invited_at, expires_at)
		values (${committee_id}, ${newId()}, ${life.proposal}, ${former}, 'signed', now(), now())`.execute(db);
	await indexChanged(await assembly.as('clerk'));
	const kept = await keepSearch(await assembly.as('clerk'), { name: slug, q: '食堂' });
	const as: Foreign['as'] = async (who) =>
		who === 'system' ? { ...(await assembly.as('public', later)), actor: system } : assembly.as(who, later);
	const guestIn: Foreign['guestIn'] = async (other, who) => ({
		...(await other.as('system')),
		actor: { kind: 'person', person_id: assembly.persons[who], name: who, mandates: [] },
	});
	return {
		assembly,
		life,
		proposed,
		unsigned,
		merged,
		notice,
		kept,
		keptFile,
		exported,
		attached,
		series,
		as,
		guestIn,
	};
}
