import { fold } from '#server/intake/text.ts';
import type { Paper } from '../../documents/paper.ts';
import { readNumber, readSession } from '../../ledger/numbers.ts';
import type { Gathered } from './gather.ts';

/** Papers about one matter: the proposal, and what was answered. */
export interface Group {
	papers: Paper[];
	/** Places of the files in what was gathered. */
	files: Set<number>;
}

const numberKey = ({ number }: Paper): string | undefined => {
	const read = number ? readNumber(number) : undefined;
	return read && `${read.period} ${read.number}`;
};

/** The session that a paper names; where it names none, that of the year in which it was written. */
export function sessionText(paper: Paper, said?: string): string | undefined {
	if (paper.session) return paper.session;
	if (said) return said;
	const date = paper.written_on ?? paper.admitted_on ?? paper.replied_on;
	return /^\d{4}/.exec(date ?? '')?.[0];
}

const sessionKey = (paper: Paper, said: string | undefined): string => {
	const { term, plenary_session, year } = readSession(sessionText(paper, said) ?? '');
	return plenary_session ? `${term}-${plenary_session}` : String(year ?? '');
};

const titleKey = ({ title }: Paper): string =>
	fold(title ?? '')
		.replace(/^关于/, '')
		.replace(/的?(提案|建议)$/, '');

/** A proposal and its replies meet under their number, or under their title where one of them has none. Two proposals never do. */
export function groupPapers(gathered: readonly Gathered[], said?: string): Group[] {
	const groups: Group[] = [];
	const byKey = new Map<string, Group>();
	const all = gathered.flatMap(({ papers }, file) => papers.map((paper) => ({ paper, file })));
	const ordered = [...all].sort((a, b) => Number(a.paper.kind === 'reply') - Number(b.paper.kind === 'reply'));
	for (const { paper, file } of ordered) {
		const session = sessionKey(paper, said);
		const [number, title] = [numberKey(paper), titleKey(paper)];
		const keys = [...(number ? [`${session} no ${number}`] : []), ...(title ? [`${session} title ${title}`] : [])];
		const found = keys.map((key) => byKey.get(key)).find((group) => group && fits(group, paper));
		const group = found ?? { papers: [], files: new Set<number>() };
		if (!found) groups.push(group);
		group.papers.push(paper);
		group.files.add(file);
		for (const key of keys) if (!byKey.has(key)) byKey.set(key, group);
	}
	return groups;
}

function fits({ papers }: Group, paper: Paper): boolean {
	const [first] = papers;
	const numbers = new Set([...papers, paper].flatMap((one) => numberKey(one) ?? []));
	if (!first || numbers.size > 1) return false;
	if (paper.kind === 'reply') return true;
	return first.kind === 'reply' || titleKey(first) === titleKey(paper);
}
