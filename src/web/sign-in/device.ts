import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The cookie by which a browser is known again; it says nothing of who uses it, and outlives a sign-out. */
export const deviceCookie = 'concentric_device';
export const deviceCookieDays = 400;

export interface Device {
	/** What the browser keeps. */
	cookie: string;
	hash: Buffer;
}

const macOf = (secret: string, id: string): string =>
	createHmac('sha256', secret).update(`device ${id}`).digest('base64url').slice(0, 22);
const deviceWith = (id: string, mac: string): Device => ({
	cookie: `${id}.${mac}`,
	hash: createHash('sha256').update(id).digest(),
});

export function newDevice(secret: string): Device {
	const id = randomBytes(16).toString('base64url');
	return deviceWith(id, macOf(secret, id));
}

/** The device of a cookie that this house has signed; a forged one is none, and costs no statement. */
export function deviceIn(secret: string, cookie: string | undefined): Device | undefined {
	const [id = '', mac = ''] = (cookie ?? '').split('.');
	const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(secret, id))];
	if (given.length !== expected.length || !id) return undefined;
	return timingSafeEqual(given, expected) ? deviceWith(id, mac) : undefined;
}

/** The browser and the system that a user agent names, as people call them; nothing finer is of use to them. */
const browsers: [RegExp, string][] = [
	[/MicroMessenger/, 'WeChat'],
	[/DingTalk/, 'DingTalk'],
	[/Edg(A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/QQBrowser/, 'QQ'],
	[/HuaweiBrowser/, 'Huawei'],
	[/Firefox\/|FxiOS/, 'Firefox'],
	[/Chrom(e|ium)\/|CriOS/, 'Chrome'],
	[/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
	[/OpenHarmony|HarmonyOS/, 'HarmonyOS'],
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Mac OS X|Macintosh/, 'Mac'],
	[/Linux|X11/, 'Linux'],
];
const nameIn = (names: readonly [RegExp, string][], agent: string) =>
	names.find(([pattern]) => pattern.test(agent))?.[1];

/** "iPhone · WeChat"; these names are the same in every language. Empty where nothing is said. */
export const deviceName = (agent: string): string =>
	[nameIn(systems, agent), nameIn(browsers, agent)].filter(Boolean).join(' · ');
