import { expect, test } from 'vitest';
import { deviceIn, deviceName, newDevice } from './device.ts';

test('a browser is known again by the cookie that the house signed, and by no other', () => {
	const device = newDevice('secret of this house');
	expect(deviceIn('secret of this house', device.cookie)).toEqual(device);
	const [id = '', mac = ''] = device.cookie.split('.');
	const forged = [
		`${id}x.${mac}`,
		`${id}.`,
		`.${mac}`,
		id,
		'',
		undefined,
		`${id}.${'A'.repeat(22)}`,
		`${id}.${'字'.repeat(22)}`,
	];
	for (const cookie of forged) expect(deviceIn('secret of this house', cookie)).toBeUndefined();
	expect(deviceIn('secret of another', device.cookie)).toBeUndefined();
});

test.each([
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 MicroMessenger/8.0 Safari/604',
		'iPhone · WeChat',
	],
	['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36', 'Android · Chrome'],
	['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120', 'Windows · Edge'],
	['Mozilla/5.0 (Macintosh; Intel Mac OS X 14) AppleWebKit/605 Version/17 Safari/605', 'Mac · Safari'],
	['curl/8', ''],
	['', ''],
])('%s is called %s', (agent, name) => {
	expect(deviceName(agent)).toBe(name);
});
