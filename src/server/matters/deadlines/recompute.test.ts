import { expect, test } from 'vitest';
import { changeSetting } from '../../core/settings.ts';
import { clockJobs } from '../../jobs.ts';
import { Life } from '../../notices/life-for-tests.ts';
import { stage } from '../../testing/stage.ts';

const assembly = stage('recompute');
const on = (day: string) => assembly().as('public', `${day}T06:10:00+08:00`);
const replyClock = async (life: Life) =>
	(await life.seen('clerk', '2030-12-21')).deadlines.find((one) => one.kind === 'reply');
const title = { situation: '路窄。', analysis: '车多。', suggestions: '拓宽。', title: '关于拓宽县道的提案' };

/** Confirmed on 10 November of a year for whose end no holidays are announced; due on Monday, 10 February. */
async function atYearsEnd(): Promise<Life> {
	const life = await Life.begin(assembly(), title);
	await life.admitted();
	await life.unitsProposed();
	for (const { id } of (await life.dossier()).assignments)
		await life.act('assigner', '2030-11-11', 'assignment', id, 'confirm');
	return life;
}

test('a deadline beyond the known calendar says so, and once the year’s days off are known is computed again, with an entry in the timeline', async () => {
	const life = await atYearsEnd();
	const before = await replyClock(life);
	expect(before).toMatchObject({ due_on: '2031-02-11', explanation: { beyond_known_calendar: true } });
	await clockJobs.recompute_deadlines?.run(await on('2030-12-20'));
	expect(await replyClock(life)).toEqual(before);

	const director = await assembly().as('director', '2030-12-20T09:00:00+08:00');
	await changeSetting(director, 'calendar', [{ date: '2031-02-11', works: false, name: '春节' }]);
	await changeSetting(director, 'known_years', [2030, 2031]);
	const next = { ...(await on('2030-12-21')), now: new Date('2030-12-21T00:00:00Z') };
	await clockJobs.recompute_deadlines?.run(next);
	await clockJobs.recompute_deadlines?.run(next);
	expect(await replyClock(life)).toMatchObject({
		due_on: '2031-02-12',
		explanation: {
			beyond_known_calendar: false,
			skipped: [{ date: '2031-02-11', why: 'committee_holiday', name: '春节' }],
		},
	});
	const { timeline, due_on } = await life.seen('lin', '2030-12-21');
	expect(due_on).toBe('2031-02-12');
	const entries = (await life.seen('clerk', '2030-12-21')).timeline.filter(
		(entry) => entry.act === 'proposal.recompute_deadlines',
	);
	expect(entries).toHaveLength(1);
	expect(entries[0]?.actor).toBeNull();
	expect(timeline.map((entry) => entry.act)).toContain('proposal.recompute_deadlines');
});
