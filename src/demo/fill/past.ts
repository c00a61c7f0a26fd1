import { addMonths, type PlainDate } from '../content/calendar.ts';
import { HOME } from '../content/committees.ts';
import type { DemoContent } from '../content/content.ts';
import { demoContent } from '../content/index.ts';
import { bodyRows } from '../rows/bodies.ts';
import { committeeRows, sessionRows } from '../rows/committees.ts';
import { keysOf, type Keys } from '../rows/keys.ts';
import { mandateRows } from '../rows/people.ts';
import type { Life } from '../rows/replay/life.ts';
import { replay } from '../rows/replay/replay.ts';
import { openWorld, type World } from '../rows/replay/world.ts';

export const sessions = 5;

/** One year of the demo, lived through: what the proposals of one session are made from. */
export interface Year {
	/** 1 is the oldest of the five. */
	number: number;
	content: DemoContent;
	keys: Keys;
	lives: Life[];
	numbers: World['numbers'];
}

/** 云溪县 as the demo has it, under another county's name; its letters bear that county's mark. */
const renamed = (content: DemoContent): DemoContent =>
	JSON.parse(
		JSON.stringify(content)
			.replaceAll('云溪', '万象')
			.replace(/云([^"〔]{1,6}函)/g, '万$1'),
	) as DemoContent;

async function liveThrough(today: PlainDate, number: number): Promise<Year> {
	const content = renamed(demoContent(today));
	const current = content.sessions.find(({ isCurrent }) => isCurrent);
	const keys = keysOf(content);
	const world = openWorld({
		keys,
		committees: committeeRows(content, keys),
		sessions: sessionRows(content, keys),
		bodies: bodyRows(content, keys),
		mandates: mandateRows(content, keys),
		names: content.persons,
	});
	const proposals = content.proposals.filter(({ session }) => session === current?.key);
	return { number, content, keys, lives: await replay(world, { proposals, today }), numbers: world.numbers };
}

/** Five years, the last of them as it stands today; each earlier one as it stood that day of its year. */
export async function liveThroughYears(today: PlainDate, onYear: (done: number) => void): Promise<Year[]> {
	const years: Year[] = [];
	for (let number = 1; number <= sessions; number++) {
		years.push(await liveThrough(addMonths(today, 12 * (number - sessions)), number));
		onYear(number);
	}
	return years;
}

export const isAtHome = ({ committee }: { committee: string }): boolean => committee === HOME;
