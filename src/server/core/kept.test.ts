import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keeping } from './kept.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what ten readers of the assembly ask at once is found out once', async () => {
	const kept = keeping<number>({ forMs: 2_000, most: 10 });
	const count = vi.fn(async () => 412);
	const answers = await Promise.all(Array.from({ length: 10 }, () => kept.get('proposals', count)));
	expect(answers).toEqual(Array.from({ length: 10 }, () => 412));
	expect(count).toHaveBeenCalledTimes(1);
});

test('after its moment an answer is found out anew, and so is one that failed', async () => {
	const kept = keeping<number>({ forMs: 2_000, most: 10 });
	await expect(kept.get('proposals', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
	expect(await kept.get('proposals', async () => 1)).toBe(1);
	vi.advanceTimersByTime(2_001);
	expect(await kept.get('proposals', async () => 2)).toBe(2);
});

test('no more answers are kept than there is room for', async () => {
	const kept = keeping<string>({ forMs: 2_000, most: 2 });
	for (const key of ['a', 'b', 'c']) await kept.get(key, async () => 'first');
	expect(await kept.get('a', async () => 'second')).toBe('second');
	expect(await kept.get('c', async () => 'second')).toBe('first');
});
