import type { Known, Proposer } from './ledger.ts';
import { fold, partNames, withoutBrackets } from '#server/intake/text.ts';

/** 王　军 is one person: names of two characters are spread to the width of three. */
const spread = /(?<!\p{Script=Han})(\p{Script=Han})[ \t\u00a0\u3000]+(\p{Script=Han}{1,2})(?!\p{Script=Han})/gu;
const andOthers = /(?:^|(?<=..))等(?:(\d+|[一二三四五六七八九十]+)(?:名|位)?(?:人|委员)?)?$/;

/** 第一提案人：张稔, 查问渠委员: what a person is called beside the name. */
const titled = (name: string): string =>
	name
		.replace(/^(第一提案人|领衔人|提案人|联名人|附议人)[:：]\s*/, '')
		.replace(/(?<=^\p{Script=Han}{2,3})(委员|同志)$/u, '');

/** 农业和农村界（召集人：臧小满）: the convener signs for a sector or a group (domain.md 2.1.2). */
const spokenFor =
	/^(\p{Script=Han}{2,20}(?:界别?|小组|活动组))[（(](?:召集人|执笔人|代表)[:：]\s*([\p{Script=Han}·]{2,15})[)）]$/u;

export interface PeopleNamed {
	names: string[];
	/** The sector or group for which the first of them signs. */
	body?: string;
	/** 等3人: the ledger counts people whom it does not name. */
	othersUnnamed: boolean;
}

export function peopleIn(text: string): PeopleNamed {
	const parts = partNames(text.normalize('NFC').replace(spread, '$1$2'));
	const [, body, convener] = spokenFor.exec(parts[0] ?? '') ?? [];
	const names = convener ? [convener, ...parts.slice(1)] : parts;
	const parted = names.map((name) => titled(withoutBrackets(name)));
	const short = parted.map((name) => name.replace(andOthers, ''));
	return {
		names: short.filter((name) => name !== ''),
		...(body && { body }),
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
