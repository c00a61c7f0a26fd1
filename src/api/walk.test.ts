import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#server/core/id.ts';
import type { PersonName } from '#server/testing/assembly.ts';
import { openApiHouse, type ApiHouse } from './testing/caller.ts';
import { walkerOf } from './testing/walker.ts';

/** One life by API alone: each test is the next chapter of the same proposal. */
let house: ApiHouse;
let walker: ReturnType<typeof walkerOf>;
let id = '';
const part = { signature: '', lead: '', co: '', reply: '', promise: '' };
beforeAll(async () => {
	house = await openApiHouse();
	walker = walkerOf(house);
});
afterAll(() => house.close());

const draft = {
	title: '关于建立村级老年食堂长效运营机制的提案',
	situation: '全县63个村办起老年食堂，半数在冬天停伙。',
	analysis: '缺固定补助，缺做饭的人。',
	suggestions: '按就餐人次补助，由县财政列支。',
	category: 'livelihood',
};
/** Words that must not reach the units while the proposal is open. */
const opinions = { lin: '林委员的真心话：答得不错', gu: '顾委员的真心话：还要看落实' };
const act = (who: PersonName, machine: string, on: string, action: string, input: object = {}) =>
	walker.act(who, machine, id, on, action, input);
const tried = (who: PersonName, machine: string, on: string, action: string, input: object = {}) =>
	walker.tried(who, machine, id, on, action, input);
const onProposal = (who: PersonName, action: string, input: object = {}) => act(who, 'proposal', id, action, input);
const notHis = '403 refusal.not_permitted';
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

test('a member begins a draft; the same key sent twice is one draft', async () => {
	const headers = { 'idempotency-key': newId() };
	const [first, again] = await Promise.all([1, 2].map(() => walker.ask('lin', 'POST', '/proposals', draft, headers)));
	expect(first?.status, first?.text).toBe(201);
	expect(again?.json).toEqual(first?.json);
	id = first?.json.id;
	expect(first?.headers.get('location')).toBe(`/api/v1/committees/test/proposals/${id}`);
	expect((await walker.view('lin', id)).text).toEqual({
		situation: draft.situation,
		analysis: draft.analysis,
		suggestions: draft.suggestions,
	});
	expect((await walker.ask('lin', 'GET', '/proposals?own=true')).json).toMatchObject({
		total: 1,
		next: null,
		rows: [{ id, title: draft.title }],
	});
});

test('a draft is its writer’s: to everybody else it is unknown', async () => {
	const post = async (who: PersonName | 'public', path: string, action = 'submit') =>
		(await walker.ask(who, 'POST', `${path}/transitions`, { action, version: 1 })).status;
	for (const who of ['public', 'gu', 'clerk', 'chair', 'head'] as const)
		expect((await walker.ask(who, 'GET', `/proposals/${id}`)).status, who).toBe(404);
	expect(await post('gu', `/proposal/${id}`)).toBe(404);
	expect(await post('public', `/proposal/${id}`)).toBe(401);
	for (const unknown of [newId(), 'nobody', '%00', '..%2f'])
		expect((await walker.ask('lin', 'GET', `/proposals/${unknown}`)).status, unknown).toBe(404);
	expect(await post('lin', `/proposal/${newId()}`)).toBe(404);
	expect(await post('lin', `/constructor/${id}`)).toBe(404);
	for (const act of ['no_such_act', 'constructor', '__proto__'])
		expect(await post('lin', `/proposal/${id}`, act)).toBe(404);
});

test('a co-proposer is found by name, invited, and signs in person before the proposal can be submitted', async () => {
	const found = (await walker.ask('lin', 'GET', '/members?name=gu')).json.rows;
	expect(found.map((one: { name: string }) => one.name)).toEqual(['gu']);
	await onProposal('lin', 'invite', { person_id: found[0].id });
	expect(await tried('lin', 'proposal', id, 'submit')).toBe('422 proposal.invite_unanswered@signatures');
	part.signature = (await walker.view('gu', id)).signers[0]?.id ?? '';
	expect(await tried('lin', 'signature', part.signature, 'sign')).toBe(notHis);
	await act('gu', 'signature', part.signature, 'sign', { opinion: '同意' });
	await onProposal('lin', 'submit');
});

test('the member may no longer submit: 409 says what would be possible; a stale version gets the proposal as it is now', async () => {
	const again = await walker.attempt('lin', 'proposal', id, id, 'submit');
	expect(again).toMatchObject({ status: 409, json: { kind: 'wrong_moment', possible: ['withdraw'] } });
	const stale = await walker.ask('lin', 'POST', `/proposal/${id}/transitions`, { action: 'withdraw', version: 1 });
	expect(stale).toMatchObject({
		status: 409,
		json: { kind: 'changed_meanwhile', current: { id, title: draft.title, state: 'submitted', audience: 'proposer' } },
	});
	const blind = await walker.ask('lin', 'POST', `/proposal/${id}/transitions`, { action: 'withdraw' });
	expect(blind).toMatchObject({ status: 422, json: { errors: [{ field: 'version', code: 'refusal.field_missing' }] } });
});

test('the clerk examines; whoever is not of the committee is told that it is not his to do', async () => {
	expect((await walker.ask('clerk', 'GET', '/work')).json.rows).toMatchObject([
		{ id, state: 'submitted', holder_is_me: true },
	]);
	await onProposal('clerk', 'start_review');
	const admit = (who: PersonName, input: object) => tried(who, 'proposal', id, 'admit', input);
	for (const who of ['lin', 'chair'] as const) expect(await admit(who, { category: 'livelihood' }), who).toBe(notHis);
	expect(await admit('clerk', { category: 'astrology' })).toBe('422 proposal.category_unknown@category');
	expect(await admit('clerk', {})).toBe('422 refusal.field_missing@category');
});

test('two clerks admit at once: one number is given, the other clerk is told and shown what is now', async () => {
	const { version } = await walker.view('clerk', id);
	const body = { action: 'admit', version, category: 'livelihood' };
	const answers = await Promise.all(
		(['clerk', 'director'] as const).map((who) => walker.ask(who, 'POST', `/proposal/${id}/transitions`, body)),
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
	expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({
		kind: 'changed_meanwhile',
		current: { state: 'admitted', number_label: '平001' },
	});
	expect(await house.db.selectFrom('number_given').select(['number', 'matter_id', 'state']).execute()).toEqual([
		{ number: 1, matter_id: id, state: 'given' },
	]);
});

test('units are chosen from the catalogue, proposed by the clerk and confirmed by the assigner', async () => {
	const { json: catalogues } = await walker.ask('clerk', 'GET', '/catalogues');
	const named = (name: string) => catalogues.handling_units.find((one: { name: string }) => one.name === name).id;
	const units = {
		handling: 'joint',
		lead_unit_ids: [named('civil_affairs')],
		co_unit_ids: [named('finance')],
		assigner_id: catalogues.assigners[0].id,
	};
	const propose = (other: object) => tried('clerk', 'proposal', id, 'propose_assignment', { ...units, ...other });
	expect(await propose({ lead_unit_ids: [newId()] })).toBe('422 assignment.unknown_unit@lead_unit_ids');
	expect(await propose({ assigner_id: newId() })).toBe('422 assignment.unknown_assigner@assigner_id');
	await onProposal('clerk', 'propose_assignment', units);
	expect((await walker.ask('head', 'GET', `/proposals/${id}`)).status).toBe(404);
	const { assignments } = await walker.view('assigner', id);
	part.lead = assignments.find((one) => one.role === 'lead')?.id ?? '';
	part.co = assignments.find((one) => one.role === 'co')?.id ?? '';
	expect(await tried('clerk', 'assignment', part.lead, 'confirm')).toBe(notHis);
	await act('assigner', 'assignment', part.lead, 'confirm');
	await act('assigner', 'assignment', part.co, 'confirm');
	expect((await walker.view('lin', id)).state).toBe('assigned');
});

test('the lead unit takes it on, meets the member and drafts; a reply without a contact does not go round', async () => {
	const taps = { 'idempotency-key': newId() };
	const [first, again] = await Promise.all(
		[1, 2].map(() => walker.attempt('registrar', 'assignment', id, part.lead, 'acknowledge', {}, taps)),
	);
	expect(first?.status, first?.text).toBe(200);
	expect(again?.json).toEqual(first?.json);
	const { timeline } = await walker.view('clerk', id);
	expect(timeline.filter((entry) => entry.act === 'assignment.acknowledge')).toHaveLength(1);
	const contact = { stage: 'before', mode: 'visit', on: today(), place: '龙潭村食堂', note: '当面商量' };
	const other = await walker.attempt('registrar', 'assignment', id, part.lead, 'record_contact', contact, taps);
	expect(other.json).toMatchObject({ status: 422, errors: [{ code: 'refusal.key_used_before' }] });
	await act('finance_head', 'assignment', part.co, 'acknowledge');
	expect(await tried('finance_head', 'assignment', part.lead, 'record_contact', contact)).toBe(notHis);
	await act('drafter', 'assignment', part.lead, 'record_contact', contact);
	await act('finance_head', 'assignment', part.co, 'give_opinion', { opinion: '同意按人次补助' });
	await act('drafter', 'assignment', part.lead, 'draft_reply');
	part.reply = (await walker.view('drafter', id)).replies[0]?.id ?? '';
	expect((await walker.view('lin', id)).replies).toEqual([]);
	expect(await tried('drafter', 'reply', part.reply, 'circulate')).toBe(
		'422 reply.body_missing@body reply.class_missing@result_class reply.contact_person_missing@contact_name',
	);
});

test('a reply is countersigned, signed, checked and delivered, in this order only; a class B answer promises', async () => {
	const answer = {
		body: '同意按就餐人次补助。',
		result_class: 'B',
		contact_name: '社区治理科',
		contact_phone: '0000-8812367',
	};
	await act('drafter', 'reply', part.reply, 'revise', answer);
	expect(await tried('drafter', 'reply', part.reply, 'circulate')).toBe('422 reply.promise_missing@promises');
	await act('drafter', 'reply', part.reply, 'revise', {
		...answer,
		promises: [{ text: '印发补助办法', due_on: today() }],
	});
	await act('drafter', 'reply', part.reply, 'circulate');
	const letter = { letter_no: '云民函〔2026〕37号' };
	expect(await tried('head', 'reply', part.reply, 'sign', letter)).toBe('409 refusal.wrong_moment');
	await act('finance_head', 'reply', part.reply, 'countersign');
	await act('head', 'reply', part.reply, 'sign', letter);
	await act('inspector', 'reply', part.reply, 'check');
	await act('registrar', 'reply', part.reply, 'deliver');
	expect(await walker.view('lin', id)).toMatchObject({ state: 'answered', result_class: 'B', replies: [letter] });
});

test('every proposer rates for himself; nobody for another, and the unit never', async () => {
	const good = { contact: 'visited', hearing: 'visit', to_the_point: 'yes', work: 'satisfied', result: 'satisfied' };
	const seen = (await walker.view('clerk', id)).evaluations;
	expect(seen).toHaveLength(2);
	for (const who of ['lin', 'gu'] as const) {
		const [own, ...others] = (await walker.view(who, id)).evaluations;
		expect(others).toEqual([]);
		expect(own?.person_id).toBe(house.assembly.persons[who]);
		const mine = own?.id ?? '';
		for (const other of ['registrar', 'drafter', 'head', 'finance_head'] as const)
			expect(await tried(other, 'evaluation', mine, 'give', good), other).toBe('404 refusal.unknown_matter');
		expect(await tried('clerk', 'evaluation', mine, 'give', good)).toBe(notHis);
		const hasty = { ...good, result: 'dissatisfied' };
		expect(await tried(who, 'evaluation', mine, 'give', hasty)).toBe('422 evaluation.reason_missing@text');
		expect((await walker.ask('head', 'GET', '/proposals')).json.rows).toMatchObject([
			{ id, state: 'answered', holder: null, rating_result: null },
		]);
		await act(who, 'evaluation', mine, 'give', {
			...good,
			result: who === 'gu' ? 'basically' : 'satisfied',
			text: opinions[who],
		});
	}
	expect(await walker.view('clerk', id)).toMatchObject({
		state: 'rated',
		ratings: { asked: 2, given: 2, overall: 'basically' },
	});
});

test('the promise is followed until the committee has verified it; then the proposal is closed and the public reads it', async () => {
	expect((await walker.ask('public', 'GET', `/proposals/${id}`)).status).toBe(404);
	await onProposal('clerk', 'publish');
	expect((await walker.view('director', id)).may.proposal).not.toContain('close');
	expect(await tried('director', 'proposal', id, 'close')).toBe('422 proposal.promise_open');
	await onProposal('clerk', 'follow_up');
	part.promise = (await walker.view('drafter', id)).commitments[0]?.id ?? '';
	await act('drafter', 'commitment', part.promise, 'report_progress', { note: '文件在会签' });
	await act('drafter', 'commitment', part.promise, 'report_kept', { evidence: '云民发〔2026〕12号' });
	expect(await tried('drafter', 'commitment', part.promise, 'verify', { note: '自己核实' })).toBe(notHis);
	await act('clerk', 'commitment', part.promise, 'verify', { note: '到村里看过' });
	for (const who of ['registrar', 'drafter', 'head', 'finance_head'] as const) await walker.view(who, id);
	const before = walker.shownToUnits.length;
	await onProposal('director', 'close');

	const seen = await walker.view('public', id);
	expect(seen).toMatchObject({
		state: 'closed',
		openness: 'public',
		audience: 'public',
		evaluations: [],
		may: { proposal: [], parts: {} },
	});
	expect(seen.replies[0]?.body).toBe('同意按就餐人次补助。');
	expect(seen.timeline.every((entry) => entry.actor === null)).toBe(true);
	expect((await walker.ask('public', 'GET', '/proposals?title=老年食堂')).json).toMatchObject({
		total: 1,
		rows: [{ id, state: 'closed' }],
	});

	const shown = walker.shownToUnits.slice(0, before);
	expect(shown.length).toBeGreaterThan(40);
	for (const text of shown) expect(text).not.toMatch(/真心话|"satisfied"|"basically"|evaluation\.give/);
});

test('the unit was not told who had still to rate, nor when somebody did', async () => {
	const perEvaluation = (await house.db.selectFrom('evaluation').select('id').execute()).map((one) => one.id);
	expect((await walker.ask('head', 'GET', '/work?scope=all')).status).toBe(200);
	for (const text of walker.shownToUnits.filter(
		(one) => one.includes('"state":"answered"') || one.includes('"state":"rated"'),
	))
		for (const evaluation of perEvaluation) expect(text).not.toContain(evaluation);
});

test('everything that happened stands in the timeline once, in order, and progress counts it', async () => {
	const { timeline } = await walker.view('clerk', id);
	expect(timeline.map((entry) => entry.seq)).toEqual(timeline.map((_, at) => at + 1));
	expect(timeline.filter((entry) => entry.act === 'proposal.admit')).toHaveLength(1);
	expect((await walker.ask('public', 'GET', '/progress')).json.rows).toMatchObject([
		{ unit: 'civil_affairs', assigned: 1, answered: 1, on_time: 1 },
		{ unit: 'finance', co_handled: 1 },
	]);
});
