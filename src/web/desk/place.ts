import { isId } from '#server/core/id.ts';
import { deskViews, type DeskFilter, type DeskView, type Urgency } from '#server/matters/desk/queries.ts';

export const panelTabs = ['acts', 'text', 'record'] as const;
export type PanelTab = (typeof panelTabs)[number];

/** Where one is at the desk: view, group, filters and the open matter. The address carries all of it. */
export interface Place extends Omit<DeskFilter, 'each'> {
	open?: string;
	tab: PanelTab;
}

const urgencies: readonly Urgency[] = ['over', 'soon', 'new', 'rest'];
const filters = ['session_id', 'sector_id', 'holder_id', 'title'] as const;

/** What is no view, no id or empty is left out. */
export function placeOf(params: URLSearchParams): Place {
	const text = (name: string) => params.get(name)?.trim().slice(0, 60) || undefined;
	const id = (name: string) => [text(name)].find((value) => value && isId(value));
	return {
		view: deskViews.find((view) => view === text('view')) ?? ('mine' satisfies DeskView),
		urgency: urgencies.find((urgency) => urgency === text('urgency')),
		session_id: id('session_id'),
		sector_id: id('sector_id'),
		holder_id: id('holder_id'),
		title: text('title'),
		open: id('open'),
		tab: panelTabs.find((tab) => tab === text('tab')) ?? 'acts',
	};
}

/** A place as a query, shortest form first: '' is one's own work with nothing open. */
export function queryOf(place: Partial<Place>): string {
	const params = new URLSearchParams();
	if (place.view && place.view !== 'mine') params.set('view', place.view);
	for (const name of ['urgency', ...filters, 'open'] as const) if (place[name]) params.set(name, place[name]);
	if (place.tab && place.tab !== 'acts') params.set('tab', place.tab);
	return params.toString();
}

export const hrefTo = (desk: string, place: Partial<Place>): string => [desk, queryOf(place)].filter(Boolean).join('?');
/** The row stands in the panel; on a narrow screen the link leads down to it. */
export const hrefOpen = (desk: string, place: Place, open: string, tab: PanelTab = 'acts'): string =>
	`${hrefTo(desk, { ...place, open, tab })}#panel`;
/** Where a form of this place is sent; what follows the act is the same place. */
export const actionAt = (place: Partial<Place>, action: string): string =>
	`?/${action}${queryOf(place) && `&${queryOf(place)}`}`;
