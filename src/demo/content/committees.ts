import type { Committee } from './content.ts';

/** An invented province; none of these places is on the map. */
export const HOME = 'yunxi';

export const committees: Committee[] = [
	{
		key: 'canglan',
		parent: null,
		level: 'province',
		name: '政协沧岚省委员会',
		shortName: '沧岚省政协',
		place: '沧岚省',
	},
	{
		key: 'linlan',
		parent: 'canglan',
		level: 'city',
		name: '政协临澜市委员会',
		shortName: '临澜市政协',
		place: '临澜市',
	},
	{
		key: HOME,
		parent: 'linlan',
		level: 'county',
		name: '政协云溪县委员会',
		shortName: '云溪县政协',
		place: '云溪县',
	},
	{
		key: 'fengzhu',
		parent: 'linlan',
		level: 'county',
		name: '政协枫渚县委员会',
		shortName: '枫渚县政协',
		place: '枫渚县',
	},
	{
		key: 'chengting',
		parent: 'linlan',
		level: 'county',
		name: '政协澄汀县委员会',
		shortName: '澄汀县政协',
		place: '澄汀县',
	},
];
