import { addDays, type PlainDate } from '../calendar.ts';
import { advices, reassignments, returnReasons, returnRefusals } from '../proposals/remarks.ts';
import { workingDaysFrom, type Line } from './chronicle.ts';
import { bodyOf, headOf, registrarOf, type Matter } from './matter.ts';

/** The units that the first assignment names: the wrong one first, where it takes a detour. */
export const firstLeads = ({ wrongUnit, leadUnits }: Matter) => (wrongUnit ? [wrongUnit] : leadUnits);

export function proposeAssignment(matter: Matter, on: PlainDate): void {
	const { line, clerk, mode, coUnits, assignerBody, random } = matter;
	line.work(on, clerk, {
		machine: 'proposal',
		action: 'propose_assignment',
		input: {
			handling: mode,
			lead_unit_ids: firstLeads(matter),
			co_unit_ids: coUnits,
			assigner_id: assignerBody,
			...(random.chance(0.5) ? { advice: random.pick(advices) } : {}),
		},
	});
}

/** The assigner confirms unit by unit; with the last one the proposal is assigned. */
export function confirmAssignments(matter: Matter, on: PlainDate): void {
	const { line, assigner, coUnits } = matter;
	for (const unit of [...firstLeads(matter), ...coUnits]) {
		line.work(on, assigner, { machine: 'assignment', action: 'confirm', subject: unit, input: {} });
	}
	line.raise({ machine: 'proposal', action: 'assign' });
	matter.assignedOn = line.day();
}

export function acknowledge(line: Line, unit: string, on: PlainDate): void {
	line.work(on, registrarOf(unit), { machine: 'assignment', action: 'acknowledge', subject: unit });
}

export function requestReturn({ random, leadUnits }: Matter, line: Line, unit: string, on: PlainDate): void {
	const other = leadUnits.find((lead) => lead !== unit) ?? 'unit-government-office';
	const reason = random.pick(returnReasons).replaceAll('{unit}', bodyOf(other).shortName);
	line.work(on, headOf(unit), { machine: 'assignment', action: 'request_return', subject: unit, input: { reason } });
}

/** The unit first named hands the matter back and another takes it over; its clock starts anew. */
export function reassign(matter: Matter, line: Line): void {
	const { wrongUnit, leadUnits, assigner, random } = matter;
	const unit = leadUnits[0];
	if (!wrongUnit || !unit) return;
	acknowledge(line, wrongUnit, workingDaysFrom(line.day(), 1));
	requestReturn(matter, line, wrongUnit, workingDaysFrom(line.day(), random.whole(2, 4)));
	line.work(addDays(line.day(), random.whole(2, 6)), assigner, {
		machine: 'assignment',
		action: 'reassign',
		subject: wrongUnit,
		input: { unit_id: unit, reason: random.pick(reassignments).replaceAll('{unit}', bodyOf(unit).shortName) },
	});
	matter.assignedOn = line.day();
}

/** The unit asks to be relieved and is told that the matter is its own. */
export function refuseReturn(matter: Matter, line: Line, unit: string): void {
	const { assigner, random } = matter;
	requestReturn(matter, line, unit, workingDaysFrom(line.day(), random.whole(1, 3)));
	line.work(addDays(line.day(), random.whole(2, 6)), assigner, {
		machine: 'assignment',
		action: 'refuse_return',
		subject: unit,
		input: { reason: random.pick(returnRefusals) },
	});
}
