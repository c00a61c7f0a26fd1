import type { Entry, Life } from './life.ts';

/** Appends to the matter's timeline with its next `seq`, as src/server/core/timeline.ts does. */
export function log(
	life: Life,
	entry: Omit<Entry['entry'], 'committee_id' | 'matter_id' | 'seq'>,
	content: Record<string, unknown>,
): void {
	const { committee_id, id: matter_id } = life.matter;
	const seq = ++life.matter.seq;
	life.matter.changed_at = entry.at;
	life.timeline.push({ entry: { committee_id, matter_id, seq, ...entry }, content });
}
