import type { DemoContent } from '../content/content.ts';
import type { Keys } from './keys.ts';
import type { Row } from './row.ts';

export const zone = 'Asia/Shanghai';

export const committeeRows = (content: DemoContent, keys: Keys): Row<'committee'>[] =>
	content.committees.map(({ key, parent, level, name, shortName }) => ({
		id: keys.committee(key),
		slug: key,
		name,
		short_name: shortName,
		level,
		parent_id: parent && keys.committee(parent),
		zone,
		is_home: key === content.home,
	}));

export const termRows = (content: DemoContent, keys: Keys): Row<'term'>[] =>
	content.terms.map(({ key, committee, number, name, from, to }) => ({
		committee_id: keys.committee(committee),
		id: keys.term(key),
		number,
		name,
		starts_on: from,
		ends_on: to,
	}));

export const sessionRows = (content: DemoContent, keys: Keys): Row<'plenary_session'>[] =>
	content.sessions.map(({ key, committee, term, number, name, year, opensOn, closesOn, cutOffAt }) => ({
		committee_id: keys.committee(committee),
		id: keys.session(key),
		term_id: keys.term(term),
		number,
		name,
		year,
		opens_on: opensOn,
		closes_on: closesOn,
		cut_off_at: new Date(cutOffAt),
	}));

/** The demo's sign-ins have a password and nothing else, so that anybody can try them; the sign-in page says so. */
export const settingRows = (content: DemoContent, keys: Keys) =>
	content.committees.map(({ key }) => ({
		committee_id: keys.committee(key),
		name: 'sign_in',
		version: 1,
		value: { second_factor: 'nobody' },
		valid_from: new Date(0),
		changed_by: null,
	}));
