import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { asking, changes } from './asking.ts';
import { largestBody, tooLarge } from './body.ts';
import { catalogues } from './catalogues.ts';
import { openApiDocument } from './document.ts';
import { exports } from './exports.ts';
import { ledger } from './ledger.ts';
import { files } from './files.ts';
import { matters } from './matters.ts';
import { proposals } from './proposals.ts';
import { readings } from './readings.ts';
import { referencePage, referenceStyle } from './reference/page.ts';
import { endpoints } from './routing.ts';
import { searching } from './search.ts';
import { savedSearches } from './saved-searches.ts';
import { likeness } from './similar.ts';
import { transitions } from './transitions.ts';

/** Everything under `/api/v1`. Slices come one file each; acts need no file of their own. */
export const v1 = endpoints();

const limit = bodyLimit({ maxSize: largestBody, onError: tooLarge });
// looking for a body costs as much as the rest of a question that has none
v1.use('/committees/:committee/*', (c, next) => (changes(c.req.method) ? limit(c, next) : next()), asking);
for (const slice of [
	exports,
	files,
	proposals,
	matters,
	catalogues,
	searching,
	savedSearches,
	likeness,
	ledger,
	readings,
	transitions,
])
	v1.route('/', slice);

v1.get('/openapi.json', (c) => c.json(openApiDocument(v1), 200, { 'cache-control': 'public, max-age=300' }));
v1.get('/reference.css', (c) =>
	c.body(referenceStyle, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' }),
);
/** Answers with and without the last slash. */
export const reference = (c: Context) =>
	c.html(referencePage(openApiDocument(v1)), 200, {
		'cache-control': 'public, max-age=300',
		'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
	});
v1.get('/', reference);
