/** Files whose reading differs from what a person reads, and why it is left so. */
export const knownDifferences: Record<string, string> = {
	'ledgers/form-of-one-proposal.xlsx':
		'read whole; the reviewers’ opinion on the form is left out without a question, as it is on every paper form',
	'units/renamed.xlsx':
		'both rows of one unit are named, as for members and posts: either may hold the right telephone',
};
