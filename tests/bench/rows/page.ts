import { inTurn } from '../measure.ts';
import { ask, idOf, request, warmUp, type Stage } from '../stage.ts';
import { startBareServer, startNginx, type Bytes } from './nginx.ts';
import type { Row } from './row.ts';

/** The first proposal that everybody may read in full. */
async function publicPath({ app }: Stage): Promise<string> {
	const answer = await fetch(
		`http://127.0.0.1:${app.port}/api/v1/committees/bench/proposals?session_id=${idOf(3, 4)}&state=closed&limit=1`,
	);
	const { rows } = (await answer.json()) as { rows: { id: string }[] };
	return `/bench/proposals/${rows[0]?.id}`;
}

/** The bytes as they are sent to somebody who asks for no compression, which is how all contenders are asked. */
async function pageAt({ app }: Stage, path: string): Promise<Buffer> {
	const answer = await fetch(`http://127.0.0.1:${app.port}${path}`, { headers: { 'accept-encoding': 'identity' } });
	if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
	return Buffer.from(await answer.arrayBuffer());
}

/** A public page for anyone, out of memory, against the same bytes from nginx. */
export async function measurePage(stage: Stage): Promise<Row> {
	const path = await publicPath(stage);
	const page = await pageAt(stage, path);
	const others = [await startNginx(stage.db.folder, page), await startBareServer(page)].filter(
		(one) => one !== undefined,
	);
	try {
		await warmUp(stage, { requests: [request(path)] });
		const from = ({ name, port, path: at }: Bytes) => ({
			name,
			run: () => ask(stage, { requests: [request(at)], port }, 'two'),
		});
		const ours = { name: 'public page', run: () => ask(stage, { requests: [request(path)] }, 'two') };
		const results = await inTurn([ours, ...others.map(from)], stage.options.repeats, stage.processes);
		const nginx = others[0]?.name === 'nginx';
		const [own, limit, bare] = results;
		return {
			title: `A public page, anonymous (${page.length.toLocaleString('en')} bytes)`,
			results: [own, bare].filter((one) => one !== undefined),
			limit,
			bar: 0.5,
			notes: nginx
				? []
				: [
						'nginx is not on this machine: the limit is a bare node:http server in the bench that sends the same bytes from memory',
					],
		};
	} finally {
		for (const other of others) await other.close();
	}
}

/** What the memory in front of the renderer brings, and the API in front of Kit: each on what asks the database nothing but what it must. */
export async function measureShape(stage: Stage): Promise<Row> {
	const path = await publicPath(stage);
	const contender = (name: string, requests: string[], expect = 200) => ({
		name,
		run: () => ask(stage, { requests, expect, seconds: 2 }),
	});
	const contenders = [
		contender('page from memory', [request(path)]),
		// the memory keeps answers to GET alone; HEAD renders the same page
		contender('page rendered by Kit', [request(path, { method: 'HEAD' })]),
		contender('API before Kit, no statement', [request('/healthz')]),
		contender('endpoint of Kit, no statement', [request('/preferences')], 303),
	];
	for (const { run } of contenders) await run();
	const results = await inTurn(contenders, stage.options.repeats, stage.processes);
	return { title: 'Settles the process shape', results, limit: results[0], notes: [] };
}
