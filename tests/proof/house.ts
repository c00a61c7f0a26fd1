import { signInWith } from '#web/sign-in.ts';
import { fullLife, type FullLife } from '#server/testing/full-life.ts';
import { advance, type Begun, type Stage } from '../journeys/advance.ts';
import { openHouse, type House } from '../journeys/house.ts';
import { askersOf, type Asker } from './askers.ts';

/** The built server with a proposal at every point where a page or a form is for somebody, and everybody before it. */
export interface ProvenHouse extends House {
	askers: Asker[];
	life: FullLife;
	/** The same in another committee. */
	foreign: FullLife;
	begun: Record<(typeof points)[number], Begun>;
	/** One request as this asker, not followed. */
	asks(asker: Asker, path: string, form?: Record<string, string>): Promise<Response>;
}
const points = ['drafted', 'invited', 'submitted', 'admitted', 'written'] as const satisfies Stage[];

export async function openProvenHouse(): Promise<ProvenHouse> {
	const house = await openHouse();
	const life = await fullLife(house.assembly);
	const begun = {} as ProvenHouse['begun'];
	for (const point of points) begun[point] = await advance(house, point);
	const { askers, elsewhere } = await askersOf(house.db, house.assembly);
	const foreign = await fullLife(elsewhere);
	const { internalAdapter } = await signInWith(house.db, 'only stores sessions', house.url).$context;
	const tokens = new Map<string, string>();
	for (const { user_id } of askers)
		if (user_id) tokens.set(user_id, (await internalAdapter.createSession(user_id)).token);
	const asks: ProvenHouse['asks'] = (asker, path, form) =>
		fetch(`${house.url}/yunxi${path}`, {
			redirect: 'manual',
			...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
			headers: {
				accept: 'text/html',
				origin: house.url,
				...(asker.user_id ? { authorization: `Bearer ${tokens.get(asker.user_id)}` } : {}),
			},
		});
	return { ...house, askers, life, foreign, begun, asks };
}

/** Whether somebody holds one of these roles today. */
export const holds =
	(...roles: string[]) =>
	(asker: Asker): boolean =>
		asker.roles.some((role) => roles.includes(role));
export const isNamed =
	(...names: string[]) =>
	({ name }: Asker): boolean =>
		names.includes(name);
/** The desks of 2.1.1: who sits where. */
export const atDesk = holds(
	'proposal_clerk',
	'proposal_director',
	'assigner',
	'inspector',
	'chair',
	'vice_chair',
	'secretary_general',
);
export const atUnit = holds('unit_registrar', 'unit_drafter', 'unit_head');
export const asMember = holds('member', 'standing_member', 'organisation_contact', 'sector_convener');
export const ofLeadUnit = isNamed('registrar', 'drafter', 'head');
