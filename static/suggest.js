/* Names and titles while typing, as a list below the field. Without an answer in time, the field stays what it is.
   Loaded by enhance.js where a page has such a field. ES2020. */
const most = 60;
const answers = new Map();
let pausedUntil = 0;

/** What the server suggests; nothing where it is away, slow, or asks to wait. */
async function suggestionsFor(field, typed, signal) {
	const address = `${field.dataset.suggestions}?q=${encodeURIComponent(typed)}`;
	if (answers.has(address)) return answers.get(address);
	if (Date.now() < pausedUntil) return [];
	// what everybody is told is asked without a sign-in, so that the browser may keep the answer
	const credentials = 'open' in field.dataset ? 'omit' : 'same-origin';
	const answer = await fetch(address, { credentials, signal, headers: { accept: 'application/json' } });
	if (answer.status === 429) pausedUntil = Date.now() + 1000 * Number(answer.headers.get('retry-after') || 5);
	const { rows = [] } = answer.ok ? await answer.json() : {};
	if (answers.size >= most) answers.delete(answers.keys().next().value);
	if (answer.ok) answers.set(address, rows);
	return rows;
}

const make = (tag, properties, attributes = {}) => {
	const element = Object.assign(document.createElement(tag), properties);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	return element;
};

export function offerSuggestions(field) {
	const place = field.closest('.search, .dtop__search') ?? field.parentElement;
	const list = make('ul', { id: `${field.id}-list`, className: 'suggest', hidden: true }, { role: 'listbox' });
	const told = make('span', { className: 'sr' }, { role: 'status' });
	list.setAttribute('aria-label', field.dataset.label ?? '');
	place.append(list, told);
	for (const [name, value] of Object.entries({
		role: 'combobox',
		'aria-autocomplete': 'list',
		'aria-controls': list.id,
		'aria-expanded': 'false',
	}))
		field.setAttribute(name, value);

	let timer;
	let asking;
	let typed = '';
	let chosen = -1;
	const options = () => [...list.children];

	function mark(index) {
		chosen = index;
		options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
		const option = options()[index];
		if (option) field.setAttribute('aria-activedescendant', option.id);
		else field.removeAttribute('aria-activedescendant');
		field.value = option ? option.dataset.text : typed;
		option?.scrollIntoView({ block: 'nearest' });
	}
	function close() {
		clearTimeout(timer);
		asking?.abort();
		list.hidden = true;
		chosen = -1;
		field.setAttribute('aria-expanded', 'false');
		field.removeAttribute('aria-activedescendant');
		told.textContent = '';
	}
	function show(rows) {
		list.replaceChildren(
			...rows.map(({ text, kind }, at) => {
				const option = make(
					'li',
					{ id: `${list.id}-${at}`, textContent: text },
					{ role: 'option', 'aria-selected': 'false' },
				);
				option.dataset.text = text;
				option.dataset.kind = kind;
				return option;
			}),
		);
		chosen = -1;
		list.hidden = !rows.length;
		field.setAttribute('aria-expanded', String(rows.length > 0));
		field.removeAttribute('aria-activedescendant');
		told.textContent = rows.length ? (field.dataset.found ?? '').replace('{n}', String(rows.length)) : '';
	}
	async function ask() {
		typed = field.value;
		const wanted = typed.trim();
		if (!wanted) return close();
		asking?.abort();
		asking = new AbortController();
		try {
			const rows = await suggestionsFor(field, wanted, asking.signal);
			if (field.value === typed && document.activeElement === field) show(rows);
		} catch {
			close();
		}
	}
	function later() {
		clearTimeout(timer);
		timer = setTimeout(ask, 200);
	}
	function onKey(event) {
		if (event.isComposing) return;
		const { length } = options();
		if (event.key === 'Escape' && !list.hidden) {
			event.preventDefault();
			field.value = typed;
			return close();
		}
		if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return;
		if (list.hidden || !length) return void (event.key === 'ArrowDown' && ask());
		event.preventDefault();
		// one step beyond either end is the field itself, with what was typed
		const step = event.key === 'ArrowDown' ? 1 : -1;
		mark(((chosen + 1 + step + length + 1) % (length + 1)) - 1);
	}
	field.addEventListener('input', (event) => event.isComposing || later());
	field.addEventListener('compositionend', later);
	field.addEventListener('keydown', onKey);
	field.addEventListener('blur', close);
	field.form?.addEventListener('submit', close);
	list.addEventListener('pointerdown', (event) => event.preventDefault());
	list.addEventListener('click', ({ target }) => {
		const option = target.closest('[role="option"]');
		if (!option) return;
		field.value = option.dataset.text;
		close();
		field.form?.requestSubmit();
	});
}
