import { expect, test } from 'vitest';
import type { Proposal } from './content.ts';
import { demoContent } from './index.ts';
import { topics } from './proposals/topics.ts';

const today = '2026-11-22';
const content = demoContent(today);
const current = content.proposals.filter(({ session, fate }) => session === '10-5' && fate.state !== 'draft');

const inState = (proposals: readonly Proposal[], ...states: string[]) =>
	proposals.filter(({ fate }) => states.includes(fate.state));
const textOf = ({ situation, analysis, suggestions }: Proposal) => situation + analysis + suggestions;

test('the county has 603 proposals in three plenary sessions, 412 of them in the current one', () => {
	expect(content.proposals).toHaveLength(603);
	expect(content.sessions.map(({ name }) => name)).toEqual(['十届三次会议', '十届四次会议', '十届五次会议']);
	expect(current).toHaveLength(412);
	expect(content.proposals.filter(({ session }) => session === '10-3')).toHaveLength(90);
	expect(content.proposals.filter(({ session }) => session === '10-4')).toHaveLength(95);
	expect(current.filter(({ period }) => period === 'between_sessions')).toHaveLength(60);
});

test('of the current 412 proposals 356 were admitted, 301 are answered and 55 in hand, 9 of them overdue', () => {
	const answered = inState(current, 'answered', 'rated', 'follow_up', 'closed');
	const inHand = inState(current, 'admitted', 'assigned');
	expect(answered).toHaveLength(301);
	expect(inHand).toHaveLength(55);
	expect(current.filter(({ number }) => number !== null)).toHaveLength(356);
	expect(inHand.filter(({ fate }) => fate.isOverdue)).toHaveLength(9);
});

test('the followed-up answers of the current session hold 83 promises, 29 of them kept', () => {
	const followed = inState(current, 'follow_up');
	const promises = followed.flatMap(({ acts }) => {
		const last = acts.findLast(({ action }) => action === 'revise')?.input?.['promises'];
		return Array.isArray(last) ? last : [];
	});
	const kept = followed.flatMap(({ acts }) => acts.filter(({ action }) => action === 'verify'));
	expect(promises).toHaveLength(83);
	expect(kept).toHaveLength(29);
});

test('the earlier sessions are closed but for nine that are still followed up', () => {
	const earlier = content.proposals.filter(({ session }) => session !== '10-5');
	expect(inState(earlier, 'follow_up')).toHaveLength(9);
	expect(inState(earlier, 'closed')).toHaveLength(145);
	expect(inState(earlier, 'draft', 'submitted', 'under_review', 'admitted', 'assigned', 'answered')).toHaveLength(0);
});

test('a proposal stands in every state of the life', () => {
	expect(new Set(content.proposals.map(({ fate }) => fate.state))).toEqual(
		new Set([
			...['draft', 'submitted', 'returned', 'under_review', 'withdrawn', 'declined', 'converted', 'merged'],
			...['admitted', 'assigned', 'answered', 'rated', 'follow_up', 'closed'],
		]),
	);
	expect(new Set(inState(current, 'assigned').map(({ fate }) => fate.stage))).toEqual(
		new Set([
			...['assigned', 'acknowledged', 'return_requested', 'handling'],
			...['drafted', 'circulated', 'countersigned', 'signed', 'sent_back', 'checked'],
		]),
	);
});

test('every reason of the catalogue has declined a proposal', () => {
	const given = content.proposals.flatMap(({ acts }) =>
		acts.filter(({ action }) => action === 'decline').map(({ input }) => input?.['reason_code']),
	);
	expect(new Set(given.filter((code) => typeof code === 'string'))).toEqual(
		new Set(content.declineReasons.map(({ code }) => code)),
	);
});

test('at least sixty matters were written by hand, and no title or text is used twice', () => {
	expect(topics.length).toBeGreaterThanOrEqual(60);
	expect(new Set(content.proposals.map(({ topic }) => topic)).size).toBeGreaterThanOrEqual(60);
	expect(new Set(content.proposals.map(({ title }) => title)).size).toBe(603);
	expect(new Set(content.proposals.map(textOf)).size).toBe(603);
	expect(new Set(content.proposals.map(({ situation }) => situation)).size).toBe(603);
});

test('every title is a 关于…的提案 and every text is 500 to 1,200 characters in three parts', () => {
	for (const proposal of content.proposals.filter(({ fate }) => fate.state !== 'draft')) {
		expect(proposal.title).toMatch(/^关于.{4,32}的提案$/);
		const isEmpty = proposal.acts.some(({ input }) => input?.['reason_code'] === '10');
		expect(textOf(proposal).length, proposal.title).toBeGreaterThanOrEqual(isEmpty ? 300 : 500);
		expect(textOf(proposal).length, proposal.title).toBeLessThanOrEqual(1200);
		for (const part of [proposal.situation, proposal.analysis, proposal.suggestions])
			expect(part.length).toBeGreaterThan(40);
	}
	const lengths = content.proposals.map((proposal) => textOf(proposal).length).sort((a, b) => a - b);
	expect((lengths.at(-40) ?? 0) - (lengths[40] ?? 0)).toBeGreaterThan(300);
});

test('no placeholder, choice or space beside a number is left in what people read', () => {
	const sentences = content.proposals.flatMap((proposal) => [
		...[proposal.title, proposal.situation, proposal.analysis, proposal.suggestions],
		...proposal.acts.flatMap(({ input }) => Object.values(input ?? {}).filter((value) => typeof value === 'string')),
	]);
	for (const sentence of sentences) {
		expect(sentence).not.toMatch(/[{}[\]|]|undefined|NaN/);
		expect(sentence).not.toMatch(/[\u4e00-\u9fff] \d|\d [\u4e00-\u9fff]/);
	}
});

test('one in ten proposals is collective, a third joint with one to six co-proposers', () => {
	const collective = current.filter(({ organisation }) => organisation !== null);
	const joint = current.filter(({ kind }) => kind === 'joint');
	expect(collective.length / current.length).toBeGreaterThan(0.07);
	expect(collective.length / current.length).toBeLessThan(0.14);
	expect(joint.length / current.length).toBeGreaterThan(0.28);
	expect(joint.length / current.length).toBeLessThan(0.42);
	for (const { invited } of joint) expect(invited.length).toBeGreaterThanOrEqual(1);
	for (const { invited } of joint) expect(invited.length).toBeLessThanOrEqual(6);
});

test('results are rated as in a county that does its work, the work itself a little better', () => {
	const given = content.proposals.flatMap(({ acts }) => acts.filter(({ action }) => action === 'give'));
	const share = (field: string, word: string) =>
		given.filter(({ input }) => input?.[field] === word).length / given.length;
	expect(share('result', 'satisfied')).toBeGreaterThan(0.72);
	expect(share('result', 'satisfied')).toBeLessThan(0.86);
	expect(share('result', 'dissatisfied')).toBeGreaterThan(0.03);
	expect(share('result', 'dissatisfied')).toBeLessThan(0.08);
	expect(share('work', 'satisfied')).toBeGreaterThan(share('result', 'satisfied'));
});

test('the same day gives the same content, another day of the year the same people', () => {
	expect(demoContent(today)).toEqual(content);
	expect(demoContent('2026-09-01').persons).toEqual(content.persons);
});

test('the whole content is made in less than a second and a half', () => {
	const times = [1, 2, 3].map(() => {
		const start = performance.now();
		demoContent(today);
		return performance.now() - start;
	});
	expect(Math.min(...times)).toBeLessThan(1500);
});
