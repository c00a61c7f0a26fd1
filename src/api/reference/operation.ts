import { html } from 'hono/html';
import { nameIn, typeOf, type Operation, type SchemaNode } from './types.ts';

export type Markup = ReturnType<typeof html>;

const table = (headings: string[], rows: Markup[]) =>
	html`<div class="table">
		<table>
			<thead>
				<tr>
					${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
				</tr>
			</thead>
			<tbody>
				${rows}
			</tbody>
		</table>
	</div>`;

/** A named schema is a link to where it stands. */
const linked = (schema: SchemaNode): Markup => {
	const ref = schema.$ref ?? schema.items?.$ref;
	return ref ? html`<a href="#${nameIn(ref)}">${typeOf(schema)}</a>` : html`${typeOf(schema)}`;
};

export function fields(schema: SchemaNode): Markup {
	const required = new Set(schema.required ?? []);
	const rows = Object.entries(schema.properties ?? {}).map(
		([name, field]) =>
			html`<tr>
				<td><code>${name}</code>${required.has(name) ? '' : html` <span class="note">optional</span>`}</td>
				<td>${linked(field)}</td>
				<td>${field.description ?? ''}</td>
			</tr>`,
	);
	return table(['field', 'type', ''], rows);
}

const parameters = (operation: Operation): Markup =>
	table(
		['parameter', 'type', ''],
		(operation.parameters ?? []).map(
			({ name, in: place, required, schema = {}, description = '' }) =>
				html`<tr>
					<td><code>${name}</code> <span class="note">${place}${required ? '' : ', optional'}</span></td>
					<td>${typeOf(schema)}</td>
					<td>${description}</td>
				</tr>`,
		),
	);

/** One form, or one of several: those of a machine’s acts. */
export function formsOf({ requestBody }: Operation): SchemaNode[] {
	const sent = requestBody?.content?.['application/json']?.schema;
	return sent ? (sent.oneOf ?? [sent]) : [];
}

function body(operation: Operation, schemas: Record<string, SchemaNode>): Markup {
	const example = operation.requestBody?.content?.['application/json']?.example;
	const forms = formsOf(operation).map((form) => {
		const name = nameIn(form.$ref ?? '');
		const named = schemas[name] ?? {};
		return html`<details id="${name}">
			<summary><code>${String(named.properties?.action?.const ?? name)}</code></summary>
			${fields(named)}
		</details>`;
	});
	return forms.length
		? html`<h3>Body</h3>
				${forms}${example ? html`<pre>${JSON.stringify(example, null, 2)}</pre>` : ''}`
		: html``;
}

const answers = ({ responses = {} }: Operation): Markup =>
	table(
		['status', 'answer', ''],
		Object.entries(responses).map(
			([status, { description = '', content = {} }]) =>
				html`<tr>
					<td>${status}</td>
					<td>${description}</td>
					<td>${Object.values(content).map(({ schema }) => linked(schema ?? {}))}</td>
				</tr>`,
		),
	);

export const operationPart = (
	path: string,
	method: string,
	operation: Operation,
	schemas: Record<string, SchemaNode>,
): Markup =>
	html` <section id="${operation.operationId ?? ''}">
		<h2><span class="method">${method.toUpperCase()}</span> <code>${path}</code></h2>
		<p>${operation.summary ?? ''}</p>
		${operation.description ? html`<p class="note">${operation.description}</p>` : ''}
		${parameters(operation)}${body(operation, schemas)}
		<h3>Answers</h3>
		${answers(operation)}
	</section>`;
