import type { Label } from './labels.ts';
import { plainOf, type Line } from './lines.ts';
import { isFormHead, isNumber, isTitle, type Part } from './parts.ts';
import { replyOf } from './reply.ts';
import { commonOf, fieldsIn, isBareClass, isReplyTitle, isText, numberIn, withoutName, type Paper } from './said.ts';
import { sectionsOf } from './sections.ts';
import { areNames, dateIn, withoutClosing } from './signature.ts';

export type { Paper };

export function paperOf(part: Part): Paper {
	const fields = fieldsIn(part);
	const isReply = part.lines.some(({ plain, label }) => !label && isReplyTitle(plain)) && !fields.has('suggestions');
	return isReply ? replyOf(part, fields) : proposalOf(part, fields);
}

/** What of a proposal is its text: neither head nor labels nor the lines with names and days at its end. */
function proposalOf({ lines }: Part, fields: ReadonlyMap<Label, string>): Paper {
	const titled = lines.find(({ plain, label }) => !label && isTitle(plain));
	const numbered = lines.find(({ plain, label }) => !label && isNumber(plain));
	const begins = lines.findIndex((line) => line === titled || line === numbered || line.label !== undefined);
	// what stands above the head is a cover or a table of contents
	const below = lines.filter((line, at) => at >= begins || line.text.length > 40 || /[。！？]$/.test(line.plain));
	const author =
		titled && !fields.has('proposers') && !fields.has('first_proposer') ? authorBelow(lines, titled) : undefined;
	const headless = below.filter(
		(line) => !(line === titled || line === author || line === numbered || (!line.label && isFormHead(line.plain))),
	);
	const { text, closing } = withoutClosing(headless.filter((line) => isText(line) && !isBareClass(line.plain)));
	const bareClass = lines.map(({ plain }) => plain).find(isBareClass);
	const replyAt = text.findIndex(({ label }) => label === 'reply');
	const own = replyAt < 0 ? text : text.slice(0, replyAt);
	const reply = replyAt < 0 ? [] : text.slice(replyAt);
	const { texts, named } = sectionsOf(own);
	const date = fields.get('written_on');
	const head = lines.find(({ plain, label }) => !label && isFormHead(plain));
	const number = fields.get('number') ?? numbered?.plain ?? numberIn(titled?.plain ?? head?.plain ?? '');
	const proposers =
		fields.get('proposers') ??
		fields.get('first_proposer') ??
		author?.text.replace(/^[（(]|[）)]$/g, '') ??
		closing.name;
	return {
		kind: 'proposal',
		...commonOf(lines, fields),
		...(bareClass && !fields.has('result') && { result: bareClass }),
		...(number && { number }),
		...((fields.get('title') ?? titled?.text) && { title: withoutName(fields.get('title') ?? titled?.text ?? '') }),
		...(proposers && !fields.has('first_proposer') && { proposers }),
		...(date ? { written_on: dateIn(plainOf(date)) } : closing.date && { written_on: closing.date }),
		texts,
		sectioned: named,
		reply: reply
			.map((line) => line.text)
			.filter(Boolean)
			.join('\n'),
	};
}

/** （纪砚舟）: who wrote it, in a line of its own below the title. */
function authorBelow(lines: readonly Line[], titled: Line): Line | undefined {
	const below = lines[lines.indexOf(titled) + 1];
	const name = below && !below.label ? below.plain.replace(/^[（(]|[）)]$/g, '') : '';
	return name && areNames.test(name) && below?.plain !== name ? below : undefined;
}
