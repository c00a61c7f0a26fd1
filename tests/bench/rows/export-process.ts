import { createHash } from 'node:crypto';
import '#server/assembly.ts';
import { plainDateIn } from '#server/core/clock.ts';
import { system, type Context } from '#server/core/context.ts';
import { connect, inSnapshot, openDatabase } from '#server/core/database.ts';
import { findCommittee } from '#server/people/queries.ts';
import type { TableFormat } from '#server/intake/write.ts';
import { exportSteps } from '#server/proposals/export/read.ts';

/** A process of its own writes the whole list to nowhere and says on one line what it took: memory is the process's. */
const [, , url = '', format = 'xlsx'] = process.argv;
const connection = connect(url, 2);
const db = openDatabase(connection);
const committee = await findCommittee(db, 'bench');
if (!committee) throw new Error('the bench has no committee');
const now = new Date();
const ctx: Context = { db, committee, actor: system, now, today: plainDateIn(committee.zone, now) };

// what the process needs anyway is there before it is counted
for await (const step of exportSteps(ctx, { title: 'nobody calls it so' }, { format: format as TableFormat }))
	void step;
globalThis.gc?.();
const before = process.memoryUsage().rss;
let most = before;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
const began = performance.now();
const hash = createHash('sha256');
let [rows, bytes] = [0, 0];
await inSnapshot(db, async (trx) => {
	for await (const { pieces, done } of exportSteps({ ...ctx, db: trx }, {}, { format: format as TableFormat })) {
		for (const piece of pieces) bytes += hash.update(piece) && piece.length;
		rows = done;
	}
});
clearInterval(watch);
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ rows, bytes, seconds, growth: (most - before) / 1e6, sha256: hash.digest('hex') }));
await connection.end();
