import type { PlainDate } from '#server/core/clock.ts';
import { fold } from '#server/intake/text.ts';
import { readSession } from '../ledger/numbers.ts';
import { readResult } from '../ledger/outcome.ts';
import type { Label } from './labels.ts';
import type { Line } from './lines.ts';
import { isTitle, type Part } from './parts.ts';
import type { Texts } from './sections.ts';

/** What one proposal or reply says, in the words of the paper; nothing is looked up yet. */
export interface Paper {
	kind: 'proposal' | 'reply';
	/** A letter of a unit that only helped. */
	role?: 'co';
	number?: string;
	session?: string;
	title?: string;
	first_proposer?: string;
	proposers?: string;
	co_proposers?: string;
	sector?: string;
	category?: string;
	lead_units?: string;
	co_units?: string;
	written_on?: PlainDate;
	admitted_on?: string;
	assigned_on?: string;
	replied_on?: string;
	result?: string;
	satisfaction?: string;
	letter_no?: string;
	texts: Texts;
	/** The sections were told apart by their headings. */
	sectioned: boolean;
	/** The text of the reply. */
	reply: string;
}

export const fieldsIn = (part: Part): Map<Label, string> => {
	const fields = new Map<Label, string>();
	for (const { label, text } of part.lines)
		if (label && text && !/^[_＿\s\-—－]*$/.test(text))
			fields.set(
				label,
				label.endsWith('proposers') && fields.has(label)
					? `${fields.get(label)}、${text}`
					: (fields.get(label) ?? text),
			);
	return fields;
};

export const withoutName = (text: string) => text.replace(/^《(.*)》$/, '$1').trim();
export const isReplyTitle = (plain: string) => isTitle(plain) && /(答复|复函|回复|办复|[会协]办意见)/.test(plain);
export const isOpinionTitle = (plain: string) => isTitle(plain) && /[会协]办意见/.test(plain);

const sessionIn = (lines: readonly Line[], fields: ReadonlyMap<Label, string>): string | undefined => {
	const said = fields.get('session');
	if (said) return said;
	const line = lines
		.slice(0, 12)
		.find(({ plain, label }) => !label && readSession(plain).plenary_session !== undefined);
	const { term, plenary_session } = readSession(line?.plain ?? '');
	return plenary_session ? `${term}届${plenary_session}次` : undefined;
};

export const commonOf = (lines: readonly Line[], fields: ReadonlyMap<Label, string>) => {
	const category = fields.get('category');
	const isClass =
		category !== undefined && /^[abcdABCD]类?$/.test(fold(category)) && readResult(category) !== undefined;
	const kept = Object.fromEntries(
		(
			[
				'first_proposer',
				'proposers',
				'co_proposers',
				'sector',
				'lead_units',
				'co_units',
				'admitted_on',
				'assigned_on',
				'replied_on',
				'satisfaction',
				'letter_no',
			] as const
		).flatMap((label) => {
			const text = fields.get(label);
			return text ? [[label, text]] : [];
		}),
	);
	return {
		...kept,
		session: sessionIn(lines, fields),
		...(category && !isClass && { category }),
		...((fields.get('result') ?? (isClass ? category : undefined)) && { result: fields.get('result') ?? category }),
	};
};

export const textLabels = new Set<Label | undefined>([
	undefined,
	'situation',
	'problem',
	'analysis',
	'suggestions',
	'body',
	'reply',
]);
export const isText = ({ label }: Line) => textLabels.has(label);

/** 第128号 in a title or at the head of a letter; not 〔2024〕12号, the number of the letter itself. Where there are two, it is neither. */
export function numberIn(plain: string): string | undefined {
	const all = plain.matchAll(/(?:第|平|提案)\s*((?:平|闭)?\s*第?\s*\d{1,5})\s*号/g);
	const found = [...new Set(Array.from(all, ([number]) => number.replace(/^提案/, '')))];
	return found.length === 1 ? found[0] : undefined;
}
export const namesSeveral = (plain: string): boolean => (plain.match(/第\s*\d{1,5}\s*号/g) ?? []).length > 1;

/** A line that is nothing but a class. */
export const isBareClass = (plain: string): boolean => /^[（(【]?[ABCD]\s*类[)）】]?$/.test(plain);
