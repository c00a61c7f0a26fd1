import { pinyin } from 'pinyin-pro';
import type { Breach } from '../core/refusal.ts';

export const shortest = 10;
export const longest = 200;

/** What everybody in the assembly knows of a person, and would try first. */
export interface Known {
	name: string;
	username: string;
	committee: { name: string; short_name: string; slug: string };
	/** Numbers of the roll: membership, telephone. */
	numbers?: readonly string[];
}

/** Roots of passwords that are common here and that a list of English leaks does not hold. */
const commonHere = (
	'woaini woaizhongguo zhongguo zhonghua zhengxie weiyuan tian xiexie nihao mima mimashi admin administrator concentric tongxin ' +
	'wodemima 政协 委员 密码 我爱你 中国 我的密码 1314 520 5201314 1314520 147258 159357 888888 666666'
).split(' ');

const spelled = (text: string): string[] => {
	const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed' });
	return [syllables.join(''), syllables.slice(1).join(''), syllables.map((one) => one[0]).join('')];
};

const personal = ({ name, username, committee, numbers = [] }: Known): string[] =>
	[name, username, ...username.split(/[._]/), committee.name, committee.short_name, committee.slug, ...numbers]
		.flatMap((word) => [word, ...spelled(word)])
		.map((word) => word.toLowerCase())
		.filter((word, index, all) => word.length >= (/\p{sc=Han}/u.test(word) ? 2 : 3) && all.indexOf(word) === index)
		.sort((a, b) => b.length - a.length);

/** Read only when somebody chooses a password: the lists are long. */
async function estimator() {
	const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
		import('@zxcvbn-ts/core'),
		import('@zxcvbn-ts/language-common'),
	]);
	return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 60 });
}
let estimating: ReturnType<typeof estimator> | undefined;

/** Digits and signs beside a name make no password: what is left without them must be one. */
function withoutPersonal(password: string, words: readonly string[]): string {
	const rest = words.reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase());
	return rest.replace(/[^\p{L}]/gu, '');
}

/** Why a password is not taken; undefined where it is. Length counts most, signs and capitals are nobody's duty. */
export async function breachOfPassword(password: string, known: Known): Promise<Breach | undefined> {
	const field = 'password';
	const { length } = [...password];
	if (length < shortest) return { code: 'sign_in.password_short', field, values: { n: shortest } };
	if (length > longest) return { code: 'sign_in.password_long', field, values: { n: longest } };
	const words = personal(known);
	const isNamed = words.some((word) => password.toLowerCase().includes(word));
	if (isNamed && withoutPersonal(password, [...words, ...commonHere]).length < 6)
		return { code: 'sign_in.password_personal', field };
	const zxcvbn = await (estimating ??= estimator());
	// four thousand guesses a second on a stolen table would need more than a day for ten to the ninth
	const { guessesLog10 } = zxcvbn.check(password, [...words, ...commonHere]);
	return guessesLog10 < 9 ? { code: 'sign_in.password_common', field } : undefined;
}
