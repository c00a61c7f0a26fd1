import { hasRole, type Actor, type Context } from '../core/context.ts';
import type { Settings } from '../core/settings.ts';
import type { TimelineRow } from '../matters/queries.ts';
import { audienceOf, dueFor, hearsOpinion, isAuthor, isRated, unitsOf, type Audience } from './audience.ts';
import { mayOn, type Loaded, type May } from './may.ts';
import type { Dossier, EvaluationRow, ReplyRow } from './queries/dossier.ts';
import type { ProposalListRow } from './queries/lists.ts';
import { ofThisRound } from './rules.ts';
import { timelineView } from './timeline-view.ts';

/** Titles are known, the text is not: what a summary shows (domain.md 2.18). */
export const titleOnly = (audience: Audience, dossier: Pick<Dossier, 'openness'>) =>
	audience === 'public' && dossier.openness === 'summary';

/** A reply before its delivery is the unit's own paper; the co-units read it once it circulates, the office once it is signed. */
export function mayReadReply(
	actor: Actor,
	audience: Audience,
	dossier: Pick<Dossier, 'openness'>,
	reply: Pick<ReplyRow, 'state' | 'openness' | 'unit_id'> & { countersignatures: readonly { unit_id: string }[] },
): boolean {
	if (reply.state === 'delivered')
		return audience !== 'public' || (dossier.openness === 'public' && reply.openness === 'full');
	const units = unitsOf(actor);
	if (units.includes(reply.unit_id)) return true;
	if (reply.countersignatures.some((one) => units.includes(one.unit_id))) return true;
	return ['signed', 'checked'].includes(reply.state) && hasRole(actor, 'inspector');
}

/** The single opinions that this reader may see. The rated side sees none before the matter is closed (domain.md, first lines). */
function readableOpinions(actor: Actor, audience: Audience, dossier: Dossier): EvaluationRow[] {
	if (audience === 'committee') return dossier.evaluations;
	if (audience === 'unit' && dossier.state === 'closed') return dossier.evaluations;
	return dossier.evaluations.filter((evaluation) => evaluation.person_id === actor.person_id);
}

/** Files are as they were handed in, and nobody has looked through them for what may be open: they are for those who work on the matter. */
const mayReadFiles = (audience: Audience) => audience !== 'public' && audience !== 'member';

export interface RatingSummary {
	asked: number;
	given: number;
	work: Record<string, number>;
	result: Record<string, number>;
	/** The joint result, once it is settled. */
	overall: string | null;
}

const tally = (rows: EvaluationRow[], which: 'work' | 'result') =>
	rows.reduce<Record<string, number>>(
		(sum, row) => ({ ...sum, [row[which] ?? '']: (sum[row[which] ?? ''] ?? 0) + 1 }),
		{},
	);

/** Opinions taken together; of a small group only after closing, so that no single one can be inferred. */
export function ratingSummary(audience: Audience, dossier: Dossier, settings: Settings): RatingSummary | null {
	const asked = ofThisRound(dossier);
	const given = asked.filter((evaluation) => evaluation.state === 'given');
	const shown =
		audience === 'committee' ||
		dossier.state === 'closed' ||
		(dossier.rating_result !== null && given.length >= settings.smallest_shown_group);
	return shown && asked.length
		? {
				asked: asked.length,
				given: given.length,
				work: tally(given, 'work'),
				result: tally(given, 'result'),
				overall: dossier.rating_result,
			}
		: null;
}

export interface ProposalView {
	id: string;
	number_label: string | null;
	title: string;
	state: string;
	version: number;
	audience: Audience;
	kind: Dossier['kind'];
	period: Dossier['period'];
	category: string | null;
	openness: Dossier['openness'];
	session: string;
	term: string;
	lead: { id: string; name: string };
	body: string | null;
	sector: string | null;
	signers: {
		id: string;
		person_id: string;
		name: string;
		sector: string | null;
		state: string;
		version: number;
		expires_at: string | null;
		opinion: string | null;
	}[];
	text: { situation: string; analysis: string; suggestions: string } | null;
	gist: Dossier['gist'];
	consent: Dossier['consent'];
	consent_reason: string | null;
	wished_unit_ids: string[];
	handling: Dossier['handling'];
	advice: string | null;
	refusal: { reason_code: string | null; reason: string | null; conversion: string | null } | null;
	merged_into_id: string | null;
	merged_ids: string[];
	is_key: boolean;
	is_excellent: boolean;
	round: number;
	due_on: string | null;
	result_class: string | null;
	dates: {
		created_at: Date;
		submitted_at: Date | null;
		published_at: Date | null;
		closed_at: Date | null;
		cut_off_at: Date;
	};
	assignments: Dossier['assignments'];
	replies: ReplyRow[];
	ratings: RatingSummary | null;
	evaluations: EvaluationRow[];
	commitments: Dossier['commitments'];
	nominations: Dossier['nominations'];
	attachments: Dossier['attachments'];
	contacts: Loaded['contacts'];
	deadlines: Loaded['deadlines'];
	timeline: ReturnType<typeof timelineView>;
	may: May;
}

const openClocks = ['reply', 'rehandling', 'commitment'];
/** Each evaluation has a clock of its own: whose still runs tells who has still to rate, which is not the unit's to follow. */
function mayReadDeadline(audience: Audience, kind: string): boolean {
	if (audience === 'committee' || audience === 'office') return true;
	if (kind.startsWith('evaluation')) return audience === 'proposer';
	return audience === 'unit' || openClocks.includes(kind);
}

const afterAdmission = (dossier: Dossier) => dossier.assignments.filter((one) => one.state !== 'proposed');

/** Everything of a proposal that may leave for this reader, and nothing else: pages, API, exports and notices alike. */
export function proposalView(
	ctx: Context,
	settings: Settings,
	loaded: Loaded & { timeline: TimelineRow[] },
): ProposalView {
	const { dossier } = loaded;
	const audience = audienceOf(ctx.actor, dossier);
	const rated = audience === 'proposer' && isRated(dossier);
	const historian = rated ? 'unit' : audience === 'proposer' && !isAuthor(dossier) ? 'member' : audience;
	const inside = audience === 'committee' || audience === 'office';
	const brief = titleOnly(audience, dossier);
	const own = audience === 'committee' || (audience === 'proposer' && isAuthor(dossier));
	return {
		id: dossier.id,
		number_label: dossier.number_label,
		title: dossier.title,
		state: dossier.state,
		version: dossier.version,
		audience,
		kind: dossier.kind,
		period: dossier.period,
		category: dossier.category,
		openness: dossier.openness,
		session: dossier.session,
		term: dossier.term,
		lead: { id: dossier.owner_id, name: dossier.owner },
		body: dossier.body,
		sector: dossier.sector,
		signers: dossier.signatures
			.filter((one) => own || one.state === 'signed')
			.map(({ id, person_id, name, sector, state, version, expires_at, opinion }) => ({
				id,
				person_id,
				name,
				sector,
				state,
				version,
				expires_at: own ? expires_at : null,
				opinion: own ? opinion : null,
			})),
		text: brief ? null : { situation: dossier.situation, analysis: dossier.analysis, suggestions: dossier.suggestions },
		gist: brief ? null : dossier.gist,
		consent: dossier.consent,
		consent_reason: own ? dossier.consent_reason : null,
		wished_unit_ids: own ? dossier.wished_unit_ids : [],
		handling: dossier.handling,
		advice: inside || audience === 'unit' ? dossier.advice : null,
		refusal:
			own && dossier.reason
				? { reason_code: dossier.reason_code, reason: dossier.reason, conversion: dossier.conversion }
				: null,
		merged_into_id: dossier.merged_into_id,
		merged_ids: dossier.merged_ids,
		is_key: dossier.is_key,
		is_excellent: dossier.is_excellent,
		round: dossier.round,
		due_on: dueFor(ctx.actor, audience, dossier),
		result_class: dossier.result_class,
		dates: {
			created_at: dossier.created_at,
			submitted_at: dossier.submitted_at,
			published_at: dossier.published_at,
			closed_at: dossier.closed_at,
			cut_off_at: dossier.cut_off_at,
		},
		assignments: (inside ? dossier.assignments : afterAdmission(dossier)).map((one) =>
			inside || audience === 'unit'
				? { ...one, opinion: inside || hearsOpinion(ctx.actor, dossier, one) ? one.opinion : null }
				: { ...one, return_reason: null, extension_reason: null, opinion: null },
		),
		replies: dossier.replies
			.filter((reply) => mayReadReply(ctx.actor, audience, dossier, reply))
			.map((reply) => withoutInside(reply, inside || audience === 'unit')),
		ratings: ratingSummary(audience, dossier, settings),
		evaluations: readableOpinions(ctx.actor, audience, dossier),
		commitments: brief ? [] : dossier.commitments,
		nominations: inside ? dossier.nominations : [],
		attachments: mayReadFiles(audience) ? dossier.attachments : [],
		contacts: loaded.contacts.map((one) =>
			audience === 'public' || audience === 'member' ? { ...one, note: '' } : one,
		),
		deadlines: loaded.deadlines.filter((one) => mayReadDeadline(rated ? 'unit' : audience, one.kind)),
		timeline: timelineView(historian, ctx.actor, loaded.timeline),
		may: mayOn(ctx, settings, loaded),
	};
}

const withoutInside = (reply: ReplyRow, inside: boolean): ReplyRow =>
	inside
		? reply
		: {
				...reply,
				return_reason: null,
				countersignatures: reply.countersignatures.map((one) => ({ ...one, note: null })),
			};

/** A row of a list. The rating of a matter still open is not a list's to tell, nor who has still to rate it. */
export const proposalRow = (actor: Actor, row: ProposalListRow) => ({
	id: row.id,
	number_label: row.number_label,
	title: row.title,
	state: row.state,
	version: row.version,
	category: row.category,
	kind: row.kind,
	period: row.period,
	openness: row.openness,
	owner: row.owner,
	body: row.body,
	signers: row.signers,
	sector: row.sector,
	unit: row.unit,
	holder: row.state === 'answered' && ['public', 'member', 'unit'].includes(audienceOf(actor, row)) ? null : row.holder,
	due_on: dueFor(actor, audienceOf(actor, row), row),
	result_class: row.result_class,
	rating_result: row.state === 'closed' ? row.rating_result : null,
	session: row.session,
	submitted_at: row.submitted_at,
	changed_at: row.changed_at,
	relations: row.relations,
});
export type ProposalRow = ReturnType<typeof proposalRow>;
