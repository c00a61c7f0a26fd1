import { globSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from './askers.ts';
import { asMember, holds, isNamed, ofLeadUnit, openProvenHouse, type ProvenHouse } from './house.ts';

/** Every form of the built server × everybody whom it is not for, filled in rightly: only the right stands in the way. */
let house: ProvenHouse;
beforeAll(async () => void (house = await openProvenHouse()));
afterAll(() => house?.close());

const committee = holds('proposal_clerk', 'proposal_director');
const isSignedIn = ({ user_id }: Asker) => user_id !== null;
const isLin = isNamed('lin');

type Fields = Record<string, string>;
interface Form {
	path: string;
	fields: Fields;
	/** Who is listened to: nothing is proven of him here. */
	may(asker: Asker): boolean;
}
const form = (path: string, fields: Fields, may: Form['may']): Form => ({ path, fields, may });

const close = () => ({ machine: 'proposal', id: house.life.proposal, act: 'close' });
const units = () => ({
	handling: 'sole',
	lead_unit_ids: house.assembly.bodies.civil_affairs,
	assigner_id: house.assembly.bodies.government_office,
});
const desk = (path: string): Record<string, () => Form> => ({
	act: () => form(path, close(), committee),
	examine: () => form(path, { id: house.begun.submitted.id, choice: 'admit', category: 'livelihood' }, committee),
	assign: () => form(path, { id: house.begun.admitted.id, ...units() }, committee),
	confirm: () => form(path, { part: `${house.begun.admitted.lead}:1` }, holds('assigner')),
	several: () =>
		form(path, { act: 'start_review', id: `${house.begun.submitted.id}=${house.begun.submitted.id}:` }, committee),
});
const notices = (path: string): Record<string, () => Form> => ({
	open: () => form(path, { id: house.life.proposal }, isSignedIn),
	read: () => form(path, {}, isSignedIn),
});
const searches = (path: string): Record<string, () => Form> => ({
	keep: () => form(path, { name: '食堂', q: '食堂' }, isSignedIn),
	forget: () => form(path, { saved: '018f5a3e-0000-7000-8000-000000000001' }, isSignedIn),
});
const pair = () => ({ one: house.begun.submitted.id, other: house.begun.admitted.id });
const intake = (act: string, fields: Fields = {}) => ({ [act]: () => form('/desk/intake', fields, committee) });

/** Each form action by hand: what is sent, and who is listened to. */
const forms: Record<string, Record<string, () => Form>> = {
	'(member)/member/notices': notices('/member/notices'),
	'(unit)/unit/notices': notices('/unit/notices'),
	'(staff)/desk/notices': notices('/desk/notices'),
	'(member)/member/proposals/new': { begin: () => form('/member/proposals/new', { author: 'own' }, asMember) },
	'(member)/member/proposals/[id=id]': {
		act: () => form(`/member/proposals/${house.life.proposal}`, close(), committee),
		decline: () => form(`/member/proposals/${house.begun.invited.id}`, { id: house.life.signature }, isNamed('gu')),
	},
	'(member)/member/proposals/[id=id]/edit': {
		write: () => form(`/member/proposals/${house.begun.drafted.id}/edit`, { act: 'save', title: '别人的题目' }, isLin),
	},
	'(member)/member/proposals/[id=id]/withdraw': {
		withdraw: () => form(`/member/proposals/${house.begun.drafted.id}/withdraw`, { reason: '不要了' }, isLin),
	},
	'(unit)/unit/proposals/[id=id]': {
		act: () => form(`/unit/proposals/${house.life.proposal}`, close(), committee),
	},
	'(unit)/unit/proposals/[id=id]/reply/[reply=id]': {
		default: () =>
			form(
				`/unit/proposals/${house.begun.written.id}/reply/${house.begun.written.reply}`,
				{ body: '别人的答复' },
				ofLeadUnit,
			),
	},
	'(staff)/desk': desk('/desk'),
	'(staff)/desk/proposals/[id=id]': desk(`/desk/proposals/`),
	'(staff)/desk/proposals/new': {
		act: () => form('/desk/proposals/new', close(), committee),
		enter: () => form('/desk/proposals/new', { person: 'lin', title: '代录', act: 'save' }, holds('proposal_clerk')),
		invite: () => form('/desk/proposals/new', { id: house.begun.drafted.id, person: 'bai' }, isLin),
	},
	'(staff)/desk/intake': {
		...intake('upload', { kind: 'members' }),
		...intake('explain', { id: '018f5a3e-0000-7000-8000-000000000001' }),
		...intake('store', { id: '018f5a3e-0000-7000-8000-000000000001' }),
		...intake('discard', { id: '018f5a3e-0000-7000-8000-000000000001' }),
	},
	'(staff)/desk/search': searches('/desk/search'),
	'(member)/member/search': searches('/member/search'),
	'(unit)/unit/search': searches('/unit/search'),
	'(staff)/desk/similar': {
		unlike: () => form('/desk/similar', pair(), committee),
		alike: () => form('/desk/similar', pair(), committee),
		compare: () => form(`/desk/similar?session_id=${house.assembly.session_id}`, {}, committee),
	},
	'(own)/exports': {
		begin: () => form('/exports?list=proposals&format=csv', {}, isSignedIn),
		drop: () => form('/exports', { id: '018f5a3e-0000-7000-8000-000000000001' }, isSignedIn),
	},
	'(own)/accounts': {
		slips: () => form('/accounts', { person: house.assembly.persons.lin }, holds('proposal_clerk', 'administrator')),
		reset: () => form('/accounts', { person: house.assembly.persons.lin }, holds('administrator')),
	},
	'(own)/accounts/rules': {
		default: () => form('/accounts/rules', { second_factor: 'nobody', idle_staff: '1440' }, holds('administrator')),
	},
};
/** Signing in, and what everybody does to the own sign-in: src/web/sign-in/enter.test.ts and tests/journeys/sign-in.test.ts. */
const elsewhere = [
	'sign-in',
	'sign-in/code',
	'password/[token]',
	'(own)/account',
	'(own)/account/password',
	'(own)/account/second-factor',
];

const folder = 'src/routes/[committee]';
const modules = import.meta.glob<{ actions?: Record<string, unknown> }>('/src/routes/*committee*/**/+page.server.ts');
async function actionsOfRoutes(): Promise<Record<string, string[]>> {
	const found: Record<string, string[]> = {};
	for (const path of globSync('src/routes/*committee*/**/+page.server.ts')) {
		const { actions } = (await modules[`/${path}`]?.()) ?? {};
		const route = path.slice(folder.length + 1).replace(/\/?\+page\.server\.ts$/, '');
		if (actions && !elsewhere.includes(route)) found[route] = Object.keys(actions).sort();
	}
	return found;
}

/** What is derived from the rest by the clock (the index, the seals), sessions, which are renewed by looking, and the notes of who looked. */
const derived = /^(auth\.session|public\.(search|similarity|ledger)_\w+|public\.reading)$/;

/** Everything else that is stored. */
async function sealOfAll(): Promise<string> {
	const { rows } = await sql<{ name: string }>`
		select format('%I.%I', table_schema, table_name) as name from information_schema.tables
		where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'`.execute(house.db);
	const parts = rows
		.filter(({ name }) => !derived.test(name))
		.map(
			({ name }) =>
				sql`select ${name}::text || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as part from ${sql.raw(name)} t`,
		);
	const { rows: seals } = await sql<{ part: string }>`${sql.join(parts, sql` union all `)}`.execute(house.db);
	return seals
		.map(({ part }) => part)
		.sort()
		.join('\n');
}

test('every form action of the house has its line here', async () => {
	const here = Object.fromEntries(
		Object.entries(forms).map(([route, actions]) => [route, Object.keys(actions).sort()]),
	);
	expect(here).toEqual(await actionsOfRoutes());
});

test.each(
	Object.entries(forms).flatMap(([route, actions]) => Object.keys(actions).map((name) => [route, name] as const)),
)('%s, form %s: who may not changes nothing, and is told so', async (route, name) => {
	const { path, fields, may } = forms[route]?.[name]?.() ?? form('', {}, () => true);
	const address = path.endsWith('/') ? `${path}${house.life.proposal}` : path;
	const before = await sealOfAll();
	for (const asker of house.askers.filter((one) => !may(one))) {
		const named = name === 'default' ? '' : `${address.includes('?') ? '&' : '?'}/${name}`;
		const answer = await house.asks(asker, `${address}${named}`, fields);
		const page = await answer.text();
		expect(asker.user_id ? [403, 404] : [401], `${asker.name}: ${page.slice(0, 300)}`).toContain(answer.status);
		// what was written is on the page again, to be sent after signing in
		if (!asker.user_id) for (const value of Object.values(fields)) expect(page).toContain(value);
	}
	expect(await sealOfAll()).toBe(before);
});

test.each(['nonsense', 'default', 'constructor', '__proto__'])('a form named %s is nowhere', async (name) => {
	for (const asker of house.askers.slice(0, 6))
		for (const path of ['/desk', '/sign-in', '/member/proposals/new'])
			expect([303, 403, 404], `${asker.name} ${path} ${name}`).toContain(
				(await house.asks(asker, `${path}?/${name}`, { id: '1' })).status,
			);
});
