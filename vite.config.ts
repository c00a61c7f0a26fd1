import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/**
 * Kit's server build and main.ts must share one copy of what holds state: those modules stay outside the bundle.
 * `#web/forms.ts` speaks Kit's own classes and has to be inside.
 */
const oneCoreInTheProcess: Plugin = {
	name: 'one-core-in-the-process',
	enforce: 'pre',
	applyToEnvironment: (environment) => environment.name === 'ssr',
	resolveId: (source) =>
		/^#(server|web|api)\/|^#words$/.test(source) && source !== '#web/forms.ts'
			? { id: source, external: true }
			: undefined,
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
