import { inSettings } from '../codes.ts';
import type { Keys, IdOf } from '../keys.ts';

/** Which fields of an act's input name something by a key or a code of the content. */
const named = (keys: Keys): Record<string, IdOf> => ({
	person_id: keys.person,
	unit_id: keys.body,
	assigner_id: keys.body,
	into_id: keys.proposal,
	lead_unit_ids: keys.body,
	co_unit_ids: keys.body,
	wished_unit_ids: keys.body,
	category: (code) => inSettings('category', code),
	reason_code: (code) => inSettings('reason_code', code),
});

/** The input with ids where the content writes keys, and codes as the committee has them. */
export function withIds(keys: Keys, input: Record<string, unknown> = {}): Record<string, unknown> {
	const idOf = named(keys);
	const replaced = (field: string, value: unknown) => {
		const id = idOf[field];
		if (!id) return value;
		if (Array.isArray(value)) return value.map((key) => id(String(key)));
		return typeof value === 'string' ? id(value) : value;
	};
	return Object.fromEntries(Object.entries(input).map(([field, value]) => [field, replaced(field, value)]));
}
