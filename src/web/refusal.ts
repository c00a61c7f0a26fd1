import { Refusal, type Breach, type RefusalKind } from '#server/core/refusal.ts';
import { t, tOr } from '#words';

/** The one table from the core's words to HTTP's. */
const statuses: Record<RefusalKind, number> = {
	unknown: 404,
	not_signed_in: 401,
	not_permitted: 403,
	wrong_moment: 409,
	changed_meanwhile: 409,
	broken_rule: 422,
	too_much: 429,
};
export const statusOf = (refusal: Refusal): number => statuses[refusal.kind];

export interface RefusedField {
	code: string;
	field?: string;
	sentence: string;
}

/** Names of acts, states and fields that a sentence mentions are words too. */
const worded = (values: Breach['values']) =>
	Object.fromEntries(
		Object.entries(values ?? {}).map(([name, value]) => [
			name,
			typeof value === 'string' && value.includes('.')
				? tOr(name === 'state' ? stateKey(value) : actKey(value), value)
				: value,
		]),
	);
export const stateKey = (state: string): string => state.replace('.', '.state.');
export const actKey = (act: string): string => act.replace('.', '.act.');

export const sentenceOf = (breach: Breach): string =>
	tOr(breach.code, t('refusal.field_not_understood'), worded(breach.values));
export const refusedFields = (refusal: Refusal): RefusedField[] =>
	refusal.breaches.map((breach) => ({ code: breach.code, field: breach.field, sentence: sentenceOf(breach) }));

/** The sentences by the field that they speak of, for forms that show each beside its field. */
export const byField = (refusal: Refusal): Record<string, string> =>
	Object.fromEntries(refusedFields(refusal).map(({ field = '', sentence }) => [field, sentence]));

/** Problem details (RFC 9457). */
export function problemOf(refusal: Refusal, instance: string) {
	const fields = refusedFields(refusal);
	return {
		type: `https://concentric.invalid/problems/${refusal.kind}`,
		title: t(`refusal.kind.${refusal.kind}`),
		status: statusOf(refusal),
		detail: fields.map((field) => field.sentence).join(' '),
		instance,
		kind: refusal.kind,
		errors: fields,
		...(refusal.possible.length ? { possible: refusal.possible } : {}),
	};
}

/** PostgreSQL away or saying "later": nothing was stored, and trying again is right. */
const passing = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ENOTCONN',
	'ETIMEDOUT',
	'CONNECTION_CLOSED',
	'CONNECTION_ENDED',
	'CONNECTION_DESTROYED',
	'CONNECT_TIMEOUT',
	'ENOENT',
	'57P01',
	'57P02',
	'57P03',
	'53300',
	'53100',
	'08006',
	'55P03',
	'57014',
]);
/** What a library wraps keeps its cause: the sign-in says "failed to get session" where the database is away. */
export function isPassing(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	if ('code' in error && passing.has(String(error.code))) return true;
	return 'cause' in error && error.cause !== error && isPassing(error.cause);
}
export const asRefusal = (error: unknown): Refusal | undefined => (error instanceof Refusal ? error : undefined);
