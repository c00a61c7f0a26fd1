import { expect, test } from 'vitest';
import { base32, codeOf, otpauth, stepAt, stepOf } from './totp.ts';

/** The secret and the values of RFC 6238, appendix B (the last six of eight digits). */
const secret = Buffer.from('12345678901234567890');

test.each([
	[59, '287082'],
	[1_111_111_109, '081804'],
	[1_111_111_111, '050471'],
	[1_234_567_890, '005924'],
	[2_000_000_000, '279037'],
	[20_000_000_000, '353130'],
])('at second %i the code is that of the standard', (second, code) => {
	expect(codeOf(secret, stepAt(new Date(second * 1000)))).toBe(code);
});

test('a clock may be one step off, not two', () => {
	const now = new Date('2026-11-22T12:00:10Z');
	const steps = [-2, -1, 0, 1, 2].map((off) => stepOf(secret, codeOf(secret, stepAt(now) + off), now));
	expect(steps).toEqual([undefined, stepAt(now) - 1, stepAt(now), stepAt(now) + 1, undefined]);
	for (const code of ['', '12345', '1234567', '二二二二二二', '28708２'])
		expect(stepOf(secret, code, now)).toBeUndefined();
});

test('the address for the authenticator says whose code it is', () => {
	expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
	expect(otpauth(secret, '云溪县政协', 'wenxiaotang')).toBe(
		'otpauth://totp/%E4%BA%91%E6%BA%AA%E5%8E%BF%E6%94%BF%E5%8D%8F:wenxiaotang?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E4%BA%91%E6%BA%AA%E5%8E%BF%E6%94%BF%E5%8D%8F',
	);
});
