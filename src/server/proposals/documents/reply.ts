import type { Label } from './labels.ts';
import { plainOf, type Line } from './lines.ts';
import type { Part } from './parts.ts';
import {
	commonOf,
	isOpinionTitle,
	isReplyTitle,
	namesSeveral,
	numberIn,
	textLabels,
	withoutName,
	type Paper,
} from './said.ts';
import { withoutClosing } from './signature.ts';

const addressee = /^(?:尊敬的)?\s*(.{2,60}?)\s*(?:等)?(?:\d*[位名])?(?:委员|同志|先生|女士|代表)?(?:们)?\s*[:：]$/;

/** 县教育局 关于县政协十届二次会议第128号提案的答复: who is answered, about what, by whom, how and when. */
export function replyOf({ lines }: Part, fields: ReadonlyMap<Label, string>): Paper {
	const titleAt = lines.findIndex(({ plain, label }) => !label && isReplyTitle(plain));
	const title = lines[titleAt];
	const addressedAt = lines.findIndex(
		({ plain, label }, at) =>
			at > titleAt && !label && plain.length <= 70 && /[:：]$/.test(plain) && !/建议|如下|答复/.test(plain),
	);
	const body = lines
		.slice((addressedAt > 0 ? addressedAt : titleAt) + 1)
		.filter(({ label }) => !label || textLabels.has(label));
	const afterwards = body.filter(({ plain }) => !/^(附件|抄送|抄报|联系人|签发)/.test(plain) && !isClassLine(plain));
	const { text, closing } = withoutClosing(afterwards);
	const whole = lines.map(({ plain }) => plain).join('\n');
	const named = addressee.exec(lines[addressedAt]?.text ?? '')?.[1];
	const common = commonOf(lines, fields);
	const head = lines.slice(0, titleAt).map(({ text: line }) => line);
	const unit =
		fields.get('lead_units') ??
		closing.name ??
		head.find((line) => /[局委办院会厅部队处司社府]$|公司$/.test(line) && line.length <= 24) ??
		unitIn(title?.text ?? '');
	const number =
		fields.get('number') ??
		numberIn(title?.plain ?? '') ??
		(namesSeveral(title?.plain ?? '') ? undefined : numberIn(whole));
	const result =
		(common.result && /[☑√✓☒■✔□]/.test(common.result) ? classIn(common.result) : common.result) ?? classIn(whole);
	const letter_no =
		fields.get('letter_no') ??
		lines
			.map(({ text: line }) => line)
			.find((line) => line.length < 30 && /[〔\[(（]\d{4}[〕\])）]\s*(第)?\d+\s*号$/.test(plainOf(line)));
	const about = fields.get('title') ?? subjectIn(whole, lines) ?? undefined;
	return {
		kind: 'reply',
		...(isOpinionTitle(title?.plain ?? '') && { role: 'co' as const }),
		...common,
		...(number && { number }),
		...(about && { title: withoutName(about) }),
		...(named &&
			!fields.has('first_proposer') &&
			!fields.has('proposers') && { proposers: named.replace(/(委员|同志)(?=[、，,]|$)/g, '') }),
		...(unit && { lead_units: unit }),
		...(result && { result }),
		...(letter_no && { letter_no: letter_no.replace(/[[［(（](\d{4})[\]］)）]/, '〔$1〕') }),
		...(!fields.has('replied_on') && closing.date && { replied_on: closing.date }),
		texts: { situation: '', analysis: '', suggestions: '' },
		sectioned: true,
		reply: text
			.map((line) => line.text)
			.filter(Boolean)
			.join('\n'),
	};
}

const isClassLine = (plain: string) => plain.length <= 24 && classIn(plain) !== undefined;

/** 办理类别：A, 类别：B类, （A类）, 【A】 */
const classIn = (plain: string): string | undefined =>
	// a form's ticked box outweighs the letters beside it
	/([ABCD])\s*[☑√✓☒■✔]/.exec(plain)?.[1] ??
	/(?:类别|解决程度|办理结果|办理类型|分类)\s*[:：]?\s*[（(]?\s*([ABCDＡＢＣＤ])/.exec(plain)?.[1] ??
	/^[（(【\[]?\s*([ABCD])\s*类?\s*[)）】\]]?$/m.exec(plain)?.[1];

const unitIn = (title: string): string | undefined =>
	/^([^，。：:]{2,20}?(?:局|委|办|院|府|会|厅|部|公司))(?:关于|对)/.exec(title)?.[1];

/** 您提出的《关于…的提案》收悉, 您提出的"…"提案: the matter that is answered, as written. */
function subjectIn(plain: string, lines: readonly Line[]): string | undefined {
	const quoted = /(?:提出|提交|所提|反映|案由为|联名提出)[^《“"「\n]{0,30}[《“"「]([^》”"」\n]{4,80})[》”"」]/;
	const found = lines.map(({ text }) => quoted.exec(text)?.[1]).find((one) => one !== undefined);
	if (found) return found;
	const inTitle = lines
		.map(({ text }) => /[《“"]([^》”"]{4,80})[》”"]/.exec(text)?.[1])
		.find((one) => one !== undefined);
	if (inTitle) return inTitle;
	return /(?:提出|提交)的?(关于[^，。\n]{2,60}?的?(?:提案|建议))/.exec(plain)?.[1];
}
