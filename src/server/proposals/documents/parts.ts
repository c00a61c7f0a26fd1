import type { Label } from './labels.ts';
import type { Line } from './lines.ts';

/** The lines of one proposal or one reply. */
export interface Part {
	lines: Line[];
}

/** 关于加快…的提案, 关于…提案的答复, 对…第128号提案的答复: a line that names a paper. */
export const isTitle = (plain: string): boolean =>
	plain.length <= 80 &&
	/^(《)?(关于|对|有关|对于|[^，。：:]{2,20}关于).{2,70}(提案|建议|议案|答复|复函|回复|函|答复意见|会办意见|情况的报告)(》)?(（.{1,12}）|\(.{1,12}\))?$/.test(
		plain,
	) &&
	!/[。；]/.test(plain);

/** 第128号, 提案第012号, 案号 平3: a line that is a number and nothing else. */
export const isNumber = (plain: string): boolean =>
	/^[〔(（【\[]?\s*(提案|案号|编号)?\s*(第|平)\s*(平|闭|大会)?\s*\d{1,5}\s*号?\s*(提案|案)?\s*[〕)）】\]]?$/.test(
		plain,
	) || /^(提案|案号|编号)\s*\d{1,5}\s*号?$/.test(plain);

/** 政协云溪县第十届委员会第二次会议提案, 提案表: what is printed above every form. */
export const isFormHead = (plain: string): boolean =>
	plain.length <= 40 &&
	/^[^，。：:]*(政协|委员会|会议)[^，。：:]*提案(表|纸|用纸|登记表|正文|汇编|选编|选|集)?$|^(委员)?提案(表|纸|用纸|登记表|正文)$/.test(
		plain.replace(/\s/g, ''),
	) &&
	!/^关于|^对/.test(plain);

const contents: readonly Label[] = ['situation', 'problem', 'analysis', 'suggestions', 'body', 'reply'];

/** What a part has said so far, to tell where the next one begins. */
class Seen {
	readonly labels = new Set<Label>();
	head = false;
	title = false;
	number = false;
	body = 0;
	note({ label, plain, text }: Line): void {
		if (label) this.labels.add(label);
		if (label && contents.includes(label)) this.body += 1;
		if (isTitle(plain) && !label) this.title = true;
		else if (isNumber(plain)) this.number = true;
		else if (isFormHead(plain)) this.head = true;
		else if (!label && (text.length > 20 || /[。！？]$/.test(plain))) this.body += 1;
	}
}

function begins(line: Line, seen: Seen): boolean {
	const { label, plain, newPage } = line;
	if (label === 'title' || label === 'number') return seen.labels.has(label) && seen.body > 0;
	if (label) return false;
	if (isFormHead(plain)) return seen.body > 0 || (seen.head && (seen.title || seen.labels.has('title')));
	if (isNumber(plain)) return seen.body > 0 && (seen.number || seen.title || seen.labels.size > 0);
	if (isTitle(plain)) return seen.body > 0 && (seen.title || seen.labels.has('title') || newPage) && !endsInside(line);
	return false;
}

/** 附件：关于…的建议 and a title in quotation marks name another paper. */
const endsInside = ({ plain }: Line) => /^《/.test(plain) || /附件/.test(plain);

/** A file holds one paper or many: each begins with a head, a number, a title or its labels anew. */
export function partsOf(lines: readonly Line[]): Part[] {
	const parts: Part[] = [];
	let seen = new Seen();
	for (const line of lines) {
		const last = parts.at(-1);
		if (!last || begins(line, seen)) {
			parts.push({ lines: [line] });
			seen = new Seen();
		} else last.lines.push(line);
		seen.note(line);
	}
	return withTheirReplies(parts);
}

/** A cover without any text belongs to nothing. */
const withTheirReplies = (parts: Part[]): Part[] =>
	parts.length > 1
		? parts.filter(({ lines }) => lines.some((line) => line.label !== undefined || line.text.length > 12))
		: parts;
