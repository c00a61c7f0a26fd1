import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Condition } from '#server/core/grant.ts';
import { newProposal } from '#server/proposals/input.ts';
import type { PersonName } from '#server/testing/assembly.ts';
import { fullLife, type FullLife } from '#server/testing/full-life.ts';
import { actsOfPeople, machinesInOrder } from './acts.ts';
import { sendable } from './json-schema.ts';
import { problem } from './schemas/problem.ts';
import { openApiHouse, type Answer, type ApiHouse } from './testing/caller.ts';
import { keepRows } from './testing/kept.ts';
import { nasty, nastyText, type Shape } from './testing/nasty.ts';

/** FUZZ=10000 sends more, FUZZ_SEED=… the same again. */
const cases = Number(process.env.FUZZ ?? 1000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

let house: ApiHouse;
let life: FullLife;
let ids: string[];
let restore: () => Promise<void>;
beforeAll(async () => {
	house = await openApiHouse();
	life = await fullLife(house.assembly);
	ids = [
		...Object.values(life),
		...Object.values(house.assembly.bodies),
		...Object.values(house.assembly.persons),
		house.assembly.session_id,
	];
	restore = await keepRows(house.owner);
	console.info(`FUZZ=${cases} FUZZ_SEED=${seed}`);
});
afterAll(() => house.close());

/** Somebody of the small assembly who fulfils the condition for the parts of the full life. */
const whoIs: Record<string, PersonName> = {
	lead_proposer: 'lin',
	signatory: 'gu',
	evaluator: 'lin',
	assigner_of: 'assigner',
	lead_registrar: 'registrar',
	lead_head: 'head',
	co_registrar: 'finance_head',
	co_head: 'finance_head',
	proposal_clerk: 'clerk',
	proposal_director: 'director',
	inspector: 'inspector',
	chair: 'chair',
};
const nameOf = (condition: Condition | undefined) =>
	typeof condition !== 'object' ? '' : 'role' in condition ? condition.role : condition.relation;

/** Acts that take something beside their name. */
const acts = machinesInOrder().flatMap((machine) =>
	actsOfPeople(machine).flatMap((action) => {
		const shape = sendable(machine.input[action] ?? newProposal) as Shape;
		return Object.keys(shape.properties ?? {}).length ? [{ machine, action, act: machine.acts[action], shape }] : [];
	}),
);
type ActToTry = (typeof acts)[number];

/** The part upon which the act is tried: an opinion is the co-unit's to give. */
const partFor = ({ machine, action }: ActToTry): string =>
	action === 'give_opinion' ? life.co_assignment : life[machine.name as keyof FullLife];

/** Never a fault of ours, and a refusal always says what is the matter. */
function expectCivil(answer: Answer): void {
	expect(answer.status, answer.text).toBeLessThan(500);
	if (answer.status < 400) return;
	const { errors } = problem.parse(answer.json);
	expect(errors.length).toBeGreaterThan(0);
	for (const { sentence } of errors) expect(sentence).toBeTruthy();
}

/** The state in which the act is possible, so that what was sent is looked at; everything back as it was where it was done. */
async function tryAct(tried: ActToTry, body: object): Promise<Answer> {
	const { machine, action, act } = tried;
	const id = partFor(tried);
	const [from] = (act?.from ?? []).slice(-1);
	const {
		rows: [was],
	} = await house.owner.query<{ version: number; state: string }>(
		`update ${machine.table} m set state = $1 from (select state from ${machine.table} where id = $2) before where m.id = $2 returning m.version, before.state`,
		[from ?? '', id],
	);
	const who = whoIs[nameOf(machine.may[action]?.[0])] ?? 'lin';
	const answer = await house.ask(who, 'POST', `/${machine.name}/${id}/transitions`, {
		...body,
		action,
		version: was?.version,
	});
	if (answer.status < 300) await restore();
	else await house.owner.query(`update ${machine.table} set state = $1 where id = $2`, [was?.state, id]);
	return answer;
}

const run = async (property: fc.IAsyncProperty<never> | fc.IAsyncProperty<unknown>, numRuns: number) => {
	const { failed, errorInstance, counterexample } = await fc.check(property as fc.IAsyncProperty<unknown>, {
		seed,
		numRuns,
		endOnFailure: true,
	});
	if (failed) throw new Error(`sent ${JSON.stringify(counterexample).slice(0, 2_000)}`, { cause: errorInstance });
};

test(
	'whatever is sent as the input of an act, the answer is civil and names what is wrong',
	{ timeout: 600_000 },
	async () => {
		const sent = fc
			.nat({ max: acts.length - 1 })
			.chain((nth) => fc.tuple(fc.constant(nth), nasty((acts[nth] as ActToTry).shape, ids)));
		const seen = { done: 0, refused: 0, not_reached: 0 };
		const property = fc.asyncProperty(sent, async ([nth, body]) => {
			const answer = await tryAct(acts[nth] as ActToTry, typeof body === 'object' ? { ...body } : {});
			expectCivil(answer);
			seen[answer.status < 300 ? 'done' : answer.status === 422 ? 'refused' : 'not_reached']++;
		});
		await run(property, Math.ceil(cases * 0.7));
		console.info(seen);
		expect(seen.not_reached).toBe(0);
		expect(seen.done).toBeGreaterThan(0);
	},
);

test('a draft of anything becomes a draft or is refused field by field', { timeout: 120_000 }, async () => {
	const who = fc.constantFrom('lin' as const, 'clerk' as const, 'head' as const, 'public' as const);
	const property = fc.asyncProperty(who, nasty(sendable(newProposal) as Shape, ids), async (name, body) => {
		const answer = await house.ask(name, 'POST', '/proposals', body ?? null);
		expectCivil(answer);
		if (answer.status === 201) expect((await house.ask(name, 'GET', `/proposals/${answer.json.id}`)).status).toBe(200);
	});
	await run(property, Math.ceil(cases * 0.15));
});

test('any address and any filter is answered, or refused by name', { timeout: 120_000 }, async () => {
	const word = fc.oneof(
		nastyText,
		fc.constantFrom(...ids),
		fc.integer().map(String),
		fc.constant('2026-01-01T00:00:00.000Z~00000000-0000-0000-0000-000000000000'),
	);
	const name = fc.constantFrom(
		'session_id',
		'state',
		'states',
		'category',
		'unit_id',
		'sector_id',
		'kind',
		'result_class',
		'title',
		'name',
		'own',
		'after',
		'limit',
		'scope',
		'__proto__',
	);
	const query = fc.array(fc.tuple(name, word), { maxLength: 4 }).map((pairs) => new URLSearchParams(pairs).toString());
	const path = fc.oneof(
		fc
			.tuple(fc.constantFrom('proposals', 'work', 'progress', 'members', 'catalogues'), query)
			.map(([list, filter]) => `/${list}?${filter}`),
		word.map((id) => `/proposals/${encodeURIComponent(id.toWellFormed())}`),
		fc.constantFrom('/proposals/%', '/proposals/%ff%fe', '/%00', '//', '/proposals?after=%ED%A0%80'),
	);
	const property = fc.asyncProperty(
		fc.constantFrom('lin' as const, 'director' as const, 'public' as const),
		path,
		async (who, address) => expectCivil(await house.ask(who, 'GET', address)),
	);
	await run(property, Math.ceil(cases * 0.15));
});
