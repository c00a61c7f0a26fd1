import { describe, expect, test } from 'vitest';
import { config } from '#server/core/config.ts';
import { everyone, type Context } from '#server/core/context.ts';
import { demandLeave } from './allowance.ts';
import { buckets } from './rate.ts';

const allowance = { burst: 3, perMinute: 60 };

test('so many searches are answered at once, then one for each second that passes', () => {
	const limits = buckets({ most: 10 });
	const at = (now: number) => limits.take('one', allowance, now);
	expect([at(0), at(0), at(0), at(0)]).toEqual([0, 0, 0, 1]);
	expect([at(1_000), at(1_000)]).toEqual([0, 1]);
	expect([at(60_000), at(60_000), at(60_000), at(60_000)]).toEqual([0, 0, 0, 1]);
});

test('a clock that is set back gives nothing and takes nothing', () => {
	const limits = buckets({ most: 10 });
	for (let n = 0; n < 3; n++) limits.take('one', allowance, 10_000);
	expect(limits.take('one', allowance, 0)).toBe(1);
});

test('each is counted by himself, and a crowd of callers cannot fill the memory', () => {
	const limits = buckets({ most: 2 });
	for (let n = 0; n < 3; n++) limits.take('one', allowance, 0);
	expect(limits.take('one', allowance, 0)).toBe(1);
	expect(limits.take('two', allowance, 0)).toBe(0);
	limits.take('three', allowance, 0);
	// the first has made room and begins anew
	expect(limits.take('one', allowance, 0)).toBe(0);
});

describe('whoever searches too fast', () => {
	const ctx = (person_id: string | null) =>
		({ actor: { ...everyone, person_id, kind: person_id ? 'person' : 'public' } }) as unknown as Context;
	const often = (who: Context, address: string | undefined, times: number) => {
		let refused = 0;
		for (let n = 0; n < times; n++)
			try {
				demandLeave(who, address, 'search', 1_000);
			} catch (error) {
				expect(error).toMatchObject({ kind: 'too_much', breaches: [{ code: 'search.too_fast' }] });
				refused++;
			}
		return refused;
	};

	test('is asked to wait: without a sign-in by the address, which of IPv6 is the household', () => {
		const limit = config.searchesAMinute();
		expect(often(ctx(null), '192.0.2.1', limit)).toBe(0);
		expect(often(ctx(null), '192.0.2.1', 1)).toBe(1);
		expect(often(ctx(null), '192.0.2.2', 1)).toBe(0);
		expect(often(ctx(null), '2001:db8:1:2::1', limit)).toBe(0);
		expect(often(ctx(null), '2001:db8:1:2::ffff', 1)).toBe(1);
	});

	test('signed in, by the account wherever he sits, and may do more', () => {
		const limit = config.searchesAMinute();
		expect(often(ctx('gu'), '192.0.2.9', limit * 4)).toBe(0);
		expect(often(ctx('gu'), '192.0.2.10', 1)).toBe(1);
		expect(often(ctx('lin'), '192.0.2.9', 1)).toBe(0);
	});

	test('is not counted inside the house, where nobody has an address', () => {
		expect(often(ctx(null), undefined, 1_000)).toBe(0);
	});
});
