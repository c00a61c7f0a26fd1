import type { Settings } from '#server/core/settings.ts';
import { contacts, hearings, pointedness, satisfactions } from '#server/proposals/input.ts';
import type { Directory } from '#server/people/directory/queries.ts';
import type { AskedField, Offered } from '#ui/desk/offered.ts';
import type { Option } from '#ui/form/field.ts';
import { catalogueWord } from '#web/record/record.ts';
import { t, tOr } from '#words';
import { named, unitOptions } from './directory.ts';

/** What acts choose from. */
export interface Choices {
	settings: Settings;
	directory: Directory;
}

type Asked = Pick<AskedField, 'name' | 'kind' | 'optional' | 'value' | 'empty'> & {
	options?: (from: Choices) => Option[];
	/** Where the field is called otherwise than in the machine's own words. */
	label?: () => string;
};

const reason: Asked = { name: 'reason', kind: 'area' };
const words = (catalogue: readonly { code: string; zh: string; en: string }[]): Option[] =>
	catalogue.map(({ code }) => ({ value: code, label: catalogueWord(catalogue, code) }));
const periods = () =>
	(['in_session', 'between_sessions'] as const).map((value) => ({ value, label: t(`proposal.period.${value}`) }));
const kinds = () => (['key', 'excellent'] as const).map((value) => ({ value, label: t(`nomination.kind.${value}`) }));
export const categoryOptions = ({ settings }: Choices): Option[] => words(settings.categories);
export const classOptions = ({ settings }: Choices): Option[] =>
	settings.result_classes.map(({ code }) => ({
		value: code,
		label: `${code} ${catalogueWord(settings.result_classes, code)}`,
	}));
export const correctionOptions = ({ settings }: Choices): Option[] => words(settings.correction_reasons);
const sentence = (name: 'wants' | 'answer' | 'now', optional = false): Asked => ({
	name,
	kind: 'line',
	optional,
	label: () => t(`public.gist_${name}`),
});
const judged = (name: string, values: readonly string[], words = name): Asked => ({
	name,
	kind: 'picks',
	options: () => values.map((value) => ({ value, label: tOr(`evaluation.${words}.${value}`, value) })),
});
export const declineOptions = ({ settings }: Choices): Option[] => words(settings.decline_reasons);

/** What each act of the office asks for, by the names of its input; an act that is not here is a button. */
const asked: Record<string, Asked[]> = {
	'proposal.order_rehandling': [reason],
	'proposal.close': [{ name: 'remark', kind: 'area', optional: true }],
	'proposal.reopen': [reason],
	'proposal.withhold': [reason],
	'proposal.mark_secret': [reason],
	'proposal.unmark_secret': [reason],
	'proposal.nominate': [{ name: 'kind', kind: 'picks', value: 'key', options: kinds }, reason],
	'proposal.refuse_withdrawal': [reason],
	'proposal.renumber': [
		{
			name: 'plenary_session_id',
			kind: 'select',
			empty: '',
			label: () => t('staff.filter_session_id'),
			options: ({ directory }) => named(directory.sessions),
		},
		{ name: 'period', kind: 'picks', label: () => t('staff.period'), options: periods },
		reason,
	],
	'proposal.write_gist': [sentence('wants'), sentence('answer', true), sentence('now')],
	'evaluation.give': [
		judged('contact', contacts),
		judged('hearing', hearings),
		judged('to_the_point', pointedness),
		judged('work', satisfactions, 'satisfaction'),
		judged('result', satisfactions, 'satisfaction'),
		{ name: 'text', kind: 'area' },
	],
	'assignment.refuse_return': [reason],
	'assignment.reassign': [
		{ name: 'unit_id', kind: 'select', empty: '', options: ({ directory }) => unitOptions(directory) },
		reason,
	],
	'assignment.refuse_extension': [reason],
	'reply.check': [{ name: 'result_class', kind: 'select', options: classOptions }],
	'reply.send_back': [reason],
	'commitment.verify': [{ name: 'note', kind: 'area' }],
	'commitment.send_back': [reason],
	'commitment.drop': [reason],
	'nomination.confirm': [{ name: 'overseer', kind: 'line', optional: true }],
	'nomination.reject': [reason],
};

const fieldOf =
	(machine: string, choices: Choices, values: Record<string, string>) =>
	({ options, label, ...one }: Asked): AskedField => ({
		...one,
		label: label?.() ?? tOr(`${machine}.field.${one.name}`, one.name),
		hint: tOr(`staff.hint.${machine}.${one.name}`, '') || undefined,
		options: options?.(choices),
		value: values[one.name] ?? one.value,
		empty: one.empty === undefined ? undefined : t('staff.choose'),
	});

interface Subject {
	machine: string;
	id: string;
	version: number;
	/** What the form begins with. */
	values?: Record<string, string>;
}

/** What says no is never the next thing to do, even where it is the only thing that one may. */
const saysNo = ['reject', 'send_back', 'drop', 'refuse_return', 'refuse_extension', 'refuse_withdrawal', 'withhold'];

/** The acts among `wanted` that are allowed, in that order, each with its form. The first is the next thing to do. */
export function offers(
	subject: Subject,
	allowed: readonly string[],
	wanted: readonly string[],
	choices: Choices,
	looks: Partial<Pick<Offered, 'tone' | 'folded'>> = {},
): Offered[] {
	const { machine, id, version, values = {} } = subject;
	return wanted
		.filter((act) => allowed.includes(act))
		.map((act, index) => {
			const fields = (asked[`${machine}.${act}`] ?? []).map(fieldOf(machine, choices, values));
			return {
				machine,
				id,
				version,
				act,
				fields,
				label: tOr(`${machine}.act.${act}`, act),
				then: tOr(`staff.then.${machine}.${act}`, '') || undefined,
				tone: index || saysNo.includes(act) ? 'quiet' : 'solid',
				folded: saysNo.includes(act) || (index > 0 && fields.length > 0),
				...looks,
			} satisfies Offered;
		});
}
