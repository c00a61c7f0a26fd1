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
const onProposal = (who: PersonName, action: string, input: object = {}) =>
	walker.act(who, 'proposal', id, id, action, input);
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
	for (const who of ['public', 'gu', 'clerk', 'chair', 'head'] as const)
		expect((await walker.ask(who, 'GET', `/proposals/${id}`)).status, who).toBe(404);
	expect((await walker.ask('gu', 'POST', `/proposal/${id}/transitions`, { action: 'submit', version: 1 })).status).toBe(
		404,
	);
	expect(
		(await walker.ask('public', 'POST', `/proposal/${id}/transitions`, { action: 'submit', version: 1 })).status,
	).toBe(401);
	for (const unknown of [newId(), 'nobody', '%00', '..%2f'])
		expect((await walker.ask('lin', 'GET', `/proposals/${unknown}`)).status, unknown).toBe(404);
	expect(
		(await walker.ask('lin', 'POST', `/proposal/${newId()}/transitions`, { action: 'submit', version: 1 })).status,
	).toBe(404);
	for (const act of ['no_such_act', 'constructor', '__proto__'])
		expect(
			(await walker.ask('lin', 'POST', `/proposal/${id}/transitions`, { action: act, version: 1 })).status,
			act,
		).toBe(404);
	expect(
		(await walker.ask('lin', 'POST', `/constructor/${id}/transitions`, { action: 'submit', version: 1 })).status,
	).toBe(404);
});

test('a co-proposer is found by name, invited, and signs in person before the proposal can be submitted', async () => {
	const found = (await walker.ask('lin', 'GET', '/members?name=gu')).json.rows;
	expect(found.map((one: { name: string }) => one.name)).toEqual(['gu']);
	await onProposal('lin', 'invite', { person_id: found[0].id });
	const early = await walker.attempt('lin', 'proposal', id, id, 'submit');
	expect(early).toMatchObject({
		status: 422,
		json: { kind: 'broken_rule', errors: [{ code: 'proposal.invite_unanswered', field: 'signatures' }] },
	});
	part.signature = (await walker.view('gu', id)).signers[0]?.id ?? '';
	expect((await walker.attempt('lin', 'signature', id, part.signature, 'sign')).status).toBe(403);
	await walker.act('gu', 'signature', id, part.signature, 'sign', { opinion: '同意' });
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
	for (const who of ['lin', 'chair'] as const)
		expect(
			(await walker.attempt(who, 'proposal', id, id, 'admit', { category: 'livelihood' })).json,
			who,
		).toMatchObject({ status: 403, kind: 'not_permitted' });
	expect((await walker.attempt('clerk', 'proposal', id, id, 'admit', { category: 'astrology' })).json).toMatchObject({
		status: 422,
		errors: [{ field: 'category', code: 'proposal.category_unknown' }],
	});
	expect((await walker.attempt('clerk', 'proposal', id, id, 'admit')).json).toMatchObject({
		status: 422,
		errors: [{ field: 'category', code: 'refusal.field_missing' }],
	});
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
	const foreign = await walker.attempt('clerk', 'proposal', id, id, 'propose_assignment', {
		...units,
		lead_unit_ids: [newId()],
	});
	expect(foreign.json).toMatchObject({
		status: 422,
		errors: [{ code: 'assignment.unknown_unit', field: 'lead_unit_ids' }],
	});
	const nobody = await walker.attempt('clerk', 'proposal', id, id, 'propose_assignment', {
		...units,
		assigner_id: newId(),
	});
	expect(nobody.json).toMatchObject({
		status: 422,
		errors: [{ code: 'assignment.unknown_assigner', field: 'assigner_id' }],
	});
	await onProposal('clerk', 'propose_assignment', units);
	expect((await walker.ask('head', 'GET', `/proposals/${id}`)).status).toBe(404);
	const { assignments } = await walker.view('assigner', id);
	part.lead = assignments.find((one) => one.role === 'lead')?.id ?? '';
	part.co = assignments.find((one) => one.role === 'co')?.id ?? '';
	expect((await walker.attempt('clerk', 'assignment', id, part.lead, 'confirm')).status).toBe(403);
	await walker.act('assigner', 'assignment', id, part.lead, 'confirm');
	await walker.act('assigner', 'assignment', id, part.co, 'confirm');
	expect((await walker.view('lin', id)).state).toBe('assigned');
});

test('the lead unit takes it on, meets the member and drafts; a reply without a contact does not go round', async () => {
	const taps = { 'idempotency-key': newId() };
	const [first, again] = await Promise.all(
		[1, 2].map(() => walker.attempt('registrar', 'assignment', id, part.lead, 'acknowledge', {}, taps)),
	);
	expect(first?.status, first?.text).toBe(200);
	expect(again?.json).toEqual(first?.json);
	expect(
		(await walker.view('clerk', id)).timeline.filter((entry) => entry.act === 'assignment.acknowledge'),
	).toHaveLength(1);
	const other = await walker.attempt(
		'registrar',
		'assignment',
		id,
		part.lead,
		'record_contact',
		{ stage: 'before', mode: 'phone', on: today(), note: '…' },
		taps,
	);
	expect(other.json).toMatchObject({ status: 422, errors: [{ code: 'refusal.key_used_before' }] });
	await walker.act('finance_head', 'assignment', id, part.co, 'acknowledge');
	expect(
		(
			await walker.attempt('finance_head', 'assignment', id, part.lead, 'record_contact', {
				stage: 'before',
				mode: 'phone',
				on: today(),
				note: '…',
			})
		).status,
	).toBe(403);
	await walker.act('drafter', 'assignment', id, part.lead, 'record_contact', {
		stage: 'before',
		mode: 'visit',
		on: today(),
		place: '龙潭村食堂',
		note: '当面商量',
	});
	await walker.act('finance_head', 'assignment', id, part.co, 'give_opinion', { opinion: '同意按人次补助' });
	await walker.act('drafter', 'assignment', id, part.lead, 'draft_reply');
	part.reply = (await walker.view('drafter', id)).replies[0]?.id ?? '';
	expect((await walker.view('lin', id)).replies).toEqual([]);
	expect(
		(await walker.attempt('drafter', 'reply', id, part.reply, 'circulate')).json.errors.map(
			(one: { field: string }) => one.field,
		),
	).toEqual(['body', 'result_class', 'contact_name']);
});

test('a reply is countersigned, signed, checked and delivered, in this order only; a class B answer promises', async () => {
	const answer = {
		body: '同意按就餐人次补助。',
		result_class: 'B',
		contact_name: '社区治理科',
		contact_phone: '0000-8812367',
	};
	await walker.act('drafter', 'reply', id, part.reply, 'revise', answer);
	expect((await walker.attempt('drafter', 'reply', id, part.reply, 'circulate')).json.errors).toMatchObject([
		{ field: 'promises', code: 'reply.promise_missing' },
	]);
	await walker.act('drafter', 'reply', id, part.reply, 'revise', {
		...answer,
		promises: [{ text: '印发补助办法', due_on: today() }],
	});
	await walker.act('drafter', 'reply', id, part.reply, 'circulate');
	const early = await walker.attempt('head', 'reply', id, part.reply, 'sign', { letter_no: '云民函〔2026〕37号' });
	expect(early.json).toMatchObject({ status: 409, kind: 'wrong_moment' });
	await walker.act('finance_head', 'reply', id, part.reply, 'countersign');
	await walker.act('head', 'reply', id, part.reply, 'sign', { letter_no: '云民函〔2026〕37号' });
	await walker.act('inspector', 'reply', id, part.reply, 'check');
	await walker.act('registrar', 'reply', id, part.reply, 'deliver');
	expect(await walker.view('lin', id)).toMatchObject({
		state: 'answered',
		result_class: 'B',
		replies: [{ letter_no: '云民函〔2026〕37号' }],
	});
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
			expect((await walker.attempt(other, 'evaluation', id, mine, 'give', good)).status, other).toBe(404);
		expect((await walker.attempt('clerk', 'evaluation', id, mine, 'give', good)).status).toBe(403);
		const hasty = await walker.attempt(who, 'evaluation', id, mine, 'give', { ...good, result: 'dissatisfied' });
		expect(hasty.json).toMatchObject({ status: 422, errors: [{ field: 'text', code: 'evaluation.reason_missing' }] });
		expect((await walker.ask('head', 'GET', '/proposals')).json.rows).toMatchObject([
			{ id, state: 'answered', holder: null, rating_result: null },
		]);
		await walker.act(who, 'evaluation', id, mine, 'give', {
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
	expect((await walker.attempt('director', 'proposal', id, id, 'close')).json).toMatchObject({
		status: 422,
		errors: [{ code: 'proposal.promise_open' }],
	});
	await onProposal('clerk', 'follow_up');
	part.promise = (await walker.view('drafter', id)).commitments[0]?.id ?? '';
	await walker.act('drafter', 'commitment', id, part.promise, 'report_progress', { note: '文件在会签' });
	await walker.act('drafter', 'commitment', id, part.promise, 'report_kept', { evidence: '云民发〔2026〕12号' });
	expect((await walker.attempt('drafter', 'commitment', id, part.promise, 'verify', { note: '自己核实' })).status).toBe(
		403,
	);
	await walker.act('clerk', 'commitment', id, part.promise, 'verify', { note: '到村里看过' });
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
