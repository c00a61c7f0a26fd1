/** Where the content's catalogues call something otherwise than the settings of a new committee (src/server/core/settings.ts). */
const settingsCodes: Record<string, Record<string, string>> = {
	category: { social: 'livelihood', law: 'governance' },
	reason_code: { several_matters: 'more_than_one', missing_seal: 'other' },
};

export const inSettings = (field: string, code: string): string => settingsCodes[field]?.[code] ?? code;
