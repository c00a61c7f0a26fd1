import { globSync } from 'node:fs';
import { newId } from '#server/core/id.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from './askers.ts';
import { asMember, atDesk, atUnit, holds, isNamed, ofLeadUnit, openProvenHouse, type ProvenHouse } from './house.ts';

/** Every page of the built server × everybody. A new route without its line fails. */
let house: ProvenHouse;
beforeAll(async () => void (house = await openProvenHouse()));
afterAll(() => house?.close());

const keepsRolls = holds('proposal_clerk', 'proposal_director');
/** The proposal of `fullLife` is open to members: parties, staff, leaders and seats read it (2.18). */
const reads = (asker: Asker) => ofLeadUnit(asker) || isNamed('finance_head')(asker) || asMember(asker) || atDesk(asker);

const isLin = isNamed('lin');

type Status = (asker: Asker) => number;
const everybody: Status = () => 200;
/** Nobody is led to the sign-in; who sits elsewhere is told that it is not his; what he may not read is not there. */
const only =
	(sits: (asker: Asker) => boolean, and: (asker: Asker) => boolean = () => true): Status =>
	(asker) =>
		asker.user_id === null ? 303 : !sits(asker) ? 403 : and(asker) ? 200 : 404;

/** Each page by hand: where it is, and what each is answered. */
const pages: Record<string, [path: () => string, status: Status]> = {
	'(public)': [() => '', everybody],
	'(public)/about': [() => '/about', everybody],
	'(public)/progress': [() => '/progress', everybody],
	'(public)/proposals': [() => '/proposals', everybody],
	// public pages show everybody the same, kept in memory
	'(public)/proposals/[id=id]': [() => `/proposals/${house.life.proposal}`, () => 404],
	'(public)/search': [() => '/search?q=食堂', everybody],
	'(public)/ledger': [() => '/ledger', everybody],
	'(member)/member/search': [() => '/member/search?q=食堂', only(asMember)],
	'(unit)/unit/search': [() => '/unit/search?q=食堂', only(atUnit)],
	'(staff)/desk/similar': [() => '/desk/similar', only(keepsRolls)],
	'(own)/exports': [() => '/exports', ({ user_id }) => (user_id ? 200 : 303)],
	'(member)/member': [() => '/member', only(asMember)],
	'(member)/member/account': [() => '/member/account', only(asMember)],
	'(member)/member/notices': [() => '/member/notices', only(asMember)],
	'(member)/member/proposals': [() => '/member/proposals', only(asMember)],
	'(member)/member/proposals/new': [() => '/member/proposals/new', only(asMember)],
	'(member)/member/proposals/[id=id]': [() => `/member/proposals/${house.life.proposal}`, only(asMember, reads)],
	'(member)/member/proposals/[id=id]/edit': [
		() => `/member/proposals/${house.begun.drafted.id}/edit`,
		only(asMember, isLin),
	],
	'(member)/member/proposals/[id=id]/preview': [
		() => `/member/proposals/${house.begun.drafted.id}/preview`,
		only(asMember, isLin),
	],
	'(member)/member/proposals/[id=id]/withdraw': [
		() => `/member/proposals/${house.begun.drafted.id}/withdraw`,
		only(asMember, isLin),
	],
	'(unit)/unit': [() => '/unit', only(atUnit)],
	'(unit)/unit/notices': [() => '/unit/notices', only(atUnit)],
	'(unit)/unit/proposals/[id=id]': [() => `/unit/proposals/${house.life.proposal}`, only(atUnit, reads)],
	'(unit)/unit/proposals/[id=id]/reply/[reply=id]': [
		() => `/unit/proposals/${house.begun.written.id}/reply/${house.begun.written.reply}`,
		only(atUnit, ofLeadUnit),
	],
	'(staff)/desk': [() => '/desk', only(atDesk)],
	'(staff)/desk/notices': [() => '/desk/notices', only(atDesk)],
	'(staff)/desk/intake': [
		() => '/desk/intake',
		(asker) => (asker.user_id === null ? 303 : keepsRolls(asker) ? 200 : 403),
	],
	'(staff)/desk/search': [() => '/desk/search?q=食堂', only(atDesk)],
	'(staff)/desk/progress': [() => '/desk/progress', only(atDesk)],
	'(staff)/desk/proposals': [() => '/desk/proposals', only(atDesk)],
	'(staff)/desk/proposals/new': [() => '/desk/proposals/new', only(holds('proposal_clerk'))],
	'(staff)/desk/proposals/[id=id]': [() => `/desk/proposals/${house.life.proposal}`, only(atDesk)],
	'(staff)/desk/proposals/[id=id]/similar': [() => `/desk/proposals/${house.life.proposal}/similar`, only(atDesk)],
	'(staff)/desk/proposals/[id=id]/print': [() => `/desk/proposals/${house.life.proposal}/print`, only(atDesk)],
	// who is signed in is led to his desk
	'sign-in': [() => '/sign-in', ({ user_id }) => (user_id ? 303 : 200)],
	'sign-in/code': [() => '/sign-in/code', () => 303],
	// the link is what opens it, not who asks
	'password/[token]': [() => '/password/AAAAAAAAAAAAAAAAAAAAAA', everybody],
	'(own)/account': [() => '/account', ({ user_id }) => (user_id ? 200 : 303)],
	'(own)/account/readings': [() => '/account/readings', ({ user_id }) => (user_id ? 200 : 303)],
	'(own)/account/password': [() => '/account/password', ({ user_id }) => (user_id ? 200 : 303)],
	'(own)/account/second-factor': [() => '/account/second-factor', ({ user_id }) => (user_id ? 200 : 303)],
	'(own)/accounts': [() => '/accounts', only(holds('proposal_clerk', 'administrator'))],
	'(own)/accounts/rules': [() => '/accounts/rules', only(holds('administrator'))],
};

const folder = 'src/routes/[committee]';
const routes = globSync('src/routes/*committee*/**/+page.svelte').map((path) =>
	path.slice(folder.length + 1).replace(/\/?\+page\.svelte$/, ''),
);

test('every page of the house has its line here', () => {
	expect(Object.keys(pages).sort()).toEqual(routes.sort());
});

test.each(Object.keys(pages))('%s opens to whom it is for', async (route) => {
	const [path, status] = pages[route] ?? [];
	for (const asker of house.askers) {
		const answer = await house.asks(asker, path?.() ?? '');
		await answer.arrayBuffer();
		expect(answer.status, asker.name).toBe(status?.(asker));
		if (answer.status === 303 && !asker.user_id)
			expect(answer.headers.get('location'), asker.name).toContain('/yunxi/sign-in?back=');
	}
});

test.each(Object.keys(pages).filter((route) => route.includes('[id=id]')))(
	'%s: a forged id and one of another committee are nothing to anybody',
	async (route) => {
		const [path, status] = pages[route] ?? [];
		for (const id of [newId(), house.foreign.proposal]) {
			const forged = (path?.() ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, id);
			for (const asker of house.askers) {
				const answer = await house.asks(asker, forged);
				await answer.arrayBuffer();
				const known = status?.(asker);
				expect(answer.status, `${asker.name} ${forged}`).toBe(known === 200 ? 404 : known);
			}
		}
	},
);
