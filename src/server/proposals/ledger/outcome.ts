import type { ResultClass, Satisfaction } from './ledger.ts';
import { fold, saysNothing } from '#server/intake/text.ts';

/** domain.md 2.1.5, the three classes and the wordings that stand for them. */
const resultWords: Record<'A' | 'B' | 'C', readonly string[]> = {
	A: [
		'已解决',
		'已经解决',
		'解决',
		'基本解决',
		'已基本解决',
		'解决或基本解决',
		'已解决或基本解决',
		'已经解决或基本解决',
		'已采纳',
		'采纳',
		'已落实',
	],
	B: [
		'列入计划',
		'已列入计划',
		'列入规划',
		'正在解决',
		'逐步解决',
		'部分解决',
		'计划解决',
		'正在解决或列入计划',
		'列入计划逐步解决',
	],
	C: ['留作参考', '供参考', '作参考', '参考', '解释说明', '暂时无法解决', '暂难解决', '因条件限制暂时无法解决'],
};
const classOfWord = new Map(
	(['A', 'B', 'C'] as const).flatMap((letter) => resultWords[letter].map((word) => [word, letter] as const)),
);
const inHand = ['正在办理', '办理中', '在办', '未办结', '未答复'];

const ratingOfWord = new Map<string, Satisfaction>([
	['满意', 'satisfied'],
	['非常满意', 'satisfied'],
	['很满意', 'satisfied'],
	['基本满意', 'basically_satisfied'],
	['比较满意', 'basically_satisfied'],
	['较满意', 'basically_satisfied'],
	['不满意', 'dissatisfied'],
]);
const notRated = ['未反馈', '待反馈', '未评价', '未表态', '未测评'];

const withoutPunctuation = (text: string) => fold(text).replace(/[\p{P}\p{S}]/gu, '');

/** 'none' where the cell says that there is no result yet, undefined where it is not understood. */
export function readResult(text: string): ResultClass | 'none' | undefined {
	// B→A: what it is now
	const now =
		text
			.normalize('NFKC')
			.split(/→|->|—>/)
			.at(-1) ?? '';
	const plain = withoutPunctuation(now);
	if (saysNothing(text) || inHand.includes(plain)) return 'none';
	const letter = /^([a-d])(?![a-z])/.exec(plain)?.[1];
	if (letter) return letter.toUpperCase() as ResultClass;
	// 已解决（A类）
	const beside = /^(.+?)([a-d])类?$/.exec(plain);
	const word = classOfWord.get(beside?.[1] ?? plain);
	return beside && word !== beside[2]?.toUpperCase() ? undefined : word;
}

export function readSatisfaction(text: string): Satisfaction | 'none' | undefined {
	const plain = withoutPunctuation(text);
	return saysNothing(text) || notRated.includes(plain) ? 'none' : ratingOfWord.get(plain);
}
