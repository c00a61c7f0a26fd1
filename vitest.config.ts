import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/** What a test of one room and one of the whole house have in common. */
const shared = { environment: 'node', pool: 'forks', restoreMocks: true } as const;

export default defineConfig({
	plugins: [sveltekit()],
	test: {
		globalSetup: ['tests/global-setup.ts'],
		projects: [
			{
				extends: true,
				test: {
					...shared,
					name: 'rooms',
					include: ['src/**/*.test.ts', 'tests/*.test.ts'],
					testTimeout: 30_000,
					hookTimeout: 60_000,
					maxWorkers: 2,
					sequence: { groupOrder: 1 },
				},
			},
			{
				// the built server with its own processes, and a browser: one at a time leaves a core for each
				extends: true,
				test: {
					...shared,
					name: 'journeys',
					include: ['tests/*/**/*.test.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000,
					fileParallelism: false,
					sequence: { groupOrder: 2 },
				},
			},
		],
	},
});
