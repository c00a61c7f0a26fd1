import { spokenDate, type PlainDate } from '../calendar.ts';
import type { ResultClass } from '../content.ts';
import type { Suggestion } from './topic.ts';
import { numbered } from './writing.ts';

export type Promised = { text: string; due_on: PlainDate };

export type Letter = {
	title: string;
	unit: string;
	coUnits: readonly string[];
	addressee: string;
	/** A body, several persons or one person: the letter says 你单位, 你们 or 你. */
	you: '你单位' | '你们' | '你';
	/** In a second round: what is done about the discontent. */
	remedy: string | null;
	/** After a check sent it back: what was added. */
	amendment: string | null;
	asks: readonly Suggestion[];
	obstacle: string;
	resultClass: ResultClass;
	promises: readonly Promised[];
	/** When the unit met the proposers. */
	contactOn: PlainDate;
	place: string;
	round: number;
	on: PlainDate;
};

/** What a suggestion is about, in its own first words. */
function gist(ask: string): string {
	const words = ask.split(/[，。；：]/)[0] ?? ask;
	return words.replace(/^(把|对|由|请|将|建议)/, '');
}

const promiseFor = (promises: readonly Promised[], suggestion: Suggestion) =>
	promises.find(({ text }) => text === suggestion.promise);

function answerTo(suggestion: Suggestion, promises: readonly Promised[]): string {
	const promise = promiseFor(promises, suggestion);
	const promised = promise ? `我们承诺：${promise.text}，${spokenDate(promise.due_on)}前完成。` : '';
	return `关于“${gist(suggestion.ask)}”。${suggestion.answer}${promised}`;
}

function answers({ asks, resultClass, promises, obstacle, you, remedy }: Letter): string {
	const mended = remedy === null ? [] : [`关于${you}不满意的地方。${remedy}`];
	if (resultClass !== 'C') return numbered([...mended, ...asks.map((ask) => answerTo(ask, promises))]);
	const [main, ...others] = asks;
	const refused = `关于“${gist(main?.ask ?? '')}”。目前条件尚不具备：${obstacle}`;
	const kept = others.slice(0, 2).map((ask) => answerTo(ask, []));
	return numbered([...mended, refused, ...kept, `其余建议留作工作参考，条件具备时再行研究，并及时向${you}通报。`]);
}

function opening({ title, coUnits, contactOn, place, round, unit, you }: Letter): string {
	const together = coUnits.length > 0 ? `会同${coUnits.join('、')}研究，并` : '经研究，并';
	if (round > 1) {
		return `${you}对《${title}》办理情况的意见收悉。${unit}负责人于${spokenDate(contactOn)}再次到${place}查看，逐条核对，现补充答复如下：`;
	}
	return `${you}提出的《${title}》收悉。${together}于${spokenDate(contactOn)}在${place}与${you}当面商量，现答复如下：`;
}

/** The text of a reply, paragraph by paragraph, as the form of 答复函 asks: each suggestion answered by itself. */
export function letterText(letter: Letter): string {
	const { you, amendment } = letter;
	return [
		`${letter.addressee}：`,
		opening(letter),
		answers(letter),
		...(amendment === null ? [] : [amendment]),
		`感谢${you}对这项工作的关心，请继续监督。`,
		letter.unit,
	].join('\n');
}
