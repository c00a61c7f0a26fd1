import { OpenAPIHono } from '@hono/zod-openapi';
import { house } from '#web/house.ts';

export const api = new OpenAPIHono();

api.get('/healthz', (c) => c.text('ok\n'));
api.get('/readyz', async (c) => {
	await house().db.selectFrom('committee').select('id').limit(1).execute();
	return c.text('ready\n');
});
