import '#server/assembly.ts';
import { readProposals } from '#server/proposals/read.ts';
import { explainReading } from './statements.ts';
const db = { connection: { host: process.argv[2], port: 5432, user: 'concentric_owner', database: 'concentric' } } as never;
const full = process.argv.includes('plan');
const session = '00000000-0003-7000-8000-000000000005';
for (const [name, as, filter] of [
	['public closed', undefined, { session_id: session.replace(/5$/, '2'), state: 'closed' }],
	['public assigned', undefined, { session_id: session, state: 'assigned' }],
	['public all', undefined, {}],
	['clerk closed', 'bench-1', { session_id: session.replace(/5$/, '2'), state: 'closed' }],
	['clerk submitted', 'bench-1', { session_id: session, state: 'submitted' }],
	['clerk assigned', 'bench-1', { session_id: session, state: 'assigned' }],
	['member closed', 'bench-7', { session_id: session.replace(/5$/, '2'), state: 'closed' }],
	['member submitted', 'bench-7', { session_id: session, state: 'submitted' }],
	['member all', 'bench-7', {}],
] as const) {
	const costs = await explainReading(db, as, (ctx) => readProposals(ctx, filter));
	for (const cost of costs) console.log(name, cost.buffers, cost.ms, full ? cost.plan : cost.scans.join(', '));
}
