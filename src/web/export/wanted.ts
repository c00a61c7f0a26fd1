import { everyone, type Context } from '#server/core/context.ts';
import { broken } from '#server/core/refusal.ts';
import { listDesk } from '#server/handling/queries/desk.ts';
import type { TableFormat } from '#server/intake/write.ts';
import { MOST_AT_ONCE, type Wanted } from '#server/proposals/export/read.ts';
import { findAll } from '#server/search/read.ts';
import { filterOf } from '#web/record/filters.ts';
import { askedIn } from '#web/search/filters.ts';
import { isTray, trayOf } from '#web/unit/desk.ts';

type Find = (ctx: Context, params: URLSearchParams) => Wanted | Promise<Wanted>;

const filtered = (params: URLSearchParams): Wanted => {
	const { after: _, ...filter } = filterOf(params);
	return filter;
};

/** The rows that a unit's tray shows, closed ones left out as there. */
async function inTray(ctx: Context, params: URLSearchParams): Promise<Wanted> {
	const asked = params.get('tray');
	const tray = isTray(asked) ? asked : 'all';
	const rows = await listDesk(ctx.db, ctx, { limit: MOST_AT_ONCE });
	const shown = rows.filter((row) => (tray === 'all' ? trayOf(row) !== 'done' : trayOf(row) === tray));
	return { ids: [...new Set(shown.map((row) => row.matter_id))] };
}

/** Each list by its name, with the filters that its own page understands. */
const lists: Record<string, Find> = {
	desk: (_ctx, params) => {
		const filter = filtered(params);
		return { ...filter, title: filter.title ?? (params.get('q')?.trim().slice(0, 60) || undefined) };
	},
	progress: (_ctx, params) => ({ session_id: filtered(params).session_id }),
	own: (_ctx, params) => {
		const { state, title } = filtered(params);
		return { state, title, own: true };
	},
	unit: inTray,
	public: (_ctx, params) => ({ ...filtered(params), openTo: 'public' }),
	search: async (ctx, params) => ({ ids: await findAll(ctx, askedIn(params)) }),
	public_search: async (ctx, params) => ({
		ids: await findAll({ ...ctx, actor: everyone }, askedIn(params)),
		openTo: 'public',
	}),
};

/** The list that a link asks for. Who may see what of it, the reading itself decides. */
export function wantedIn(ctx: Context, params: URLSearchParams): Wanted | Promise<Wanted> {
	const find = Object.hasOwn(lists, params.get('list') ?? '') ? lists[params.get('list') ?? ''] : undefined;
	if (!find) throw broken('export.unknown_list');
	return find(ctx, params);
}

export function formatIn(params: URLSearchParams): TableFormat {
	const format = params.get('format');
	if (format !== 'xlsx' && format !== 'csv') throw broken('export.unknown_format');
	return format;
}
