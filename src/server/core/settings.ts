import { z } from 'zod';
import type { Context } from './context.ts';
import type { Db } from './database.ts';

const term = z.object({ n: z.int().min(0).max(400), unit: z.enum(['working_days', 'days', 'months']) });
const words = z.object({ code: z.string(), zh: z.string(), en: z.string() });

/** Every number, scale and catalogue of a committee. Defaults are those of domain.md 2.0 and 2.1; each may differ per committee. */
const shapes = {
	/** domain.md 2.0. Examination and acknowledgement have no value there; seven days and three working days are ours. */
	deadlines: z.object({
		examination: term.default({ n: 7, unit: 'days' }),
		assignment: term.default({ n: 30, unit: 'days' }),
		acknowledgement: term.default({ n: 3, unit: 'working_days' }),
		return_request: term.default({ n: 7, unit: 'working_days' }),
		return_decision: term.default({ n: 7, unit: 'days' }),
		first_contact: term.default({ n: 15, unit: 'working_days' }),
		co_opinion: term.default({ n: 1, unit: 'months' }),
		reply: term.default({ n: 3, unit: 'months' }),
		extension: term.default({ n: 1, unit: 'months' }),
		countersignature: term.default({ n: 5, unit: 'working_days' }),
		check: term.default({ n: 5, unit: 'working_days' }),
		evaluation: term.default({ n: 15, unit: 'working_days' }),
		evaluation_reminded: term.default({ n: 10, unit: 'working_days' }),
		rehandling: term.default({ n: 1, unit: 'months' }),
		publication: term.default({ n: 20, unit: 'working_days' }),
	}),
	/** Days before a deadline on which its holder is reminded; 0 is the day itself, -1 the day after. */
	reminders: z.array(z.int()).default([30, 15, 7, 1, 0, -1, -7]),
	/** domain.md 2.1.2: 800 characters advised, 1,500 at most. */
	lengths: z.object({
		title: z.int().default(60),
		advised: z.int().default(800),
		body: z.int().default(1500),
		reply: z.int().default(2500),
	}),
	/** Block a reply until a contact with the proposer is on record (domain.md 2.1.9). */
	contact_before_reply: z.boolean().default(true),
	categories: z.array(words).default([
		{ code: 'economy', zh: '经济建设', en: 'Economy' },
		{ code: 'agriculture', zh: '农业农村', en: 'Agriculture and countryside' },
		{ code: 'urban', zh: '城乡建设', en: 'Town and village building' },
		{ code: 'transport', zh: '交通出行', en: 'Transport' },
		{ code: 'education', zh: '教育', en: 'Education' },
		{ code: 'health', zh: '医疗卫生', en: 'Health' },
		{ code: 'livelihood', zh: '民生保障', en: 'Livelihood' },
		{ code: 'culture', zh: '文化旅游', en: 'Culture and tourism' },
		{ code: 'environment', zh: '生态环境', en: 'Environment' },
		{ code: 'governance', zh: '社会治理与法治', en: 'Governance and law' },
		{ code: 'other', zh: '其他', en: 'Other' },
	]),
	/** domain.md 2.1.5, three classes. */
	result_classes: z.array(words.extend({ needs_promise: z.boolean() })).default([
		{ code: 'A', zh: '已经解决', en: 'Solved', needs_promise: false },
		{ code: 'B', zh: '列入计划', en: 'Planned', needs_promise: true },
		{ code: 'C', zh: '留作参考', en: 'For reference', needs_promise: false },
	]),
	/** domain.md 2.1.4, the ten of the national rules. */
	decline_reasons: z
		.array(words.extend({ conversion: z.enum(['none', 'opinion_report', 'member_letter', 'suggestion']) }))
		.default([
			{ code: '1', zh: '涉及国家秘密或党内秘密', en: 'State or party secrets', conversion: 'none' },
			{ code: '2', zh: '国家明令禁止的事项', en: 'Forbidden by the state', conversion: 'none' },
			{
				code: '3',
				zh: '中共党员对党内组织、人事的意见',
				en: 'Party members on the party’s own organisation or personnel',
				conversion: 'none',
			},
			{
				code: '4',
				zh: '民主党派成员反映本党派内部事务',
				en: 'Members of a party on its internal affairs',
				conversion: 'none',
			},
			{
				code: '5',
				zh: '进入民事、刑事、行政诉讼或仲裁程序',
				en: 'Before a court or in arbitration',
				conversion: 'none',
			},
			{ code: '6', zh: '属于学术研讨', en: 'Academic discussion', conversion: 'member_letter' },
			{
				code: '7',
				zh: '为本人或亲属解决个人问题',
				en: 'Own or a relative’s personal case',
				conversion: 'member_letter',
			},
			{ code: '8', zh: '宣传、推介作品或产品', en: 'Promotes a work or product', conversion: 'none' },
			{ code: '9', zh: '指名举报', en: 'Names and reports a person', conversion: 'member_letter' },
			{ code: '10', zh: '内容空泛，没有具体建议', en: 'No concrete suggestion', conversion: 'opinion_report' },
		]),
	correction_reasons: z.array(words).default([
		{ code: 'more_than_one', zh: '不止一件事，请一事一案', en: 'More than one matter' },
		{ code: 'no_suggestion', zh: '没有具体建议', en: 'No concrete suggestion' },
		{ code: 'no_analysis', zh: '情况和原因没有讲清', en: 'Situation or cause not clear' },
		{ code: 'wording', zh: '文字、数字需要核对', en: 'Wording or figures to be checked' },
		{ code: 'other', zh: '其他', en: 'Other' },
	]),
	/** Several proposers, split opinions: the worst counts, or the lead proposer's (domain.md 2.1.9). */
	joint_rating: z.enum(['worst', 'lead']).default('worst'),
	/** Single opinions of so few are not shown as an aggregate before closing. */
	smallest_shown_group: z.int().min(1).default(3),
	/** Days off and swapped working days of this committee beside the national calendar. */
	calendar: z.array(z.object({ date: z.iso.date(), works: z.boolean(), name: z.string() })).default([]),
	/** Years whose days off the committee has entered there itself, before a release brings the national calendar. */
	known_years: z.array(z.int()).default([]),
	/** Who must show a second factor, and how long a sign-in lasts: unused, and at all. */
	sign_in: z
		.object({
			second_factor: z.enum(['staff_and_units', 'nobody']).default('staff_and_units'),
			idle_minutes: z
				.object({ staff: z.int().min(5).max(1440).default(30), members: z.int().min(5).max(43_200).default(4320) })
				.prefault({}),
			longest_hours: z
				.object({ staff: z.int().min(1).max(2160).default(12), members: z.int().min(1).max(2160).default(720) })
				.prefault({}),
			/** How long a link for a first or new password is good. */
			link_days: z.int().min(1).max(30).default(7),
		})
		.prefault({}),
};

export type SettingName = keyof typeof shapes;
export type Settings = { [Name in SettingName]: z.output<(typeof shapes)[Name]> };
export const settingNames = Object.keys(shapes).filter((name): name is SettingName => name in shapes);

const defaultOf = (name: SettingName): unknown =>
	shapes[name].parse(name === 'deadlines' || name === 'lengths' ? {} : undefined);
export const defaultSettings = Object.fromEntries(settingNames.map((name) => [name, defaultOf(name)])) as Settings;

/** A setting as it is stored, or its default where none is. */
export const settingFrom = <Name extends SettingName>(name: Name, stored: unknown): Settings[Name] =>
	(stored === null || stored === undefined ? defaultSettings[name] : shapes[name].parse(stored)) as Settings[Name];

const kept = new Map<string, { read: number; settings: Promise<Settings> }>();
const keptForMs = 2_000;

/** The settings in force for the committee now; kept in memory for at most two seconds, and asked once for all who ask meanwhile. */
export function settingsOf(db: Db, { committee, now }: Pick<Context, 'committee' | 'now'>): Promise<Settings> {
	const known = kept.get(committee.id);
	if (known && Math.abs(now.getTime() - known.read) < keptForMs)
		return known.settings.catch(() => readSettings(db, committee.id, now));
	const settings = readSettings(db, committee.id, now);
	kept.set(committee.id, { read: now.getTime(), settings });
	settings.catch(() => kept.get(committee.id)?.settings === settings && kept.delete(committee.id));
	return settings;
}

async function readSettings(db: Db, committee_id: string, now: Date): Promise<Settings> {
	const stored = Object.fromEntries((await listSettings(db, committee_id, now)).map((row) => [row.name, row.value]));
	return Object.fromEntries(
		settingNames.map((name) => [name, name in stored ? shapes[name].parse(stored[name]) : defaultSettings[name]]),
	) as Settings;
}

const listSettings = (db: Db, committee_id: string, now: Date) =>
	db
		.selectFrom('setting')
		.distinctOn('name')
		.select(['name', 'value'])
		.where('committee_id', '=', committee_id)
		.where('valid_from', '<=', now)
		.orderBy('name')
		.orderBy('version', 'desc')
		.execute();

/** Stores a new version of one setting, valid from now; earlier versions stay. */
export async function changeSetting<Name extends SettingName>(
	ctx: Context,
	name: Name,
	value: Settings[Name],
): Promise<void> {
	const parsed = shapes[name].parse(value);
	await ctx.db
		.insertInto('setting')
		.columns(['committee_id', 'name', 'version', 'value', 'valid_from', 'changed_by'])
		.expression((eb) =>
			eb
				.selectFrom('setting')
				.select((s) => [
					s.val(ctx.committee.id).as('committee_id'),
					s.val(name as string).as('name'),
					s.fn.coalesce(s(s.fn.max('version'), '+', 1), s.lit(1)).as('version'),
					s.val(JSON.stringify(parsed)).as('value'),
					s.val(ctx.now).as('valid_from'),
					s.val(ctx.actor.person_id).as('changed_by'),
				])
				.where('committee_id', '=', ctx.committee.id)
				.where('name', '=', name),
		)
		.execute();
	kept.delete(ctx.committee.id);
}
