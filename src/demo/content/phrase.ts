import { roads, estates, townSchools, townships, type Township } from './places.ts';
import type { Random } from './random.ts';

/** Words that stand for one proposal's places and figures, by the name that a sentence calls them. */
export type Setting = Record<string, string>;

const urban = townships.filter(({ kind }) => kind === 'street');
const rural = townships.filter(({ kind }) => kind !== 'street');

export function townshipFor(random: Random, where: 'urban' | 'rural' | 'any'): Township {
	return random.pick(where === 'urban' ? urban : where === 'rural' ? rural : townships);
}

/** Places around one township, and the figures that several sentences share. */
export function settingIn(
	random: Random,
	township: Township,
	figures: Record<string, readonly [number, number]> = {},
): Setting {
	const [village = '', village2 = ''] = random.shuffled(township.villages);
	const [road = '', road2 = ''] = random.shuffled(roads);
	const isStreet = township.kind === 'street';
	const shared = Object.entries(figures).map(([name, [least, most]]) => [name, roundFigure(random, least, most)]);
	return {
		town: township.name,
		village,
		village2,
		road,
		road2,
		river: township.river,
		estate: random.pick(estates),
		school: isStreet ? random.pick(townSchools) : township.school,
		...Object.fromEntries(shared),
	};
}

/** People speak of 320元 and 1,400户, not of 318 and 1,437. */
function roundFigure(random: Random, least: number, most: number): string {
	const figure = random.whole(least, most);
	const step = most >= 1000 ? 50 : most >= 200 ? 10 : 1;
	return String(Math.max(least, Math.round(figure / step) * step));
}

/** Fills `{town}`, `{12~38}` and `[甲|乙]`; an unknown name is a mistake in the sentence. */
export function worded(random: Random, sentence: string, setting: Setting): string {
	return sentence
		.replace(/\[([^\]]*)\]/g, (_, choices: string) => random.pick(choices.split('|')))
		.replace(/\{(\d+)~(\d+)\}/g, (_, least: string, most: string) => roundFigure(random, Number(least), Number(most)))
		.replace(/\{(\w+)\}/g, (_, name: string) => {
			const word = setting[name];
			if (word === undefined) throw new Error(`no word for {${name}} in: ${sentence}`);
			return word;
		});
}
