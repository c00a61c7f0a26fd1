import { canonical } from '#server/core/timeline.ts';
import type { Life } from '../rows/replay/life.ts';
import { columnOf, escaped } from './copy.ts';

/** What differs from one proposal to the next that lived the same life. */
export type Slot =
	| { is: 'count' }
	| { is: 'main' }
	| { is: 'person'; index: number }
	| { is: 'at'; ms: number }
	| { is: 'text'; name: string };
/** Fixed text and slots in turn. */
export type Pieces = (string | Slot)[];

const open = '\ue000';
const close = '\ue001';
/** Stands in a row where a text will be put in. */
export const gap = (name: string): string => `${open}${name}${close}`;

const marks =
	/\ue000(\w+)\ue001|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g;

/** What an id of the demo becomes. */
export type Renaming = (id: string) => Pieces;

/** Cuts a line at everything that differs. */
export function piecesOf(line: string, rename: Renaming): Pieces {
	const pieces: Pieces = [];
	let from = 0;
	for (const { 0: found, 1: name, index } of line.matchAll(marks)) {
		pieces.push(line.slice(from, index));
		if (name) pieces.push({ is: 'text', name });
		else if (found.includes('T')) pieces.push({ is: 'at', ms: Date.parse(found) });
		else pieces.push(...rename(found));
		from = index + found.length;
	}
	return joined([...pieces, line.slice(from)]);
}

const joined = (pieces: Pieces): Pieces =>
	pieces.reduce<Pieces>((made, piece) => {
		const last = made.at(-1);
		if (typeof piece === 'string' && typeof last === 'string') made[made.length - 1] = last + piece;
		else made.push(piece);
		return made;
	}, []);

const lists = new Set(['wished_unit_ids']);

/** A row as a line of COPY, its columns in this order. */
export const lineOf = (row: object, columns: readonly string[], rename: Renaming): Pieces =>
	piecesOf(`${columnsOf(row, columns)}\n`, rename);

const columnsOf = (row: object, columns: readonly string[]): string =>
	columns.map((column) => columnOf((row as Record<string, unknown>)[column], lists.has(column))).join('\t');

export const entryColumns =
	'committee_id matter_id seq machine subject_id action from_state to_state actor_id on_behalf_of at'.split(' ');

/** An entry of the timeline but for its hash, and what it said, in canonical form. */
export interface EntryTemplate {
	line: Pieces;
	at: Pieces;
	content: Pieces;
	/** Whether it must be escaped once it is filled in. */
	isPlain: boolean;
}

export function entryOf({ entry, content }: Life['timeline'][number], rename: Renaming): EntryTemplate {
	const said = canonical(content);
	const { committee_id, matter_id, seq } = entry;
	return {
		line: piecesOf(columnsOf(entry, entryColumns), rename),
		at: piecesOf([committee_id, matter_id, seq].join('\t'), rename),
		content: piecesOf(said, rename),
		isPlain: escaped(said) === said,
	};
}
