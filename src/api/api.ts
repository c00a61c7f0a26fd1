import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { findHomeCommittee } from '#server/people/queries.ts';
import { house } from '#web/house.ts';
import { noSuchMethod, noSuchPage, problemFor } from './problem.ts';
import { reference, v1 } from './v1.ts';

export const api = new OpenAPIHono();

api.onError(problemFor);
api.notFound(noSuchPage);
api.use(methodNotAllowed({ app: api, onMethodNotAllowed: noSuchMethod }));

api.get('/healthz', (c) => c.text('ok\n'));
api.get('/readyz', async (c) => {
	await findHomeCommittee(house().db);
	return c.text('ready\n');
});
api.route('/api/v1', v1);
api.get('/api/v1/', reference);
