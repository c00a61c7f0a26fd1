import type { Paragraph } from 'docx';
import type { ProposalRecord } from '#web/record/page.ts';
import { longDay } from '#ui/text/days.ts';
import { currentLocale, t } from '#words';
import { blank, body, centred, flushLeft, heading, paperOf, signed, subject } from './paper.ts';

const colon = () => (currentLocale() === 'en' ? ': ' : '：');

/** 提案: number, subject, by whom, the three parts, signatures. */
export function proposalPaper(record: ProposalRecord, committee: string, submittedOn: string | null): Promise<Buffer> {
	const { text } = record;
	const parts = text
		? (['situation', 'analysis', 'suggestions'] as const).flatMap((part) =>
				text[part].trim() ? [heading(t(`proposal.field.${part}`)), ...body(text[part])] : [],
			)
		: body(t('public.title_only'));
	const signatures = record.facts.slice(0, 2).map(({ term, text: names }) => signed(`${term}${colon()}${names}`));
	return paperOf(record.title, committee, [
		centred(record.numberNote.slice(1).join(' ')),
		centred(t('member.number', { number: record.number })),
		blank(),
		subject(record.title),
		...record.facts.map(({ term, text: said }) => flushLeft(`${term}${colon()}${said}`)),
		blank(),
		...parts,
		blank(),
		...signatures,
		...(submittedOn ? [signed(longDay(submittedOn))] : []),
	]);
}

/** 复函: a delivered reply as the letter that it is. */
export function replyPaper(letter: ProposalRecord['letters'][number], committee: string): Promise<Buffer> {
	const lines: (Paragraph | undefined)[] = [
		centred(letter.org),
		letter.number ? signed(letter.number) : undefined,
		...letter.notes.map(signed),
		blank(),
		subject(letter.title),
		flushLeft(letter.to),
		...body(letter.body),
		blank(),
		signed(letter.signer),
		signed(longDay(letter.signedOn)),
		blank(),
		letter.contact ? flushLeft(t('ui.letter_contact', { name: letter.contact })) : undefined,
		letter.phone ? flushLeft(t('ui.letter_phone', { phone: letter.phone })) : undefined,
		flushLeft(t('ui.letter_copies', { copies: letter.copies })),
	];
	return paperOf(
		letter.title,
		committee,
		lines.filter((line) => line !== undefined),
	);
}
