import { describe, expect, test } from 'vitest';
import { breachOfPassword } from './password.ts';

const known = {
	name: '顾望川',
	username: 'guwangchuan',
	committee: { name: '政协云溪县委员会', short_name: '云溪县政协', slug: 'yunxi' },
	numbers: ['13812345678', '0317'],
};
const why = async (password: string) =>
	(await breachOfPassword(password, known))?.code.replace('sign_in.password_', '');

describe('a password is refused', () => {
	test.each(['', '短', 'a7!kQ2', '九个字也还是太短'])('when it is short: %s', async (password) => {
		expect(await why(password)).toBe('short');
	});
	test('when it is longer than anybody types', async () => {
		expect(await why('长'.repeat(201))).toBe('long');
	});
	test.each([
		'guwangchuan1965',
		'GuWangChuan@2026',
		'顾望川顾望川1965!',
		'wangchuan-0317',
		'yunxi-2026-zhengxie',
		'13812345678',
		'yunxi13812345678!',
		'政协云溪县委员会2026',
	])('when it is little more than the name, the committee or a number of its owner: %s', async (password) => {
		expect(await why(password)).toMatch(/personal|common/);
	});
	test.each([
		'1234567890',
		'qwertyuiop123',
		'Password2026!',
		'1qaz2wsx3edc',
		'aaaaaaaaaaaaaa',
		'woaini1314520',
		'5201314520',
		'abcdefghij1',
		'Aa123456789',
		'P@ssw0rd1234',
		'xianzhengxie1',
	])('when it stands in lists that everybody tries: %s', async (password) => {
		expect(await why(password)).toBe('common');
	});
});

test.each([
	'桥头的老槐树下开满了花',
	'a-password-for-journeys',
	'correct horse battery',
	'早上六点半 在溪边走路',
	'kM4#vvTq92xL',
])('a long phrase or a random one is taken: %s', async (password) => {
	expect(await why(password)).toBeUndefined();
});

test('a text that is made to be slow to judge is judged within a second', async () => {
	const began = performance.now();
	await why(`${'aB1!'.repeat(50)}`);
	await why('password'.repeat(25));
	expect(performance.now() - began).toBeLessThan(1_000);
});
