import { z } from 'zod';
import { date, filled, id, line, nothing, text } from '../core/input.ts';

const reason = filled(text(500));

export const stages = ['before', 'during', 'after'] as const;
export const modes = ['visit', 'meeting', 'phone', 'mail', 'other'] as const;

export const assignmentInput = {
	confirm: z.object({ remark: text(500).default('') }),
	acknowledge: nothing,
	request_return: z.object({ reason }),
	refuse_return: z.object({ reason }),
	reassign: z.object({ unit_id: id, reason }),
	record_contact: z.object({
		stage: z.enum(stages),
		mode: z.enum(modes),
		on: date,
		place: line(100).default(''),
		note: filled(text(1000)),
	}),
	give_opinion: z.object({ opinion: filled(text(2000)) }),
	request_extension: z.object({ reason }),
	grant_extension: nothing,
	refuse_extension: z.object({ reason }),
	draft_reply: nothing,
	answer: nothing,
	rehandle: nothing,
};
export type AssignmentAction = keyof typeof assignmentInput;

const promise = z.object({ text: line(200).default(''), due_on: z.union([date, z.literal('')]).default('') });

export const replyInput = {
	revise: z.object({
		body: text(8000).default(''),
		result_class: line(4).nullish(),
		openness: z.enum(['full', 'summary', 'none']).default('full'),
		contact_name: line(40).default(''),
		contact_phone: line(40).default(''),
		promises: z
			.array(promise)
			.max(10)
			.default([])
			.transform((rows) => rows.filter((row) => row.text !== '' || row.due_on !== '')),
	}),
	circulate: nothing,
	countersign: z.object({ note: text(500).default('') }),
	disagree: z.object({ reason }),
	conclude_countersigning: nothing,
	sign: z.object({ letter_no: filled(line(60)) }),
	check: z.object({ result_class: line(4).nullish() }),
	send_back: z.object({ reason }),
	deliver: nothing,
};
export type ReplyAction = keyof typeof replyInput;

export const commitmentInput = {
	report_progress: z.object({ note: filled(text(500)) }),
	report_kept: z.object({ evidence: filled(text(500)) }),
	verify: z.object({ note: filled(text(500)) }),
	send_back: z.object({ reason }),
	drop: z.object({ reason }),
};
export type CommitmentAction = keyof typeof commitmentInput;
