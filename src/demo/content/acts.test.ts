import { describe, expect, test } from 'vitest';
import { isWorkingDay } from './calendar.ts';
import type { Act, DemoContent, Proposal } from './content.ts';
import { demoContent } from './index.ts';
import { replayAll } from './replay.ts';

/** In summer, after the long holiday, at the turn of the year, in the spring festival, a week before the next summer. */
const days = ['2026-06-25', '2026-10-08', '2026-11-22', '2027-01-04', '2027-02-11', '2027-06-24', '2028-02-29'];

/** Who may do what, as the contract of the seven machines has it; unit acts are checked against the unit. */
const staff: Record<string, readonly string[]> = {
	give_back: ['proposal_clerk'],
	start_review: ['proposal_clerk', 'proposal_director'],
	admit: ['proposal_clerk', 'proposal_director'],
	decline: ['proposal_clerk', 'proposal_director'],
	merge: ['proposal_clerk', 'proposal_director'],
	propose_assignment: ['proposal_clerk', 'proposal_director'],
	order_rehandling: ['proposal_director'],
	reopen: ['proposal_director'],
	follow_up: ['proposal_clerk', 'proposal_director'],
	close: ['proposal_clerk', 'proposal_director'],
	publish: ['proposal_clerk'],
	publish_summary: ['proposal_clerk'],
	withhold: ['proposal_clerk'],
	write_gist: ['proposal_clerk'],
	mark_secret: ['proposal_director'],
	nominate: ['proposal_clerk', 'proposal_director'],
	shortlist: ['proposal_director'],
	'assignment.confirm': ['assigner'],
	'nomination.confirm': ['chair'],
	reassign: ['assigner'],
	refuse_return: ['assigner'],
	grant_extension: ['inspector'],
	check: ['inspector'],
	send_back: ['inspector'],
	verify: ['proposal_clerk', 'proposal_director'],
	acknowledge: ['unit_registrar', 'unit_drafter', 'unit_head'],
	request_return: ['unit_head'],
	request_extension: ['unit_head'],
	record_contact: ['unit_registrar', 'unit_drafter', 'unit_head'],
	give_opinion: ['unit_registrar', 'unit_drafter', 'unit_head'],
	draft_reply: ['unit_drafter'],
	revise: ['unit_drafter'],
	circulate: ['unit_drafter', 'unit_head'],
	countersign: ['unit_head'],
	disagree: ['unit_head'],
	'reply.sign': ['unit_head'],
	deliver: ['unit_registrar', 'unit_head'],
	report_progress: ['unit_drafter'],
	report_kept: ['unit_drafter'],
};

const byLead = ['invite', 'convert', 'object', 'withdraw'];
const bySubject = ['signature.sign', 'signature.decline', 'evaluation.give'];
const byOtherUnits = ['countersign', 'disagree'];

function mayDo(content: DemoContent, proposal: Proposal, { machine, action, actor, subject = '' }: Act): boolean {
	if (actor === 'system') return true;
	if (bySubject.includes(`${machine}.${action}`)) return actor === subject;
	if (byLead.includes(action)) return actor === proposal.leadProposer;
	if (action === 'submit') return actor === (proposal.enteredBy ?? proposal.leadProposer);
	const roles = staff[`${machine}.${action}`] ?? staff[action] ?? [];
	const mandates = content.mandates.filter(({ person, role }) => person === actor && roles.includes(role));
	const unit = subject.split('#')[0] ?? '';
	const isOfUnit = mandates.some(({ body }) => body === unit) || byOtherUnits.includes(action);
	return mandates.length > 0 && (!roles[0]?.startsWith('unit_') || isOfUnit);
}

const isOfMember = (machine: string, action: string) =>
	['signature', 'evaluation'].includes(machine) || [...byLead, 'submit'].includes(action);

describe.each(days)('on %s', (today) => {
	const content = demoContent(today);
	const told = replayAll(content.proposals);

	test('every act is one that its machine allows, and each story ends in the state that it was planned for', () => {
		expect(told.flatMap(({ mistakes }) => mistakes)).toEqual([]);
		for (const { proposal, states } of told) expect(states.get('proposal:'), proposal.key).toBe(proposal.fate.state);
	});

	test('acts follow each other in time, after the creation and before today', () => {
		for (const { key, acts, createdAt } of content.proposals) {
			const instants = acts.map(({ at }) => at);
			expect(instants, key).toEqual([...instants].sort());
			expect(createdAt < (instants[0] ?? today), key).toBe(true);
			expect((instants.at(-1) ?? createdAt) < today, key).toBe(true);
			for (const at of instants) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00$/);
		}
	});

	test('staff and units do nothing on a weekend or a holiday', () => {
		const resting = content.proposals.flatMap(({ key, acts }) =>
			acts
				.filter(({ actor, machine, action }) => actor !== 'system' && !isOfMember(machine, action))
				.filter(({ at }) => !isWorkingDay(at.slice(0, 10)))
				.map(({ at, action }) => `${key} ${action} ${at}`),
		);
		expect(resting).toEqual([]);
	});

	test('every act is done by someone who holds the role for it', () => {
		const strangers = content.proposals.flatMap((proposal) =>
			proposal.acts
				.filter((act) => !mayDo(content, proposal, act))
				.map(({ machine, action, actor }) => `${proposal.key} ${machine}.${action} ${actor}`),
		);
		expect(strangers).toEqual([]);
	});

	test('numbers are given without a gap in the order of admission', () => {
		for (const { key } of content.sessions) {
			const admitted = content.proposals
				.filter(({ session, number }) => session === key && number !== null)
				.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
			expect(admitted.map(({ number }) => number)).toEqual(admitted.map((_, index) => index + 1));
			const instants = admitted.map(({ acts }) => acts.find(({ action }) => action === 'admit')?.at ?? '');
			expect(instants).toEqual([...instants].sort());
			expect(new Set(instants.slice(0, 300)).size).toBe(Math.min(300, instants.length));
		}
	});

	test('the counts of the current session do not depend on the day', () => {
		const current = content.proposals.filter(({ session, fate }) => session === '10-5' && fate.state !== 'draft');
		expect(current).toHaveLength(412);
		expect(current.filter(({ number }) => number !== null)).toHaveLength(356);
		expect(current.filter(({ fate }) => fate.isOverdue)).toHaveLength(9);
		expect(current.find(({ title }) => title === '关于建立村级老年食堂长效运营机制的提案')?.number).toBe(128);
	});
});

describe('the stories', () => {
	const { proposals } = demoContent('2026-11-22');
	const told = replayAll(proposals);

	test('no reply is signed without every countersignature', () => {
		for (const { proposal, states, countersigned } of told) {
			for (const [unit, heads] of countersigned) {
				if (states.get(`reply:${unit}`) === 'circulated') continue;
				expect(heads.size, proposal.key).toBe(proposal.fate.coUnits.length);
			}
		}
	});

	test('no reply is circulated before the unit has met the proposers', () => {
		for (const { key, acts } of proposals) {
			const circulated = acts.findIndex(({ action }) => action === 'circulate');
			const met = acts.findIndex(({ action }) => action === 'record_contact');
			if (circulated >= 0) expect(met >= 0 && met < circulated, key).toBe(true);
		}
	});

	test('an answer of class B promises something by a day, others promise nothing', () => {
		for (const { acts } of proposals) {
			for (const { input } of acts.filter(({ action }) => action === 'revise')) {
				const promises = Array.isArray(input?.['promises']) ? input['promises'] : [];
				if (input?.['result_class'] !== 'B') expect(promises).toHaveLength(0);
			}
		}
		const promising = proposals.filter(({ fate }) => fate.resultClass === 'B');
		for (const { acts, key } of promising) {
			const last = acts.findLast(({ action }) => action === 'revise')?.input?.['promises'];
			expect(Array.isArray(last) && (acts.some(({ action }) => action === 'deliver') || last.length > 0), key).toBe(
				true,
			);
		}
	});

	test('nobody is dissatisfied without saying why', () => {
		const unhappy = proposals.flatMap(({ acts }) => acts.filter(({ input }) => input?.['result'] === 'dissatisfied'));
		expect(unhappy.length).toBeGreaterThan(20);
		for (const { input } of unhappy) expect(input?.['text']).toMatch(/.{10,}/);
	});

	test('a second round is ordered only when someone was dissatisfied', () => {
		for (const { acts, key } of proposals) {
			const ordered = acts.findIndex(({ action }) => action === 'order_rehandling');
			const ratings = acts.slice(0, ordered).filter(({ input }) => input?.['result'] === 'dissatisfied');
			if (ordered >= 0) expect(ratings.length, key).toBeGreaterThan(0);
		}
	});

	test('a proposal is closed only when every promise is settled', () => {
		for (const { proposal, states } of told.filter(({ proposal }) => proposal.fate.state === 'closed')) {
			const open = [...states].filter(([child, state]) => child.startsWith('commitment:') && state !== 'kept');
			expect(open, proposal.key).toEqual([]);
		}
	});

	test('what is merged goes into a numbered proposal of the same session and matter', () => {
		const byKey = new Map(proposals.map((proposal) => [proposal.key, proposal]));
		const merged = proposals.filter(({ fate }) => fate.state === 'merged');
		expect(merged.length).toBe(20);
		for (const { acts, session, topic, leadProposer } of merged) {
			const main = byKey.get(String(acts.find(({ action }) => action === 'merge')?.input?.['into_id']));
			expect(main?.number).not.toBeNull();
			expect([main?.session, main?.topic]).toEqual([session, topic]);
			expect(main?.acts.some(({ machine, subject }) => machine === 'evaluation' && subject === leadProposer)).toBe(
				true,
			);
		}
	});
});
