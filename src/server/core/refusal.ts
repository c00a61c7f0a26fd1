/** The core refuses in its own words; `web/refusal.ts` alone knows HTTP, the word catalogue alone knows the sentence. */
export const refusalKinds = [
	'unknown',
	'not_signed_in',
	'not_permitted',
	'wrong_moment',
	'changed_meanwhile',
	'broken_rule',
	'too_much',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export interface Breach {
	/** `slice.what_must_hold`, also the key of the sentence. */
	code: string;
	field?: string;
	values?: Record<string, string | number>;
}

export class Refusal extends Error {
	readonly kind: RefusalKind;
	readonly breaches: readonly Breach[];
	/** What would be possible now, for a wrong moment; the current version, for a change meanwhile. */
	readonly possible: readonly string[];
	readonly current: unknown;

	constructor(
		kind: RefusalKind,
		breaches: readonly Breach[],
		more: { possible?: readonly string[]; current?: unknown } = {},
	) {
		super(`${kind}: ${breaches.map((breach) => breach.code).join(', ')}`);
		this.kind = kind;
		this.breaches = breaches;
		this.possible = more.possible ?? [];
		this.current = more.current;
	}
}

export const unknown = (what: string) => new Refusal('unknown', [{ code: `refusal.unknown_${what}` }]);
export const notPermitted = (what: string) =>
	new Refusal('not_permitted', [{ code: 'refusal.not_permitted', values: { what } }]);
export const wrongMoment = (action: string, state: string, possible: readonly string[]) =>
	new Refusal('wrong_moment', [{ code: 'refusal.wrong_moment', values: { action, state } }], { possible });
export const changedMeanwhile = (current: unknown) =>
	new Refusal('changed_meanwhile', [{ code: 'refusal.changed_meanwhile' }], { current });
export const broken = (code: string, more: Omit<Breach, 'code'> = {}) =>
	new Refusal('broken_rule', [{ code, ...more }]);
export const brokenRules = (breaches: readonly Breach[]) => new Refusal('broken_rule', breaches);
