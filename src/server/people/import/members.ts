import type { PlainDate } from '#server/core/clock.ts';
import { yearOf } from '#server/core/clock.ts';
import { writtenDate } from '#server/intake/dates.ts';
import type { Roll } from '#server/intake/headings.ts';
import { nearest } from '#server/intake/nearest.ts';
import { countIn } from '#server/intake/numbering.ts';
import { fold, partNames, textOf } from '#server/intake/text.ts';
import { bodyKey } from './bodies.ts';
import type { PersonChange, RollBody, RollMember } from './queries.ts';
import { changesBetween, RowOf, type BadRow, type Entry } from './roster.ts';
import { Twice } from './twice.ts';

export interface MemberGiven {
	stored?: RollMember;
	name: string;
	member_no?: string;
	person: PersonChange;
	sector: { id?: string; name: string };
	/** Undefined where the row does not say: groups are left as they are then. */
	liaison_id?: string;
	organisation_ids?: string[];
	starts_on?: PlainDate;
	office?: 'standing_member';
}

export interface KnownMembers {
	members: readonly RollMember[];
	bodies: readonly RollBody[];
	/** A committee without sectors gets those that its first roster names. */
	noSectors: boolean;
	/** The term that runs. */
	term?: number;
}

type Found = { id: string; name: string } | { hint?: string };

/** Looks a body of one kind up under its name and its short name; the answer for an unknown one carries the nearest. */
export function lookUp(bodies: readonly RollBody[], kind: string): (written: string) => Found {
	const known = bodies
		.filter((body) => body.kind === kind)
		.flatMap(({ id, name, short_name, former_names }) =>
			[short_name, name, ...former_names].map((one) => ({ id, name: short_name, key: bodyKey(one) })),
		);
	const byKey = new Map(known.map((one) => [one.key, one]));
	return (written) => byKey.get(bodyKey(written)) ?? { hint: nearest(bodyKey(written), known)?.name };
}

/** 农业和农村界: what a sheet is called that holds the members of one sector. */
export const isSectorName = (sheet: string): boolean => /^.{2,20}界别?$/.test(sheet.trim());

/** 王　军 in a column of names is 王军; a name in letters keeps its blanks, as do rare characters their form. */
export const personName = (text: string): string =>
	(/\p{Script=Han}/u.test(text) ? text.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') : text).replace(
		/\s*[•‧・．∙⋅●]\s*/g,
		'·',
	);

const noOrganisation = /^(中共|中共党员|中国共产党|中共预备党员|党员|群众|无党派|无党派人士|共青团员|团员)$/;

export function understandMembers(
	rolls: readonly Roll<string>[],
	known: KnownMembers,
): { entries: Entry<MemberGiven>[]; bad: BadRow[] } {
	const find = {
		sector: lookUp(known.bodies, 'sector'),
		liaison: lookUp(known.bodies, 'township_liaison'),
		organisation: lookUp(known.bodies, 'participating_body'),
	};
	const names = new Map(known.bodies.map(({ id, short_name }) => [id, short_name]));
	const who = identities(known.members);
	const rows = rolls.flatMap((roll) => roll.lines.map((line) => new RowOf(roll, line)));
	const given = rows.map((row) => read(row, find, known, who));
	const entries = rows.flatMap((row, at) => {
		const one = given[at];
		return row.bad.length === 0 && one ? entryOf(row, one, names) : [];
	});
	return { entries, bad: rows.flatMap(({ bad }) => bad) };
}

type Finders = Record<'sector' | 'liaison' | 'organisation', (written: string) => Found>;

function read(
	row: RowOf,
	find: Finders,
	known: KnownMembers,
	who: ReturnType<typeof identities>,
): MemberGiven | undefined {
	const name = personName(row.text('name'));
	if (!name) return row.refuse('intake.missing_name', 'name');
	row.says.name = name;
	checkTerm(row, known.term);
	const sector = sectorOf(row, find.sector, known.noSectors);
	const member_no = row.text('member_no') || undefined;
	const liaison = named(row, 'liaison_post', find.liaison);
	const organisations = organisationsOf(row, find.organisation);
	const work_unit = row.text('work_unit');
	const written = row.text('post');
	const office = officeOf(row, written);
	const post = isOffice(written) ? '' : written;
	const sex = sexOf(row);
	const born_in = bornIn(row);
	const starts_on = startsOn(row);
	if (!sector) return undefined;
	const stored = who(row, { name, member_no, sector_id: sector.id });
	return {
		stored,
		name,
		member_no,
		sector,
		person: {
			...(sex && { sex }),
			...(born_in && { born_in }),
			...(work_unit && { work_unit }),
			...(post && { post }),
		},
		...(liaison && { liaison_id: liaison.id }),
		...(organisations && { organisation_ids: organisations }),
		...(starts_on && { starts_on }),
		...(office === 'standing_member' && { office }),
	};
}

const offices: Record<string, string> = { 常委: 'standing_member', 常务委员: 'standing_member', 委员: 'member' };
const withRights = /^(副?主席|秘书长)$/;
const isOffice = (written: string) => fold(written) in offices || withRights.test(fold(written));

/** The office held in the committee. Those that decide matters bring rights with them: a roster gives none, and says so. */
function officeOf(row: RowOf, post: string): string | undefined {
	const said = fold(row.text('office')) || (isOffice(post) ? fold(post) : '');
	if (withRights.test(said)) row.note('intake.office_with_rights', said);
	else if (said && !(said in offices)) row.note('intake.office_unknown', said);
	return isTicked(row, 'is_standing') ? 'standing_member' : offices[said];
}

const isTicked = (row: RowOf, field: string): boolean => /^[√✓✔☑v是1有男女]$|^常委$/.test(fold(row.text(field)));

/** 第十届, 10, 政协云溪县第十届委员会: the tenth. */
const termIn = (plain: string): number | undefined =>
	countIn(/(\d{1,2}|[一二三四五六七八九十]{1,3})届/.exec(plain)?.[1] ?? plain);

/** A roster is of the term that runs: a row of another term, or of two, is named and not taken for one of this. */
function checkTerm(row: RowOf, running: number | undefined): void {
	const written = row.text('term');
	const named = partNames(written.replace(/[及和至]/g, '、'));
	const numbers = named.flatMap((one) => termIn(fold(one)) ?? []);
	if (numbers.length > 1) row.refuse('intake.several_terms', 'term', written);
	else if (running !== undefined && numbers[0] !== undefined && numbers[0] !== running)
		row.refuse('intake.other_term', 'term', written, String(running));
}

function sectorOf(row: RowOf, find: (written: string) => Found, noSectors: boolean): MemberGiven['sector'] | undefined {
	const written = row.text('sector');
	if (!written) return row.refuse('intake.missing_sector', 'sector');
	const found = find(written);
	if ('id' in found) return found;
	return noSectors ? { name: written } : row.refuse('intake.unknown_sector', 'sector', written, found.hint);
}

function named(row: RowOf, field: string, find: (written: string) => Found): { id: string } | undefined {
	const written = row.text(field);
	if (!written) return undefined;
	const found = find(written);
	return 'id' in found ? found : row.refuse('intake.unknown_body', field, written, found.hint);
}

function organisationsOf(row: RowOf, find: (written: string) => Found): string[] | undefined {
	const written = partNames(row.text('organisations')).filter((name) => !noOrganisation.test(fold(name)));
	if (written.length === 0) return undefined;
	return written.flatMap((name) => {
		const found = find(name);
		if ('id' in found) return found.id;
		row.refuse('intake.unknown_body', 'organisations', name, found.hint);
		return [];
	});
}

function sexOf(row: RowOf): string | undefined {
	const written = fold(row.text('sex'));
	if (!written && isTicked(row, 'is_female')) return 'female';
	if (!written && isTicked(row, 'is_male')) return 'male';
	if (!written) return undefined;
	if (/^(男|m|male)$/.test(written)) return 'male';
	return /^(女|f|female)$/.test(written) ? 'female' : row.refuse('intake.unreadable_sex', 'sex', written);
}

/** 1975年3月, 1975.03, 1975-03-12 or 1975: only the year is kept. */
function bornIn(row: RowOf): number | undefined {
	if (!row.text('born_in')) return undefined;
	const cell = row.cell('born_in');
	const written = fold(textOf(cell));
	const serial = /^\d{5}$/.test(written) ? writtenDate(written) : undefined;
	const year = Number(/^(19|20)\d{2}/.exec(serial ?? written)?.[0]);
	return year ? year : row.refuse('intake.unreadable_year', 'born_in', textOf(cell));
}

/** A month alone begins on its first day. */
function startsOn(row: RowOf): PlainDate | undefined {
	if (!row.text('starts_on')) return undefined;
	const cell = row.cell('starts_on');
	const text = fold(textOf(cell));
	const [, year, month] = /^(\d{4})[年.\-/](\d{1,2})月?$/.exec(text) ?? [];
	const date = writtenDate(year && month ? `${year}-${month}-1` : text);
	if (date && date !== 'no such day' && yearOf(date) > 1948) return date;
	return row.refuse('intake.unreadable_date', 'starts_on', textOf(cell));
}

/** Who a row speaks of: by the number, else by name, and by the sector too where several bear the name. */
function identities(members: readonly RollMember[]) {
	const byNo = new Map(members.filter((one) => one.member_no).map((one) => [fold(one.member_no ?? ''), one]));
	const byName = Map.groupBy(members, (one) => fold(one.name));
	const twice = new Twice();
	const bearers = new Map<string, number>();
	return (row: RowOf, is: { name: string; member_no?: string; sector_id?: string }): RollMember | undefined => {
		const key = is.member_no ? `no ${fold(is.member_no)}` : `${fold(is.name)} ${is.sector_id ?? ''}`;
		if (twice.finds(key, row, is.member_no ? 'member_no' : 'name', is.member_no ?? is.name)) return undefined;
		const other = bearers.get(fold(is.name));
		if (other !== undefined) row.note('intake.same_name', is.name, String(other));
		else bearers.set(fold(is.name), row.row);
		const numbered = is.member_no ? byNo.get(fold(is.member_no)) : undefined;
		if (numbered && fold(numbered.name) !== fold(is.name))
			return row.refuse('intake.number_of_another', 'member_no', is.member_no, numbered.name);
		if (numbered) return numbered;
		const bearing = (byName.get(fold(is.name)) ?? []).filter((one) => !(is.member_no && one.member_no));
		const near = bearing.filter((one) => one.sector_id === is.sector_id);
		if (near.length > 1 || (bearing.length > 1 && near.length === 0))
			return row.refuse('intake.several_of_name', 'name', is.name, String(bearing.length));
		return near[0] ?? bearing[0];
	};
}

function entryOf(row: RowOf, given: MemberGiven, names: ReadonlyMap<string, string>): Entry<MemberGiven> {
	const { stored, person, sector, member_no, liaison_id, organisation_ids } = given;
	const { row: at, sheet, says, notes } = row;
	const about = { row: at, sheet, name: given.name, says, notes, given };
	if (!stored) return { ...about, state: 'added', changes: [] };
	const inGroup = (id: string) => stored.group_ids.includes(id);
	const { sex, born_in, work_unit, post } = stored;
	const before = { sex, born_in, work_unit, post, member_no: stored.member_no };
	const changes = [
		...changesBetween(before, { ...person, member_no }),
		...changesBetween({ sector: names.get(stored.sector_id) ?? '' }, { sector: sector.name }),
		...(liaison_id && !inGroup(liaison_id)
			? [{ field: 'liaison_post', from: '', to: names.get(liaison_id) ?? '' }]
			: []),
		...(organisation_ids ?? [])
			.filter((id) => !inGroup(id))
			.map((id) => ({ field: 'organisations', from: '', to: names.get(id) ?? '' })),
		...(given.office && !stored.is_standing ? [{ field: 'office', from: '', to: says.office ?? '常委' }] : []),
	];
	return { ...about, state: changes.length ? 'changed' : 'same', changes };
}
