import { expect } from 'vitest';
import { proposal } from '#api/schemas/proposal.ts';
import type { PersonName } from '#server/testing/assembly.ts';
import type { Answer, ApiHouse } from './caller.ts';

const unit: readonly string[] = ['registrar', 'drafter', 'head', 'finance_head', 'transport_head'];
/** The rows of a view in which a part of the proposal may stand. */
const lists = ['signers', 'assignments', 'replies', 'evaluations', 'commitments', 'nominations'] as const;

/** Goes through a life by API alone, and keeps what the units were shown on the way. */
export function walkerOf(house: ApiHouse) {
	const shownToUnits: string[] = [];

	const ask: ApiHouse['ask'] = async (who, method, path, body, headers) => {
		const answer = await house.ask(who, method, path, body, headers);
		if (unit.includes(who)) shownToUnits.push(answer.text);
		return answer;
	};

	/** The proposal as this person sees it; its shape is the one that the document promises. */
	async function view(who: PersonName | 'public', id: string) {
		const { status, json, text } = await ask(who, 'GET', `/proposals/${id}`);
		expect(status, text).toBe(200);
		expect(proposal.parse(json)).toEqual(json);
		return proposal.parse(json);
	}

	async function versionSeen(who: PersonName, matter: string, id: string): Promise<number> {
		const seen = await view(who, matter);
		if (id === matter) return seen.version;
		return lists.flatMap((list) => [...seen[list]]).find((row) => row.id === id)?.version ?? 1;
	}

	/** Tries one act with the version that the person sees, whatever comes of it. */
	const attempt = async (
		who: PersonName,
		machine: string,
		matter: string,
		id: string,
		action: string,
		input: object = {},
		headers = {},
	): Promise<Answer> =>
		ask(
			who,
			'POST',
			`/${machine}/${id}/transitions`,
			{ action, version: await versionSeen(who, matter, id), ...input },
			headers,
		);

	/** Tries one act and tells what came of it in one line: `422 proposal.category_unknown@category`. */
	async function tried(...act: Parameters<typeof attempt>): Promise<string> {
		const { status, json } = await attempt(...act);
		const errors: { code: string; field?: string }[] = json.errors ?? [];
		return [status, ...errors.map(({ code, field }) => (field ? `${code}@${field}` : code))].join(' ');
	}

	/** Does one act; it must be among those that the API says are possible, and succeed. */
	async function act(
		who: PersonName,
		machine: string,
		matter: string,
		id: string,
		action: string,
		input: object = {},
	): Promise<Answer> {
		const { may } = await view(who, matter);
		expect(id === matter ? may.proposal : may.parts[id], `${who} may ${machine}.${action}`).toContain(action);
		const done = await attempt(who, machine, matter, id, action, input);
		expect(done.status, `${who} ${machine}.${action}: ${done.text}`).toBe(200);
		expect(done.json).toMatchObject({ machine, id, matter_id: matter, action });
		return done;
	}

	return { ask, view, attempt, tried, act, shownToUnits };
}
