import { expect, test } from 'vitest';
import { addDays, addMonths } from './calendar.ts';
import type { Proposal } from './content.ts';
import { demoContent } from './index.ts';
import { replayAll } from './replay.ts';

const today = '2026-11-22';
const content = demoContent(today);
const told = replayAll(content.proposals);

/** The proposals of which some child stands in a state: ('reply:unit-civil-affairs', 'signed'). */
const where = (child: string, ...states: string[]) =>
	told.filter((one) => states.includes(one.states.get(child) ?? '')).map(({ proposal }) => proposal);
const inState = (...states: string[]) => content.proposals.filter(({ fate }) => states.includes(fate.state));
const lastAct = (proposal: Proposal, action: string) => proposal.acts.findLast((act) => act.action === action);
const confirmedOn = (proposal: Proposal) => (lastAct(proposal, 'confirm')?.at ?? '').slice(0, 10);

test('许知微 has a draft, an invitation of 顾望川, an answer to rate and a promise to watch', () => {
	expect(inState('draft').filter(({ leadProposer }) => leadProposer === 'xuzhiwei')).toHaveLength(1);
	expect(where('signature:xuzhiwei', 'invited').map(({ leadProposer }) => leadProposer)).toContain('guwangchuan');
	expect(where('evaluation:xuzhiwei', 'open').map(({ title }) => title)).toContain(
		'关于给望山镇茶农开办雨季气象短信的提案',
	);
	const canteen = inState('follow_up').find(({ number, session }) => number === 128 && session === '10-5');
	expect(canteen?.leadProposer).toBe('xuzhiwei');
	expect(canteen?.acts.filter(({ action }) => action === 'verify')).toHaveLength(1);
});

test('顾望川 waits for two signatures and has an answer to rate', () => {
	const draft = inState('draft').find(({ leadProposer }) => leadProposer === 'guwangchuan');
	expect(draft?.invited).toHaveLength(3);
	expect(where('evaluation:guwangchuan', 'open').length).toBeGreaterThan(0);
});

test('the clerk has eleven to examine, five to assign and promises reported as kept', () => {
	expect(inState('submitted')).toHaveLength(11);
	expect(inState('under_review')).toHaveLength(4);
	expect(inState('returned')).toHaveLength(2);
	expect(inState('admitted')).toHaveLength(5);
	const reported = told.flatMap(({ states }) => [...states.values()].filter((state) => state === 'reported'));
	expect(reported.length).toBeGreaterThanOrEqual(3);
});

test('the submitted ones came in during the last week', () => {
	for (const proposal of inState('submitted')) {
		expect((lastAct(proposal, 'submit')?.at ?? '') > addDays(today, -7)).toBe(true);
	}
});

test('the director has answers to close, promises to follow and discontent to decide on', () => {
	const rated = inState('rated');
	expect(rated).toHaveLength(12);
	const unhappy = rated.filter(({ acts, fate }) => {
		const round = acts.slice(acts.findLastIndex(({ action }) => action === 'answer'));
		return fate.state === 'rated' && round.some(({ input }) => input?.['result'] === 'dissatisfied');
	});
	expect(unhappy).toHaveLength(3);
	expect(rated.filter(({ fate }) => fate.resultClass === 'B').length).toBeGreaterThanOrEqual(3);
});

test('the two offices have assignments to confirm and the government office two returns to decide', () => {
	const proposed = inState('admitted').filter(({ acts }) => acts.some(({ action }) => action === 'propose_assignment'));
	const offices = proposed.map((proposal) => lastAct(proposal, 'propose_assignment')?.input?.['assigner_id']);
	expect(offices.filter((office) => office === 'assigner-government-office')).toHaveLength(3);
	expect(offices.filter((office) => office === 'assigner-party-office')).toHaveLength(1);
	const returns = inState('assigned').filter(({ fate }) => fate.stage === 'return_requested');
	expect(returns).toHaveLength(2);
	for (const proposal of returns) expect(lastAct(proposal, 'confirm')?.actor).toBe('jiangxubai');
});

test('县民政局 has matters to acknowledge, to talk over, to draft, to sign and to mend', () => {
	const leading = (stage: string) =>
		inState('assigned').filter(({ fate }) => fate.stage === stage && fate.leadUnits.includes('unit-civil-affairs'));
	for (const stage of ['assigned', 'acknowledged', 'handling', 'countersigned']) {
		expect(leading(stage).length, stage).toBeGreaterThanOrEqual(2);
	}
	for (const stage of ['drafted', 'signed', 'sent_back', 'checked']) {
		expect(leading(stage).length, stage).toBeGreaterThanOrEqual(1);
	}
});

test('县财政局 has opinions to give, late ones among them, and letters to countersign', () => {
	const asked = where('assignment:unit-finance', 'acknowledged').filter(({ fate }) => fate.stage === 'handling');
	const due = asked.map((proposal) => addMonths(confirmedOn(proposal), 1));
	expect(due.filter((day) => day < today).length).toBeGreaterThanOrEqual(1);
	expect(due.filter((day) => day >= today && day <= addDays(today, 7)).length).toBeGreaterThanOrEqual(1);
	const waiting = inState('assigned').filter(
		({ fate, acts }) =>
			fate.stage === 'circulated' &&
			fate.coUnits.includes('unit-finance') &&
			!acts.some(({ action, actor }) => action === 'countersign' && actor === 'qinshouzhuo'),
	);
	expect(waiting.length).toBeGreaterThanOrEqual(3);
});

test('the inspection office has six replies to check and an extension to decide', () => {
	expect(inState('assigned').filter(({ fate }) => fate.stage === 'signed')).toHaveLength(6);
	const asking = inState('assigned').filter(
		({ acts }) =>
			acts.some(({ action }) => action === 'request_extension') &&
			!acts.some(({ action }) => action === 'grant_extension'),
	);
	expect(asking.length).toBeGreaterThanOrEqual(1);
});

test('some replies are due in the coming week', () => {
	const soon = inState('assigned').filter(
		({ fate }) => fate.replyDueOn !== null && fate.replyDueOn >= today && fate.replyDueOn <= addDays(today, 7),
	);
	expect(soon.length).toBeGreaterThanOrEqual(8);
});

test('the chair has excellent proposals to confirm, the party contact something at every stage', () => {
	expect(where('nomination:excellent', 'shortlisted').length).toBeGreaterThanOrEqual(2);
	const own = content.proposals.filter(({ leadProposer, kind }) => leadProposer === 'sujianwei' && kind === 'party');
	expect(own.map(({ fate }) => fate.state)).toEqual(expect.arrayContaining(['draft', 'assigned', 'answered']));
	for (const { organisation } of own) expect(organisation).toBe('party-league');
});
