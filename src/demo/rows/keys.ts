import { newId } from '#server/core/id.ts';
import type { DemoContent } from '../content/content.ts';

/** The id that stands for a key of the content. A key that nothing bears is a mistake in the content, named here. */
export type IdOf = (key: string) => string;

export interface Keys {
	committee: IdOf;
	term: IdOf;
	session: IdOf;
	body: IdOf;
	person: IdOf;
	proposal: IdOf;
}

function idsFor(what: string, made: readonly (readonly [key: string, at: number])[]): IdOf {
	const ids = new Map<string, string>();
	for (const [key, at] of made) {
		if (ids.has(key)) throw new Error(`two of the kind "${what}" have the key ${key}`);
		ids.set(key, newId(at));
	}
	return (key) => {
		const id = ids.get(key);
		if (!id) throw new Error(`no ${what} has the key ${key}`);
		return id;
	};
}

/** Older things have smaller ids, as in a database that grew by itself. */
export function keysOf(content: DemoContent): Keys {
	const first = Date.parse(content.terms[0]?.from ?? content.today);
	const inOrder = (rows: readonly { key: string }[]) => rows.map(({ key }, index) => [key, first + index] as const);
	return {
		committee: idsFor('committee', inOrder(content.committees)),
		term: idsFor('term', inOrder(content.terms)),
		session: idsFor('session', inOrder(content.sessions)),
		body: idsFor('body', inOrder(content.bodies)),
		person: idsFor('person', inOrder(content.persons)),
		proposal: idsFor(
			'proposal',
			content.proposals.map(({ key, createdAt }) => [key, Date.parse(createdAt)] as const),
		),
	};
}
