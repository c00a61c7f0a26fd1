import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Life } from '#server/notices/life-for-tests.ts';
import { readOwnReadings } from '#server/readings/read.ts';
import { stage } from '#server/testing/stage.ts';
import { speaking } from '#words';
import { openFolder } from './export/folder.ts';
import { readingLine } from './readings.ts';

const assembly = stage('reading-lines');

test('whoever takes a secret proposal out as a folder is noted once, attachments included, in plain words', async () => {
	const life = await Life.begin(assembly());
	await life.admitted();
	await life.act('director', '2026-03-01', 'proposal', life.id, 'mark_secret', { reason: '涉及未公开的数据' });
	const director = await assembly().as('director', '2026-03-16T09:00:00+08:00');
	await sql`insert into attachment (committee_id, id, matter_id, name, media_type, size, sha256, added_by, added_at, content)
		values (${assembly().committee.id}, gen_random_uuid(), ${life.id}, 'a.txt', 'text/plain', 1, 'x', ${assembly().persons.lin}, now(), 'x')`.execute(
		director.db,
	);
	const { pieces } = await openFolder(director, life.id);
	for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
	const lin = await assembly().as('lin');
	const { rows } = await readOwnReadings(lin, {});
	expect(rows.map((row) => readingLine(lin, row))).toEqual([
		{
			id: rows[0]?.id,
			at: '2026年3月16日 09:00',
			by: 'director',
			as: '提案委员会主任，proposals',
			what: '关于建立村级老年食堂的提案',
			href: `/${assembly().committee.slug}/member/proposals/${life.id}`,
			how: '导出',
		},
	]);
	expect(rows.map((row) => speaking('en', () => readingLine(lin, row).how))).toEqual(['Exported']);
});
