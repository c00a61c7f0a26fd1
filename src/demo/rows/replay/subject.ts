import type { Act } from '../../content/content.ts';
import type { Keys } from '../keys.ts';
import type { Life } from './life.ts';

/** A unit's part that still counts, or the last one that was taken from it. */
function assignmentOf(life: Life, unit_id: string) {
	const ofUnit = life.assignments.filter((one) => one.unit_id === unit_id);
	return ofUnit.find(({ state }) => state !== 'reassigned') ?? ofUnit.at(-1);
}

function commitmentOf(life: Life, keys: Keys, subject: string) {
	const [unit = '', n = '1'] = subject.split('#');
	return life.commitments.filter(({ unit_id }) => unit_id === keys.body(unit))[Number(n) - 1];
}

/** The row that an act is done to; undefined where the matter has no such part at that moment. */
export function subjectOf(life: Life, keys: Keys, { machine, subject = '' }: Act): string | undefined {
	switch (machine) {
		case 'proposal':
			return life.matter.id;
		case 'signature':
			return life.signatures.find(({ person_id }) => person_id === keys.person(subject))?.id;
		case 'evaluation':
			return life.evaluations.find((one) => one.round === life.proposal.round && one.person_id === keys.person(subject))
				?.id;
		case 'nomination':
			return life.nominations.find(({ kind }) => kind === subject)?.id;
		case 'commitment':
			return commitmentOf(life, keys, subject)?.id;
		case 'assignment':
			return assignmentOf(life, keys.body(subject))?.id;
		case 'reply': {
			const assignment = assignmentOf(life, keys.body(subject));
			return life.replies.findLast(({ assignment_id }) => assignment_id === assignment?.id)?.id;
		}
	}
}
