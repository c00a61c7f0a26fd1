import { expect, test } from 'vitest';
import { appoint, stage } from '../testing/stage.ts';
import { findMembership, listMembers } from './queries.ts';

const assembly = stage('seats');

test('who also sits on a special committee stands once on the roll, with the sector for which he sits', async () => {
	await appoint(assembly(), 'lin', 'committee_member', 'proposals', { from: '2024-01-01' });
	const ctx = await assembly().as('lin');
	const roll = await listMembers(ctx.db, ctx);
	expect(roll.filter((one) => one.id === assembly().persons.lin)).toMatchObject([{ sector: 'farmers' }]);
	expect(await findMembership(ctx.db, ctx, assembly().persons.lin)).toEqual({ sector_id: assembly().bodies.farmers });
});

test('a seat on a special committee alone makes nobody a member, and gives no right', async () => {
	await appoint(assembly(), 'administrator', 'committee_member', 'proposals');
	const ctx = await assembly().as('administrator');
	expect(await findMembership(ctx.db, ctx, assembly().persons.administrator)).toBeUndefined();
});
