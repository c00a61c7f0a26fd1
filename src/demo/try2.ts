import '#server/assembly.ts';
import { demoContent } from '#demo/content/index.ts';
import { bodyRows } from '#demo/rows/bodies.ts';
import { committeeRows, sessionRows } from '#demo/rows/committees.ts';
import { keysOf } from '#demo/rows/keys.ts';
import { mandateRows } from '#demo/rows/people.ts';
import { begin } from '#demo/rows/replay/begin.ts';
import { perform } from '#demo/rows/replay/perform.ts';
import { remindUntil } from '#demo/rows/replay/reminders.ts';
import { settle } from '#demo/rows/replay/settle.ts';
import { stepsOf, raisedActs } from '#demo/rows/replay/replay.ts';
import { openWorld } from '#demo/rows/replay/world.ts';
export async function complaints(day: string): Promise<string[]> {
	const content = demoContent(day);
	const keys = keysOf(content);
	const world = openWorld({ keys, committees: committeeRows(content, keys), sessions: sessionRows(content, keys), bodies: bodyRows(content, keys), mandates: mandateRows(content, keys), names: content.persons });
	const out: string[] = [];
	const broken = new Set<string>();
	const steps = content.proposals.flatMap((told) => { try { return stepsOf(told, raisedActs()); } catch (e) { out.push(String(e)); broken.add(told.key); return []; } }).sort((a, b) => a.at - b.at);
	for (const { told, act } of steps) {
		if (broken.has(told.key)) continue;
		try {
			const life = world.lives.get(keys.proposal(told.key));
			if (act && life) await perform(world, life, act); else begin(world, told);
		} catch (e) { out.push(e instanceof Error ? e.message : String(e)); broken.add(told.key); }
	}
	for (const life of world.lives.values()) {
		if (broken.has(life.told.key)) continue;
		remindUntil(world, life, day);
		settle(world, life);
		const m = life.matter, f = life.told.fate;
		if (m.state !== f.state) out.push(`${life.told.key} told ${f.state} is ${m.state}`);
		const open = life.deadlines.filter((d) => d.state === 'open').map((d) => `${d.kind}:${d.due_on}`);
		if (['closed', 'withdrawn', 'merged', 'converted', 'declined'].includes(m.state) && open.length) out.push(`${life.told.key} ${m.state} OPEN DEADLINES ${open}`);
		if (!['closed', 'withdrawn', 'merged', 'converted', 'declined'].includes(m.state) && !m.holder_body_id && !m.holder_person_id) out.push(`${life.told.key} ${m.state} no holder`);
		const late = life.timeline.find(({ entry }) => entry.at.getTime() > Date.parse(`${day}T08:00:00+08:00`));
		if (late) out.push(`${life.told.key} future ${late.entry.at.toISOString()} ${late.entry.machine}.${late.entry.action}`);
		const replyDue = life.deadlines.filter((d) => d.state === 'open' && ['reply', 'rehandling'].includes(d.kind)).map((d) => d.due_on).sort()[0] ?? null;
		if (f.replyDueOn !== replyDue) out.push(`${life.told.key} replyDueOn told ${f.replyDueOn} is ${replyDue}`);
		if (f.resultClass !== m.result_class) out.push(`${life.told.key} ${m.state} class told ${f.resultClass} is ${m.result_class}`);
		if (f.round !== life.proposal.round) out.push(`${life.told.key} round told ${f.round} is ${life.proposal.round}`);
		if (life.told.number !== m.number && life.proposal.period === 'in_session') out.push(`${life.told.key} number told ${life.told.number} is ${m.number} ${m.number_label}`);
		if (life.told.period !== life.proposal.period) out.push(`${life.told.key} period told ${life.told.period} is ${life.proposal.period}`);
		if (life.told.kind !== life.proposal.kind) out.push(`${life.told.key} kind told ${life.told.kind} is ${life.proposal.kind}`);
	}
	return out;
}
if (process.argv[1]?.endsWith('try2.ts')) {
	const all = await complaints(process.argv[2] ?? '2026-11-22');
	const shape = (s: string) => s.replace(/^[\w#-]+/, '').replace(/\d{4}-\d\d-\d\d(T[\d:+.Z]+)?/g, '·').replace(/(of|by) [\w.#-]+/g, '$1 ·').replace(/\d+/g, 'N');
	for (const [k, v] of Map.groupBy(all, shape)) console.log(v.length, k, '   e.g.', v[0]);
}
