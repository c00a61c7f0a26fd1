import { expect, test } from 'vitest';
import { gate, QueueFull } from './hashing.ts';

const later = () => {
	let done: () => void = () => undefined;
	const promise = new Promise<void>((resolve) => (done = resolve));
	return { promise, done };
};

test('so many passwords are tried at once, known devices go first, and who finds the queue full is told so', async () => {
	const run = gate({ places: 1, waiting: 2 });
	const order: string[] = [];
	const first = later();
	const begun = [run('new', () => first.promise)];
	for (const name of ['stranger 1', 'stranger 2']) begun.push(run('new', () => Promise.resolve(void order.push(name))));
	await expect(run('new', () => Promise.resolve())).rejects.toThrow(QueueFull);
	begun.push(run('known', () => Promise.resolve(void order.push('owner'))));
	expect(order).toEqual([]);
	first.done();
	await Promise.all(begun);
	expect(order).toEqual(['owner', 'stranger 1', 'stranger 2']);
});

test('what fails gives its place free', async () => {
	const run = gate({ places: 1, waiting: 0 });
	for (let n = 0; n < 3; n++)
		await expect(run('new', () => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
	expect(await run('new', () => Promise.resolve(7))).toBe(7);
});
