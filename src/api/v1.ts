import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { asking } from './asking.ts';
import { largestBody, tooLarge } from './body.ts';
import { catalogues } from './catalogues.ts';
import { openApiDocument } from './document.ts';
import { matters } from './matters.ts';
import { proposals } from './proposals.ts';
import { referencePage, referenceStyle } from './reference/page.ts';
import { endpoints } from './routing.ts';
import { transitions } from './transitions.ts';

/** Everything under `/api/v1`. Slices come one file each; acts need no file of their own. */
export const v1 = endpoints();

v1.use('/committees/:committee/*', bodyLimit({ maxSize: largestBody, onError: tooLarge }), asking);
for (const slice of [proposals, matters, catalogues, transitions]) v1.route('/', slice);

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
