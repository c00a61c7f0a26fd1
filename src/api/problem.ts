import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Refusal, type Breach } from '#server/core/refusal.ts';
import { secondsToWait } from '#web/allowance.ts';
import { asRefusal, isPassing, problemOf, sentenceOf } from '#web/refusal.ts';
import { currentLocale, speaking, t, tOr } from '#words';
import { localeFrom } from './language.ts';

/** What HTTP refuses before the core is asked, and what is nobody's fault who asks. */
const httpKinds = {
	400: 'malformed',
	403: 'foreign_origin',
	404: 'unknown',
	405: 'method_not_allowed',
	413: 'too_large',
	415: 'media_type',
	500: 'our_fault',
	503: 'try_again',
} as const;
export type HttpStatus = keyof typeof httpKinds;

/** Refused by HTTP's own rules; `code` is the key of its sentence. */
export class HttpRefusal extends Error {
	readonly status: HttpStatus;
	readonly breach: Breach;

	constructor(status: HttpStatus, code: string, values?: Breach['values']) {
		super(code);
		this.status = status;
		this.breach = { code, ...(values ? { values } : {}) };
	}
}

function answer(
	c: Context,
	problem: { status: number } & Record<string, unknown>,
	headers: Record<string, string> = {},
): Response {
	const said = {
		'content-type': 'application/problem+json',
		'content-language': currentLocale(),
		'cache-control': 'no-store',
		vary: 'accept-language, authorization, cookie',
		...headers,
	};
	return c.body(JSON.stringify(problem), problem.status as 400, said);
}

function httpProblem(c: Context, { status, breach }: HttpRefusal, headers?: Record<string, string>): Response {
	const kind = httpKinds[status];
	const sentence = sentenceOf(breach);
	const titled = kind === 'unknown' ? t('refusal.kind.unknown') : tOr(`api.problem.${kind}`, sentence);
	return answer(
		c,
		{
			type: `https://concentric.invalid/problems/${kind}`,
			title: titled,
			status,
			detail: sentence,
			instance: c.req.path,
			kind,
			errors: [{ code: breach.code, sentence }],
		},
		headers,
	);
}

const fault = (status: HttpStatus, code: string) => new HttpRefusal(status, code);

/** Hono's own refusals, by their status. */
const ofHono = ({ status }: HTTPException): HttpRefusal =>
	fault(status in httpKinds ? (status as HttpStatus) : 400, `api.${status === 415 ? 'media_type' : 'malformed'}`);

function headersFor(refusal: Refusal): Record<string, string> {
	if (refusal.kind === 'not_signed_in') return { 'www-authenticate': 'Bearer' };
	const seconds = secondsToWait(refusal);
	return seconds ? { 'retry-after': String(seconds) } : {};
}

/** Every refusal and every failure leaves as problem details, in the caller's language; what failed inside stays inside. */
export const problemFor = (error: Error, c: Context, more: Record<string, unknown> = {}): Response =>
	speaking(localeFrom(c.req.raw.headers), () => {
		const refusal = asRefusal(error);
		if (refusal) return answer(c, { ...problemOf(refusal, c.req.path), ...more }, headersFor(refusal));
		if (error instanceof HttpRefusal) return httpProblem(c, error);
		if (error instanceof HTTPException) return httpProblem(c, ofHono(error));
		if (isPassing(error)) return httpProblem(c, fault(503, 'refusal.try_again'), { 'retry-after': '5' });
		console.error(error);
		return httpProblem(c, fault(500, 'refusal.our_fault'));
	});

export const noSuchPage = (c: Context): Response => problemFor(fault(404, 'refusal.unknown_page'), c);
export const noSuchMethod = (c: Context, methods: readonly string[]): Response => {
	const response = problemFor(fault(405, 'api.method_not_allowed'), c);
	response.headers.set('allow', methods.join(', '));
	return response;
};

export const signInFirst = () => new Refusal('not_signed_in', [{ code: 'api.sign_in_first' }]);
