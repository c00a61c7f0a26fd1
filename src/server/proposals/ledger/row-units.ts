import type { LedgerRow } from './ledger.ts';
import type { RowReader } from './row-reader.ts';
import { unitsIn, type UnitFound } from './units.ts';

type Units = Pick<LedgerRow, 'handling' | 'lead_unit_ids' | 'co_unit_ids'>;

/** Who handled the row's proposal. One that was handled, or helped with, must have a unit that led. */
export function unitsOf(reader: RowReader, find: (name: string) => UnitFound, wasHandled: boolean): Units {
	const lead = new Set<string>();
	const co = new Set<string>();
	const named = namedIn(reader);
	for (const { name, column, role } of named) {
		const found = find(name);
		if ('reason' in found) {
			reader.refuse(found.reason, { column, value: name, hint: found.hint });
			continue;
		}
		if (found.former) reader.note('ledger.former_unit', { column, value: name, hint: found.name });
		if (lead.has(found.id) || co.has(found.id)) reader.refuse('ledger.unit_named_twice', { column, value: name });
		(role === 'co' ? co : lead).add(found.id);
	}
	const nobodyLed = !named.some(({ role }) => role === 'lead');
	const hasColumn = reader.heading('lead_units') ?? reader.heading('co_units');
	if (nobodyLed && wasHandled && !hasColumn) reader.note('ledger.no_unit_named', { column: '', value: '' });
	else if (nobodyLed && (wasHandled || named.length > 0)) {
		reader.refuse('ledger.missing_lead_unit', { field: 'lead_units' });
	}
	const [leads] = reader.cells('lead_units');
	if (lead.size > 1 && leads && !named.some(({ said }) => said)) {
		reader.note('ledger.read_as_split', { column: leads.column, value: leads.text });
	}
	const handling = lead.size > 1 ? 'split' : co.size > 0 ? 'joint' : 'sole';
	return { ...(lead.size > 0 && { handling }), lead_unit_ids: [...lead], co_unit_ids: [...co] };
}

/** The units of both columns; a role said beside the name outweighs the column it stands in. */
function namedIn(reader: RowReader) {
	return (['lead_units', 'co_units'] as const).flatMap((field) =>
		reader.cells(field).flatMap(({ text, column }) =>
			unitsIn(text).map(({ name, role }) => ({
				name,
				column,
				said: role !== undefined,
				role: role ?? (field === 'lead_units' ? ('lead' as const) : ('co' as const)),
			})),
		),
	);
}
