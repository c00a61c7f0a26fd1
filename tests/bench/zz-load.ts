import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { startApplication } from './application.ts';
import { startSenders } from './load/load.ts';
import { request } from './load/request.ts';
import postgres from 'postgres';
const host = process.argv[2]!; const what = process.argv[3]!; const seconds = Number(process.argv[4] ?? 4);
const url = (user: string) => `postgres://${user}@${encodeURIComponent(host)}:5432/concentric`;
const sql = postgres({ host, port: 5432, user: 'concentric_owner', database: 'concentric', max: 1 });
const submitted = new Set((await sql`select ('x' || right(id::text, 12))::bit(48)::bigint::int as n from matter where state = 'submitted' and version = 2`).map((row) => row.n as number));
await sql.end();
await mkdir('/tmp/zz-bench/data', { recursive: true });
const app = await startApplication({ folder: '/tmp/zz-bench', appUrl: url('concentric_app'), ownerUrl: url('concentric_owner') } as never);
const senders = startSenders(1);
const auth = { authorization: 'Bearer bench-clerk-token' };
const combos = [1,2,3,4,5].flatMap((s) => ['answered', 'closed'].map((state) => `/api/v1/committees/bench/proposals?session_id=00000000-0003-7000-8000-00000000000${s}&state=${state}`));
try {
	let load: { requests: string[]; once?: boolean };
	if (what === 'anon') load = { requests: combos.map((path) => request(path)) };
	else if (what === 'clerk') load = { requests: combos.map((path) => request(path, { headers: auth })) };
	else if (what === 'health') load = { requests: [request('/healthz')] };
	else if (what === 'page') load = { requests: [request('/bench/proposals')] };
	else {
		const from = Number(process.argv[5] ?? 80001);
		load = { once: true, requests: Array.from({ length: 20001 }, (_, k) => from + k).map((n) => [n, '00000000-0010-7000-8000-' + n.toString(16).padStart(12, '0')] as const).filter(([n]) => submitted.has(n)).map(([n, id]) => request(`/api/v1/committees/bench/proposal/${id}/transitions`, { method: 'POST', headers: { ...auth, 'idempotency-key': `k-${Date.now()}-${n}` }, body: { action: 'start_review', version: 2 } })) };
	}
	console.log(await (await fetch(`http://127.0.0.1:${app.port}${combos[3]}`)).text().then((t) => t.slice(0, 600)));
	if (what !== 'transition') await senders.send({ port: app.port, connections: 16, seconds: 1.5, expect: 200, ...load });
	console.log(what, await senders.send({ port: app.port, connections: 16, seconds, expect: 200, ...load }));
} finally {
	senders.close();
	await app.close();
}
