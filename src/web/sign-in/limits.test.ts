import { expect, test } from 'vitest';
import { attemptLimits, doorOf, networkOf, type Try } from './limits.ts';

function limitsAt() {
	const time = { now: 0 };
	const limits = attemptLimits(() => time.now);
	const fail = (one: Try): number => {
		const wait = limits.waitFor(one);
		if (!wait) limits.tried(one);
		return wait;
	};
	return { time, limits, fail };
}
const stranger: Try = { account: 'lin', address: '203.0.113.7' };
const owner: Try = { account: 'lin', address: '198.51.100.4', device: 'd1' };

test('who fails waits longer each time, a quarter of an hour at most, and is forgotten after a quiet hour', () => {
	const { time, limits, fail } = limitsAt();
	for (let n = 0; n < 5; n++) expect(fail(stranger)).toBe(0);
	const waits: number[] = [];
	for (let n = 0; n < 12; n++) {
		const wait = limits.waitFor(stranger);
		waits.push(wait);
		time.now += wait * 1000;
		expect(fail(stranger)).toBe(0);
	}
	expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
	time.now += 3_600_001;
	expect(limits.waitFor(stranger)).toBe(0);
});

test('a stranger’s failures make neither the owner’s own device wait nor anybody at another address', () => {
	const { limits, fail } = limitsAt();
	for (let n = 0; n < 40; n++) fail(stranger);
	expect(limits.waitFor(stranger)).toBeGreaterThan(0);
	expect(limits.waitFor(owner)).toBe(0);
	expect(limits.waitFor({ ...owner, device: undefined })).toBe(0);
	expect(limits.waitFor({ ...stranger, account: 'gu' })).toBe(0);
	// even from the stranger's own address a device that is known is let in
	expect(limits.waitFor({ ...owner, address: stranger.address })).toBe(0);
});

test('a device that is known may fail more often, and not without end', () => {
	const { fail } = limitsAt();
	const waits = Array.from({ length: 12 }, () => fail(owner));
	expect(waits.slice(0, 10)).toEqual(Array(10).fill(0));
	expect(waits[10]).toBeGreaterThan(0);
});

test('an address may come sixty times in a row, then once a second', () => {
	const time = { now: 0 };
	const door = doorOf(() => time.now);
	for (let n = 0; n < 60; n++) expect(door('203.0.113.7')).toBe(0);
	expect(door('203.0.113.7')).toBe(1);
	time.now += 1_000;
	expect(door('203.0.113.7')).toBe(0);
	expect(door('203.0.113.7')).toBe(1);
});

test('of ten thousand strangers a minute, each from an address of his own, five a second come in', () => {
	const time = { now: 0 };
	const door = doorOf(() => time.now);
	let inside = 0;
	for (let n = 0; n < 10_000; n++) {
		time.now += 6;
		if (!door(`203.${n >> 8}.113.${n & 255}`)) inside++;
	}
	expect(inside).toBeGreaterThan(340);
	expect(inside).toBeLessThan(380);
});

test('who succeeds begins anew', () => {
	const { limits, fail } = limitsAt();
	for (let n = 0; n < 4; n++) fail(stranger);
	limits.succeeded(stranger);
	for (let n = 0; n < 5; n++) expect(fail(stranger)).toBe(0);
});

test('a try that could not be made is not counted', () => {
	const { limits, fail } = limitsAt();
	for (let n = 0; n < 20; n++) limits.tried(stranger)();
	for (let n = 0; n < 5; n++) expect(fail(stranger)).toBe(0);
	expect(limits.waitFor(stranger)).toBeGreaterThan(0);
});

test('an IPv6 household is one, an IPv4 address in its clothes too', () => {
	expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
	expect(networkOf('2001:db8:1:2::9')).toBe('2001:db8:1:2');
	expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
	expect(networkOf('::1')).toBe('0:0:0:0');
	expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
});
