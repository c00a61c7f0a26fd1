import type { Known, Proposer } from './ledger.ts';
import { fold, partNames, withoutBrackets } from './text.ts';

/** 王　军 is one person: names of two characters are spread to the width of three. */
const spread = /(?<!\p{Script=Han})(\p{Script=Han})[ \t\u00a0\u3000]+(\p{Script=Han})(?!\p{Script=Han})/gu;
const andOthers = /(?:^|(?<=..))等(?:(\d+|[一二三四五六七八九十]+)(?:名|位)?(?:人|委员)?)?$/;

export interface PeopleNamed {
	names: string[];
	/** 等3人: the ledger counts people whom it does not name. */
	othersUnnamed: boolean;
}

export function peopleIn(text: string): PeopleNamed {
	const names = partNames(text.normalize('NFC').replace(spread, '$1$2'));
	const parted = names.map((name) => withoutBrackets(name));
	const short = parted.map((name) => name.replace(andOthers, ''));
	return {
		names: short.filter((name) => name !== ''),
		othersUnnamed: parted.some((name, at) => name !== short[at]),
	};
}

/** Looks a proposer up in the roster; several members of one name leave the name as text. */
export function roster(members: Known['members']): (name: string) => Proposer & { several?: true } {
	const byName = new Map<string, string[]>();
	for (const { id, name } of members) byName.set(fold(name), [...(byName.get(fold(name)) ?? []), id]);
	const found = new Map<string, Proposer & { several?: true }>();
	return (name) => {
		let answer = found.get(name);
		if (!answer) {
			const [only, ...others] = byName.get(fold(name)) ?? [];
			answer = others.length > 0 ? { name, several: true } : { name, ...(only && { member_id: only }) };
			found.set(name, answer);
		}
		return answer;
	};
}
