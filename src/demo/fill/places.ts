import { townSchools, type Township } from '../content/places.ts';
import type { Random } from '../content/random.ts';

const first = [...'青白金石云溪松竹梅兰桃柳枫杉龙凤鹤鹿清长永安平和兴福瑞嘉新古南北东西上下高大'];
const second = [...'山水河湖塘坪坝岭冲湾洲渡桥井泉岗坡垅畈田园林村店铺集阳阴川源浦港沙岩谷台亭寨'];

/** Two characters, a different pair for each count. */
const named = (n: number): string => {
	const at = (n * 611) % (first.length * second.length);
	return `${first[at % first.length] ?? ''}${second[Math.floor(at / first.length)] ?? ''}`;
};
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

const villages = 14;
const kinds = ['town', 'township', 'street', 'town'] as const;
const ending = { town: '镇', township: '乡', street: '街道' };

/** The townships of 万象县: more than a county has, so that a million proposals do not all speak of the same fourteen. */
export const townships: readonly Township[] = times(72, (n) => {
	const kind = kinds[n % kinds.length] ?? 'town';
	const name = `${named(n)}${ending[kind]}`;
	return {
		key: `township-${n}`,
		name,
		kind,
		villages: times(villages, (v) => `${named(100 + n * villages + v)}${kind === 'street' ? '社区' : '村'}`),
		school: kind === 'street' ? `${named(n)}学校` : `${name}中心小学`,
		river: `${named(n)}河`,
	};
});
const roads = times(160, (n) => `${named(1200 + n)}路`);
const estates = times(160, (n) => `${named(1370 + n)}${['小区', '花园', '新村', '家园'][n % 4] ?? ''}`);

/** A few are spoken of again and again, most hardly ever. */
export const seldom = <T>(random: Random, choices: readonly T[]): T => {
	const fraction = random.whole(0, 1_000_000) / 1_000_001;
	const chosen = choices[Math.floor(Math.pow(choices.length + 1, fraction)) - 1];
	if (chosen === undefined) throw new RangeError('nothing to pick from');
	return chosen;
};

const urban = townships.filter(({ kind }) => kind === 'street');
const rural = townships.filter(({ kind }) => kind !== 'street');
export const townshipIn = (random: Random, where: 'urban' | 'rural' | 'any'): Township =>
	seldom(random, where === 'urban' ? urban : where === 'rural' ? rural : townships);

/** The words for one proposal's places, as src/demo/content/phrase.ts calls them. */
export function placesIn(random: Random, township: Township): Record<string, string> {
	const at = random.whole(0, villages - 1);
	const road = random.whole(0, roads.length - 1);
	return {
		town: township.name,
		village: township.villages[at] ?? '',
		village2: township.villages[(at + 1 + random.whole(0, villages - 2)) % villages] ?? '',
		road: roads[road] ?? '',
		road2: roads[(road + 7) % roads.length] ?? '',
		river: township.river,
		estate: seldom(random, estates),
		school: township.kind === 'street' ? random.pick(townSchools) : township.school,
		month: String(random.whole(3, 11)),
	};
}
