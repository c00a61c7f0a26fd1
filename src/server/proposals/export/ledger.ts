import { plainDateIn } from '../../core/clock.ts';
import type { Context } from '../../core/context.ts';
import type { Settings } from '../../core/settings.ts';
import { t, tOr } from '#words';
import { numeral } from '../import/sessions.ts';
import type { LedgerParts } from '../queries/ledger.ts';
import type { ProposalRow } from '../view.ts';

/** The ledger's columns under the words that reading one in knows best, with their widths. The state is for people: reading in passes it over. */
export const ledgerHeadings = [
	{ name: '提案号', width: 9 },
	{ name: '案由', width: 50 },
	{ name: '第一提案人', width: 14 },
	{ name: '联名人', width: 28 },
	{ name: '界别', width: 16 },
	{ name: '提案类别', width: 12 },
	{ name: '主办单位', width: 22 },
	{ name: '会办单位', width: 28 },
	{ name: '届次', width: 24 },
	{ name: '立案日期', width: 12 },
	{ name: '交办日期', width: 12 },
	{ name: '答复日期', width: 12 },
	{ name: '办理结果', width: 10 },
	{ name: '满意度', width: 10 },
	{ name: '提案状态', width: 12 },
] as const;

const ratings: Record<string, string> = { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' };
const afterAnswer = ['answered', 'rated', 'follow_up', 'closed'];

/** 十届五次会议（2026年）: however a committee calls its sessions, this is understood. */
const sessionOf = ({ term, session_number, year }: LedgerParts) =>
	`${numeral(term)}届${numeral(session_number)}次会议（${year}年）`;

/** One line of the ledger out of the list's view: what that leaves out is not here either. An answer under way has no day and no result yet. */
export function ledgerLine(ctx: Context, settings: Settings, row: ProposalRow, parts: LedgerParts): string[] {
	const day = (at: Date | null) => (at ? plainDateIn(ctx.committee.zone, at) : '');
	const answered = afterAnswer.includes(row.state);
	return [
		row.number_label ?? '',
		row.title,
		parts.body ?? row.owner,
		parts.co_proposers.join('、'),
		parts.sector ?? '',
		settings.categories.find(({ code }) => code === row.category)?.zh ?? row.category ?? '',
		parts.lead_units.join('、'),
		parts.co_units.join('、'),
		sessionOf(parts),
		day(parts.admitted_at),
		day(parts.assigned_at),
		answered ? day(parts.delivered_at) : '',
		answered ? (row.result_class ?? '') : '',
		ratings[row.rating_result ?? ''] ?? '',
		tOr(`proposal.state.${row.state}`, row.state),
	];
}

/** What the file is called, without its ending. */
export const ledgerName = (ctx: Context): string =>
	t('export.file_name', { committee: ctx.committee.name, day: ctx.today });
