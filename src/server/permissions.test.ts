import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/database.ts';
import { connect, openDatabase, type Trx } from './core/database.ts';
import { mayBy } from './core/grant.ts';
import { machineNamed } from './core/machine.ts';
import { permissions, reading } from './permissions.ts';
import { findDossier } from './proposals/queries/dossier.ts';
import { seedSmallAssembly, type PersonName, type SmallAssembly } from './testing/assembly.ts';
import { fullLife, type FullLife } from './testing/full-life.ts';
import { appoint } from './testing/stage.ts';

let assembly: SmallAssembly;
let life: FullLife;
let close: () => Promise<void>;
beforeAll(async () => {
	const database = await freshDatabase();
	const connection = connect(database.appUrl, 4);
	assembly = await seedSmallAssembly(openDatabase(connection));
	await appoint(assembly, 'bai', 'organisation_contact', 'farmers');
	life = await fullLife(assembly);
	close = async () => {
		await connection.end();
		await database.drop();
	};
});
afterAll(() => close());

/**
 * Lin leads, Gu has signed, Bai is another member and the contact of a body; civil affairs (registrar, drafter, head) leads, finance helps,
 * transport has no part. Each answer was written by hand from the line of domain.md that stands beside it, not from the code.
 */
const answers: [who: PersonName | 'public', act: string, may: boolean, from: string][] = [
	['lin', 'proposal.create', true, '2.1.3 create: member'],
	['clerk', 'proposal.create_on_behalf', true, '2.1.3 create: or clerk on the member’s behalf'],
	['drafter', 'proposal.create_on_behalf', false, '2.1.9 paper form: never by the unit'],
	['lin', 'proposal.invite', true, '2.1.3 invite: lead'],
	['gu', 'proposal.invite', false, '2.1.3 invite: lead'],
	['gu', 'signature.sign', true, '2.1.3 each invitee signs personally'],
	['lin', 'signature.sign', false, '2.1.3 each invitee signs personally'],
	['clerk', 'signature.sign', false, '2.1.3 each invitee signs personally'],
	['lin', 'signature.cancel', true, '2.1.3 a wrong invitation can be cancelled'],
	['gu', 'proposal.submit', false, '2.1.3 submit: lead'],
	['clerk', 'proposal.give_back', true, '2.1.3 return for correction: clerk'],
	['inspector', 'proposal.give_back', false, '2.1.3 return for correction: clerk'],
	['lin', 'proposal.withdraw', true, '2.1.3 withdraw: lead'],
	['gu', 'proposal.withdraw', false, '2.1.3 withdraw: lead'],
	['clerk', 'proposal.withdraw', false, '2.1.3 withdraw: lead'],
	['director', 'proposal.consent_to_withdrawal', true, '2.1.3 after filing with consent of the proposal committee'],
	['lin', 'proposal.consent_to_withdrawal', false, '2.1.3 after filing with consent of the proposal committee'],
	['clerk', 'proposal.admit', true, '2.1.3 file: proposal committee'],
	['chair', 'proposal.admit', false, '2.1.3 file: proposal committee'],
	['head', 'proposal.decline', false, '2.1.3 decline: proposal committee'],
	['lin', 'proposal.convert', true, '2.1.3 convert: with the proposer’s consent'],
	['clerk', 'proposal.convert', false, '2.1.3 convert: with the proposer’s consent'],
	['lin', 'proposal.object', true, '2.1.3 object: proposer'],
	['clerk', 'proposal.merge', true, '2.1.3 merge: proposal committee'],
	['assigner', 'proposal.propose_assignment', false, '2.1.3 propose assignment: proposal committee'],
	['assigner', 'assignment.confirm', true, '2.1.3 confirm: party office / government office'],
	['clerk', 'assignment.confirm', false, '2.1.3 confirm: party office / government office'],
	['registrar', 'assignment.acknowledge', true, '2.1.1 handling unit: 办公室 registers'],
	['transport_head', 'assignment.acknowledge', false, '2.1.3 acknowledge: unit'],
	['head', 'assignment.request_return', true, '2.1.3 request return: with leader’s signature'],
	['drafter', 'assignment.request_return', false, '2.1.3 request return: with leader’s signature'],
	['assigner', 'assignment.reassign', true, '2.1.3 approve, reassign: assigner'],
	['head', 'assignment.reassign', false, '2.1.3 no passing on to another unit by itself'],
	['drafter', 'assignment.record_contact', true, '2.1.3 first contact: lead unit'],
	['finance_head', 'assignment.record_contact', false, '2.1.3 co-unit never answers the proposer itself'],
	['finance_head', 'co assignment.give_opinion', true, '2.1.3 give co-opinion: co-unit'],
	['head', 'co assignment.give_opinion', false, '2.1.3 give co-opinion: co-unit'],
	['inspector', 'assignment.grant_extension', true, '2.1.3 request extension: consent of inspection office'],
	['head', 'assignment.grant_extension', false, '2.1.3 request extension: consent of inspection office'],
	['finance_head', 'reply.countersign', true, '2.1.3 countersign: co-units'],
	['transport_head', 'reply.countersign', false, '2.1.3 countersign: co-units'],
	['head', 'reply.sign', true, '2.1.1 handling unit: 分管领导 signs'],
	['drafter', 'reply.sign', false, '2.1.1 handling unit: 分管领导 signs'],
	['inspector', 'reply.check', true, '2.1.3 check: inspection office'],
	['head', 'reply.check', false, '2.1.3 check: inspection office'],
	['registrar', 'reply.deliver', true, '2.1.3 deliver: lead unit'],
	['finance_head', 'reply.deliver', false, '2.1.3 co-unit never answers the proposer itself'],
	['lin', 'evaluation.give', true, '2.1.3 evaluate: proposer'],
	['gu', 'evaluation.give', false, 'first lines: a rating belongs to the person who gives it'],
	['head', 'evaluation.give', false, 'first lines: never entered by the rated side'],
	['clerk', 'evaluation.give', false, 'first lines: a rating belongs to the person who gives it'],
	['director', 'proposal.order_rehandling', true, '2.1.3 order re-handling: proposal committee'],
	['lin', 'proposal.order_rehandling', false, '2.1.3 order re-handling: proposal committee'],
	['clerk', 'proposal.close', true, '2.1.3 conclude: proposal committee'],
	['head', 'proposal.close', false, '2.1.3 conclude: proposal committee'],
	['director', 'proposal.mark_secret', true, '2.1.3 mark secret: proposal committee'],
	['director', 'proposal.reopen', true, '2.1.3 reopen: proposal committee'],
	['drafter', 'commitment.report_kept', true, '2.1.3 report progress: unit'],
	['drafter', 'commitment.verify', false, '2.1.3 follow-up: proposal committee'],
	['clerk', 'commitment.verify', true, '2.1.3 follow-up: proposal committee'],
	['clerk', 'proposal.nominate', true, '2.1.7 nominate: proposal committee'],
	['bai', 'proposal.nominate', true, '2.1.7 nominate: special committees, parties'],
	['lin', 'proposal.nominate', false, '2.1.7 nominate: special committees, parties'],
	['chair', 'nomination.confirm', true, '2.1.7 confirm: chairs’ council'],
	['director', 'nomination.confirm', false, '2.1.7 confirm: chairs’ council'],
	['inspector', 'proposal.publish', false, '2.18 CPPCC publishes'],
	['administrator', 'proposal.admit', false, '2.1.1 no actor of the proposal’s life'],
	['administrator', 'read internal', false, '2.18 internal: party, staff, named units'],
	['public', 'read members', false, '2.18 classes: members'],
	['public', 'read public', true, '2.18 classes: public'],
	['bai', 'read members', true, '2.18 classes: members'],
	['bai', 'read internal', false, '2.18 internal: party, staff, named units'],
	['chair', 'read internal', true, '2.18 internal: party, staff, named units'],
	['drafter', 'read restricted', true, '2.1.9 secret: only named persons'],
	['clerk', 'read restricted', false, '2.1.9 secret: only named persons'],
	['transport_head', 'read restricted', false, '2.1.9 secret: only named persons'],
];

async function answer(who: PersonName | 'public', wanted: string): Promise<boolean> {
	const ctx = await assembly.as(who);
	const [first = '', second = ''] = wanted.split(' ');
	if (first === 'read') {
		const relations = (await findDossier(ctx.db, ctx, life.proposal))?.relations ?? [];
		return mayBy(reading[second] ?? [], ctx.actor, relations);
	}
	const [name = '', action = ''] = (second || first).split('.');
	const grant = permissions[name]?.[action] ?? [];
	const id = first === 'co' ? life.co_assignment : life[name as keyof FullLife];
	const row = await machineNamed(name)?.find(ctx.db as Trx, ctx, id);
	return action.startsWith('create')
		? mayBy(grant, ctx.actor, [])
		: row !== undefined && mayBy(grant, ctx.actor, row.relations);
}

test.each(answers)('%s, %s: %s (domain.md %s)', async (who, act, may) => {
	expect(await answer(who, act)).toBe(may);
});
