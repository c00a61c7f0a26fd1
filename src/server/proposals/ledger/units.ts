import type { KnownUnit } from './ledger.ts';
import { nearest } from '#server/intake/nearest.ts';
import { fold, partNames, withoutBrackets } from '#server/intake/text.ts';

export type UnitFound =
	| { id: string; name: string; former?: true }
	| { reason: 'ledger.unknown_unit' | 'ledger.ambiguous_unit'; hint?: string };

interface Spelling {
	key: string;
	spelling: string;
	unit: KnownUnit;
	former: boolean;
}

/** Looks units up by any name they have or had, with or without the place before it. */
export function unitDirectory(units: readonly KnownUnit[]): (written: string) => UnitFound {
	const spellings: Spelling[] = units.flatMap((unit) => [
		...[unit.name, unit.short_name].map((spelling) => ({ key: fold(spelling), spelling, unit, former: false })),
		...(unit.former_names ?? []).map((spelling) => ({ key: fold(spelling), spelling, unit, former: true })),
	]);
	const answers = new Map<string, UnitFound>();
	return (written) => {
		let answer = answers.get(written);
		if (!answer) answers.set(written, (answer = look(written, spellings)));
		return answer;
	};
}

function look(written: string, spellings: readonly Spelling[]): UnitFound {
	const key = fold(written);
	const bare = fold(withoutBrackets(written));
	const searches = [
		(s: Spelling) => s.key === key && !s.former,
		(s: Spelling) => s.key === key,
		(s: Spelling) => s.key === bare,
		(s: Spelling) => endsAfterPlace(s.key, bare) && !s.former,
		(s: Spelling) => endsAfterPlace(s.key, bare),
	];
	for (const fits of searches) {
		const found = [...new Map(spellings.filter(fits).map((s) => [s.unit.id, s])).values()];
		if (found.length > 1) {
			return { reason: 'ledger.ambiguous_unit', hint: found.map((s) => s.unit.name).join('、') };
		}
		const [only] = found;
		if (only) return { id: only.unit.id, name: only.unit.short_name, ...(only.former && { former: true as const }) };
	}
	const current = spellings.filter((s) => !s.former);
	return { reason: 'ledger.unknown_unit', hint: nearest(bare, current)?.spelling };
}

/**
 * 财政局 and 县财政局 are the end of 云溪县财政局, cut at or inside the place; 云溪县税务局 is the end of
 * 国家税务总局云溪县税务局. 市财政局 is not: a city's unit is never taken for the county's. 监督管理局 is not the end of
 * 市场监督管理局 either, its cut is no place.
 */
function endsAfterPlace(name: string, written: string): boolean {
	if (written.length < 3 || written.length >= name.length || !name.endsWith(written)) return false;
	const head = name.slice(0, -written.length);
	return /([省市县区旗州盟]|总局|国网|中共|共青团)$/.test(head) || /^[省市县区旗州盟]/.test(written);
}

export interface UnitNamed {
	name: string;
	/** Said beside the name: 主办：县教育局；会办：县财政局, or 县财政局（会办）. */
	role?: 'lead' | 'co';
}

const roleOf = (word: string): 'lead' | 'co' => (/^(主办|牵头|分办)/.test(word) ? 'lead' : 'co');
const label = /(主办|牵头|分办|会办|协办|配合)(?:单位|部门)?[:：]/;

/** The units in one cell, each with its role where the cell says so. */
export function unitsIn(text: string): UnitNamed[] {
	const [unlabelled = '', ...labelled] = text.split(label);
	const named = partNames(unlabelled).map((name): UnitNamed => ({ name }));
	for (let at = 0; at < labelled.length; at += 2) {
		const role = roleOf(labelled[at] ?? '');
		named.push(...partNames(labelled[at + 1] ?? '').map((name) => ({ name, role })));
	}
	return named.map(({ name, role }) => {
		const inBrackets = /^(.+?)[（(](主办|牵头|分办|会办|协办|配合)(?:单位)?[)）]$/.exec(name);
		return inBrackets?.[1] && inBrackets[2] ? { name: inBrackets[1], role: roleOf(inBrackets[2]) } : { name, role };
	});
}
