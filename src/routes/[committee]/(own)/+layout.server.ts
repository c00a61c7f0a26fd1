import { postedBySignedOut } from '../signed-out.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ request }) => ({ posted: postedBySignedOut(request) ?? null });
