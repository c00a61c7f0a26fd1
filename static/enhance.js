/* Comfort for pages that work without it: counters, drafts, shortcuts, dialogs. Sentences come from data-* attributes.
   A module of ES2020: older engines do not run it and keep the plain forms. */
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const attempt = (work, otherwise) => {
	try {
		return work();
	} catch {
		return otherwise; // storage that is full or forbidden loses the second copy, never the page
	}
};
const store = {
	read: (name) => attempt(() => JSON.parse(localStorage.getItem(name)), null),
	write: (name, value) => attempt(() => localStorage.setItem(name, JSON.stringify(value))),
	drop: (name) => attempt(() => localStorage.removeItem(name)),
	drafts: () => attempt(() => Object.keys(localStorage).filter((name) => name.startsWith('draft:')), []),
};

/* Counters count up. 字 are characters without white space, as src/ui/text/length.ts counts them. */
const lengthOf = (id) => [...(document.getElementById(id)?.value ?? '').replace(/\s/gu, '')].length;
const put = (place, number) =>
	(place.querySelector('b').textContent = number.toLocaleString(document.documentElement.lang));
function count() {
	for (const place of all('[data-count]')) put(place, lengthOf(place.dataset.count));
	for (const place of all('[data-total]')) {
		const total = place.dataset.total.split(' ').reduce((sum, id) => sum + lengthOf(id), 0);
		put(place, total);
		place.querySelector('progress').value = total;
	}
}

/* One tap is one act: the button waits, and wakes when the page is shown again. */
const leaving = new WeakSet();
function hold(event) {
	const form = event.target;
	if (form.action.endsWith('/sign-out')) store.drafts().forEach(store.drop);
	if (event.defaultPrevented || form.method !== 'post') return;
	if (leaving.has(form)) return event.preventDefault();
	leaving.add(form);
	const button = event.submitter ?? form.querySelector('[type="submit"]');
	button?.setAttribute('aria-busy', 'true');
	// the form's entries are gathered after this event: a button disabled now would lose its own name and value
	setTimeout(() => button && (button.disabled = true));
}
function letGo(form) {
	leaving.delete(form);
	for (const button of all('[aria-busy]', form)) {
		button.disabled = false;
		button.removeAttribute('aria-busy');
	}
}

/* Text typed and not stored is not left by accident. */
const unsent = new Set();
function remember({ target }) {
	count();
	if (target.form?.matches('[data-autosave], [data-warn]')) unsent.add(target.form);
}
function warn(event) {
	if (![...unsent].some((form) => form.isConnected && !leaving.has(form))) return;
	event.preventDefault();
	event.returnValue = '';
}

/* Drafts: stored on the server two seconds after a change, on the device while the server cannot be reached. */
const isText = ({ name, type }) =>
	name && !['key', 'version'].includes(name) && !['hidden', 'password', 'file', 'submit'].includes(type);
const fieldsOf = (form) => [...form.elements].filter(isText);
const snapshot = (form) => fieldsOf(form).map(({ name, value, checked = false }) => [name, value, checked]);
function refill(form, copy) {
	const inputs = fieldsOf(form);
	copy.fields.forEach(([name, value, checked], index) => {
		const input = inputs[index];
		if (input?.name !== name) return;
		if (input.type === 'checkbox' || input.type === 'radio') input.checked = checked;
		else input.value = value;
	});
	inputs[0]?.dispatchEvent(new Event('input', { bubbles: true }));
}
/** A fresh key for each save: the form's own key belongs to its submission. */
function freshKey() {
	const hex = [...crypto.getRandomValues(new Uint8Array(16))]
		.map((byte) => byte.toString(16).padStart(2, '0'))
		.join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
/** The server has answered, but stored nothing: `word` names the sentence, unless the answer brought its own. */
const refused = (word, sentence = '') => Object.assign(new Error('refused'), { word, sentence });
/** The stored version, from `{version}` or from a form action's answer, whose data is a flattened list. */
async function versionFrom(response) {
	if (response.status === 204) return undefined;
	const answer = await response.json().catch(() => ({}));
	if (response.status === 409 || answer.status === 409) throw refused('conflict');
	if (response.status >= 400 && response.status < 500) throw refused('refused', answer.detail);
	if (!response.ok || ['failure', 'error', 'redirect'].includes(answer.type)) throw new Error('not stored');
	if (typeof answer.data !== 'string') return answer.version;
	const flat = JSON.parse(answer.data);
	return flat[flat[0]?.version];
}
/** A save whose answer was lost may have been stored: it is sent again as it was, under its own key, before any newer text. */
const unanswered = new WeakMap();
async function send(form) {
	const body = unanswered.get(form) ?? new FormData(form);
	if (!unanswered.has(form)) body.set('key', freshKey());
	unanswered.set(form, body);
	const headers = { accept: 'application/json' };
	const answer = await fetch(form.dataset.autosave, { method: 'POST', body, headers });
	if (answer.status < 500) unanswered.delete(form);
	const version = await versionFrom(answer);
	const place = form.querySelector('input[name="version"]');
	if (place && version !== undefined) place.value = String(version);
}
function keepDraft(form) {
	const { pathname, search } = new URL(form.dataset.autosave, location.href);
	const kept = `draft:${pathname}${search}`;
	const place = form.querySelector('[data-draft]') ?? document.createElement('span');
	const say = (word, at = new Date(), sentence = '') => {
		const clock = `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`;
		place.textContent = sentence || (place.dataset[word] ?? '').replace('{time}', clock);
		place.classList.toggle('draft--bad', word !== 'saved');
	};
	const keepHere = () => store.write(kept, { at: Date.now(), fields: snapshot(form) });
	let timer;
	let saving = false;
	let stopped = false;
	/** The button that was pressed while a save was unanswered: it waits for the version that the answer brings. */
	let pressed;
	let resumed = false;
	async function save() {
		if (saving) return wait();
		saving = true;
		const isRetry = unanswered.has(form);
		const before = JSON.stringify(snapshot(form));
		try {
			await send(form);
			if (isRetry) wait();
			else {
				store.drop(kept);
				if (before === JSON.stringify(snapshot(form))) unsent.delete(form);
				say('saved');
			}
		} catch ({ word, sentence }) {
			keepHere();
			stopped = word === 'conflict';
			say(word ?? 'offline', undefined, sentence);
		}
		saving = false;
		if (!pressed) return;
		resumed = true;
		pressed.click();
	}
	function submitted(event) {
		clearTimeout(timer);
		keepHere();
		if (resumed || !event.submitter || (!saving && !unanswered.has(form))) return;
		event.preventDefault();
		if (pressed) return;
		pressed = event.submitter;
		pressed.setAttribute('aria-busy', 'true');
		if (!saving) save();
	}
	function wait() {
		clearTimeout(timer);
		if (!stopped && !leaving.has(form)) timer = setTimeout(save, 2000);
	}
	form.addEventListener('input', wait);
	form.addEventListener('submit', submitted);
	window.addEventListener('online', () => unsent.has(form) && wait());
	offer(form, place, kept, say);
}
/** A copy on this device that differs from the page is offered, never put in by itself. */
function offer(form, place, kept, say) {
	const copy = store.read(kept);
	if (!copy) return;
	if (JSON.stringify(copy.fields) === JSON.stringify(snapshot(form))) return store.drop(kept);
	say('found', new Date(copy.at));
	for (const word of ['use', 'drop']) {
		const button = document.createElement('button');
		Object.assign(button, { type: 'button', className: 'btn btn--2 btn--sm', textContent: place.dataset[word] });
		button.addEventListener('click', () => {
			place.textContent = '';
			store.drop(kept);
			if (word === 'use') refill(form, copy);
		});
		place.append(button);
	}
}
const isStale = (name) => !(store.read(name)?.at > Date.now() - 14 * 86400000);

/* Dialogs: a link that has its dialog in the page opens it; without <dialog> the link leads to the page. */
function openOrClose(event) {
	const opener = event.target.closest?.('[data-dialog]');
	const closer = event.target.closest?.('dialog [data-close]');
	const dialog = opener ? document.getElementById(opener.dataset.dialog) : closer?.closest('dialog');
	if (!dialog?.showModal) return;
	event.preventDefault();
	if (opener) dialog.showModal();
	else dialog.close();
}

/* Several at once: the bar appears when something is ticked. */
function tickSeveral(bar) {
	const form = bar.closest('form');
	const boxes = all('tbody input[type="checkbox"]', form);
	const heading = form.querySelector('[data-tick-all]');
	const every = heading?.querySelector('input');
	const sum = bar.querySelector('b');
	const tell = () => {
		const ticked = boxes.filter((box) => box.checked).length;
		bar.hidden = !ticked;
		sum.textContent = sum.dataset.template.replace('{n}', String(ticked));
		for (const box of boxes) box.closest('tr').classList.toggle('is-sel', box.checked);
		if (every) Object.assign(every, { checked: ticked === boxes.length, indeterminate: ticked % boxes.length > 0 });
	};
	const tick = (checked) => {
		for (const box of boxes) box.checked = checked;
		tell();
	};
	for (const hidden of [heading, bar.querySelector('[data-untick]')]) if (hidden) hidden.hidden = false;
	bar.querySelector('[data-untick]')?.addEventListener('click', () => tick(false));
	every?.addEventListener('change', () => tick(every.checked));
	form.addEventListener('change', ({ target }) => target !== every && tell());
	window.addEventListener('pageshow', tell);
	tell();
}

/* Single keys of the desk: only when no field has the focus, and only while the reader wants them (WCAG 2.1.4). */
const wantsKeys = () => store.read('keys') !== 'off';
const rowInHand = () => document.activeElement?.closest('.dtbl tbody tr') ?? null;
function step(by) {
	const rows = all('.dtbl tbody tr:not(.grp):not(.more)');
	const from = rows.indexOf(rowInHand() ?? document.querySelector('.dtbl tr.is-cur'));
	rows[Math.min(Math.max(from + by, 0), rows.length - 1)]?.querySelector('th a')?.focus();
}
const keys = {
	j: () => step(1),
	k: () => step(-1),
	x: () => rowInHand()?.querySelector('input[type="checkbox"]')?.click(),
	'/': () => document.querySelector('[data-shortcut="search"]')?.focus(),
	'?': () => document.getElementById('keys')?.showModal?.(),
};
for (const n of [1, 2, 3, 4]) keys[n] = () => all('[data-choices] > input')[n - 1]?.click();
const takesText = 'input:not([type="checkbox"]):not([type="radio"]), select, textarea, [contenteditable]';
function onKey(event) {
	const focused = document.activeElement;
	if (event.key === 'Enter' && event.ctrlKey) {
		const form = focused?.form ?? document.querySelector('form.exam');
		return form?.matches('.exam, [data-autosave]') ? form.querySelector('[type="submit"]')?.click() : undefined;
	}
	const isMine = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
	if (!isMine || focused?.matches(takesText) || document.querySelector('dialog[open]')) return;
	const act = event.key === '?' || wantsKeys() ? keys[event.key.toLowerCase()] : undefined;
	if (!act) return;
	event.preventDefault();
	act();
}
function offerKeys(help) {
	const button = document.querySelector('[data-keys-switch]');
	const show = () => {
		help.hidden = !wantsKeys();
		if (button) button.textContent = wantsKeys() ? button.dataset.off : button.dataset.on;
	};
	button?.addEventListener('click', () => (store.write('keys', wantsKeys() ? 'off' : 'on'), show()));
	document.addEventListener('keydown', onKey);
	show();
}

/* Names and titles while typing, where a page has a field for it. */
function offerSuggestions(fields) {
	if (fields.length)
		import('/suggest.js').then(
			({ offerSuggestions: offer }) => fields.forEach(offer),
			() => undefined,
		);
}

document.addEventListener('input', remember);
document.addEventListener('submit', hold);
document.addEventListener('click', openOrClose);
window.addEventListener('beforeunload', warn);
window.addEventListener('pageshow', () => all('form').forEach(letGo));
store.drafts().filter(isStale).forEach(store.drop);
all('form[data-autosave]').forEach(keepDraft);
all('[data-bulk]').forEach(tickSeveral);
offerSuggestions(all('[data-suggestions]'));
all('[data-keys]').forEach(offerKeys);
/* After an act the reader is told first what came of it; an address with a place in it leads there by itself. */
(all('[data-errors]')[0] ?? (location.hash ? undefined : all('.toast')[0]))?.focus();
count();
