import type { Context } from '#server/core/context.ts';
import { mayBy } from '#server/core/grant.ts';
import { notPermitted } from '#server/core/refusal.ts';
import { intakeGrants } from '#server/intake/permissions.ts';
import { writeTable, type TableFormat } from '#server/intake/write.ts';
import { noteRoll } from '#server/readings/commands.ts';
import * as queries from './queries.ts';
import { rosterWords, type RosterKind } from './roster.ts';

const sexes: Record<string, string> = { male: '男', female: '女' };
const unitKinds: Record<string, string> = {
	party: '党委部门',
	government: '政府部门',
	court: '法院',
	procuratorate: '检察院',
	vertical: '垂直管理单位',
	township: '乡镇街道',
};

const exported = {
	members: [
		...['member_no', 'name', 'sex', 'born_in', 'sector', 'work_unit', 'post', 'office', 'liaison_post'],
		'organisations',
	],
	units: ['position', 'name', 'short_name', 'unit_kind', 'former_names', 'duty', 'letter_mark'],
	liaison_posts: ['position', 'name', 'short_name', 'convener', 'duty'],
} as const satisfies Record<RosterKind, readonly string[]>;

/** A roster in the form in which it is read in: the same headings, and read in again it changes nothing. */
export async function exportRoster(ctx: Context, kind: RosterKind, format: TableFormat): Promise<Buffer> {
	if (!mayBy(intakeGrants.export_rosters, ctx.actor, [])) throw notPermitted('intake.export_rosters');
	const fields: readonly string[] = exported[kind];
	const rows = await (kind === 'members' ? memberRows(ctx) : bodyRows(ctx, kind));
	if (kind !== 'units')
		await noteRoll(
			ctx,
			kind,
			rows.flatMap(({ person_id }) => (person_id ? [String(person_id)] : [])),
			'exported',
		);
	const headings = fields.map((field) => rosterWords[kind][field]?.[0] ?? field);
	return writeTable([headings, ...rows.map((row) => fields.map((field) => String(row[field] ?? '')))], format);
}

type Row = Record<string, string | number | null | undefined>;

async function memberRows(ctx: Context): Promise<Row[]> {
	const bodies = await queries.listRollBodies(ctx.db, ctx, 'sector', 'township_liaison', 'participating_body');
	const byId = new Map(bodies.map((body) => [body.id, body]));
	return (await queries.listRollMembers(ctx.db, ctx)).map((member) => {
		const groups = member.group_ids.map((id) => byId.get(id));
		const of = (kind: string) => groups.flatMap((body) => (body?.kind === kind ? body.short_name : [])).join('、');
		const { sex, is_standing, ...plain } = member;
		return {
			...plain,
			person_id: plain.id,
			group_ids: undefined,
			sex: sexes[sex ?? ''],
			office: is_standing ? '常委' : '',
			sector: byId.get(member.sector_id)?.short_name,
			liaison_post: of('township_liaison'),
			organisations: of('participating_body'),
		};
	});
}

async function bodyRows(ctx: Context, kind: 'units' | 'liaison_posts'): Promise<Row[]> {
	const bodies = await queries.listRollBodies(ctx.db, ctx, kind === 'units' ? 'handling_unit' : 'township_liaison');
	const conveners = new Map((await queries.listConveners(ctx.db, ctx)).map((one) => [one.body_id, one]));
	return bodies.map(({ id, unit_kind, former_names, ...body }) => ({
		...body,
		former_names: former_names.join('、'),
		unit_kind: unitKinds[unit_kind ?? ''],
		convener: conveners.get(id)?.name,
		person_id: conveners.get(id)?.person_id,
	}));
}
