import { defineParams } from '@sveltejs/kit/params';
import { isId } from '#server/core/id.ts';

export const params = defineParams({ id: (text) => (isId(text) ? text : undefined) });
