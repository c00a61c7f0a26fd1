import { expect, test } from 'vitest';
import { groupsOf } from './groups.ts';

const pair = (first_id: string, second_id: string, score: number) => ({ first_id, second_id, score });

test('proposals that all say the same stand in one group, the likest group first', () => {
	expect(groupsOf([pair('x', 'y', 0.5), pair('a', 'b', 0.9), pair('a', 'c', 0.6), pair('b', 'c', 0.7)])).toEqual([
		{ ids: ['a', 'b', 'c'], score: 0.9 },
		{ ids: ['x', 'y'], score: 0.5 },
	]);
});

test('a chain of neighbours is no single matter: whoever is like two that are not alike stands in two groups', () => {
	expect(groupsOf([pair('a', 'b', 0.9), pair('b', 'c', 0.8)])).toEqual([
		{ ids: ['a', 'b'], score: 0.9 },
		{ ids: ['b', 'c'], score: 0.8 },
	]);
});

test('without pairs there are no groups', () => expect(groupsOf([])).toEqual([]));
