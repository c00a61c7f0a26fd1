import type { Insertable } from 'kysely';
import type { Context } from '../../core/context.ts';
import { newId } from '../../core/id.ts';
import type { ProposalKind, Schema } from '../../core/schema.ts';
import type { Calendar, Term } from '../../core/working-days.ts';
import { caseLabel, caseSeries } from '../case-number.ts';
import type { LedgerRow, Satisfaction } from '../ledger/ledger.ts';
import { stepsOf, type Steps } from './dates.ts';
import type { PastTexts } from './open.ts';
import { handling } from './handling.ts';
import type { Placed } from './sessions.ts';
import { attachmentRow } from './source.ts';
import { Story, type Rows } from './story.ts';

/** A ledger's row with what the committee adds to it. */
export interface Entry {
	row: LedgerRow;
	session: Placed;
	owner_id: string;
	co_proposer_ids: readonly string[];
	kind: ProposalKind;
	body_id: string | null;
	category: string | null;
	texts?: PastTexts;
}

export interface Frame {
	ctx: Context;
	calendar: Calendar;
	/** The committee's term for replies: the ledger does not say which one was in force. */
	term: Term;
	assigner_id: string;
	current_session_id: string | undefined;
}

export const ratings: Record<Satisfaction, string> = {
	satisfied: 'satisfied',
	basically_satisfied: 'basically',
	dissatisfied: 'dissatisfied',
};

export interface Life extends Frame, Entry {
	id: string;
	committee_id: string;
	label: string;
	steps: Steps;
	story: Story;
	/** A rating that nobody gave is "no feedback", never "satisfied" (domain.md 2.1.3). */
	rating: string | null;
}

const stateOf = ({ answered, assigned }: Steps, isPast: boolean) =>
	answered || isPast ? 'closed' : assigned ? 'assigned' : 'admitted';

/** Everything that is stored of one past proposal, its timeline dated as things were. */
export function historyOf(frame: Frame, entry: Entry): Rows {
	const { ctx } = frame;
	const { row, session } = entry;
	const found = stepsOf(row, session, ctx.committee.zone);
	const isOver = session.id !== frame.current_session_id && !found.assigned;
	const isPast = (entry.texts?.isPast === true || found.unnamed === true || isOver) && !found.answered;
	const steps: Steps = isPast ? { admitted: found.admitted, undated: true } : found;
	const id = newId(steps.admitted.getTime());
	const committee_id = ctx.committee.id;
	const story = new Story({ committee_id, matter_id: id }, { kind: 'proposal', plenary_session_id: session.id });
	const rating = row.satisfaction ? ratings[row.satisfaction] : steps.answered ? 'no_feedback' : null;
	const life: Life = {
		...frame,
		...entry,
		id,
		committee_id,
		label: caseLabel(row.period, row.number),
		steps,
		story,
		rating,
	};
	const parts = { ...admission(life), ...handling(life) };
	const state = stateOf(steps, isPast);
	if (isPast) closePast(life);
	const written = {
		row: row.row,
		...(row.category && { category: row.category }),
		...(steps.undated && { undated: true }),
	};
	story.tell({
		machine: 'proposal',
		subject_id: id,
		action: 'import',
		from: state,
		to: state,
		at: ctx.now,
		content: written,
	});
	const { timeline, timeline_content, timeline_pending, ledger_pending } = story;
	return {
		matter: [matterOf(life, state)],
		proposal: [proposalOf(life)],
		attachment: attachmentsOf(life),
		...parts,
		timeline,
		timeline_content,
		timeline_pending,
		ledger_pending,
	};
}

/** Of a session that is over, without any answer: nothing is awaited of it, and nothing is said of units. */
const closePast = ({ id, steps, story }: Life): void =>
	story.tell({
		machine: 'proposal',
		subject_id: id,
		action: 'close',
		from: 'admitted',
		to: 'closed',
		at: steps.admitted,
		content: { remark: '' },
	});

const attachmentsOf = ({ ctx, id, committee_id, texts }: Life): Rows['attachment'] =>
	(texts?.sources ?? []).map((source) => attachmentRow(ctx, { committee_id, matter_id: id }, source));

function matterOf(
	{ id, committee_id, label, row, session, category, owner_id, steps, story }: Life,
	state: string,
): Insertable<Schema['matter']> {
	return {
		committee_id,
		id,
		kind: 'proposal',
		plenary_session_id: session.id,
		number: row.number,
		number_label: label,
		title: row.title,
		category,
		state,
		openness: 'internal',
		owner_id,
		sector_id: row.sector_id ?? null,
		lead_unit_id: row.lead_unit_ids[0] ?? null,
		holder_body_id: null,
		holder_person_id: null,
		due_on: null,
		result_class: row.result_class ?? null,
		seq: story.seq,
		created_at: steps.admitted,
		changed_at: steps.answered ?? steps.assigned ?? steps.admitted,
		submitted_at: steps.admitted,
		published_at: null,
		closed_at: steps.answered ?? (state === 'closed' ? steps.admitted : null),
	};
}

/** The text is not in a ledger, and nobody was asked whether it may be public: the title may, once it is reviewed. */
function proposalOf({ id, committee_id, row, kind, body_id, rating, texts }: Life): Insertable<Schema['proposal']> {
	return {
		committee_id,
		id,
		kind,
		period: row.period,
		body_id,
		situation: texts?.situation ?? '',
		analysis: texts?.analysis ?? '',
		suggestions: texts?.suggestions ?? '',
		consent: 'title',
		handling: row.handling ?? null,
		rating_work: rating,
		rating_result: rating,
		imported: true,
	};
}

function admission({ id, committee_id, label, row, session, category, co_proposer_ids, steps, story }: Life): Rows {
	const at = steps.admitted;
	story.tell({
		machine: 'proposal',
		subject_id: id,
		action: 'admit',
		from: null,
		to: 'admitted',
		at,
		content: { number: label, category, remark: '' },
	});
	const signature = co_proposer_ids.map((person_id) => ({
		committee_id,
		id: newId(at.getTime()),
		matter_id: id,
		person_id,
		state: 'signed',
		invited_at: at,
		expires_at: at,
		answered_at: at,
	}));
	const series = caseSeries(session.id, row.period);
	return {
		signature,
		number_given: [{ committee_id, series, number: row.number, matter_id: id, state: 'given', given_at: at }],
	};
}
