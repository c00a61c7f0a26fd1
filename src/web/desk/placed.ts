/** Where each act of the office stands at the desk. An act that is in none of these lists cannot be done in a browser: a test looks for such. */
export const placed = {
	examination: { machine: 'proposal', acts: ['admit', 'merge', 'decline', 'give_back'] },
	units: { machine: 'proposal', acts: ['propose_assignment'] },
	confirmation: { machine: 'assignment', acts: ['confirm'] },
	renaming: { machine: 'assignment', acts: ['reassign'] },
	entering: { machine: 'proposal', acts: ['revise', 'invite', 'submit'] },
	signatures: { machine: 'signature', acts: ['cancel'] },
	replies: { machine: 'reply', acts: ['check', 'send_back'] },
	returns: { machine: 'assignment', acts: ['reassign', 'refuse_return'] },
	extensions: { machine: 'assignment', acts: ['grant_extension', 'refuse_extension'] },
	withdrawal: { machine: 'proposal', acts: ['consent_to_withdrawal', 'refuse_withdrawal'] },
	promises: { machine: 'commitment', acts: ['verify', 'send_back', 'drop'] },
	nominations: { machine: 'nomination', acts: ['confirm', 'shortlist', 'reject'] },
	evaluations: { machine: 'evaluation', acts: ['give'] },
	after: { machine: 'proposal', acts: ['close', 'follow_up', 'order_rehandling', 'reopen'] },
	openness: { machine: 'proposal', acts: ['publish', 'publish_summary', 'withhold'] },
	more: {
		machine: 'proposal',
		acts: ['start_review', 'write_gist', 'nominate', 'renumber', 'mark_secret', 'unmark_secret'],
	},
} as const satisfies Record<string, { machine: string; acts: readonly string[] }>;
export type TaskKind = keyof typeof placed;
