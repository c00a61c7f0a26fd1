import { expect, test } from 'vitest';
import type { Actor, Mandate } from '#server/core/context.ts';
import { authorChoices, beginningOf } from './author.ts';

const mandate = (role: Mandate['role'], body_kind: string, body_id: string): Mandate => ({
	role,
	body_kind,
	body_id,
	body_name: body_id,
});
const person = (...mandates: Mandate[]): Actor => ({ kind: 'person', person_id: 'p', name: '苏见微', mandates });

test('a member writes for himself, and for each body for which he speaks', () => {
	const su = person(
		mandate('member', 'sector', '教育界'),
		mandate('organisation_contact', 'participating_body', '民盟'),
	);
	expect(authorChoices(su).map((choice) => choice.value)).toEqual(['individual', 'party:民盟', 'organisation:民盟']);
	expect(
		authorChoices(person(mandate('sector_convener', 'sector', '医药卫生界'))).map((choice) => choice.value),
	).toEqual(['sector:医药卫生界']);
});

test('the choice says kind and body of the draft', () => {
	expect(beginningOf('individual')).toEqual({ kind: 'individual' });
	expect(beginningOf('')).toEqual({ kind: 'individual' });
	expect(beginningOf('party:民盟')).toEqual({ kind: 'party', body_id: '民盟' });
});
