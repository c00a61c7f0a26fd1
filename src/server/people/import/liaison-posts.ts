import type { Roll } from '#server/intake/headings.ts';
import { clean, fold, saysNothing, textOf } from '#server/intake/text.ts';
import { shortNameOf } from './bodies.ts';
import { personName } from './members.ts';
import type { Convener, RollBody, RollMember } from './queries.ts';
import { RowOf, type BadRow, type Entry } from './roster.ts';
import { entryOf, finder, positionOf, type BodyGiven } from './units.ts';

export interface KnownPosts {
	bodies: readonly RollBody[];
	conveners: readonly Convener[];
	members: readonly RollMember[];
}

/** 乡镇（街道）政协工作联络组, each with the person who calls it together. */
export function understandPosts(
	rolls: readonly Roll<string>[],
	known: KnownPosts,
	committee: string,
): { entries: Entry<BodyGiven>[]; bad: BadRow[] } {
	const find = finder(known.bodies);
	const conveners = new Map(known.conveners.map((one) => [one.body_id, one.name]));
	const bearing = Map.groupBy(known.members, (one) => fold(one.name));
	const rows = rolls.flatMap((roll) => roll.lines.map((line) => new RowOf(roll, line)));
	const given = rows.map((row) => read(row, find, committee));
	const entries = rows.flatMap((row, at) => {
		const { convener, stored } = given[at] ?? {};
		const several = convener ? (bearing.get(fold(convener)) ?? []).length : 0;
		if (several > 1) row.refuse('intake.several_of_name', 'convener', convener, String(several));
		const before = (stored && conveners.get(stored.id)) ?? '';
		const called =
			convener && fold(before) !== fold(convener) ? [{ field: 'convener', from: before, to: convener }] : [];
		const one = given[at];
		return row.bad.length === 0 && one ? entryOf(row, one, called) : [];
	});
	return { entries, bad: rows.flatMap(({ bad }) => bad) };
}

const deputy = /副(?:召集人|组长|主任)[:：]?\s*(.*)$/s;

/** 召集人：符既明 副召集人：郜闻雨 in one cell: who calls the post together is kept. */
function convenerOf(row: RowOf): string {
	const written = textOf(row.cell('convener'));
	const deputies = deputy.exec(written)?.[1];
	if (deputies) row.note('intake.deputies_left_out', clean(deputies));
	const convener = personName(
		clean(written.replace(deputy, '').replace(/^\s*(?:召集人|组长|负责人|主任)[:：]\s*/, '')),
	);
	const said = saysNothing(convener) ? '' : convener;
	if (!said && row.has('convener')) row.note('intake.no_convener');
	if (said) row.says.convener = said;
	return said;
}

function read(row: RowOf, find: ReturnType<typeof finder>, committee: string): BodyGiven | undefined {
	const short_name = row.text('short_name');
	const name = row.text('name') || (short_name && !row.has('name') ? `${short_name}政协工作联络组` : '');
	if (!name) return row.refuse('intake.missing_name', 'name');
	row.says.name = name;
	const stored = find(row, [name, ...(short_name ? [short_name] : [])]);
	const duty = row.text('duty');
	const position = positionOf(row);
	const convener = convenerOf(row);
	return {
		stored,
		name,
		short_name: short_name || shortNameOf(name, committee),
		change: {
			...(short_name && { short_name }),
			...(duty && { duty }),
			...(position !== undefined && { position }),
		},
		...(convener && { convener }),
	};
}
