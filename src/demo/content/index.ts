import { bodies } from './bodies/bodies.ts';
import type { PlainDate } from './calendar.ts';
import { committees, HOME } from './committees.ts';
import type { DemoContent } from './content.ts';
import { categories, declineReasons } from './dictionaries.ts';
import { proposalsFor } from './distribution/distribution.ts';
import { inventPeople } from './people/people.ts';
import { DEMO_PASSWORD, signIns } from './sign-ins.ts';
import { sessionsFor, termsFor } from './terms.ts';

export type * from './content.ts';

/** The invented county as it stands in the morning of `today` ('YYYY-MM-DD'); the same day gives the same content. */
export function demoContent(today: PlainDate): DemoContent {
	const people = inventPeople(today);
	const sessions = sessionsFor(today);
	const { persons, memberships, mandates } = people;
	return {
		today,
		password: DEMO_PASSWORD,
		home: HOME,
		committees,
		terms: termsFor(today),
		sessions,
		bodies,
		persons,
		memberships,
		mandates,
		signIns,
		categories,
		declineReasons,
		proposals: proposalsFor(people, sessions, today),
	};
}
