import { z } from '@hono/zod-openapi';
import type { ProposalRow, ProposalView } from '#server/proposals/view.ts';
import { deadline } from './deadline.ts';
import * as part from './proposal-parts.ts';
import { day, id, instant, type Wire } from './wire.ts';

export const proposalKinds = [
	'individual',
	'joint',
	'party',
	'organisation',
	'special_committee',
	'sector',
	'group',
] as const;
const kind = z.enum(proposalKinds);
const openness = z.enum(['restricted', 'internal', 'members', 'summary', 'public']);

export const may = z
	.object({
		proposal: z.array(z.string()).openapi({ description: 'Acts on the proposal itself.' }),
		parts: z.record(z.string(), z.array(z.string())).openapi({
			description:
				'Acts on its signatures, assignments, replies, evaluations, commitments and nominations, by their id.',
		}),
	})
	.openapi('May', { description: 'What the caller may do now: the same rules as doing it.' });

const ratings = z.object({
	asked: z.int(),
	given: z.int(),
	work: z.record(z.string(), z.int()),
	result: z.record(z.string(), z.int()),
	overall: z.string().nullable(),
});

const head = {
	id,
	number_label: z.string().nullable(),
	title: z.string(),
	state: z.string(),
	version: z.int(),
	category: z.string().nullable(),
	kind,
	openness,
};

/** The compiler holds these to the views: what the views let out is what the document promises. */
export const proposal = z
	.object({
		...head,
		audience: z
			.enum(['public', 'member', 'proposer', 'unit', 'office', 'committee'])
			.openapi({ description: 'As whom the caller reads; it decides what is shown.' }),
		period: z.enum(['in_session', 'between_sessions']),
		session: z.string(),
		term: z.string(),
		lead: z.object({ id, name: z.string() }),
		body: z.string().nullable(),
		sector: z.string().nullable(),
		signers: z.array(part.signer),
		text: z.object({ situation: z.string(), analysis: z.string(), suggestions: z.string() }).nullable(),
		gist: z.object({ wants: z.string(), answer: z.string(), now: z.string() }).nullable(),
		consent: z.enum(['full', 'title', 'none']),
		consent_reason: z.string().nullable(),
		wished_unit_ids: z.array(id),
		handling: z.enum(['sole', 'joint', 'split']).nullable(),
		advice: z.string().nullable(),
		refusal: z
			.object({ reason_code: z.string().nullable(), reason: z.string().nullable(), conversion: z.string().nullable() })
			.nullable(),
		merged_into_id: id.nullable(),
		merged_ids: z.array(id),
		is_key: z.boolean(),
		is_excellent: z.boolean(),
		round: z.int(),
		due_on: day.nullable(),
		result_class: z.string().nullable(),
		dates: z.object({
			created_at: instant,
			submitted_at: instant.nullable(),
			published_at: instant.nullable(),
			closed_at: instant.nullable(),
			cut_off_at: instant,
		}),
		assignments: z.array(part.assignment),
		replies: z.array(part.reply),
		ratings: ratings.nullable(),
		evaluations: z.array(part.evaluation),
		commitments: z.array(part.commitment),
		nominations: z.array(part.nomination),
		attachments: z.array(part.attachment),
		contacts: z.array(part.contact),
		deadlines: z.array(deadline),
		timeline: z.array(part.entry),
		may,
	})
	.openapi('Proposal') satisfies z.ZodType<Wire<ProposalView>>;

export const row = z
	.object({
		...head,
		period: z.string(),
		owner: z.string(),
		body: z.string().nullable(),
		signers: z.int(),
		sector: z.string().nullable(),
		unit: z.string().nullable(),
		holder: z.string().nullable(),
		due_on: day.nullable(),
		result_class: z.string().nullable(),
		rating_result: z.string().nullable(),
		session: z.string(),
		submitted_at: instant.nullable(),
		changed_at: instant,
		relations: z.array(z.string()).openapi({ description: 'What the caller is to the proposal.' }),
	})
	.openapi('ProposalRow') satisfies z.ZodType<Omit<Wire<ProposalRow>, 'relations'>>;

export const page = z
	.object({
		rows: z.array(row),
		total: z.union([z.int(), z.literal('1000+')]).openapi({ description: 'Counted up to 1,000.' }),
		next: z
			.string()
			.nullable()
			.openapi({ description: 'Send it as `after` to get the next page; null on the last one.' }),
	})
	.openapi('ProposalPage');

/** What an act did, and what the caller may do next; null where the proposal is no longer open to him. */
export const outcome = z
	.object({
		machine: z.string(),
		id,
		matter_id: id,
		action: z.string(),
		state: z.string(),
		version: z.int(),
		may: may.nullable(),
	})
	.openapi('Outcome');
