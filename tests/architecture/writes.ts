import { sql } from 'kysely';
import type { Context } from '#server/core/context.ts';
import type { Trx } from '#server/core/database.ts';
import { newId } from '#server/core/id.ts';
import { defaultSettings } from '#server/core/settings.ts';
import * as handling from '#server/handling/queries/writes.ts';
import * as deadlines from '#server/matters/deadlines/queries.ts';
import * as intake from '#server/intake/queries.ts';
import * as tally from '#server/matters/tally/queries.ts';
import * as notices from '#server/notices/queries.ts';
import * as rolls from '#server/people/import/queries.ts';
import { newProposal } from '#server/proposals/input.ts';
import * as imports from '#server/proposals/import/queries.ts';
import * as documents from '#server/proposals/import/queries/documents.ts';
import * as create from '#server/proposals/queries/create.ts';
import type { Dossier } from '#server/proposals/queries/dossier.ts';
import * as evaluators from '#server/proposals/queries/evaluators.ts';
import * as merging from '#server/proposals/queries/merging.ts';
import * as proposals from '#server/proposals/queries/writes.ts';
import * as filing from '#server/search/filing/queries.ts';
import * as search from '#server/search/queries.ts';
import * as saved from '#server/search/saved/queries.ts';
import type { Foreign } from './foreign.ts';
import { exportExempt, exportWrites } from './of-export.ts';
import { ledgerExempt, ledgerWrites } from './of-ledger.ts';
import { readingExempt, readingWrites } from './of-readings.ts';
import { signInExempt } from './of-sign-in.ts';
import { similarityExempt, similarityWrites } from './of-similarity.ts';

/** Writes with the ids of the committee that is given; `row` is its proposal as it sees it. */
export type Write = (trx: Trx, ctx: Context, of: Foreign, row: Dossier) => Promise<unknown>;

const noted = { stage: 'before', mode: 'visit', on: '2026-02-01', place: '', note: '…' };
const told = { title: '…', number: null };

const keptBy = (added_by: string, id: string) => ({
	id,
	kind: 'members',
	name: '…',
	size: 1,
	said: {},
	expires_at: new Date('2100-01-01'),
	content: Buffer.from('x'),
	sha256: Buffer.from('x'),
	added_by,
});
/** Every exported query that writes. A new one without a line here fails the test. */
export const writes: Record<string, Write> = {
	'handling/queries/writes.ts insertAssignment': (trx, ctx, { life, assembly: { bodies } }) =>
		handling.insertAssignment(trx, ctx, {
			matter_id: life.proposal,
			unit_id: bodies.transport,
			assigner_id: bodies.government_office,
			role: 'co',
			state: 'proposed',
		}),
	'handling/queries/writes.ts deleteProposedAssignments': (trx, ctx, { proposed }) =>
		handling.deleteProposedAssignments(trx, ctx, proposed),
	'handling/queries/writes.ts insertContact': (trx, ctx, { life, assembly }) =>
		handling.insertContact(
			trx,
			{ ...ctx, actor: { ...ctx.actor, person_id: assembly.persons.head } },
			{ matter_id: life.proposal, assignment_id: life.assignment, round: 1 },
			noted,
		),
	'handling/queries/writes.ts insertReply': (trx, ctx, { life }) =>
		handling.insertReply(trx, ctx, { matter_id: life.proposal, assignment_id: life.assignment, round: 9 }),
	'handling/queries/writes.ts askCountersignatures': (trx, ctx, { life, assembly }) =>
		handling.askCountersignatures(trx, ctx, { matter_id: life.proposal, reply_id: life.reply }, [
			assembly.bodies.finance,
		]),
	'handling/queries/writes.ts answerCountersignature': (trx, ctx, { life, assembly }) =>
		handling.answerCountersignature(trx, ctx, life.reply, [assembly.bodies.finance], 'disagreed', 'no'),
	'handling/queries/writes.ts passCountersignature': async (trx, ctx, { life, assembly: { bodies, committee } }) => {
		await trx
			.updateTable('reply')
			.set({ state: 'circulated' })
			.where('committee_id', '=', committee.id)
			.where('id', '=', life.reply)
			.execute();
		await handling.passCountersignature(trx, ctx, life.proposal, { from: bodies.finance, to: bodies.transport });
		await trx
			.updateTable('reply')
			.set({ state: 'delivered' })
			.where('committee_id', '=', committee.id)
			.where('id', '=', life.reply)
			.execute();
	},
	'handling/queries/writes.ts insertCommitments': (trx, ctx, { life, assembly }) =>
		handling.insertCommitments(trx, ctx, { matter_id: life.proposal, unit_id: assembly.bodies.finance }, [
			{ text: '…', due_on: '2026-12-31' },
		]),
	'matters/tally/queries.ts recount': async (db, ctx) => {
		await tally.foldPending(db, ctx, 3);
		await tally.recount(db, ctx);
	},
	'matters/tally/queries.ts foldPending': (db, ctx) => tally.foldPending(db, ctx, 1000),
	'notices/queries.ts insertNotices': (trx, ctx, { life, assembly }) =>
		notices.insertNotices(trx, ctx, [
			{
				person_id: assembly.persons.gu,
				matter_id: life.proposal,
				kind: 'proposal.admit',
				content: told,
				dedupe: 'two',
			},
		]),
	'notices/queries.ts markRead': (trx, ctx, { notice, assembly }) =>
		notices.markRead({ ...ctx, db: trx, actor: { ...ctx.actor, person_id: assembly.persons.lin } }, notice),
	'intake/queries.ts saveMappedHeadings': (trx, ctx) =>
		intake.saveMappedHeadings(trx, ctx, 'members', new Map([['片区', 'liaison_post']])),
	'intake/queries.ts insertKeptFile': (trx, ctx, { assembly }) =>
		intake.insertKeptFile(trx, ctx, keptBy(ctx.actor.person_id ?? '', assembly.bodies.farmers)),
	'intake/queries.ts saveKeptSaid': (trx, ctx, { keptFile }) =>
		intake.saveKeptSaid(trx, ctx, keptFile, { session: '2023' }),
	'intake/queries.ts deleteKeptFile': (trx, ctx, { keptFile }) => intake.deleteKeptFile(trx, ctx, keptFile),
	'people/import/queries.ts savePerson': async (trx, ctx, { assembly }) => {
		const { lin } = assembly.persons;
		await rolls.savePerson(trx, ctx, lin, { post: '…' });
		const { post } = await trx.selectFrom('person').select('post').where('id', '=', lin).executeTakeFirstOrThrow();
		if (post) await intake.saveMappedHeadings(trx, ctx, 'members', new Map([['片区', 'liaison_post']]));
	},
	'people/import/queries.ts saveMemberNo': async (trx, ctx, { assembly }) => {
		const { lin } = assembly.persons;
		const { id } = await trx.selectFrom('mandate').select('id').where('person_id', '=', lin).executeTakeFirstOrThrow();
		return rolls.saveMemberNo(trx, ctx, id, '7');
	},
	'people/import/queries.ts saveBody': (trx, ctx, { assembly }) =>
		rolls.saveBody(trx, ctx, assembly.bodies.finance, { duty: '…' }),
	'people/import/queries.ts endMandate': (trx, ctx, { assembly: { persons, bodies } }) =>
		rolls.endMandate(trx, ctx, { person_id: persons.lin, role: 'member', body_id: bodies.farmers }),
	'people/import/queries.ts beginMandate': (trx, ctx, { assembly: { persons, bodies } }) =>
		rolls.beginMandate(
			trx,
			ctx,
			{ person_id: persons.lin, role: 'group_member', body_id: bodies.farmers },
			{ starts_on: '2022-01-01', ends_on: null },
		),
	'proposals/import/queries/documents.ts insertReadDocument': (trx, ctx) =>
		documents.insertReadDocument(trx, ctx, { sha256: Buffer.from('y'), name: '…', outcome: 'stored', matters: 1 }),
	'proposals/import/queries/documents.ts saveShelvedText': async (trx, ctx, { life }) => {
		await sql`update proposal set imported = true where committee_id = ${ctx.committee.id} and id = ${life.proposal}`.execute(
			trx,
		);
		await documents.saveShelvedText(trx, ctx, life.proposal, { situation: '…', analysis: '…', suggestions: '…' });
	},
	'proposals/import/queries/documents.ts saveShelvedReply': async (trx, ctx, { life, assembly }) => {
		if (ctx.committee.id === assembly.committee.id)
			await trx.updateTable('reply').set({ body: '' }).where('id', '=', life.reply).execute();
		await documents.saveShelvedReply(trx, ctx, life.reply, '……');
	},
	'proposals/import/queries/documents.ts keepChangedAt': (trx, ctx, { life }) =>
		documents.keepChangedAt(trx, ctx, life.proposal, new Date('2020-01-01')),
	'proposals/import/queries.ts continueSeries': (trx, ctx, { series }) => imports.continueSeries(trx, ctx, series, 7),
	'proposals/import/queries.ts insertTerm': (trx, ctx) =>
		imports.insertTerm(trx, ctx, { id: newId(), number: 9, firstYear: 2017 }),
	'proposals/import/queries.ts insertSession': async (trx, ctx, { assembly }) => {
		const term = await trx
			.selectFrom('term')
			.select('id')
			.where('committee_id', '=', assembly.committee.id)
			.executeTakeFirstOrThrow();
		return imports.insertSession(
			trx,
			ctx,
			{ id: newId(), term: 10, number: 1, name: '十届一次', year: 2022, closes_on: '2022-01-20' },
			term.id,
		);
	},
	'proposals/queries/create.ts insertProposal': (trx, ctx, { assembly }) =>
		create.insertProposal(trx, ctx, {
			id: newId(),
			owner_id: assembly.persons.lin,
			entered_by: null,
			sector_id: assembly.bodies.farmers,
			session: { id: assembly.session_id, cut_off_at: new Date() },
			wanted: newProposal.parse({}),
		}),
	'proposals/queries/writes.ts saveProposal': (trx, ctx, _of, row) =>
		proposals.saveProposal(trx, ctx, row, { title: '…', advice: '…' }),
	'proposals/queries/writes.ts saveHolder': (trx, ctx, { life, assembly }) =>
		proposals.saveHolder(trx, ctx, life.proposal, { body_id: assembly.bodies.transport }, null),
	'proposals/queries/writes.ts inviteToSign': (trx, ctx, { life, assembly }) =>
		proposals.inviteToSign(trx, ctx, life.proposal, assembly.persons.bai, new Date()),
	'proposals/queries/evaluators.ts openEvaluations': (trx, ctx, _of, row) =>
		evaluators.openEvaluations(trx, ctx, { ...row, round: 9 }),
	'proposals/queries/merging.ts followMain': (trx, ctx, { life, proposed }) =>
		merging.followMain(trx, ctx, { from: proposed, to: life.proposal }),
	'matters/deadlines/queries.ts recomputeUncertain': (trx, ctx, { life }) =>
		deadlines.recomputeUncertain(trx, ctx, defaultSettings, life.proposal),
	'proposals/queries/writes.ts insertNomination': (trx, ctx, { life, assembly }) =>
		proposals.insertNomination(
			trx,
			{ ...ctx, actor: { ...ctx.actor, person_id: assembly.persons.clerk } },
			life.proposal,
			{ kind: 'excellent', reason: '…' },
		),
	'search/saved/queries.ts saveSearch': (trx, ctx, { assembly }) =>
		saved.saveSearch(trx, ctx, { id: newId(), person_id: assembly.persons.clerk, name: '…', query: '…', filters: {} }),
	'search/saved/queries.ts deleteSaved': (trx, ctx, { kept }) => saved.deleteSaved(trx, ctx, kept),
	...exportWrites,
	...similarityWrites,
	...ledgerWrites,
	...readingWrites,
	'search/queries.ts noteAll': (db, ctx) => search.noteAll(db, ctx),
	'search/queries.ts foldPending': (db, ctx) => search.foldPending(db, ctx, 1000),
	'search/queries.ts foldWhenFree': async (db, ctx) => {
		await search.noteAll(db, ctx);
		await search.foldWhenFree(db, ctx, 1);
	},
	'search/filing/queries.ts fileTerms': (trx, ctx) => filing.fileTerms(trx, ctx, [{ place: 7, terms: ['食堂'] }]),
	'search/filing/queries.ts takeTermsOut': async (trx, ctx) => {
		await filing.fileTerms(trx, ctx, [{ place: 7, terms: ['食堂', '桥'] }]);
		await filing.takeTermsOut(trx, ctx, [{ place: 7, terms: ['食堂'] }]);
	},
	'proposals/queries/writes.ts markProposal': (trx, ctx, { life }) =>
		proposals.markProposal(trx, ctx, life.proposal, { is_key: true }),
};

/** These begin a transaction of their own, so what they do stays. */
export const lasting = [
	'matters/tally/queries.ts recount',
	'matters/tally/queries.ts foldPending',
	'search/queries.ts noteAll',
	'search/queries.ts foldPending',
	'search/queries.ts foldWhenFree',
];

/** Exports that speak of no one committee, each with the reason. */
export const exempt: Record<string, string> = {
	'matters/desk/queries.ts deskViews': 'names',
	'matters/tally/queries.ts listWithPending': 'the clock asks which committees have something to do',
	'proposals/queries/merging.ts mergeable': 'the statement of listMergeTargets, composed in findHistory',
	'people/directory/queries.ts directoryFor': 'the statement of findDirectory, composed in findDesk',
	'people/queries.ts findCommittee': 'committees themselves are known to everybody',
	'people/queries.ts findCommitteeById': 'committees themselves are known to everybody',
	'people/queries.ts findHomeCommittee': 'committees themselves are known to everybody',
	'people/queries.ts listCommittees': 'committees themselves are known to everybody',
	'people/queries.ts listOwnCommittees': 'asks across committees where the signed-in person belongs',
	'intake/queries.ts insertRows': 'stores rows whose committee its caller names',
	'proposals/import/queries.ts countForPlanner': 'touches no row',
	'intake/queries.ts waitForOtherImport': 'touches no row',
	'proposals/queries/dossier.ts listOf': 'a piece of a statement',
	'proposals/queries/dossier.ts ofMatter': 'a piece of a statement',
	'proposals/queries/lapsing.ts listWithLapsed': 'the clock asks which committees have something to do',
	'proposals/queries/lists.ts positionOf': 'pure',
	...exportExempt,
	...similarityExempt,
	...signInExempt,
	...ledgerExempt,
	...readingExempt,
	'proposals/queries/texts.ts readableText': 'asks nothing: what may be read of a row',
	'search/queries.ts listWithPending': 'the clock asks which committees have something to do',
	'worker/queries.ts freeAbandonedJobs': 'the queue is the installation’s',
	'worker/queries.ts showAlive': 'the queue is the installation’s',
};
