import { expect, test } from 'vitest';
import type { Actor } from '../core/context.ts';
import type { Role } from '../core/grant.ts';
import { defaultSettings } from '../core/settings.ts';
import { standingOf, type SessionFacts } from './standing.ts';

const now = new Date('2026-11-22T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const as = (...roles: Role[]): Actor => ({
	kind: 'person',
	person_id: 'x',
	name: 'x',
	mandates: roles.map((role) => ({ role, body_id: 'b', body_kind: 'plenum', body_name: 'b' })),
});
const fresh: SessionFacts = {
	created_at: ago(5),
	seen_at: ago(1),
	expires_at: ago(-10_000),
	second_factor_at: null,
	program: false,
	has_factor: false,
};
const is = (actor: Actor, facts: Partial<SessionFacts> = {}, settings = defaultSettings.sign_in) =>
	standingOf({ ...fresh, ...facts }, actor, settings, now);

test('staff and units reach nothing without a second factor, members do', () => {
	for (const role of ['proposal_clerk', 'unit_drafter', 'chair', 'administrator', 'assigner', 'inspector'] as const) {
		expect(is(as(role))).toBe('needs_factor');
		expect(is(as('member', role))).toBe('needs_factor');
		expect(is(as(role), { second_factor_at: ago(2), has_factor: true })).toBe('whole');
		expect(is(as(role), {}, { ...defaultSettings.sign_in, second_factor: 'nobody' })).toBe('whole');
	}
	for (const role of ['member', 'standing_member', 'organisation_contact', 'sector_convener', 'group_member'] as const)
		expect(is(as(role))).toBe('whole');
	expect(is(as())).toBe('whole');
});

test('whoever has an authenticator is asked for its code, whatever the committee demands', () => {
	for (const second_factor of ['staff_and_units', 'nobody'] as const)
		expect(is(as('member'), { has_factor: true }, { ...defaultSettings.sign_in, second_factor })).toBe('needs_code');
	expect(is(as('member'), { has_factor: true, created_at: ago(21) })).toBe('ended');
});

test('a sign-in ends when it is not used, and at last in any case; sooner for staff', () => {
	const whole = { second_factor_at: ago(1), has_factor: true };
	expect(is(as('proposal_clerk'), { ...whole, seen_at: ago(30), created_at: ago(60) })).toBe('whole');
	expect(is(as('proposal_clerk'), { ...whole, seen_at: ago(31), created_at: ago(60) })).toBe('ended');
	expect(is(as('member'), { seen_at: ago(31), created_at: ago(60) })).toBe('whole');
	expect(is(as('member'), { seen_at: ago(4321), created_at: ago(4400) })).toBe('ended');
	expect(is(as('proposal_clerk'), { ...whole, created_at: ago(12 * 60 + 1) })).toBe('ended');
	expect(is(as('member'), { created_at: ago(720 * 60 + 1) })).toBe('ended');
	expect(is(as('member'), { expires_at: now })).toBe('ended');
});

test('a program’s token is not idle, but ends', () => {
	expect(is(as('proposal_clerk'), { program: true, seen_at: ago(300), created_at: ago(400) })).toBe('whole');
	expect(is(as('proposal_clerk'), { program: true, created_at: ago(721) })).toBe('ended');
});
