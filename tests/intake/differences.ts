/** Files whose reading differs still from what a person reads, and how. */
export const knownDifferences: Record<string, string> = {
	'ledgers/duplicate-numbers.xlsx':
		'the second of two equal numbers is named, not the first: with it nothing of the ledger is stored',
	'ledgers/far-away-cell.xlsx':
		'refused for a blank in the last row a sheet can have, with the advice to delete empty rows',
	'ledgers/form-of-one-proposal.xlsx': 'a form as a sheet is refused as no ledger; as a document it is read',
	'ledgers/proposers-in-one-cell.xlsx': 'a sector before a name in brackets is taken for the proposer',
	'ledgers/several-sessions.xlsx': 'only the first sheet that is a ledger is read',
	'letters/reply-co-unit-opinion.docx':
		'the opinion of a unit that only helped is read as a paper without a number, and asked about',
	'liaison/convener-and-deputies.xlsx':
		'the heading 乡镇（街道） alone is no name of a post: refused with the headings that are needed',
	'liaison/two-conveners.xlsx': 'the second of two rows of one post is named, not the first: nothing is stored',
	'members/duplicate-rows.xlsx': 'another member of the same name in another sector is taken for another person',
	'members/numbers-as-text.xlsx': 'zeros that only the format of a cell shows are not seen',
	'members/several-sheets.xlsx': 'a sheet for each sector is refused: the sector has to be a column',
	'members/ticks.xlsx': 'ticks below 男 and 女 are not read, nor guessed',
	'members/unknown-headings.xlsx':
		'without a known heading for the name the roll is refused with the headings that are needed',
	'refused/not-a-zip.xlsx': 'text under the name of a workbook is read as text, and refused for its missing headings',
};
