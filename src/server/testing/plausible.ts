import type { SmallAssembly } from './assembly.ts';

/** Chooses among what it is given; fast-check stands behind it, so that a seed gives the same walk again. */
export interface Chance {
	oneOf<T>(choices: readonly T[]): T;
	/** A whole number from 0 to max. */
	upTo(max: number): number;
}

export const draftOf = ({ oneOf, upTo }: Chance, bodies: SmallAssembly['bodies']) => ({
	title: oneOf(['关于修桥的提案', '关于老年食堂的提案', '关于通村公路的提案', '关于修桥铺路的提案']),
	situation: oneOf(['桥旧了。', '六十三个村办起食堂。', '𠮷田村的路断了🌉']),
	analysis: oneOf(['没有钱。', '缺做饭的人。']),
	suggestions: oneOf(['修桥。', '按人次补助。', '拨款。', '修路。', '']),
	category: oneOf(['transport', 'livelihood', null]),
	consent: oneOf(['full', 'full', 'title', 'none']),
	consent_reason: oneOf(['涉及个人', '涉及商业秘密', '']),
	wished_unit_ids: upTo(1) ? [bodies.finance] : [],
});

const reason = ({ oneOf }: Chance) => oneOf(['理由写在这里', '材料不全', '说明如下', '']);
const day = (today: string, days: number) =>
	new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function units({ oneOf, upTo }: Chance, { bodies }: SmallAssembly) {
	const [first = '', second = '', third = ''] = oneOf([
		[bodies.civil_affairs, bodies.finance, bodies.transport],
		[bodies.transport, bodies.finance, bodies.civil_affairs],
		[bodies.finance, bodies.transport, bodies.civil_affairs],
	]);
	const handling = oneOf(['sole', 'joint', 'joint', 'split']);
	return {
		handling,
		lead_unit_ids: handling === 'split' ? [first, second] : [first],
		co_unit_ids: handling === 'joint' ? [second, ...(upTo(1) ? [third] : [])] : [],
		assigner_id: bodies.government_office,
	};
}

function replyText({ oneOf, upTo }: Chance, today: string) {
	const result_class = oneOf(['A', 'B', 'B', 'C']);
	const promises = result_class === 'B' || upTo(4) === 0 ? [{ text: '年内修好', due_on: day(today, upTo(60)) }] : [];
	return {
		body: oneOf(['同意，马上办。', '列入明年计划。', '留作参考。', '']),
		result_class,
		openness: oneOf(['full', 'full', 'summary', 'none']),
		contact_name: '办公室',
		contact_phone: '0000-8812367',
		promises,
	};
}

const rating = (chance: Chance) => ({
	contact: chance.oneOf(['visited', 'declined']),
	hearing: chance.oneOf(['visit', 'phone']),
	to_the_point: 'mostly',
	work: chance.oneOf(['satisfied', 'basically', 'dissatisfied']),
	result: chance.oneOf(['satisfied', 'basically', 'dissatisfied']),
	text: chance.oneOf(['还要看落实', '答得不错', '没有落实', '']),
});

/** An input that a person might send for the act: mostly right, now and then not. */
export function plausibleInput(
	chance: Chance,
	assembly: SmallAssembly,
	today: string,
	act: string,
	others: readonly string[],
): Record<string, unknown> {
	const { bodies, persons } = assembly;
	const { oneOf, upTo } = chance;
	const inputs: Record<string, () => Record<string, unknown>> = {
		'proposal.revise': () => draftOf(chance, bodies),
		'proposal.invite': () => ({ person_id: oneOf([persons.gu, persons.bai, persons.lin, persons.head]) }),
		'proposal.give_back': () => ({
			reason_code: oneOf(['no_suggestion', 'other', 'nonsense']),
			reason: reason(chance),
		}),
		'proposal.admit': () => ({ category: oneOf(['transport', 'livelihood', 'culture', 'nonsense']) }),
		'proposal.decline': () => ({
			reason_code: oneOf(['10', '6', '99']),
			text: reason(chance),
			conversion: oneOf(['none', 'opinion_report', 'member_letter']),
		}),
		'proposal.convert': () => ({ to: oneOf(['opinion_report', 'member_letter', 'suggestion']) }),
		'proposal.renumber': () => ({
			plenary_session_id: assembly.session_id,
			period: oneOf(['in_session', 'between_sessions']),
			reason: reason(chance),
		}),
		'proposal.write_gist': () => ({
			wants: '想把桥修好。',
			answer: oneOf(['年内修好。', '']),
			now: oneOf(['正在办理。', '']),
		}),
		'proposal.merge': () => ({ into_id: oneOf(others) }),
		'proposal.propose_assignment': () => units(chance, assembly),
		'proposal.nominate': () => ({ kind: oneOf(['key', 'excellent']), reason: reason(chance) }),
		'assignment.reassign': () => ({
			unit_id: oneOf([bodies.transport, bodies.finance, bodies.civil_affairs, bodies.farmers]),
			reason: reason(chance),
		}),
		'assignment.record_contact': () => ({
			stage: 'before',
			mode: 'visit',
			on: day(today, upTo(3) - 2),
			note: '当面商量',
		}),
		'assignment.give_opinion': () => ({ opinion: oneOf(['同意', '']) }),
		'reply.revise': () => replyText(chance, today),
		'reply.sign': () => ({ letter_no: oneOf(['云函〔2026〕1号', '云函〔2026〕2号', '']) }),
		'reply.check': () => ({ result_class: oneOf([null, null, null, 'A', 'B', 'Z']) }),
		'evaluation.give': () => rating(chance),
		'commitment.report_progress': () => ({ note: oneOf(['在办', '']) }),
		'commitment.report_kept': () => ({ evidence: oneOf(['照片', '']) }),
		'commitment.verify': () => ({ note: '看过' }),
	};
	return inputs[act]?.() ?? { reason: reason(chance) };
}
