import type { ResultClass } from '../content.ts';
import type { Suggestion } from './topic.ts';

const firstWords = (text: string) => text.split(/[，。；：]/)[0] ?? text;
const firstSentence = (text: string) => `${text.split('。')[0] ?? text}。`;

/** Where a matter of this class stands for good, whatever day it is read. */
const standing: Record<ResultClass, string> = {
	A: '已经答复提案人，办成的事看得见。',
	B: '列入计划，承诺一项一项跟踪，兑现一项核实一项。',
	C: '留作参考，条件具备时再办。',
};

type Told = { asks: readonly Suggestion[]; obstacle: string; resultClass: ResultClass };

/** 想解决什么, 答复怎么说, 现在到哪了: one sentence each. */
export function gistOf({ asks, obstacle, resultClass }: Told): { wants: string; answer: string; now: string } {
	const wanted = asks.slice(0, 2).map(({ ask }) => firstWords(ask));
	return {
		wants: `${wanted.join('；')}。`,
		answer: firstSentence(resultClass === 'C' ? `目前条件尚不具备：${obstacle}` : (asks[0]?.answer ?? '')),
		now: standing[resultClass],
	};
}
