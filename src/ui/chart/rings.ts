/** Counts that lie within each other, from all submitted to those checked on site. */
export interface RingCounts {
	submitted: number;
	admitted: number;
	replied: number;
	solved: number;
	verified: number;
	/** Admitted, unanswered, past the deadline. */
	overdue: number;
}
export interface Dots {
	kind: 'out' | 'late' | 'doing' | 'reply' | 'done' | 'core';
	path: string;
}

const centre = 280;
/** Half the width kept free at the top for the labels. */
const gap = 72;
/** The closest two dots may lie, and the distance at which the next row opens. */
const least = 9;
const easy = 13;
const rows = { out: [238, 250, 226], doing: [191, 203, 179], reply: [153, 135, 144], done: [106, 94, 82] };
const coreRadius = 62;

const arcOf = (radius: number) => 2 * (Math.PI - Math.asin(Math.min(1, gap / radius))) * radius;
const dot = (x: number, y: number) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`;

/** `n` dots along one ring, from the right of the labels round to their left. */
function alongRing(n: number, radius: number): string[] {
	const start = Math.asin(Math.min(1, gap / radius));
	const step = n > 1 ? (2 * Math.PI - 2 * start) / (n - 1) : 0;
	return Array.from({ length: n }, (_, index) => {
		const angle = start + index * step;
		return dot(centre + radius * Math.sin(angle), centre - radius * Math.cos(angle));
	});
}

/** Dots fill the band's rows in proportion to their length; a second row opens when the first is full. */
function inBand(n: number, radii: readonly number[]): string[] {
	const holds = (count: number) => radii.slice(0, count).reduce((sum, radius) => sum + arcOf(radius) / easy, 0);
	const open = radii.findIndex((_, index) => holds(index + 1) >= n) + 1 || radii.length;
	const used = radii.slice(0, open);
	const length = used.reduce((sum, radius) => sum + arcOf(radius), 0);
	let left = n;
	return used.flatMap((radius, index) => {
		const share = index === used.length - 1 ? left : Math.round((n * arcOf(radius)) / length);
		left -= share;
		return alongRing(share, radius);
	});
}

/** The centre is filled like a sunflower, so that any number lies evenly. */
function inCore(n: number): string[] {
	const step = Math.min(6.5, coreRadius / Math.sqrt(Math.max(n, 1)));
	const turn = Math.PI * (3 - Math.sqrt(5));
	return Array.from({ length: n }, (_, index) => {
		const radius = step * Math.sqrt(index + 0.55);
		return dot(centre + radius * Math.cos(index * turn), centre + radius * Math.sin(index * turn));
	});
}

/** How many proposals one dot stands for: one, until a ring could not hold them. */
export function proposalsPerDot({ submitted, admitted, replied, solved, verified }: RingCounts): number {
	const holds = (radii: readonly number[]) => radii.reduce((sum, radius) => sum + arcOf(radius) / least, 0);
	const load = [
		(submitted - admitted) / holds(rows.out),
		(admitted - replied) / holds(rows.doing),
		(replied - solved) / holds(rows.reply),
		(solved - verified) / holds(rows.done),
		verified / 180,
	];
	return Math.max(1, Math.ceil(Math.max(...load)));
}

export function drawRings(counts: RingCounts): Dots[] {
	const per = proposalsPerDot(counts);
	const dots = (from: number, to: number) => Math.max(0, Math.round((from - to) / per));
	const late = dots(counts.overdue, 0);
	const handled = inBand(dots(counts.admitted, counts.replied), rows.doing);
	const drawn: [Dots['kind'], string[]][] = [
		['out', inBand(dots(counts.submitted, counts.admitted), rows.out)],
		['late', handled.slice(0, late)],
		['doing', handled.slice(late)],
		['reply', inBand(dots(counts.replied, counts.solved), rows.reply)],
		['done', inBand(dots(counts.solved, counts.verified), rows.done)],
		['core', inCore(dots(counts.verified, 0))],
	];
	return drawn.map(([kind, paths]) => ({ kind, path: paths.join('') }));
}
