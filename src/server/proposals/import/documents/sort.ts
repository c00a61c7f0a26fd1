import type { Context } from '../../../core/context.ts';
import { readSession } from '../../ledger/numbers.ts';
import { openSheet, type BadRow, type Office, type Prepared } from '../open.ts';
import { listNumbersByTitle } from '../queries/documents.ts';
import { isNew } from '../sessions.ts';
import type { Gathered } from './gather.ts';
import { groupPapers, type Group } from './group.ts';
import { sheetOf } from './sheet.ts';

/** Something that a person has to say before a file can be stored. */
export type Question = Omit<BadRow, 'row' | 'reason'> & { reason: string };

/** Files that hang together through the matters they speak of; stored together or not at all. */
export interface Bundle {
	files: number[];
	prepared: Prepared[];
	groups: Group[];
	questions: Question[];
}

/** What the gathered files mean for this committee. */
export async function sortOutPapers(
	ctx: Context,
	office: Office,
	gathered: readonly Gathered[],
	said?: string,
): Promise<Bundle[]> {
	const groups = groupPapers(gathered, said);
	const unnumbered = groups.filter(({ papers }) => papers.every((paper) => !paper.number));
	const titles = unnumbered.flatMap(({ papers }) => papers.flatMap(({ title }) => title ?? []));
	const sheet = sheetOf(groups, said, await listNumbersByTitle(ctx.db, ctx, titles));
	const main = (said && office.sessions.find(readSession(said))) ?? office.sessions.latest;
	const opened = main ? openSheet(office, sheet, main) : undefined;
	const prepared = new Map(opened?.rows.map((one) => [one.row.row, one]));
	const bad = Map.groupBy(opened?.bad ?? [], ({ row }) => row);
	const sessionAt = sheet.headings.indexOf('届次');
	return bundlesOf(groups).map(({ files, at }) => {
		const ofBundle = at.map((index) => ({ group: groups[index], row: index + 1 }));
		const questions = ofBundle.flatMap(({ row }): Question[] => [
			...(bad.get(row) ?? []).map(({ row: _, ...question }) => question),
			...(sheet.rows[row - 1]?.cells[sessionAt] ? [] : [{ reason: 'intake.session_not_named' }]),
		]);
		const understood = ofBundle.flatMap(({ group, row }) => {
			const one = prepared.get(row);
			return group && one ? { ...one, texts: textsOf(group, one, office) } : [];
		});
		return {
			files,
			prepared: understood,
			groups: ofBundle.flatMap(({ group }) => group ?? []),
			questions: [...questions, ...ofBundle.flatMap(({ group }) => (group ? lacking(group) : []))],
		};
	});
}

/** A paper without any text is no proposal. */
const lacking = ({ papers }: Group): Question[] =>
	papers.every(({ texts, reply }) => !reply && !Object.values(texts).some(Boolean))
		? [{ reason: 'intake.no_text' }]
		: [];

function textsOf({ papers }: Group, { session, row }: Prepared, office: Office): NonNullable<Prepared['texts']> {
	const proposal = papers.find(({ kind }) => kind === 'proposal');
	const replies = papers.map(({ reply }) => reply).filter(Boolean);
	const letter_no = papers.find((paper) => paper.letter_no)?.letter_no;
	const isAnswered = replies.length > 0 || row.replied_on !== undefined || row.result_class !== undefined;
	return {
		...(proposal?.texts ?? { situation: '', analysis: '', suggestions: '' }),
		replies,
		...(letter_no && { letter_no }),
		isPast: !isAnswered && (isNew(session) || session.id !== office.sessions.latest?.id),
		sources: [],
	};
}

/** Groups that share a file, and files that share a group, belong together. */
function bundlesOf(groups: readonly Group[]): { files: number[]; at: number[] }[] {
	const bundles = new Map<number, { files: Set<number>; at: number[] }>();
	groups.forEach((group, index) => {
		const touched = [...new Set([...group.files].flatMap((file) => bundles.get(file) ?? []))];
		const whole = touched[0] ?? { files: new Set<number>(), at: [] };
		for (const other of touched.slice(1)) {
			whole.at.push(...other.at);
			for (const file of other.files) whole.files.add(file);
		}
		whole.at.push(index);
		for (const file of group.files) whole.files.add(file);
		for (const file of whole.files) bundles.set(file, whole);
	});
	return [...new Set(bundles.values())].map(({ files, at }) => ({ files: [...files], at: at.sort((a, b) => a - b) }));
}
