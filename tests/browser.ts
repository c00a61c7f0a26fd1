import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const args = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The browser of the journeys: `CHROMIUM_PATH`, or the Chromium that comes as a registry package (Linux on x64). */
export async function launchBrowser(): Promise<Browser> {
	const { CHROMIUM_PATH } = process.env;
	if (CHROMIUM_PATH) return chromium.launch({ executablePath: CHROMIUM_PATH, args });
	if (process.platform !== 'linux' || process.arch !== 'x64') return launchInstalledChrome();
	const folder = await unpackedChromium();
	const options: LaunchOptions = { executablePath: join(folder, 'chromium'), args, env: await surroundings(folder) };
	return chromium.launch(options).catch(() => {
		// a machine without Chromium's libraries takes those of the package; one that has them prefers its own
		const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
		return chromium.launch({ ...options, env: { ...options.env, LD_LIBRARY_PATH: libraries } });
	});
}

const launchInstalledChrome = (): Promise<Browser> =>
	chromium.launch({ channel: 'chrome', args }).catch((cause) => {
		const machine = `${process.platform} ${process.arch}`;
		throw new Error(`No browser comes along for ${machine}: set CHROMIUM_PATH to a Chromium.`, { cause });
	});

/** Where the machine has no fonts configured, the page is written in the ones of the package (Latin only). */
async function surroundings(folder: string): Promise<Record<string, string>> {
	const { HOME = tmpdir(), PATH = '/usr/bin:/bin', TZ = 'UTC', LANG = 'C.UTF-8' } = process.env;
	const known = { HOME, PATH, TZ, LANG };
	return existsSync('/etc/fonts/fonts.conf') ? known : { ...known, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}

/** Unpacks once per installation. Done aside and put in place in one step: several test processes may ask at once. */
async function unpackedChromium(): Promise<string> {
	const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
	const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
	const cache = join(packageFolder, '..', '..', '.cache');
	const folder = join(cache, `chromium-${version}`);
	if (existsSync(folder)) return folder;
	await mkdir(cache, { recursive: true });
	const draft = await mkdtemp(`${folder}-`);
	try {
		await unpack(packageFolder, draft);
		await writeFile(join(draft, 'fonts.conf'), fontsIn(folder));
		await rename(draft, folder).catch((error) => {
			if (!existsSync(folder)) throw error;
		});
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
	return folder;
}

/** The package always unpacks into the temporary folder, so a process with one of its own does it. */
async function unpack(packageFolder: string, draft: string): Promise<void> {
	const script =
		"const { default: chromium, inflate } = await import('@sparticuz/chromium');" +
		'await chromium.executablePath(); await inflate(process.argv[1]);';
	await promisify(execFile)(
		process.execPath,
		['--input-type=module', '-e', script, join(packageFolder, 'bin', 'al2023.tar.br')],
		{ cwd: packageFolder, env: { ...process.env, TMPDIR: draft } },
	);
}

const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${folder}/fonts</dir>
	<dir>/usr/share/fonts</dir>
	<cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
