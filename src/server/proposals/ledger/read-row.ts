import { readDate } from '#server/intake/dates.ts';
import type { Known, LedgerRow, Proposer, SessionNamed } from './ledger.ts';
import { readNumber, readSession } from './numbers.ts';
import { readResult, readSatisfaction } from './outcome.ts';
import { peopleIn, roster } from './people.ts';
import type { RowReader } from './row-reader.ts';
import { sectorDirectory } from './sectors.ts';
import { clean, fold } from '#server/intake/text.ts';
import { unitsOf } from './row-units.ts';
import { unitDirectory } from './units.ts';

/** What is looked up for every row, prepared once. */
export function directoriesOf({ units, sectors, members, sessionYear }: Known) {
	return {
		unit: unitDirectory(units),
		sector: sectorDirectory(sectors),
		member: roster(members),
		sessionYear,
		/** The rows in which each number stands. */
		numbered: new Map<string, RowReader[]>(),
	};
}
type Directories = ReturnType<typeof directoriesOf>;

/** The row's meaning; undefined when any of its cells was refused. Its problems stay with the reader. */
export function readRow(reader: RowReader, directories: Directories): LedgerRow | undefined {
	const session = reader.text('session') ? readSession(reader.text('session')) : undefined;
	const number = numberOf(reader, session, directories);
	const title = reader.text('title');
	if (!title) reader.refuse('ledger.missing_title', { field: 'title' });
	const proposers = proposersOf(reader, directories);
	const sector_id = sectorOf(reader, directories);
	const dates = datesOf(reader, session, directories);
	const outcome = outcomeOf(reader);
	const wasHandled = Boolean(dates.assigned_on ?? dates.replied_on ?? outcome.result_class);
	const units = unitsOf(reader, directories.unit, wasHandled);
	if (reader.bad.length > 0 || !number) return undefined;
	const category = reader.text('category') || undefined;
	const about = { session, title, ...proposers, sector_id, category };
	return { row: reader.row, ...number, ...about, ...units, ...dates, ...outcome, notes: reader.notes };
}

function numberOf(reader: RowReader, session: SessionNamed | undefined, { numbered }: Directories) {
	const [written] = reader.cells('number');
	if (!written) return void reader.refuse('ledger.missing_number', { field: 'number' });
	const number = readNumber(written.text);
	if (!number) return void reader.refuse('ledger.unreadable_number', { field: 'number', value: written.text });
	const identity = [session && fold(session.text), number.period, number.number].join(' ');
	numbered.set(identity, [...(numbered.get(identity) ?? []), reader]);
	return number;
}

function proposersOf(reader: RowReader, { member }: Directories): Pick<LedgerRow, 'proposers' | 'body'> {
	const proposers = new Map<string, Proposer>();
	const bodies: string[] = [];
	for (const field of ['first_proposer', 'proposers', 'co_proposers'] as const) {
		for (const { text, column } of reader.cells(field)) {
			const { names, othersUnnamed, body } = peopleIn(text);
			if (body) bodies.push(body);
			if (othersUnnamed) reader.note('ledger.others_unnamed', { column, value: text });
			for (const name of names) {
				const { several, ...proposer } = member(name);
				if (proposers.has(proposer.member_id ?? name)) continue;
				proposers.set(proposer.member_id ?? name, proposer);
				if (several) reader.note('ledger.several_members', { column, value: name });
				else if (!proposer.member_id) reader.note('ledger.not_a_member', { column, value: name });
			}
		}
	}
	if (proposers.size === 0) {
		const field = reader.heading('first_proposer') ? 'first_proposer' : 'proposers';
		reader.refuse('ledger.missing_proposer', { field });
	}
	return { proposers: [...proposers.values()], ...(bodies[0] && { body: bodies[0] }) };
}

function sectorOf(reader: RowReader, { sector }: Directories): string | undefined {
	const written = reader.text('sector');
	const found = written ? sector(written) : undefined;
	if (found && 'hint' in found) {
		reader.refuse('ledger.unknown_sector', { field: 'sector', value: written, hint: found.hint });
	}
	return found && 'id' in found ? found.id : undefined;
}

function datesOf(reader: RowReader, session: SessionNamed | undefined, { sessionYear }: Directories) {
	const dates: Pick<LedgerRow, 'admitted_on' | 'assigned_on' | 'replied_on'> = {};
	for (const field of ['admitted_on', 'assigned_on', 'replied_on'] as const) {
		for (const { cell, text, column } of reader.cells(field)) {
			const reading = readDate(cell, session?.year ?? sessionYear);
			if ('date' in reading) dates[field] = reading.date;
			if ('date' in reading && /^\D*\d{1,2}月/.test(text))
				reader.note('ledger.year_filled_in', { column, value: text, hint: reading.date });
			if (!('date' in reading)) reader.refuse(reading.reason, { column, value: text });
		}
	}
	const { assigned_on, replied_on } = dates;
	if (assigned_on && replied_on && replied_on < assigned_on)
		reader.refuse('ledger.reply_before_assignment', {
			field: 'replied_on',
			value: replied_on,
			hint: assigned_on,
		});
	return dates;
}

function outcomeOf(reader: RowReader): Pick<LedgerRow, 'result_class' | 'satisfaction'> {
	const result = readResult(reader.text('result'));
	if (!result) reader.refuse('ledger.unknown_result', { field: 'result', value: reader.text('result') });
	const [written] = reader.cells('result');
	if (written && result && result !== 'none') {
		const at = { column: written.column, value: clean(written.text), hint: result };
		if (/→|->|—>/.test(written.text.normalize('NFKC'))) reader.note('ledger.class_changed', at);
		else if (result === 'D') reader.note('ledger.class_d', at);
	}
	const rating = readSatisfaction(reader.text('satisfaction'));
	if (!rating) {
		reader.refuse('ledger.unknown_satisfaction', {
			field: 'satisfaction',
			value: reader.text('satisfaction'),
		});
	}
	return {
		...(result && result !== 'none' && { result_class: result }),
		...(rating && rating !== 'none' && { satisfaction: rating }),
	};
}
