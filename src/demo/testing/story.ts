import { bodies } from '../content/bodies/bodies.ts';
import { committees, HOME } from '../content/committees.ts';
import type { Act, ActMachine, DemoContent, Proposal, ProposalState } from '../content/content.ts';
import { inventPeople } from '../content/people/people.ts';
import { DEMO_PASSWORD, signIns } from '../content/sign-ins.ts';
import { sessionsFor, termsFor } from '../content/terms.ts';

/** A few proposals written by hand, whose lives take every turn that the machines know; for tests of the loader. */
const at = (day: string, hour = '09:00') => `2026-${day}T${hour}:00+08:00`;

/** `day`, or `day hour`; then who, what and to whom. */
function act(when: string, actor: string, deed: string, subject?: string, input?: Record<string, unknown>): Act {
	const [day = '', hour] = when.split(' ');
	const [machine = '', action = ''] = deed.split('.');
	return {
		at: at(day, hour),
		machine: machine as ActMachine,
		action,
		actor,
		...(subject && { subject }),
		...(input && { input }),
	};
}

const civil = 'unit-civil-affairs';
const finance = 'unit-finance';
const clerk = 'wenxiaotang';
const director = 'songyanqiu';
const drafter = 'duruoheng';
const head = 'hanmingqu';

const beginning: Act[] = [
	act('01-19 10:00', 'xuzhiwei', 'proposal.invite', undefined, { person_id: 'guwangchuan' }),
	act('01-19 10:01', 'xuzhiwei', 'proposal.invite', undefined, { person_id: 'zhuyunxiu' }),
	act('01-19 10:02', 'xuzhiwei', 'proposal.invite', undefined, { person_id: 'baiyanqing' }),
	act('01-19 11:00', 'guwangchuan', 'signature.sign', 'guwangchuan', { opinion: '同意' }),
	act('01-19 11:30', 'zhuyunxiu', 'signature.decline', 'zhuyunxiu'),
	act('01-19 11:40', 'xuzhiwei', 'signature.cancel', 'baiyanqing'),
	act('01-19 12:00', 'xuzhiwei', 'proposal.submit'),
	act('01-20', clerk, 'proposal.give_back', undefined, { reason_code: 'wording', reason: '数字请核对' }),
	act('01-20 15:00', 'xuzhiwei', 'proposal.submit'),
	act('01-21', clerk, 'proposal.start_review'),
	act('01-22', clerk, 'proposal.admit', undefined, { category: 'livelihood' }),
	act('01-22 10:00', director, 'proposal.nominate', undefined, { kind: 'key', reason: '事关多数老人' }),
	act('01-22 10:10', director, 'nomination.shortlist', 'key'),
	act('01-22 10:20', 'fangyuanshan', 'nomination.confirm', 'key', { overseer: '方远山主席' }),
];

const assigning: Act[] = [
	act('03-02', clerk, 'proposal.propose_assignment', undefined, {
		handling: 'joint',
		lead_unit_ids: [civil],
		co_unit_ids: [finance, 'unit-tax'],
		assigner_id: 'assigner-government-office',
		advice: '请与财政局商量补助口径',
	}),
	act('03-10', 'jiangxubai', 'assignment.confirm', civil),
	act('03-10', 'jiangxubai', 'assignment.confirm', finance),
	act('03-10', 'jiangxubai', 'assignment.confirm', 'unit-tax', { remark: '垂直单位，请协助' }),
	act('03-11', 'miaoqinghe', 'assignment.acknowledge', civil),
	act('03-11', 'qinshouzhuo', 'assignment.acknowledge', finance),
	act('03-12', 'qinshouzhuo', 'assignment.request_return', finance, { reason: '不属本局职责' }),
	act('03-13', 'jiangxubai', 'assignment.refuse_return', finance, { reason: '补助由你局拨付' }),
	act('03-13 10:00', 'unit-tax.head', 'assignment.request_return', 'unit-tax', { reason: '与税收无关' }),
	act('03-16', 'jiangxubai', 'assignment.reassign', 'unit-tax', { unit_id: 'unit-health', reason: '由卫健局会办' }),
	act('03-17', 'unit-health.registrar', 'assignment.acknowledge', 'unit-health'),
	act('03-24', drafter, 'assignment.record_contact', civil, {
		stage: 'before',
		mode: 'visit',
		on: '2026-03-24',
		place: '龙潭村',
		note: '当面商量',
	}),
	act('04-02', 'hejinyan', 'assignment.give_opinion', finance, { opinion: '同意按人次补助' }),
	act('04-03', 'unit-health.drafter', 'assignment.give_opinion', 'unit-health', { opinion: '食品安全由我局培训' }),
	act('05-20', head, 'assignment.request_extension', civil, { reason: '办法尚在征求意见' }),
	act('05-21', 'shaopingchuan', 'assignment.grant_extension', civil),
];

const answer = (result_class: string, promises: { text: string; due_on: string }[]) => ({
	...{ body: '同意按就餐人次补助。', result_class, promises, openness: 'full' },
	...{ contact_name: '社区治理股', contact_phone: '0000-8812367' },
});
const promised = [
	{ text: '印发补助办法', due_on: '2026-08-31' },
	{ text: '首批食堂挂牌', due_on: '2026-10-30' },
];

/** From the countersignatures to the proposers, in four days. */
const through = (month: string, days: readonly [string, string, string, string]): Act[] => [
	act(`${month}-${days[0]}`, drafter, 'reply.circulate', civil),
	act(`${month}-${days[0]} 10:00`, 'qinshouzhuo', 'reply.countersign', civil),
	act(`${month}-${days[0]} 11:00`, 'unit-health.head', 'reply.countersign', civil, { note: '无异议' }),
	act(`${month}-${days[1]}`, head, 'reply.sign', civil, { letter_no: `云民函〔2026〕${days[1]}号` }),
	act(`${month}-${days[2]}`, 'shaopingchuan', 'reply.check', civil),
	act(`${month}-${days[3]}`, 'miaoqinghe', 'reply.deliver', civil),
];

const replying: Act[] = [
	act('05-25', drafter, 'assignment.draft_reply', civil),
	act('05-25 10:00', drafter, 'reply.revise', civil, answer('C', [])),
	act('05-26', drafter, 'reply.circulate', civil),
	act('05-26 10:00', 'qinshouzhuo', 'reply.disagree', civil, { reason: '补助口径有误' }),
	act('05-27', drafter, 'reply.revise', civil, answer('C', [])),
	act('05-28', drafter, 'reply.circulate', civil),
	act('05-28 10:00', 'qinshouzhuo', 'reply.countersign', civil),
	act('05-28 11:00', 'unit-health.head', 'reply.countersign', civil),
	act('05-29', head, 'reply.sign', civil, { letter_no: '云民函〔2026〕12号' }),
	act('06-01', 'shaopingchuan', 'reply.send_back', civil, { reason: '没有逐条回答' }),
	act('06-02', drafter, 'reply.revise', civil, answer('C', [])),
	...through('06', ['03', '04', '05', '08']),
];

const poor = {
	contact: 'visited',
	hearing: 'meeting',
	to_the_point: 'no',
	work: 'basically',
	result: 'dissatisfied',
	text: '没有说什么时候办',
};
const good = { contact: 'visited', hearing: 'visit', to_the_point: 'yes', work: 'satisfied', result: 'satisfied' };

const secondRound: Act[] = [
	act('06-10', 'xuzhiwei', 'evaluation.give', 'xuzhiwei', poor),
	act('06-11', director, 'proposal.order_rehandling', undefined, { reason: '答复没有时间表' }),
	act('06-15', drafter, 'assignment.record_contact', civil, {
		stage: 'after',
		mode: 'phone',
		on: '2026-06-15',
		note: '电话说明',
	}),
	act('06-16', drafter, 'assignment.draft_reply', civil),
	act('06-16 10:00', drafter, 'reply.revise', civil, answer('B', promised)),
	...through('06', ['17', '18', '22', '23']),
	act('06-24', 'xuzhiwei', 'evaluation.give', 'xuzhiwei', good),
	act('06-25', 'shenruoxi', 'evaluation.give', 'shenruoxi', { ...good, result: 'basically' }),
	act('09-01', 'system', 'evaluation.lapse', 'guwangchuan'),
	act('09-02', clerk, 'proposal.publish'),
];

const ending: Act[] = [
	act('09-03', clerk, 'proposal.follow_up'),
	act('09-04', drafter, 'commitment.report_progress', `${civil}#1`, { note: '已报县政府' }),
	act('09-10', drafter, 'commitment.report_kept', `${civil}#1`, { evidence: '云民发〔2026〕20号' }),
	act('09-11', clerk, 'commitment.send_back', `${civil}#1`, { reason: '请附文件' }),
	act('09-14', drafter, 'commitment.report_kept', `${civil}#1`, { evidence: '云民发〔2026〕20号，附后' }),
	act('09-15', clerk, 'commitment.verify', `${civil}#1`, { note: '看过文件' }),
	act('09-16', director, 'commitment.drop', `${civil}#2`, { reason: '改由市级统一挂牌' }),
	act('09-17', director, 'proposal.close', undefined, { remark: '办结' }),
	act('09-18', director, 'proposal.reopen', undefined, { reason: '群众反映补助未到位' }),
];

function proposal(
	key: string,
	leadProposer: string,
	state: ProposalState,
	acts: Act[],
	more: Partial<Proposal> = {},
): Proposal {
	return {
		...{
			key,
			leadProposer,
			acts,
			committee: HOME,
			session: '10-5',
			period: 'in_session',
			kind: 'individual',
			number: null,
		},
		...{
			title: `关于${key}的提案`,
			situation: '全县63个村办起老年食堂。',
			analysis: '缺固定补助。',
			suggestions: '按就餐人次补助。',
		},
		...{
			category: 'livelihood',
			topic: key,
			consent: 'full',
			wishedUnits: [civil],
			organisation: null,
			invited: [],
			evaluators: [leadProposer],
			enteredBy: null,
		},
		createdAt: at('01-19'),
		fate: {
			state,
			stage: null,
			resultClass: null,
			round: 1,
			mode: null,
			leadUnits: [],
			coUnits: [],
			replyDueOn: null,
			isOverdue: false,
		},
		...more,
	};
}

const toReview = (who: string): Act[] => [
	act('01-19 14:00', who, 'proposal.submit'),
	act('01-21', clerk, 'proposal.start_review'),
];
const declined = act('02-02', clerk, 'proposal.decline', undefined, {
	reason_code: '10',
	text: '没有具体建议',
	conversion: 'opinion_report',
});

const stories: Proposal[] = [
	proposal('老年食堂', 'xuzhiwei', 'assigned', [...beginning, ...assigning, ...replying, ...secondRound, ...ending]),
	proposal('村级食堂', 'shenruoxi', 'merged', [
		...toReview('shenruoxi'),
		act('02-03', clerk, 'proposal.merge', undefined, { into_id: '老年食堂' }),
	]),
	proposal('空泛', 'luqinghe', 'converted', [
		...toReview('luqinghe'),
		declined,
		act('02-04', 'luqinghe', 'proposal.object', undefined, { reason: '第三段有建议' }),
		act('02-05', director, 'proposal.decline', undefined, {
			reason_code: '10',
			text: '仍然没有',
			conversion: 'opinion_report',
		}),
		act('02-06', 'luqinghe', 'proposal.convert', undefined, { to: 'opinion_report' }),
	]),
	proposal('撤回', 'shijianqing', 'withdrawn', [
		...toReview('shijianqing'),
		act('02-07', 'shijianqing', 'proposal.withdraw', undefined, { reason: '已经解决' }),
	]),
	proposal('纸质', 'xietinglan', 'submitted', [act('03-01', clerk, 'proposal.submit')], {
		enteredBy: clerk,
		createdAt: at('02-28'),
	}),
	proposal(
		'集体',
		'sujianwei',
		'admitted',
		[
			act('02-28', 'sujianwei', 'proposal.submit'),
			act('03-02', clerk, 'proposal.start_review'),
			act('03-03', clerk, 'proposal.admit', undefined, { category: 'health' }),
		],
		{
			kind: 'party',
			organisation: 'party-league',
			createdAt: at('02-27'),
		},
	),
];

export function storyContent(proposals: Proposal[] = stories): DemoContent {
	const today = '2026-11-22';
	const { persons, memberships, mandates } = inventPeople(today);
	const shared = { committees, bodies, persons, memberships, mandates, signIns, categories: [], declineReasons: [] };
	return {
		today,
		password: DEMO_PASSWORD,
		home: HOME,
		terms: termsFor(today),
		sessions: sessionsFor(today),
		proposals,
		...shared,
	};
}
