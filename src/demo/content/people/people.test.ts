import { expect, test } from 'vitest';
import { demoContent } from '../index.ts';
import { wellKnownNames } from './well-known.ts';

const content = demoContent('2026-11-22');
const { persons, memberships, mandates, bodies, signIns } = content;
const holders = (role: string, body?: string) =>
	mandates.filter((mandate) => mandate.role === role && mandate.to === null && (!body || mandate.body === body));

test('云溪 has 220 sitting members, 40 of them on the standing committee', () => {
	expect(holders('member', 'committee-yunxi')).toHaveLength(220);
	expect(holders('standing_member')).toHaveLength(40);
	expect(holders('chair')).toHaveLength(1);
	expect(holders('vice_chair')).toHaveLength(4);
	expect(holders('secretary_general')).toHaveLength(1);
	expect(new Set(holders('member', 'committee-yunxi').map(({ person }) => person)).size).toBe(220);
});

test('some persons are members of two levels', () => {
	const levels = new Map<string, Set<string>>();
	for (const { person, committee } of memberships) levels.set(person, (levels.get(person) ?? new Set()).add(committee));
	expect([...levels.values()].filter((committees) => committees.size > 1).length).toBeGreaterThanOrEqual(4);
});

test('no two persons share a name and nobody bears a well-known one', () => {
	expect(new Set(persons.map(({ name }) => name)).size).toBe(persons.length);
	expect(persons.filter(({ name }) => wellKnownNames.includes(name))).toEqual([]);
	for (const { name } of persons) expect(name).toMatch(/^[\u4e00-\u9fff]{2,3}$/);
	for (const { birthYear } of persons) expect(birthYear).toBeGreaterThanOrEqual(1960);
});

test('each handling unit has a registrar, a drafter and a head', () => {
	const units = bodies.filter(({ kind }) => kind === 'handling_unit');
	expect(units.length).toBeGreaterThanOrEqual(60);
	for (const { key, duties, unitKind, letterMark } of units) {
		for (const role of ['unit_registrar', 'unit_drafter', 'unit_head']) expect(holders(role, key)).toHaveLength(1);
		expect(duties && unitKind && letterMark).toBeTruthy();
	}
	expect(new Set(units.map(({ unitKind }) => unitKind)).size).toBe(5);
});

test('each sector and each township has a convener, each party and organisation a contact', () => {
	const withKind = (kind: string) => bodies.filter((body) => body.kind === kind && body.committee === 'yunxi');
	expect(withKind('sector')).toHaveLength(22);
	expect(withKind('special_committee')).toHaveLength(6);
	expect(withKind('township')).toHaveLength(14);
	for (const { key } of withKind('sector')) expect(holders('sector_convener', key)).toHaveLength(1);
	for (const { key } of withKind('township_liaison')) expect(holders('liaison_convener', key)).toHaveLength(1);
	for (const { key } of withKind('democratic_party')) expect(holders('organisation_contact', key)).toHaveLength(1);
});

test('all references between persons, bodies, committees and mandates resolve', () => {
	const people = new Set(persons.map(({ key }) => key));
	const known = new Set(bodies.map(({ key }) => key));
	const committees = new Set(content.committees.map(({ key }) => key));
	expect(people.size).toBe(persons.length);
	expect(known.size).toBe(bodies.length);
	for (const { person, body, committee } of mandates) {
		expect(people.has(person) && known.has(body) && committees.has(committee), `${person} ${body}`).toBe(true);
	}
	for (const { person, sector, organisation, liaison } of memberships) {
		expect(people.has(person) && known.has(sector)).toBe(true);
		for (const body of [organisation, liaison]) if (body) expect(known.has(body), body).toBe(true);
	}
	for (const { parent } of bodies) if (parent) expect(known.has(parent)).toBe(true);
});

test('each sign-in belongs to a person who holds the role it shows', () => {
	for (const { person, role, body } of signIns) {
		expect(holders(role, body).map((mandate) => mandate.person)).toContain(person);
	}
	expect(new Set(signIns.map(({ username }) => username)).size).toBe(signIns.length);
	expect(new Set(signIns.map(({ role }) => role)).size).toBeGreaterThanOrEqual(12);
});
