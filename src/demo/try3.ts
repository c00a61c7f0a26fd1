import { demoContent } from '#demo/content/index.ts';
const c = demoContent('2026-11-22');
for (const key of process.argv.slice(2)) {
	const p = c.proposals.find((x) => x.key === key)!;
	console.log(p.key, p.kind, p.leadProposer, p.invited, p.fate);
	for (const a of p.acts) console.log(' ', a.at, `${a.machine}.${a.action}`, a.actor, a.subject ?? '', JSON.stringify(a.input ?? {}).slice(0, 140), a.raised ?? '');
}
