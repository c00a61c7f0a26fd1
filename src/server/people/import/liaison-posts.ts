import type { Roll } from '#server/intake/headings.ts';
import { fold } from '#server/intake/text.ts';
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
	roll: Roll<string>,
	known: KnownPosts,
	committee: string,
): { entries: Entry<BodyGiven>[]; bad: BadRow[] } {
	const find = finder(known.bodies);
	const conveners = new Map(known.conveners.map((one) => [one.body_id, one.name]));
	const bearing = Map.groupBy(known.members, (one) => fold(one.name));
	const entries: Entry<BodyGiven>[] = [];
	const bad: BadRow[] = [];
	for (const line of roll.lines) {
		const row = new RowOf(roll, line);
		const given = read(row, find, committee);
		const { convener, stored } = given ?? {};
		if (convener && (bearing.get(fold(convener)) ?? []).length > 1)
			row.refuse('intake.several_of_name', 'convener', convener, String(bearing.get(fold(convener))?.length));
		const before = (stored && conveners.get(stored.id)) ?? '';
		const called =
			convener && fold(before) !== fold(convener) ? [{ field: 'convener', from: before, to: convener }] : [];
		if (row.bad.length === 0 && given) entries.push(entryOf(row, given, called));
		bad.push(...row.bad);
	}
	return { entries, bad };
}

function read(row: RowOf, find: ReturnType<typeof finder>, committee: string): BodyGiven | undefined {
	const name = row.text('name');
	if (!name) return row.refuse('intake.missing_name', 'name');
	const short_name = row.text('short_name');
	const stored = find(row, [name, ...(short_name ? [short_name] : [])]);
	const duty = row.text('duty');
	const position = positionOf(row);
	const convener = personName(row.text('convener'));
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
