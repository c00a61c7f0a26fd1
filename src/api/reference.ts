import { readFileSync } from 'node:fs';
import { html } from 'hono/html';
import type { Document } from './document.ts';
import { nameIn, typeOf, type SchemaNode } from './reference-types.ts';

export const referenceStyle = readFileSync(new URL('./reference.css', import.meta.url), 'utf8');

type Markup = ReturnType<typeof html>;

interface Body {
	content?: Record<string, { schema?: SchemaNode; example?: unknown }>;
}
interface Operation {
	operationId?: string;
	summary?: string;
	description?: string;
	tags?: string[];
	parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: SchemaNode }[];
	requestBody?: Body;
	responses?: Record<string, Body & { description?: string }>;
}

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

function fields(schema: SchemaNode): Markup {
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
function formsOf({ requestBody }: Operation): SchemaNode[] {
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

const operationPart = (
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

const operationsOf = (document: Document) =>
	Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
		Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
	);

/** The document as a page: plain HTML, no script, nothing from elsewhere. */
export function referencePage(document: Document): Markup {
	const operations = operationsOf(document);
	const schemas = (document.components?.schemas ?? {}) as Record<string, SchemaNode>;
	const bodies = new Set(
		operations.flatMap(({ operation }) => formsOf(operation).map((form) => nameIn(form.$ref ?? ''))),
	);
	const types = Object.entries(schemas).filter(([name]) => !bodies.has(name));
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${document.info.title} API</title>
				<link rel="stylesheet" href="/api/v1/reference.css" />
			</head>
			<body>
				<header>
					<h1>${document.info.title} API</h1>
					${(document.info.description ?? '').split('\n').map((line) => html`<p>${line}</p>`)}
					<p><a href="/api/v1/openapi.json">openapi.json</a></p>
				</header>
				<nav aria-label="Endpoints">
					<ul>
						${operations.map(
							({ path, method, operation }) =>
								html`<li>
									<a href="#${operation.operationId ?? ''}"
										><span class="method">${method.toUpperCase()}</span> <code>${path}</code></a
									>
								</li>`,
						)}
					</ul>
				</nav>
				<main>
					${operations.map(({ path, method, operation }) => operationPart(path, method, operation, schemas))}
					<h2>Types</h2>
					${types.map(
						([name, schema]) =>
							html`<details id="${name}">
								<summary><code>${name}</code></summary>
								${schema.description ? html`<p>${schema.description}</p>` : ''}${schema.properties ? fields(schema) : html`<p>${typeOf(schema)}</p>`}
							</details>`,
					)}
				</main>
			</body>
		</html>`;
}
