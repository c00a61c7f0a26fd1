import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToEnd } from './child.mjs';
import { alone } from './lock.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (/** @type {string[]} */ ...parts) => join(root, ...parts);

/** The pinned Node, as an ordinary package. */
export const pinnedNode = inRoot('node_modules', 'node', 'bin', 'node');

const installedMark = inRoot('node_modules', '.installed');
const builtMark = inRoot('build', '.built');
const buildInputs = ['src', 'static', 'vite.config.ts', 'package.json', 'package-lock.json'];
/** What stays outside the built pages: the process reads it as it stands (see vite.config.ts). */
const notBuilt = /^src\/(server|api|cli|demo|main\.ts)$|\.test\.ts$/;

/** Standard output belongs to what is started afterwards. */
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

class SetUpFailed extends Error {}

/**
 * Installs and builds what is missing or has changed; says one line for each step, nothing when all is there.
 * @param {{ build: boolean }} wish
 * @returns {Promise<boolean>} whether everything is in place; if not, it has said why
 */
export async function setUp({ build }) {
	try {
		await makeReady(build);
		return true;
	} catch (error) {
		if (!(error instanceof SetUpFailed)) throw error;
		say(error.message);
		return false;
	}
}

/** @param {boolean} build */
async function makeReady(build) {
	if (Number(process.versions.node.split('.')[0]) < 20) {
		throw new SetUpFailed(`Node ${process.versions.node} is too old to begin with: install Node 20 or later.`);
	}
	if (isReady(build)) return;
	const work = async () => {
		if (!isInstalled()) await install();
		if (build && !isBuilt()) await buildPages();
	};
	await alone(inRoot('.svelte-kit', 'set-up.lock'), work, () => say('Another process is setting up here; waiting…'));
}

const isReady = (/** @type {boolean} */ build) => isInstalled() && (!build || isBuilt());

const read = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function isInstalled() {
	if (!existsSync(pinnedNode)) return false;
	return read(installedMark) === lockMark() || npmInstalledTheSame();
}

/** A folder carried to another kind of machine has the wrong binaries. */
function lockMark() {
	const lock = readFileSync(inRoot('package-lock.json'));
	return `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}\n`;
}

/** After `npm install` by hand there is no mark of ours, but npm's own note of what it installed. */
function npmInstalledTheSame() {
	const note = read(inRoot('node_modules', '.package-lock.json'));
	if (!note || existsSync(installedMark)) return false;
	/** @typedef {Record<string, { version?: string; optional?: boolean; inBundle?: boolean }>} Packages */
	/** @type {Packages} */
	const there = JSON.parse(note).packages;
	/** @type {Packages} */
	const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(
		([path, { version, optional }]) =>
			path === '' || (there[path] ? there[path]?.version === version : optional === true),
	);
}

async function install() {
	say('Installing packages; this takes about a minute…');
	rmSync(installedMark, { force: true });
	const started = Date.now();
	const heard = await quietly(
		...npm(),
		['ci', '--include=dev', '--no-audit', '--no-fund', '--no-progress'],
		npmPlaces(),
	);
	if (!existsSync(pinnedNode)) throw new SetUpFailed(`${heard}\n${scriptsRefused}`);
	writeFileSync(installedMark, lockMark());
	say(`Packages installed in ${seconds(started)} s.`);
}

const scriptsRefused =
	'The packages are there, but Node 24 is not: npm did not run the install scripts of the packages named in ' +
	'"allowScripts" of package.json.\nAllow them once with\n\n    npm ci --ignore-scripts=false\n\nand start again.';

/**
 * The npm that runs us, on the Node that runs it: `npm ci` removes the pinned Node while it works.
 * @returns {[string, string[]]}
 */
function npm() {
	const { npm_execpath: script, npm_node_execpath: node = process.execPath } = process.env;
	return script?.endsWith('npm-cli.js') ? [node, [script]] : ['npm', []];
}

/** npm keeps its cache at home; a user without a home gets a temporary one. */
function npmPlaces() {
	try {
		accessSync(homedir(), constants.W_OK);
		return {};
	} catch {
		return { npm_config_cache: join(tmpdir(), `npm-cache-${process.getuid?.() ?? 'user'}`) };
	}
}

function isBuilt() {
	return existsSync(inRoot('build', 'handler.js')) && read(builtMark) === buildMark();
}

function buildMark() {
	const hash = createHash('sha256');
	for (const input of buildInputs) addTo(hash, input);
	return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path relative to the root; a file or a folder with all in it
 */
function addTo(hash, path) {
	if (notBuilt.test(path)) return;
	const entries = existsSync(inRoot(path)) ? readEntries(inRoot(path)) : [];
	if (!entries) hash.update(`${path}\0`).update(readFileSync(inRoot(path)));
	else for (const name of entries.sort()) addTo(hash, `${path}/${name}`);
}

/** @param {string} path */
function readEntries(path) {
	try {
		return readdirSync(path);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return undefined;
		throw error;
	}
}

async function buildPages() {
	say('Building pages…');
	rmSync(builtMark, { force: true });
	// what is edited while the build runs belongs to the next one
	const mark = buildMark();
	await quietly(pinnedNode, [inRoot('node_modules', 'vite', 'bin', 'vite.js')], ['build'], {
		NODE_ENV: 'production',
		NO_COLOR: '1',
	});
	writeFileSync(builtMark, mark);
}

/**
 * @param {string} file
 * @param {string[]} before
 * @param {string[]} args
 * @param {Record<string, string | undefined>} places
 * @returns {Promise<string>} what it said; shown only when it fails
 */
async function quietly(file, before, args, places) {
	let heard = '';
	const env = { ...process.env, ...places };
	/** @type {import('node:child_process').SpawnOptions} */
	const options = { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] };
	const code = await runToEnd(file, [...before, ...args], options, (text) => (heard += text));
	if (code > 128) process.exit(code);
	if (code !== 0) throw new SetUpFailed(`${heard.trim()}\n\n“${args.join(' ')}” failed; what it said is above.`);
	return heard.trim();
}

const seconds = (/** @type {number} */ since) => Math.round((Date.now() - since) / 1000);
