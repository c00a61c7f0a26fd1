import type { Roll } from '#server/intake/headings.ts';
import { fold, partNames } from '#server/intake/text.ts';
import { bodyKey, shortNameOf } from './bodies.ts';
import type { BodyChange, RollBody } from './queries.ts';
import { changesBetween, RowOf, type BadRow, type Entry } from './roster.ts';
import { Twice } from './twice.ts';

export interface BodyGiven {
	stored?: RollBody;
	name: string;
	short_name: string;
	change: BodyChange;
	/** Of a liaison post: who calls it together. */
	convener?: string;
}

const kinds: readonly [RegExp, string][] = [
	[/^(党委|党群|县委|市委|区委|党)/, 'party'],
	[/^(政府|行政|县政府|市政府|区政府|事业|企业)/, 'government'],
	[/^(法院|审判)/, 'court'],
	[/^检察/, 'procuratorate'],
	[/^(垂直|驻|中央|省属|市属|双管|条管|垂管)/, 'vertical'],
	[/^(乡|镇|街道|乡镇|开发区|园区)/, 'township'],
];

/** 党委部门, 政府部门, 法院, 检察院, 垂直管理, 乡镇街道: as `people.unit_kind` names them. */
const kindOf = (written: string): string | undefined => kinds.find(([shape]) => shape.test(fold(written)))?.[1];

export function understandUnits(
	rolls: readonly Roll<string>[],
	bodies: readonly RollBody[],
	committee: string,
): { entries: Entry<BodyGiven>[]; bad: BadRow[] } {
	const find = finder(bodies);
	const rows = rolls.flatMap((roll) => roll.lines.map((line) => new RowOf(roll, line)));
	const given = rows.map((row) => read(row, find, committee));
	const entries = rows.flatMap((row, at) => {
		const one = given[at];
		return row.bad.length === 0 && one ? entryOf(row, one) : [];
	});
	return { entries, bad: rows.flatMap(({ bad }) => bad) };
}

/** A unit is known by its name, its short name or a name it had; two rows never mean the same one. */
export function finder(bodies: readonly RollBody[]) {
	const byKey = new Map<string, RollBody>();
	for (const body of [...bodies].reverse())
		for (const name of [...body.former_names, body.short_name, body.name]) byKey.set(bodyKey(name), body);
	const twice = new Twice();
	return (row: RowOf, names: readonly string[]): RollBody | undefined => {
		const stored = names.map((name) => byKey.get(bodyKey(name))).find((body) => body !== undefined);
		const key = stored?.id ?? bodyKey(names[0] ?? '');
		if (twice.finds(key, row, 'name', names[0] ?? '')) return undefined;
		return stored;
	};
}

function read(row: RowOf, find: ReturnType<typeof finder>, committee: string): BodyGiven | undefined {
	const { name, aside, remark } = nameAndAside(row.text('name'));
	if (!name) return row.refuse('intake.missing_name', 'name');
	const isRead = aside.short_name || aside.former_names.length;
	if (remark) row.note(isRead ? 'intake.bracket_read' : 'intake.bracket_left_out', remark, aside.short_name && '简称');
	row.says.name = name;
	const [short_name = aside.short_name, ...others] = partNames(row.text('short_name'));
	for (const other of others) row.note('intake.second_name_left_out', other);
	if (short_name) row.says.short_name = short_name;

	const former_names = [...partNames(row.text('former_names')), ...aside.former_names];
	const called = short_name || shortNameOf(name, committee);
	const stored = find(row, [name, called, ...former_names]);
	const written = row.text('unit_kind');
	const unit_kind = written ? kindOf(written) : undefined;
	if (written && !unit_kind) row.refuse('intake.unknown_unit_kind', 'unit_kind', written);
	const duty = row.text('duty');
	const letter_mark = row.text('letter_mark');
	const position = positionOf(row);
	// a unit that goes by a new name keeps the old one among those it had
	const renamed = stored && bodyKey(stored.name) !== bodyKey(name) && bodyKey(stored.short_name) !== bodyKey(name);
	const had = [...new Set([...(stored?.former_names ?? []), ...(renamed ? [stored.name] : []), ...former_names])];
	const change: BodyChange = {
		...(renamed && { name }),
		...(short_name && { short_name }),
		...(unit_kind && { unit_kind }),
		...(duty && { duty }),
		...(letter_mark && { letter_mark }),
		...(had.length > 0 && { former_names: had }),
		...(position !== undefined && { position }),
	};
	return { stored, name, short_name: called, change };
}

/** 县卫生健康局（县卫健局） says the short name, （原县农业局） a former one; other remarks are left out. */
function nameAndAside(written: string): {
	name: string;
	aside: { short_name: string; former_names: string[] };
	remark: string;
} {
	const [, name = written, remark = ''] = /^(.+?)\s*[（(]([^（()）]*)[)）]$/.exec(written) ?? [];
	const former = /^(?:原|曾用名[:：]?|原名[:：]?)(.+)$/.exec(remark)?.[1];
	const isName = /^[^\d]{2,}[局委办院部会厅队社司]$/.test(remark) && !former;
	return { name, remark, aside: { short_name: isName ? remark : '', former_names: former ? [former] : [] } };
}

/** Where a roll is numbered, it is in the order in which the office lists it. */
export function positionOf(row: RowOf): number | undefined {
	const written = fold(row.text('position'));
	return /^\d{1,6}$/.test(written) ? Number(written) : undefined;
}

export function entryOf(
	row: RowOf,
	given: BodyGiven,
	more: readonly { field: string; from: string; to: string }[] = [],
) {
	const { stored, name, change } = given;
	const { former_names, ...plain } = change;
	const { former_names: had = [], ...before } = stored ?? {};
	const changes = stored
		? [
				...changesBetween({ ...before }, { ...plain }),
				...changesBetween({ former_names: had.join('、') }, { former_names: former_names?.join('、') }),
				...more,
			]
		: [];
	const state = !stored ? ('added' as const) : changes.length ? ('changed' as const) : ('same' as const);
	const { row: at, sheet, says, notes } = row;
	return { row: at, sheet, name, state, says, changes, notes, given };
}
