import { expect, test } from 'vitest';
import { Life } from '../notices/life-for-tests.ts';
import { appoint, dismiss, stage } from '../testing/stage.ts';
import { readProposals } from './read.ts';

const assembly = stage('collective');
const sectorProposal = async () => {
	await appoint(assembly(), 'bai', 'sector_convener', 'farmers');
	return Life.begin(assembly(), { kind: 'sector', body_id: assembly().bodies.farmers }, 'bai');
};
const ownOf = async (who: 'bai' | 'gu' | 'lin') =>
	(await readProposals(await assembly().as(who), { own: true })).rows.map((row) => row.id);

test('a body’s proposal is among their own for all who speak for the body, and for nobody else in it', async () => {
	const life = await sectorProposal();
	await appoint(assembly(), 'gu', 'sector_convener', 'farmers');
	expect(await ownOf('bai')).toEqual([life.id]);
	expect(await ownOf('gu')).toEqual([life.id]);
	expect(await ownOf('lin')).toEqual([]);
	expect((await readProposals(await assembly().as('gu'), { own: true })).total).toBe(1);
});

test('when the convener who wrote it no longer speaks for the sector, his successor judges the answer', async () => {
	const life = await sectorProposal();
	await life.admitted();
	await life.withUnits();
	await dismiss(assembly(), 'bai', 'sector_convener', '2026-04-01');
	await dismiss(assembly(), 'bai', 'member', '2026-04-01');
	await appoint(assembly(), 'gu', 'sector_convener', 'farmers', { from: '2026-04-02' });
	await life.answered();
	expect((await life.dossier()).evaluations.map((one) => one.name)).toEqual(['gu']);
});
