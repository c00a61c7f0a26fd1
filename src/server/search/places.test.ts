import { expect, test } from 'vitest';
import { allot, blocksOnShelf, inBlock, type Block } from './places.ts';

const wanting = (plenary_session_id: string | null, n: number, from = 0) =>
	Array.from({ length: n }, (_, at) => ({ id: `${plenary_session_id}-${from + at}`, plenary_session_id }));

test('each session begins a shelf of its own and fills it block after block', () => {
	const { places, changed } = allot([], [...wanting('old', 2), ...wanting('new', 1), ...wanting('old', 1, 2)]);
	expect([...places.values()]).toEqual([0, 1, blocksOnShelf * inBlock, 2]);
	expect(changed).toEqual([
		{ block: 0, plenary_session_id: 'old', filled: 3 },
		{ block: blocksOnShelf, plenary_session_id: 'new', filled: 1 },
	]);
});

test('after a full block comes the next, after a full shelf a new one behind all others', () => {
	const known: Block[] = [
		{ block: 0, plenary_session_id: 'old', filled: inBlock - 1 },
		{ block: 2 * blocksOnShelf - 1, plenary_session_id: 'new', filled: inBlock },
	];
	const { places } = allot(known, [...wanting('old', 2), ...wanting('new', 1), ...wanting(null, 1)]);
	expect([...places.values()]).toEqual([
		inBlock - 1,
		inBlock,
		2 * blocksOnShelf * inBlock,
		3 * blocksOnShelf * inBlock,
	]);
});
