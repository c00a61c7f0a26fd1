import { fold } from '#server/intake/text.ts';

/** What stands before a colon, or in the left cell of a form. */
const words = {
	number: ['提案号', '提案编号', '案号', '编号', '提案序号', '流水号', '案件编号', '提案第', '立案号', '立案编号'],
	session: ['届次', '会议', '届次会议', '会次', '所属会议', '所属届次'],
	title: ['案由', '提案案由', '提案题目', '提案标题', '提案名称', '题目', '标题', '事由'],
	first_proposer: ['第一提案人', '第一提案者', '领衔提案人', '领衔人', '领衔委员', '首位提案人'],
	proposers: [
		'提案人',
		'提案者',
		'提案委员',
		'提案人姓名',
		'提案单位',
		'提案者姓名',
		'提出人',
		'提案人(单位)',
		'集体提案单位',
		'委员姓名',
	],
	co_proposers: [
		'联名人',
		'联名',
		'联名提案人',
		'联名委员',
		'联名者',
		'附议',
		'附议人',
		'附议委员',
		'其他提案人',
		'共同提案人',
		'联署人',
	],
	sector: ['界别', '所属界别', '提案人界别'],
	category: ['提案类别', '提案分类', '分类', '类别'],
	lead_units: [
		'主办单位',
		'主办',
		'主办部门',
		'承办单位',
		'承办',
		'承办部门',
		'分办单位',
		'办理单位',
		'建议承办单位',
		'建议办理单位',
		'交办单位意见',
		'送交单位',
	],
	co_units: ['会办单位', '会办', '会办部门', '协办单位', '协办', '协办部门'],
	written_on: [
		'日期',
		'提案日期',
		'提案时间',
		'提交日期',
		'提交时间',
		'提出日期',
		'提出时间',
		'时间',
		'填写日期',
		'收到日期',
		'收稿日期',
	],
	admitted_on: ['立案日期', '立案时间'],
	assigned_on: ['交办日期', '交办时间', '转办日期', '转办时间'],
	replied_on: ['答复日期', '答复时间', '办复日期', '办复时间', '复文日期', '办结日期', '办结时间'],
	result: ['办理类别', '办理结果', '解决程度', '答复类别', '办复类别', '结果类别', '办理结果类别'],
	satisfaction: ['满意度', '满意程度', '满意情况', '委员评价', '委员意见', '提案人评价', '反馈意见'],
	letter_no: ['文号', '发文字号', '答复文号', '复文号'],
	situation: ['情况', '基本情况', '现状', '背景', '案据', '情况说明', '提案理由', '理由', '现状背景'],
	problem: ['问题', '存在问题', '存在的问题', '主要问题'],
	analysis: ['分析', '原因', '原因分析', '问题分析', '成因分析', '存在问题及原因'],
	suggestions: [
		'建议',
		'对策',
		'对策建议',
		'意见建议',
		'意见和建议',
		'建议和意见',
		'具体建议',
		'办法',
		'解决办法',
		'措施',
		'建议措施',
		'提案建议',
		'主要建议',
	],
	body: ['情况分析', '提案内容', '内容', '正文', '提案正文', '具体内容', '主要内容', '详细内容'],
	reply: [
		'答复',
		'答复内容',
		'答复意见',
		'办理答复',
		'办理意见',
		'承办单位答复',
		'答复情况',
		'办理情况',
		'承办单位意见',
		'复文',
	],
	ignored: [
		'联系电话',
		'电话',
		'手机',
		'联系方式',
		'联系人',
		'通讯地址',
		'通信地址',
		'地址',
		'邮编',
		'邮政编码',
		'电子邮箱',
		'工作单位',
		'工作单位及职务',
		'单位及职务',
		'单位职务',
		'职务',
		'性别',
		'委员证号',
		'备注',
		'签发人',
		'签发',
		'抄送',
		'抄报',
		'主送',
		'是否公开',
		'是否同意公开',
		'公开',
		'传真',
		'党派',
		'是否同意公开发表',
		'审查意见',
		'联系人及电话',
		'经办人',
		'民族',
		'手机号码',
		'是否同意附议',
	],
} as const;

export type Label = keyof typeof words;

const byWord = new Map<string, Label>();
for (const label of Object.keys(words) as Label[]) for (const word of words[label]) byWord.set(fold(word), label);

/** The label that a cell or the words before a colon are; numbering and brackets around it make no difference. */
export function labelOf(text: string): Label | undefined {
	if (text.length > 24) return undefined;
	const plain = fold(text)
		.replace(/^(\(?[一二三四五六七八九十]{1,3}\)?[、.]|\(?\d{1,2}[).、])/, '')
		.replace(/^[【\[〔<《]|[】\]〕>》]$/g, '')
		.replace(/[:*]$/, '');
	return byWord.get(plain) ?? byWord.get(plain.replace(/\(.*?\)/g, ''));
}

/** Labels spread over a line (案　由：…　　提案人：…), the longest word first. */
const anywhere = new RegExp(
	`(?<=^|[\\s;；,，。|]|[)）])(${[...byWord.keys()]
		.filter((word) => word.length > 1 && !/[()]/.test(word))
		.sort((a, b) => b.length - a.length)
		.map((word) => [...word].join('[ \\t\\u00a0\\u3000]*'))
		.join('|')})[ \\t\\u00a0\\u3000]*(?:[（(][^（()）]{0,12}[)）])?[ \\t\\u00a0\\u3000]*[:：]`,
	'g',
);

export interface Labelled {
	label: Label;
	text: string;
}

/** What a line says under its labels; undefined where it does not begin with one. The text is as written. */
export function labelledIn(line: string, simplified: string): Labelled[] | undefined {
	const found = [...simplified.matchAll(anywhere)];
	const [first] = found;
	if (!first || simplified.slice(0, first.index).trim() !== '') return undefined;
	return found.flatMap((match, at) => {
		const label = byWord.get(fold(match[1] ?? ''));
		const text = line.slice(match.index + match[0].length, found[at + 1]?.index).trim();
		return label ? { label, text } : [];
	});
}
