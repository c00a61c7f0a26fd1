import { sql } from 'kysely';
import type { Context } from '#server/core/context.ts';
import type { Db, Trx } from '#server/core/database.ts';
import * as handlingDesk from '#server/handling/queries/desk.ts';
import * as handlingFacts from '#server/handling/queries/facts.ts';
import * as handlingRecipients from '#server/handling/queries/recipients.ts';
import * as handlingWrites from '#server/handling/queries/writes.ts';
import * as desk from '#server/matters/desk/queries.ts';
import * as deadlines from '#server/matters/deadlines/queries.ts';
import * as matters from '#server/matters/queries.ts';
import * as reminders from '#server/matters/reminders/queries.ts';
import * as notices from '#server/notices/queries.ts';
import * as directory from '#server/people/directory/queries.ts';
import * as people from '#server/people/queries.ts';
import * as imports from '#server/proposals/import/queries.ts';
import * as awaited from '#server/proposals/queries/awaited.ts';
import * as dossier from '#server/proposals/queries/dossier.ts';
import * as facts from '#server/proposals/queries/facts.ts';
import * as lapsing from '#server/proposals/queries/lapsing.ts';
import * as lists from '#server/proposals/queries/lists.ts';
import * as history from '#server/proposals/queries/history.ts';
import * as merging from '#server/proposals/queries/merging.ts';
import * as recipients from '#server/proposals/queries/recipients.ts';
import * as situation from '#server/proposals/queries/situation.ts';
import * as texts from '#server/proposals/queries/texts.ts';
import * as writes from '#server/proposals/queries/writes.ts';
import * as search from '#server/search/queries.ts';
import * as saved from '#server/search/saved/queries.ts';
import * as similarity from '#server/similarity/queries.ts';
import type { PersonName } from '#server/testing/assembly.ts';
import { formerOf, type Foreign } from './foreign.ts';
import { exportReads } from './of-export.ts';
import { ledgerReads } from './of-ledger.ts';
import { readingReads } from './of-readings.ts';
import { signInReads } from './of-sign-in.ts';
import { similarityReads } from './of-similarity.ts';
import { intakeReads } from './reads-of-intake.ts';

export interface Read {
	/** Asks with the ids of the committee that is given. */
	ask: (db: Trx, ctx: Context, of: Foreign) => Promise<unknown>;
	/** Who of that committee finds something. */
	by: PersonName | 'system';
	/** Asked with ids: another committee finds nothing at all. Without: it finds its own. */
	found: 'nothing' | 'its own';
}

const withIds = (ask: Read['ask'], by: Read['by'] = 'clerk'): Read => ({ ask, by, found: 'nothing' });
const without = (ask: (db: Db, ctx: Context) => Promise<unknown>, by: Read['by'] = 'clerk'): Read => ({
	ask,
	by,
	found: 'its own',
});
const nobody = '00000000-0000-0000-0000-000000000000';

/** Every exported query that reads, with what it might be asked. A new one without a line here fails the test. */
export const reads: Record<string, Read> = {
	'handling/queries/desk.ts listDesk': without((db, ctx) => handlingDesk.listDesk(db, ctx), 'head'),
	'handling/queries/facts.ts findAssignment': withIds((db, ctx, { life }) =>
		handlingFacts.findAssignment(db, ctx, life.assignment),
	),
	'handling/queries/facts.ts findReply': withIds((db, ctx, { life }) => handlingFacts.findReply(db, ctx, life.reply)),
	'handling/queries/facts.ts findCommitment': withIds((db, ctx, { life }) =>
		handlingFacts.findCommitment(db, ctx, life.commitment),
	),
	'handling/queries/recipients.ts listConcernedUnits': withIds((db, ctx, { life, assembly }) =>
		handlingRecipients.listConcernedUnits(db, ctx, {
			subject_id: life.assignment,
			to_unit_id: assembly.bodies.transport,
		}),
	),
	'handling/queries/recipients.ts listAnsweringUnits': withIds((db, ctx, { life }) =>
		handlingRecipients.listAnsweringUnits(db, ctx, { matter_id: life.proposal, subject_id: life.reply }),
	),
	'handling/queries/recipients.ts listCoUnits': withIds((db, ctx, { life }) =>
		handlingRecipients.listCoUnits(db, ctx, { matter_id: life.proposal }),
	),
	'handling/queries/recipients.ts listAssigningOffices': withIds((db, ctx, { life }) =>
		handlingRecipients.listAssigningOffices(db, ctx, { matter_id: life.proposal, subject_id: life.assignment }),
	),
	'handling/queries/recipients.ts listClockedUnits': withIds((db, ctx, { life }) =>
		handlingRecipients.listClockedUnits(db, ctx, [life.assignment, life.commitment]),
	),
	'handling/queries/recipients.ts listClockedAssigners': withIds((db, ctx, { life }) =>
		handlingRecipients.listClockedAssigners(db, ctx, [life.assignment]),
	),
	'handling/queries/recipients.ts listProposedAssigners': withIds((db, ctx, { proposed }) =>
		handlingRecipients.listProposedAssigners(db, ctx, [proposed]),
	),
	'handling/queries/recipients.ts listAskedCoUnits': withIds(async (db, ctx, { life, assembly }) => {
		await handlingWrites.askCountersignatures(
			db,
			{ ...ctx, committee: assembly.committee },
			{ matter_id: life.proposal, reply_id: life.reply },
			[assembly.bodies.finance],
		);
		return handlingRecipients.listAskedCoUnits(db, ctx, [life.reply]);
	}),
	'handling/queries/writes.ts hasAssignment': withIds((db, ctx, { life, assembly }) =>
		handlingWrites.hasAssignment(db, ctx, life.proposal, assembly.bodies.finance),
	),
	'handling/queries/writes.ts hasOpenUnit': withIds((db, ctx, { assembly }) =>
		handlingWrites.hasOpenUnit(db, ctx, assembly.bodies.finance),
	),
	'matters/desk/queries.ts listDesk': without((db, ctx) => desk.listDesk(db, ctx, { view: 'all', each: 20 })),
	'matters/desk/queries.ts findDesk': without((db, ctx) =>
		desk.findDesk(db, ctx, { list: { view: 'all', each: 20 }, directory: true }),
	),
	'matters/desk/queries.ts findCalled': withIds((db, ctx, { life }) => desk.findCalled(db, ctx, life.proposal)),
	'matters/queries.ts listWork': withIds((db, ctx, { assembly }) =>
		matters.listWork(db, ctx, { scope: 'all', session_id: assembly.session_id }),
	),
	'matters/queries.ts countWork': withIds((db, ctx, { assembly }) =>
		matters.countWork(db, ctx, { scope: 'all', session_id: assembly.session_id }),
	),
	'matters/queries.ts listUnitProgress': withIds((db, ctx, { assembly }) =>
		matters.listUnitProgress(db, ctx, assembly.session_id),
	),
	'matters/deadlines/queries.ts listUncertain': withIds((db, ctx, { life }) =>
		deadlines.listUncertain(db, ctx, life.proposal),
	),
	'matters/reminders/queries.ts listOpenDeadlines': without((db, ctx) =>
		reminders.listOpenDeadlines(db, ctx, { until: '2099-12-31', limit: 100 }),
	),
	'notices/queries.ts listHolders': withIds((db, ctx, { assembly }) =>
		notices.listHolders(db, ctx, ['unit_head'], [assembly.bodies.finance]),
	),
	// persons are the installation's; what they are in a committee is not
	'notices/queries.ts listReaders': withIds(async (db, ctx, { assembly }) =>
		(await notices.listReaders(db, ctx, [assembly.persons.head])).map(({ mandates }) => mandates),
	),
	'notices/queries.ts listReadable': withIds((db, ctx, { life }) =>
		notices.listReadable(db, ctx, ctx.actor, [life.proposal]),
	),
	'notices/queries.ts findEntry': withIds((db, ctx, { life }) =>
		notices.findEntry(db, ctx, {
			committee_id: ctx.committee.id,
			matter_id: life.proposal,
			machine: 'proposal',
			subject_id: life.proposal,
			action: 'create',
			seq: 1,
		}),
	),
	'notices/queries.ts listNotices': without((db, ctx) => notices.listNotices(db, ctx), 'lin'),
	'notices/queries.ts countUnread': without((db, ctx) => notices.countUnread(db, ctx), 'lin'),
	'people/directory/queries.ts findDirectory': without((db, ctx) => directory.findDirectory(db, ctx)),
	'people/queries.ts findActor': withIds(
		async (db, ctx, { assembly }) =>
			(await people.findActor(db, ctx.committee, assembly.persons.clerk, ctx.today))?.mandates,
	),
	'people/queries.ts findActorOfSession': withIds(async (db, ctx, { assembly }) => {
		const { clerk } = assembly.persons;
		await sql`insert into auth.session (id, token, "userId", "expiresAt") values (${clerk}, ${clerk}, ${clerk}, now())`.execute(
			db,
		);
		return (await people.findActorOfSession(db, ctx.committee, clerk, ctx))?.actor.mandates;
	}),
	'people/queries.ts findWritersChoices': without((db, ctx) => people.findWritersChoices(db, ctx), 'lin'),
	'people/queries.ts hasMandate': withIds((db, ctx, { assembly }) =>
		people.hasMandate(db, ctx, assembly.persons.lin, 'member'),
	),
	'people/queries.ts speaksFor': withIds((db, ctx, { assembly }) =>
		people.speaksFor(db, ctx, assembly.persons.bai, assembly.bodies.farmers),
	),
	'people/queries.ts listBodies': without((db, ctx) => people.listBodies(db, ctx, 'handling_unit')),
	'people/queries.ts listBodyNames': without((db, ctx) => people.listBodyNames(db, ctx)),
	'people/queries.ts listAssigners': without((db, ctx) => people.listAssigners(db, ctx)),
	'people/queries.ts listMembers': without((db, ctx) => people.listMembers(db, ctx)),
	'people/queries.ts findMembership': withIds((db, ctx, { assembly }) =>
		people.findMembership(db, ctx, assembly.persons.lin),
	),
	'people/queries.ts findCurrentSession': without((db, ctx) => people.findCurrentSession(db, ctx)),
	'people/queries.ts listSessions': without((db, ctx) => people.listSessions(db, ctx)),
	...intakeReads(withIds, without),
	...exportReads(withIds),
	'proposals/import/queries.ts listTerms': without((db, ctx) => imports.listTerms(db, ctx)),
	'proposals/import/queries.ts listPlenarySessions': without((db, ctx) => imports.listPlenarySessions(db, ctx)),
	'proposals/import/queries.ts listNamedBodies': without((db, ctx) =>
		imports.listNamedBodies(db, ctx, 'handling_unit', 'sector'),
	),
	'proposals/import/queries.ts listMembersEver': without((db, ctx) => imports.listMembersEver(db, ctx)),
	'proposals/import/queries.ts listFormerProposers': withIds((db, ctx, { assembly }) =>
		imports.listFormerProposers(db, ctx, [formerOf(assembly.committee.slug)]),
	),
	'proposals/import/queries.ts listStored': withIds((db, ctx, { assembly }) =>
		imports.listStored(db, ctx, [{ session_id: assembly.session_id, number_label: '1' }]),
	),
	'proposals/import/queries.ts listVoidNumbers': withIds((db, ctx, { series }) =>
		imports.listVoidNumbers(db, ctx, series),
	),
	'proposals/queries/awaited.ts listAwaited': without((db, ctx) => awaited.listAwaited(db, ctx), 'lin'),
	'proposals/queries/dossier.ts findDossier': withIds((db, ctx, { life }) =>
		dossier.findDossier(db, ctx, life.proposal),
	),
	'proposals/queries/facts.ts findSignature': withIds((db, ctx, { life }) =>
		facts.findSignature(db, ctx, life.signature),
	),
	'proposals/queries/facts.ts findEvaluation': withIds((db, ctx, { life }) =>
		facts.findEvaluation(db, ctx, life.evaluation),
	),
	'proposals/queries/facts.ts findNomination': withIds((db, ctx, { life }) =>
		facts.findNomination(db, ctx, life.nomination),
	),
	'proposals/queries/lapsing.ts listExpiredSignatures': without((db, ctx) =>
		lapsing.listExpiredSignatures(db, ctx, nobody, 50),
	),
	'proposals/queries/lapsing.ts listOverdueEvaluations': without((db, ctx) =>
		lapsing.listOverdueEvaluations(db, ctx, 'evaluation', nobody, 50),
	),
	'proposals/queries/lapsing.ts findOverdueEvaluation': withIds((db, ctx, { life }) =>
		lapsing.findOverdueEvaluation(db, ctx, life.evaluation),
	),
	'proposals/queries/lists.ts listProposals': withIds((db, ctx, { assembly }) =>
		lists.listProposals(db, ctx, { session_id: assembly.session_id }),
	),
	'proposals/queries/lists.ts countProposals': withIds((db, ctx, { assembly }) =>
		lists.countProposals(db, ctx, { session_id: assembly.session_id }),
	),
	'proposals/queries/lists.ts countSession': withIds((db, ctx, { assembly }) =>
		lists.countSession(db, ctx, assembly.session_id),
	),
	'proposals/queries/history.ts findHistory': withIds((db, ctx, { life }) =>
		history.findHistory(db, ctx, life.proposal),
	),
	'proposals/queries/merging.ts findHeir': withIds((db, ctx, { proposed }) => merging.findHeir(db, ctx, proposed)),
	'proposals/queries/merging.ts listMergeTargets': withIds((db, ctx, { life }) =>
		merging.listMergeTargets(db, ctx, life.proposal),
	),
	'proposals/queries/recipients.ts listProposers': withIds((db, ctx, { life }) =>
		recipients.listProposers(db, ctx, life.proposal),
	),
	'proposals/queries/recipients.ts listLeadProposers': withIds((db, ctx, { life }) =>
		recipients.listLeadProposers(db, ctx, life.proposal),
	),
	'proposals/queries/recipients.ts findSignatory': withIds((db, ctx, { life }) =>
		recipients.findSignatory(db, ctx, life.signature),
	),
	'proposals/queries/recipients.ts listEvaluators': withIds((db, ctx, { life }) =>
		recipients.listEvaluators(db, ctx, [life.evaluation]),
	),
	'proposals/queries/situation.ts findSituation': withIds((db, ctx, { life }) =>
		situation.findSituation(db, ctx, life.proposal),
	),
	'proposals/queries/texts.ts listReadableTexts': withIds((db, ctx, { life }) =>
		texts.listReadableTexts(db, ctx, [life.proposal]),
	),
	'proposals/queries/texts.ts listReadable': withIds((db, ctx, { life }) =>
		texts.listReadable(db, ctx, [life.proposal]),
	),
	'proposals/queries/texts.ts listSearchable': withIds((db, ctx, { life }) =>
		texts.listSearchable(db, ctx, [life.proposal]),
	),
	'search/queries.ts listMatches': without((db, ctx) =>
		search.listMatches(db, ctx, {
			stretch: { from: 0, to: 4096 },
			query: "'食堂'",
			ranking: "'食堂'",
			folded: '食堂',
			filter: {},
			limit: 20,
		}),
	),
	'search/queries.ts listNumbered': without((db, ctx) => search.listNumbered(db, ctx, { label: '1', alone: true }, {})),
	'search/saved/queries.ts listSaved': without((db, ctx) => saved.listSaved(db, ctx)),
	'similarity/queries.ts listCandidates': without((db, ctx) =>
		similarity.listCandidates(db, ctx, { terms: ['食堂'], limit: 20 }),
	),
	...similarityReads(withIds),
	...signInReads(withIds, without),
	...ledgerReads,
	...readingReads,
	'proposals/queries/writes.ts findMergeTarget': withIds((db, ctx, { proposed }) =>
		writes.findMergeTarget(db, ctx, proposed),
	),
};
