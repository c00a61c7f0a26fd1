import { expect, test } from 'vitest';
import './assembly.ts';
import { allMachines } from './core/machine.ts';
import { defaultSettings } from './core/settings.ts';
import { actJobs, addressees, clockJobs } from './jobs.ts';

test('every job that an act names is there, and every job there is named by an act', () => {
	const named = allMachines().flatMap((machine) => Object.values(machine.acts).flatMap((act) => act.then ?? []));
	expect([...new Set(named)].sort()).toEqual(Object.keys(actJobs).sort());
});

test('of every clock somebody is reminded, but of the term in which a unit may ask to return a matter', () => {
	const kinds = Object.keys(defaultSettings.deadlines).filter(
		(kind) => !['extension', 'return_request'].includes(kind),
	);
	expect(Object.keys(addressees).sort()).toEqual([...kinds, 'commitment'].sort());
});

test('the clock has a cron time of five fields for each of its jobs, and no job of an act has the name of one', () => {
	expect(Object.values(clockJobs).filter(({ when }) => when.split(' ').length !== 5)).toEqual([]);
	expect(Object.keys(clockJobs).filter((name) => name in actJobs)).toEqual([]);
});
