import { afterAll, beforeAll, expect, test } from 'vitest';
import { bases, copies, unrelated, type Text } from '../../../tests/fixtures/search/similar.ts';
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts';
import type { Context } from '../core/context.ts';
import { connect, openDatabase, type Connection } from '../core/database.ts';
import { createProposal } from '../proposals/commands.ts';
import { transition } from '../core/transition.ts';
import { indexChanged } from '../search/jobs.ts';
import { seedSmallAssembly } from '../testing/assembly.ts';
import { alarming, readSimilar } from './read.ts';

/** Two hundred on file and a copy of each, written by somebody who has not seen how they are compared. */
let database: FreshDatabase;
let connection: Connection;
let clerk: Context;
const idOf = new Map<string, string>();
beforeAll(async () => {
	database = await freshDatabase();
	connection = connect(database.appUrl, 4);
	const assembly = await seedSmallAssembly(openDatabase(connection));
	const lin = await assembly.as('lin');
	clerk = await assembly.as('clerk');
	for (const { id, title, situation, analysis, suggestions } of bases) {
		const begun = await createProposal(lin, { title, situation, analysis, suggestions });
		await transition(lin, 'proposal', begun.id, 'submit');
		idOf.set(id, begun.id);
	}
	await indexChanged(clerk);
}, 120_000);
afterAll(async () => {
	await connection?.end();
	await database?.drop();
});

const ask = async ({ title, situation, analysis, suggestions }: Text) => {
	const began = performance.now();
	const similar = await readSimilar(clerk, { title, situation, analysis, suggestions });
	return { similar, ms: performance.now() - began };
};
const percentile = (list: number[], part: number) => list.sort((a, b) => a - b)[Math.floor(list.length * part)] ?? 0;

test('of two hundred planted near-copies nine in ten are found among the first five', async () => {
	const missed: string[] = [];
	const times: number[] = [];
	const scores: number[] = [];
	for (const copy of copies) {
		const { similar, ms } = await ask(copy);
		times.push(ms);
		const found = similar.find(({ row }) => row.id === idOf.get(copy.base));
		if (found) scores.push(found.score);
		else missed.push(`${copy.title} (${copy.changes.join()})`);
	}
	console.info(
		`found ${copies.length - missed.length} of ${copies.length}; alarm at ${scores.filter((one) => one >= alarming).length}; median ${percentile(times, 0.5).toFixed()} ms; likeness from ${percentile(scores, 0.01).toFixed(2)}, tenth ${percentile(scores, 0.1).toFixed(2)}, half ${percentile(scores, 0.5).toFixed(2)}; missed: ${missed.slice(0, 8).join(' | ')}`,
	);
	expect(copies.length - missed.length).toBeGreaterThanOrEqual(copies.length * 0.9);
}, 120_000);

test('of matters in like words that are something else, one in twenty at most rings an alarm', async () => {
	const alarms: string[] = [];
	const scores: number[] = [];
	for (const text of unrelated) {
		const { similar } = await ask(text);
		scores.push(similar[0]?.score ?? 0);
		if (similar[0]?.alarm) alarms.push(`${text.title} → ${similar[0].row.title} ${similar[0].score.toFixed(2)}`);
	}
	console.info(
		`alarms ${alarms.length} of ${unrelated.length}; likeness half ${percentile(scores, 0.5).toFixed(2)}, 95 of 100 below ${percentile(scores, 0.95).toFixed(2)}; ${alarms.slice(0, 8).join(' | ')}`,
	);
	expect(alarms.length).toBeLessThanOrEqual(unrelated.length / 20);
}, 120_000);
