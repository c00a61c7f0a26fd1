import { hashPassword } from 'better-auth/crypto';
import { plainDateIn } from '#server/core/clock.ts';
import { system } from '#server/core/context.ts';
import { connect, openDatabase, type Db } from '#server/core/database.ts';
import { findCommitteeById } from '#server/people/queries.ts';
import { indexChanged } from '#server/search/jobs.ts';
import { listWithPending } from '#server/search/queries.ts';
import type { DemoContent } from './content/content.ts';
import { zone } from './rows/committees.ts';
import { countForPlanner, hasCommittee, insertRows, waitForOtherLoad } from './rows/queries.ts';
import type { Rows } from './rows/row.ts';
import { rowsOf } from './rows/rows.ts';

/** Fills an empty installation with the invented county, whole or not at all; one that has any committee is left as it is. */
export async function loadDemo(db: Db, ownerUrl: string, say: (line: string) => void): Promise<void> {
	if (await hasCommittee(db)) return;
	const began = performance.now();
	// read only where it is wanted: the texts are long
	const { demoContent } = await import('./content/index.ts');
	const content = demoContent(plainDateIn(zone, new Date()));
	if (!(await storeContent(db, ownerUrl, content))) return;
	await indexAll(db);
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	say(
		`demo data loaded: ${content.proposals.length} proposals, ${content.memberships.length} seats, ${content.sessions.length} sessions (${seconds} s)`,
	);
}

/** Found from the first page on, without waiting for the clock. */
async function indexAll(db: Db): Promise<void> {
	const now = new Date();
	for (const id of await listWithPending(db)) {
		const committee = await findCommitteeById(db, id);
		const ctx = committee && { db, committee, actor: system, now, today: plainDateIn(committee.zone, now) };
		if (ctx) await indexChanged(ctx);
	}
}

/** Answers whether it stored anything: of two that start at once, the second finds the work done. */
export async function storeContent(db: Db, ownerUrl: string, content: DemoContent): Promise<boolean> {
	const rows = await rowsOf(content, await hashPassword(content.password));
	const stored = await db.transaction().execute(async (trx) => {
		await waitForOtherLoad(trx);
		if (await hasCommittee(trx)) return false;
		await insertRows(trx, rows);
		return true;
	});
	if (stored) await informPlanner(ownerUrl, rows);
	return stored;
}

/** Only the owner of the tables may have them counted. */
async function informPlanner(ownerUrl: string, rows: Rows): Promise<void> {
	const connection = connect(ownerUrl, 1);
	await countForPlanner(openDatabase(connection), rows).finally(() => connection.end());
}
