import { createRoute, z } from '@hono/zod-openapi';
import { mediaTypeOf } from '#server/intake/media-type.ts';
import { readAttachment } from '#server/proposals/attachments.ts';
import { fileAnswer } from '#web/export/answer.ts';
import { openFolder } from '#web/export/folder.ts';
import { endpoints } from './routing.ts';
import { fileContent } from './schemas/exports.ts';
import { readingRefusals } from './schemas/problem.ts';
import { committee, id } from './schemas/wire.ts';

const ofOne = { params: z.object({ committee, id }) };

const folder = createRoute({
	method: 'get',
	path: '/committees/{committee}/proposals/{id}/folder',
	operationId: 'fetchFolder',
	tags: ['proposals'],
	summary: 'One proposal with everything that the caller may read of it: papers, attachments, timeline, as a zip',
	request: ofOne,
	responses: { 200: fileContent('The folder.', 'application/zip'), ...readingRefusals },
});

const attachment = createRoute({
	method: 'get',
	path: '/committees/{committee}/attachments/{id}',
	operationId: 'fetchAttachment',
	tags: ['proposals'],
	summary: 'A file as it was handed in, for whom the proposal lists it',
	request: ofOne,
	responses: { 200: fileContent('The file.'), ...readingRefusals },
});

export const files = endpoints()
	.openapi(folder, async (c) => {
		const { name, pieces } = await openFolder(c.var.ctx, c.req.param('id'), c.req.raw.signal);
		return fileAnswer({ name, type: 'application/zip', content: pieces });
	})
	.openapi(attachment, async (c) => {
		const { name, content } = await readAttachment(c.var.ctx, c.req.param('id'));
		return fileAnswer({ name, type: mediaTypeOf(content), content });
	});
