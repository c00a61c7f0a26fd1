import { readFileSync } from 'node:fs';
import { html } from 'hono/html';
import type { Document } from '../document.ts';
import { fields, formsOf, operationPart, type Markup } from './operation.ts';
import { nameIn, typeOf, type Operation, type SchemaNode } from './types.ts';

export const referenceStyle = readFileSync(new URL('./reference.css', import.meta.url), 'utf8');

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
