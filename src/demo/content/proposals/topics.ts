import { business } from './business.ts';
import { care } from './care.ts';
import { counters } from './counters.ts';
import { culture } from './culture.ts';
import { elders } from './elders.ts';
import { fields } from './fields.ts';
import { health } from './health.ts';
import { homes } from './homes.ts';
import { nature } from './nature.ts';
import { order } from './order.ts';
import { roads } from './roads.ts';
import { schools } from './schools.ts';
import type { Topic } from './topic.ts';
import { town } from './town.ts';
import { villages } from './villages.ts';

export const topics: readonly Topic[] = [
	...elders,
	...care,
	...town,
	...roads,
	...fields,
	...villages,
	...nature,
	...schools,
	...health,
	...culture,
	...order,
	...counters,
	...business,
	...homes,
];

const byId = new Map(topics.map((topic) => [topic.id, topic]));

export function topicOf(id: string): Topic {
	const topic = byId.get(id);
	if (!topic) throw new Error(`unknown topic ${id}`);
	return topic;
}
