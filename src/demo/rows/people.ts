import { newId } from '#server/core/id.ts';
import type { DemoContent, Mandate } from '../content/content.ts';
import type { Keys } from './keys.ts';
import type { Row } from './row.ts';

interface SignInRows {
	users: {
		id: string;
		name: string;
		email: string;
		emailVerified: boolean;
		username: string;
		displayUsername: string;
	}[];
	accounts: { id: string; accountId: string; providerId: string; userId: string; password: string }[];
	/** The user of a person, by the person's key. */
	userOf: ReadonlyMap<string, string>;
}

/** Sign-ins as the library itself would have stored them; all share one password, hashed once. */
export function signInRows(content: DemoContent, passwordHash: string): SignInRows {
	const names = new Map(content.persons.map(({ key, name }) => [key, name]));
	const users = content.signIns.map(({ username, person }) => ({
		id: newId(),
		name: names.get(person) ?? username,
		email: `${username}@demo.invalid`,
		emailVerified: true,
		username: username.toLowerCase(),
		displayUsername: username,
	}));
	const accounts = users.map(({ id }) => ({
		id: newId(),
		accountId: id,
		providerId: 'credential',
		userId: id,
		password: passwordHash,
	}));
	const userOf = new Map(content.signIns.map(({ person }, index) => [person, users[index]?.id ?? '']));
	return { users, accounts, userOf };
}

export const personRows = (content: DemoContent, keys: Keys, userOf: ReadonlyMap<string, string>): Row<'person'>[] =>
	content.persons.map(({ key, name, sex, birthYear, workUnit, post }) => ({
		id: keys.person(key),
		name,
		sex,
		born_in: birthYear,
		work_unit: workUnit,
		post,
		user_id: userOf.get(key) ?? null,
	}));

/** One is a member of the committee by a seat in a sector, where the content names the committee as a whole. */
export function mandateRows(content: DemoContent, keys: Keys): Row<'mandate'>[] {
	const seats = new Map(content.memberships.map((one) => [`${one.committee} ${one.person}`, one]));
	const seatOf = ({ committee, person }: Mandate) => {
		const seat = seats.get(`${committee} ${person}`);
		if (!seat) throw new Error(`${person} is a member of ${committee} without a seat in a sector`);
		return seat;
	};
	return content.mandates.map((mandate, index) => {
		const seat = mandate.role === 'member' ? seatOf(mandate) : null;
		return {
			committee_id: keys.committee(mandate.committee),
			id: newId(Date.parse(mandate.from) + index),
			person_id: keys.person(mandate.person),
			body_id: keys.body(seat?.sector ?? mandate.body),
			role: mandate.role,
			member_no: seat?.memberNo ?? null,
			starts_on: mandate.from,
			ends_on: mandate.to,
		};
	});
}
