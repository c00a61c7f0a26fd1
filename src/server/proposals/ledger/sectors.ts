import type { Known } from './ledger.ts';
import { nearest } from '#server/intake/nearest.ts';
import { fold, withoutBrackets } from '#server/intake/text.ts';

/** 农业和农村界 and 农业和农村 are one sector. */
const keyOf = (name: string) => fold(withoutBrackets(name)).replace(/(?<=..)界别?$/, '');

/** Looks a sector up by its name; the answer for an unknown one carries the nearest name. */
export function sectorDirectory(
	sectors: Known['sectors'],
): (written: string) => { id: string } | { hint?: string } | undefined {
	const known = sectors.map(({ id, name }) => ({ id, name, key: keyOf(name) }));
	const byKey = new Map(known.map((sector) => [sector.key, sector]));
	return (written) => {
		if (known.length === 0) return undefined;
		const key = keyOf(written);
		const found = byKey.get(key);
		return found ? { id: found.id } : { hint: nearest(key, known)?.name };
	};
}
