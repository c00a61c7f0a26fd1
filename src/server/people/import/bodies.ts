import { pinyin } from 'pinyin-pro';
import type { Insertable } from 'kysely';
import type { Context } from '#server/core/context.ts';
import { newId } from '#server/core/id.ts';
import type { Schema } from '#server/core/schema.ts';
import { fold, withoutBrackets } from '#server/intake/text.ts';

export interface NewBody {
	kind: string;
	name: string;
	short_name: string;
	unit_kind?: string | null;
	duty?: string;
	letter_mark?: string;
	former_names?: string[];
	position?: number;
}

/** As addresses write it: 县财政局 is xianczj, told apart by a number where two sound alike. */
export function slugFor(name: string, taken: Set<string>): string {
	const letters = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('');
	const base =
		letters
			.toLowerCase()
			.replace(/[^a-z0-9]/g, '')
			.slice(0, 30) || 'body';
	let slug = base;
	for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`;
	taken.add(slug);
	return slug;
}

export function bodyRow(
	{ committee, now }: Context,
	body: NewBody,
	taken: Set<string>,
): Insertable<Schema['body']> & {
	id: string;
} {
	return {
		committee_id: committee.id,
		id: newId(now.getTime()),
		kind: body.kind,
		unit_kind: body.unit_kind ?? null,
		slug: slugFor(body.short_name, taken),
		name: body.name,
		short_name: body.short_name,
		duty: body.duty ?? '',
		letter_mark: body.letter_mark ?? '',
		former_names: body.former_names ?? [],
		successor_id: null,
		position: body.position ?? 0,
	};
}

/** 政协云溪县委员会 sits in 云溪县. */
export const placeOf = (committee: string): string => /政协(?:中国)?(.+?)委员会/.exec(committee)?.[1] ?? '';

/** 云溪县财政局 is called 县财政局 at home, 云溪县青石镇人民政府 is 青石镇人民政府. */
export function shortNameOf(name: string, committee: string): string {
	const place = placeOf(committee);
	if (!place || !name.startsWith(place) || name.length === place.length) return name;
	const rest = name.slice(place.length);
	return /^[^省市县区旗州盟]{1,4}(镇|乡|街道)/.test(rest) ? rest : `${place.slice(-1)}${rest}`;
}

/** 农业和农村界 and 农业和农村 are one sector; brackets and blanks make no difference in any name. */
export const bodyKey = (name: string): string => fold(withoutBrackets(name)).replace(/(?<=..)界别?$/, '');
