import { bodyLength, lengthOf } from '#server/proposals/rules.ts';
import type { Settings } from '#server/core/settings.ts';
import { t } from '#words';
import type { Written } from './draft.ts';

export interface Hint {
	ok: boolean;
	text: string;
}

type Hinter = (written: Written, settings: Settings) => Hint | undefined;

/** 一事一案: a title that joins two things with 和 or 、 may be two proposals. */
const oneMatter: Hinter = ({ title }) => {
	const joined = /[、]|以及|(?<!共|总|亲|温|缓|谐|柔|平|饱|中|随)和(?!谐|平|解|睦)/.exec(title)?.[0];
	return joined
		? { ok: false, text: t('member.hint_two_matters', { word: joined }) }
		: title
			? { ok: true, text: t('member.hint_one_matter') }
			: undefined;
};

const suggestionLines = ({ suggestions }: Written) => suggestions.split('\n').filter((line) => line.trim());
const concrete: Hinter = (written) => {
	const n = suggestionLines(written).length;
	return n
		? { ok: n <= 5, text: t(n <= 5 ? 'member.hint_suggestions' : 'member.hint_many_suggestions', { n }) }
		: undefined;
};

const length: Hinter = (written, { lengths }) => {
	const n = bodyLength(written);
	if (n > lengths.body) return { ok: false, text: t('member.hint_too_long', { n, max: lengths.body }) };
	if (n > lengths.advised)
		return { ok: true, text: t('member.hint_long', { n, advised: lengths.advised, max: lengths.body }) };
	return undefined;
};

const shortest = 40;
const thin: Hinter = (written) => {
	const sections = (['situation', 'analysis', 'suggestions'] as const).filter(
		(name) => written[name] && lengthOf(written[name]) < shortest,
	);
	return sections.length
		? {
				ok: false,
				text: t('member.hint_thin', {
					sections: sections.map((name) => t(`proposal.field.${name}`)).join(t('member.list_comma')),
				}),
			}
		: undefined;
};

const whole = ({ title, situation, analysis, suggestions }: Written) =>
	[title, situation, analysis, suggestions].join('\n');
/** A mobile number, or an identity number: once published, everybody reads it. */
const privateNumber: Hinter = (written) =>
	/(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/.test(whole(written))
		? { ok: false, text: t('member.hint_private_number') }
		: undefined;
/** State secrets stay out of it (domain.md, first lines). */
const secrecy: Hinter = (written) => {
	const mark = /绝密|机密★|秘密★|内部资料|内部文件|不得外传/.exec(whole(written))?.[0];
	return mark ? { ok: false, text: t('member.hint_secret', { word: mark }) } : undefined;
};

const hinters: readonly Hinter[] = [oneMatter, concrete, thin, length, privateNumber, secrecy];

/** 提交前看一看: what a machine can notice. None of it keeps anybody from submitting. */
export const hintsOn = (written: Written, settings: Settings): Hint[] =>
	hinters.flatMap((hinter) => hinter(written, settings) ?? []);
