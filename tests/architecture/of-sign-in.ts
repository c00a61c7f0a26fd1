import type { Context } from '#server/core/context.ts';
import type { Db } from '#server/core/database.ts';
import * as signIns from '#server/sign-in/queries.ts';
import type { Read } from './reads.ts';

/** The queries that read a committee's persons as those who sign in. */
export const signInReads = (
	withIds: (ask: Read['ask']) => Read,
	without: (ask: (db: Db, ctx: Context) => Promise<unknown>) => Read,
): Record<string, Read> => ({
	'sign-in/queries.ts findInvited': withIds((db, ctx, { assembly }) =>
		signIns.findInvited(db, ctx, assembly.persons.lin),
	),
	'sign-in/queries.ts listSignIns': without((db, ctx) => signIns.listSignIns(db, ctx, {})),
});

/** A sign-in belongs to the installation: it is one for all committees in which its person sits. */
const ofOnePerson = [
	'endSession',
	'endSessionsOf',
	'endOneSession',
	'listSessionsOf',
	'findCredential',
	'savePassword',
	'findFreeUserName',
	'insertUser',
	'insertLink',
	'withdrawLinks',
	'findLink',
	'takeLink',
	'noteDevice',
	'isKnownDevice',
	'isDeviceOf',
];
const ofTheFactor = ['findFactor', 'offerFactor', 'passStep', 'saveRecoveryCodes', 'useRecoveryCode', 'removeFactor'];
const why = 'the sign-in of one person, the same in every committee; whose link it is, commands ask';
export const signInExempt: Record<string, string> = Object.fromEntries([
	...ofOnePerson.map((name) => [`sign-in/queries.ts ${name}`, why]),
	...ofTheFactor.map((name) => [`sign-in/factor/queries.ts ${name}`, why]),
]);
