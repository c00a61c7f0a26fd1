import type { PlainDate } from '#server/core/clock.ts';
import { inDigits, writtenDate } from '#server/intake/dates.ts';
import { fold } from '#server/intake/text.ts';
import type { Line } from './lines.ts';

/** The day on a line of its own, or at the end of a signature. */
export function dateIn(plain: string): PlainDate | undefined {
	const [written] =
		/[\d〇○零一二三四五六七八九]{4}\s*[年.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[月.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[日号]?$/.exec(
			plain,
		) ?? [];
	const date = written ? writtenDate(inDigits(fold(written))) : undefined;
	return date === 'no such day' ? undefined : date;
}

const LONGEST_SIGNATURE = 30;

/** The lines at the end that sign a paper: a day, and above it who signs. */
export function withoutClosing(lines: readonly Line[]): { text: Line[]; closing: { date?: PlainDate; name?: string } } {
	const text = [...lines];
	const closing: { date?: PlainDate; name?: string } = {};
	// some sign below the day
	if (
		text.length > 1 &&
		isSignature(text.at(-1)?.plain ?? '') &&
		dateIn(text.at(-2)?.plain ?? '') &&
		!text.at(-1)?.label
	)
		closing.name = text.pop()?.text;
	const last = text.at(-1);
	const date = last && !last.label && last.plain.length <= LONGEST_SIGNATURE + 20 ? dateIn(last.plain) : undefined;
	if (!last || !date) return { text, closing };
	text.pop();
	closing.date = date;
	if (closing.name) return { text, closing };
	const before = last.plain.replace(/[\d〇○零一二三四五六七八九]{4}\s*[年.\-/].*$/, '').trim();
	const above = text.at(-1);
	const signed = before || (above && !above.label && isSignature(above.plain) ? above.text : '');
	if (!before && signed) text.pop();
	if (signed && signed.length <= LONGEST_SIGNATURE)
		closing.name = signed.replace(/^(提案人|提案者|提案单位)[:：]?\s*/, '').replace(/[（(](盖章|公章|印章?)[)）]/, '');
	return { text, closing };
}

const signedBy = /^(提案人|提案者|提案单位|联名人|附议人)[:：]?/;
const isOrganisation =
	/([局委办府会厅部院社团所处队校行]|公司|中心|支部|总支|小组|政协|界)([（(](盖章|公章|印章?|代章)[)）])?$/;
export const areNames =
	/^\p{Script=Han}{1,2}[\s\u3000]?\p{Script=Han}{1,3}([、，\s\u3000]+\p{Script=Han}{1,2}[\s\u3000]?\p{Script=Han}{1,3}){0,5}$/u;

/** Names of persons or of a body; the last item of a list is none. */
const isSignature = (plain: string): boolean =>
	plain.length <= LONGEST_SIGNATURE &&
	!/[。；！？]/.test(plain) &&
	!/^([一二三四五六七八九十]+、|[（(]|\d)/.test(plain) &&
	(signedBy.test(plain) || isOrganisation.test(plain) || areNames.test(plain));
