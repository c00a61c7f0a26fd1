import { z } from '@hono/zod-openapi';
import { day, id, instant } from './wire.ts';

const versioned = { id, state: z.string(), version: z.int() };
const inUnit = { unit_id: id, unit: z.string() };

export const signer = z
	.object({
		...versioned,
		person_id: id,
		name: z.string(),
		sector: z.string().nullable(),
		expires_at: instant.nullable(),
		opinion: z.string().nullable(),
	})
	.openapi('Signature');

export const assignment = z
	.object({
		...versioned,
		...inUnit,
		assigner_id: id,
		assigner: z.string(),
		role: z.enum(['lead', 'co', 'split']),
		round: z.int(),
		assigned_at: instant.nullable(),
		acknowledged_at: instant.nullable(),
		answered_at: instant.nullable(),
		return_reason: z.string().nullable(),
		extension_reason: z.string().nullable(),
		extended: z.boolean(),
		opinion: z.string().nullable(),
	})
	.openapi('Assignment');

export const reply = z
	.object({
		...versioned,
		...inUnit,
		assignment_id: id,
		round: z.int(),
		body: z.string(),
		result_class: z.string().nullable(),
		openness: z.enum(['full', 'summary', 'none']),
		contact_name: z.string(),
		contact_phone: z.string(),
		promises: z.array(z.object({ text: z.string(), due_on: z.string() })),
		letter_no: z.string().nullable(),
		delivered_at: instant.nullable(),
		return_reason: z.string().nullable(),
		countersignatures: z.array(
			z.object({ ...inUnit, state: z.string(), note: z.string().nullable(), answered_at: instant.nullable() }),
		),
	})
	.openapi('Reply');

export const evaluation = z
	.object({
		...versioned,
		person_id: id,
		name: z.string(),
		round: z.int(),
		given_at: instant.nullable(),
		contact: z.string().nullable(),
		hearing: z.string().nullable(),
		to_the_point: z.string().nullable(),
		work: z.string().nullable(),
		result: z.string().nullable(),
		text: z.string().nullable(),
	})
	.openapi('Evaluation', {
		description: 'One proposer’s own rating. The rated unit is shown none before the proposal is closed.',
	});

export const commitment = z
	.object({
		...versioned,
		...inUnit,
		text: z.string(),
		due_on: day,
		progress: z.string().nullable(),
		evidence: z.string().nullable(),
		verified_on: day.nullable(),
	})
	.openapi('Commitment');

export const nomination = z
	.object({ ...versioned, kind: z.enum(['key', 'excellent']), reason: z.string(), overseer: z.string().nullable() })
	.openapi('Nomination');

export const attachment = z.object({ id, name: z.string(), size: z.int(), added_at: instant }).openapi('Attachment');

export const contact = z
	.object({
		id,
		...inUnit,
		assignment_id: id,
		round: z.int(),
		stage: z.string(),
		mode: z.string(),
		held_on: day,
		place: z.string().nullable(),
		note: z.string(),
	})
	.openapi('Contact');

export const entry = z
	.object({
		seq: z.int(),
		act: z.string().openapi({ example: 'proposal.admit' }),
		at: instant,
		actor: z.string().nullable(),
		on_behalf_of: z.string().nullable(),
		from_state: z.string().nullable(),
		to_state: z.string(),
		subject_id: id,
		content: z.record(z.string(), z.unknown()),
	})
	.openapi('TimelineEntry');
