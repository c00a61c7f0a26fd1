import { randomBytes } from 'node:crypto';
import { documentOf } from '#server/search/document.ts';
import type { Reading } from '#server/search/words.ts';
import { saltBytes, sealCanonical } from '#server/core/timeline.ts';
import { letterText } from '../content/proposals/letters.ts';
import { topics } from '../content/proposals/topics.ts';
import { randomFrom, type Random } from '../content/random.ts';
import { personId, type People } from './assembly.ts';
import { bytesInCopy, columnOf, escaped } from './copy.ts';
import { countInIds, filledCommittee, idOf } from './ids.ts';
import type { LifeTemplate, ReplyTemplate } from './lives.ts';
import type { Part } from './schedule.ts';
import type { Pieces } from './template.ts';
import { textAbout, type Text } from './text.ts';

/** Lines of COPY, by table. */
export type Lines = Map<string, string[]>;

export interface Workshop {
	people: People;
	reading: Reading;
}

/** What is put into the gaps of one life. */
interface Filling {
	count: string;
	main: string;
	/** Milliseconds by which everything happened earlier. */
	earlier: number;
	persons: (index: number) => string;
	texts: Record<string, string>;
}

function filled(pieces: Pieces, filling: Filling): string {
	let line = '';
	for (const piece of pieces) {
		if (typeof piece === 'string') line += piece;
		else if (piece.is === 'count') line += filling.count;
		else if (piece.is === 'person') line += filling.persons(piece.index);
		else if (piece.is === 'at') line += new Date(piece.ms - filling.earlier).toISOString();
		else if (piece.is === 'text') line += filling.texts[piece.name] ?? '';
		else line += filling.main;
	}
	return line;
}

const longestLetter = 600;
const obstacles = new Map(topics.map(({ id, obstacle }) => [id, obstacle]));

function letterOf(part: Part, reply: ReplyTemplate, text: Text, addressee: string): string {
	const { life } = part;
	const letter = (asks: number) =>
		letterText({
			...{ title: text.title, place: text.place, unit: reply.unit, coUnits: reply.coUnits, addressee },
			...{ resultClass: reply.resultClass, round: reply.round, contactOn: reply.contactOn, on: reply.contactOn },
			you: life.collective ? '你单位' : life.signers.length ? '你们' : '你',
			remedy: null,
			amendment: null,
			asks: text.asks.slice(0, asks),
			obstacle: (obstacles.get(life.topic) ?? '涉及事项需与有关规划一并考虑，资金来源尚未落实。').replaceAll(
				'云溪',
				'万象',
			),
			promises: [],
		});
	for (let asks = text.asks.length; asks > 2; asks--) {
		const made = letter(asks);
		if (made.length <= longestLetter) return made;
	}
	return letter(2);
}

/** So little that every act keeps its day: nothing in the demo happens in the first hour of one. */
const mostEarlier = 40 * 60_000;

const labelOf = ({ life: { numbered }, number }: Part): string =>
	numbered === 'in_session' ? String(number) : `平${String(number).padStart(3, '0')}`;

interface Told {
	text: Text;
	letters: string[];
	filling: Filling;
	nameOf: (index: number) => string;
}

function tell({ people }: Workshop, part: Part, random: Random): Told {
	const { n, life, round } = part;
	const copy = life.collective ? 0 : round % people.names.length;
	const copyOf = (index: number) => (people.isMember[index] ? copy : 0);
	const nameOf = (index: number) => people.names[copyOf(index)]?.[index] ?? '';
	const text = textAbout(random, life.topic);
	const speaker = life.searched.body[0] ?? `${nameOf(life.owner)}${life.signers.length ? '等' : ''}委员`;
	const letters = life.replies.map((reply) => letterOf(part, reply, text, speaker));
	const { title, situation, analysis, suggestions } = text;
	const texts: Record<string, string> = { number: String(part.number), label: labelOf(part), letter: String(n), title };
	for (const [name, said] of Object.entries({ situation, analysis, suggestions })) texts[name] = escaped(said);
	for (const [at, letter] of letters.entries()) texts[`reply${at}`] = escaped(letter);
	const filling = {
		count: countInIds(n),
		main: countInIds(part.main),
		earlier: random.whole(0, mostEarlier),
		persons: (index: number) => personId(index, copyOf(index)),
		texts,
	};
	return { text, letters, filling, nameOf };
}

let salts = Buffer.alloc(0);
/** Drawn by the thousand: each call for randomness costs as much as a hash. */
function freshSalt(): Buffer {
	if (!salts.length) salts = randomBytes(saltBytes * 4096);
	const salt = salts.subarray(0, saltBytes);
	salts = salts.subarray(saltBytes);
	return salt;
}

function writeEntries(lines: Lines, { entries }: LifeTemplate, filling: Filling): void {
	const timeline = linesOf(lines, 'timeline');
	const contents = linesOf(lines, 'timeline_content');
	for (const { line, at, content, isPlain } of entries) {
		const said = filled(content, filling);
		const { salt, hash } = sealCanonical(said, freshSalt());
		timeline.push(`${filled(line, filling)}\t${bytesInCopy(hash)}\n`);
		contents.push(`${filled(at, filling)}\t${bytesInCopy(salt)}\t${isPlain ? said : escaped(said)}\n`);
	}
}

function writeDocument(lines: Lines, { reading }: Workshop, { n, life, number, indexed }: Part, told: Told): void {
	const { text, letters, nameOf } = told;
	const id = idOf('matter', n);
	const found = documentOf(
		filledCommittee,
		indexed,
		{
			...life.searched,
			...{
				id,
				title: text.title,
				state: life.state,
				number_label: number === null ? null : (told.filling.texts.label ?? null),
			},
			plenary_session_id: idOf('plenary_session', life.session),
			owner: nameOf(life.owner),
			co_proposers: life.signers.map(nameOf),
			situation: text.situation,
			analysis: text.analysis,
			suggestions: text.suggestions,
			replies: life.replies.flatMap(({ isDelivered, openness }, at) =>
				isDelivered ? [{ body: letters[at] ?? '', openness }] : [],
			),
		},
		reading,
	);
	if (!found) return;
	const row = { committee_id: filledCommittee, matter_id: id, place: indexed, ...found };
	linesOf(lines, 'search_document').push(
		`${Object.values(row)
			.map((one) => columnOf(one, true))
			.join('\t')}\n`,
	);
}

function linesOf(lines: Lines, table: string): string[] {
	const known = lines.get(table) ?? [];
	lines.set(table, known);
	return known;
}

/** One proposal with everything of its life. */
export function write(lines: Lines, workshop: Workshop, part: Part): void {
	const told = tell(workshop, part, randomFrom(`proposal ${part.n} of 万象`));
	for (const { table, line } of part.life.rows) linesOf(lines, table).push(filled(line, told.filling));
	writeEntries(lines, part.life, told.filling);
	writeDocument(lines, workshop, part, told);
}
