import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** Kit's server build and main.ts must share one copy of the core: its modules stay outside the bundle. */
const oneCoreInTheProcess: Plugin = {
	name: 'one-core-in-the-process',
	enforce: 'pre',
	applyToEnvironment: (environment) => environment.name === 'ssr',
	resolveId: (source) => (/^#(server|web|api)\//.test(source) ? { id: source, external: true } : undefined),
};

export default defineConfig({
	plugins: [
		oneCoreInTheProcess,
		sveltekit({
			adapter: adapter(),
			// A page without scripts of its own needs no nonce, so cached pages keep one ETag.
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					'img-src': ['self', 'data:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'form-action': ['self'],
					'base-uri': ['none'],
					'frame-ancestors': ['none'],
				},
			},
		}),
	],
	build: { target: 'chrome91' },
});
