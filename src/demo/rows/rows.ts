import { seal } from '#server/core/timeline.ts';
import type { DemoContent } from '../content/content.ts';
import { bodyRows } from './bodies.ts';
import { committeeRows, sessionRows, settingRows, termRows } from './committees.ts';
import { keysOf } from './keys.ts';
import { mandateRows, personRows, signInRows } from './people.ts';
import type { Entry, Life } from './replay/life.ts';
import { replay } from './replay/replay.ts';
import { openWorld } from './replay/world.ts';
import type { Row, Rows } from './row.ts';

/** How PostgreSQL reads bytes in text. */
const bytes = (buffer: Buffer) => `\\x${buffer.toString('hex')}`;

function sealed({ entry, content }: Entry) {
	const { salt, hash } = seal(content);
	const { committee_id, matter_id, seq } = entry;
	return {
		entry: { ...entry, content_hash: bytes(hash) },
		content: { committee_id, matter_id, seq, salt: bytes(salt), content },
	};
}

/** Where each series stands: at its last number. */
function seriesRows(given: readonly Row<'number_given'>[]): Row<'number_series'>[] {
	const last = new Map(given.map((one) => [`${one.committee_id} ${one.series}`, one]));
	return [...last.values()].map(({ committee_id, series, number }) => ({ committee_id, series, last: number }));
}

/** As if every entry had been folded into the counts already (src/server/matters/tally). */
function tallyRows(lives: readonly Life[]) {
	const alike = Map.groupBy(lives, ({ matter }) => `${matter.plenary_session_id} ${matter.state}`);
	return [...alike.values()].flatMap(([first, ...others]) => {
		if (!first) return [];
		const { committee_id, kind, plenary_session_id, state } = first.matter;
		return { committee_id, kind, plenary_session_id, state, n: 1 + others.length };
	});
}

function lifeRows(lives: readonly Life[]): Rows {
	const all = <One extends object>(of: (life: Life) => readonly One[]) => lives.flatMap(of);
	const timeline = all((life) => life.timeline).map(sealed);
	return {
		matter: lives.map((life) => life.matter),
		proposal: lives.map((life) => life.proposal),
		signature: all((life) => life.signatures),
		assignment: all((life) => life.assignments),
		contact: all((life) => life.contacts),
		reply: all((life) => life.replies),
		countersignature: all((life) => life.countersignatures),
		evaluation: all((life) => life.evaluations),
		commitment: all((life) => life.commitments),
		nomination: all((life) => life.nominations),
		deadline: all((life) => life.deadlines),
		timeline: timeline.map(({ entry }) => entry),
		timeline_content: timeline.map(({ content }) => content),
		ledger_pending: timeline.map(({ entry: { committee_id, matter_id, seq } }) => ({ committee_id, matter_id, seq })),
		tally: tallyRows(lives),
	};
}

/** The whole invented assembly as rows, in an order in which they can be stored. */
export async function rowsOf(content: DemoContent, passwordHash: string): Promise<Rows> {
	const keys = keysOf(content);
	const committees = committeeRows(content, keys);
	const sessions = sessionRows(content, keys);
	const bodies = bodyRows(content, keys);
	const mandates = mandateRows(content, keys);
	const { users, accounts, userOf } = signInRows(content, passwordHash);
	const world = openWorld({ keys, committees, sessions, bodies, mandates, names: content.persons });
	const lives = await replay(world, content);
	return {
		committee: committees,
		term: termRows(content, keys),
		plenary_session: sessions,
		body: bodies,
		'auth.user': users,
		'auth.account': accounts,
		person: personRows(content, keys, userOf),
		mandate: mandates,
		setting: settingRows(content, keys),
		...lifeRows(lives),
		number_series: seriesRows(world.numbers),
		number_given: world.numbers,
	};
}
