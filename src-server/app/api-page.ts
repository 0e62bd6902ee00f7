import { z } from 'zod'
import { ApiErrorCode } from '#shared/base/error-codes.ts'
import { escapeHtml } from '#shared/features/mail-template/clean.ts'
import { API_PREFIX, PROBLEM_TITLES } from '../gateway/problem.ts'
import { statusOfCode } from '../gateway/refusal.ts'
import { exampleOf, fieldsOf, type Schema, shapesOf } from './schema-fields.ts'

const SchemaShape = z.custom<Schema>((schema) => typeof schema === 'object' && schema !== null)

const Content = z.record(z.string(), z.object({ schema: SchemaShape, example: z.unknown().optional() }))

/** As much of the server's own description as the page shows. */
const Described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().default(''),
        description: z.string().default(''),
        tags: z.array(z.string()).default(['Other']),
        parameters: z
          .array(
            z.object({
              name: z.string(),
              in: z.string(),
              required: z.boolean().default(false),
              description: z.string().optional(),
              schema: SchemaShape
            })
          )
          .default([]),
        requestBody: z.object({ content: Content }).optional(),
        responses: z.record(z.string(), z.object({ content: Content.optional() }))
      })
    )
  )
})
type Route = z.infer<typeof Described>['paths'][string][string] & { method: string; path: string }

const STYLE = `
:root{color-scheme:light dark;--line:#d5dcdc;--soft:#525d5d;--code:#eff2f2}
body{max-width:60rem;margin:0 auto;padding:24px;background:#fff;color:#151c1c;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font-size:28px}h2{margin-top:40px;border-bottom:1px solid var(--line)}h4{margin:16px 0 4px}
code,pre{font:14px/1.45 ui-monospace,SFMono-Regular,Consolas,monospace}
pre{overflow:auto;padding:12px;border-radius:6px;background:var(--code)}
details{border:1px solid var(--line);border-radius:6px;margin:8px 0;padding:0 12px}
summary{padding:10px 0;cursor:pointer;overflow-wrap:anywhere}
summary b{display:inline-block;min-width:3.5em}
summary span,small{color:var(--soft)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
@media (prefers-color-scheme:dark){:root{--line:#2c3636;--soft:#a6b2b1;--code:#1a2121}body{background:#0f1313;color:#e7ecec}a{color:#7fc4ff}}
`

/** A page to read, made of the server's own description; it asks nothing of any other server and runs no script. */
export function apiPage(document: unknown): string {
  const routes: Route[] = Object.entries(Described.parse(document).paths)
    .filter(([path]) => path.startsWith(`${API_PREFIX}/`))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, route]) => ({ ...route, method: method.toUpperCase(), path }))
    )
  const tags = [...new Set(routes.map(({ tags: [tag] }) => tag ?? 'Other'))]
  const sections = tags.map((tag) => {
    const own = routes.filter(({ tags: [first] }) => first === tag)
    return `<section><h2 id="${anchor(tag)}">${escapeHtml(tag)}</h2>${own.map(routeHtml).join('')}</section>`
  })
  const contents = tags.map((tag) => `<a href="#${anchor(tag)}">${escapeHtml(tag)}</a>`).join(' · ')
  const problems = ApiErrorCode.options.map(
    (code) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${statusOfCode(code)}</td><td>${escapeHtml(PROBLEM_TITLES[code])}</td></tr>`
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Octopus Desk: integration API</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Octopus Desk: integration API</h1>
<p>Every call carries an API key, as <code>Authorization: Bearer octo_…</code>; an administrator makes it in Settings and chooses its scopes.
For programs: <a href="/openapi.json">openapi.json</a>.</p>
<p>${contents} · <a href="#problems">Problems</a></p>
${sections.join('\n')}
<section><h2 id="problems">Problems</h2>
<p>A refusal is <code>application/problem+json</code> (RFC 9457). <code>detail</code> says what, why and what to do; <code>errors</code> names every place that does not fit.</p>
<div class="wide"><table><thead><tr><th>code</th><th>status</th><th>meaning</th></tr></thead><tbody>${problems.join('')}</tbody></table></div>
</section>
</main>
</body>
</html>
`
}

/** Text with its `code` set as code. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function anchor(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

function routeHtml(route: Route): string {
  const { method, path, summary, description, parameters, requestBody, responses } = route
  const body = requestBody?.content['application/json']
  const answer = (responses['200'] ?? responses['201'])?.content?.['application/json']
  const given = parameters.map(({ name, in: place, required, description: text, schema }) => ({
    ...{ name, required, text: text ?? schema.description ?? '' },
    type: `${fieldsOf(schema)[0]?.type ?? ''} (${place})`
  }))
  return `<details id="${method.toLowerCase()}-${anchor(path)}"><summary><b>${method}</b> <code>${escapeHtml(path)}</code><br><span>${prose(summary)}</span></summary>
<p>${prose(description)}</p>
${given.length > 0 ? `<h4>Parameters</h4>${table(given)}` : ''}
${body ? `<h4>Body</h4>${schemaHtml(body)}` : ''}
${answer ? `<h4>Answer</h4>${schemaHtml(answer)}` : ''}
</details>`
}

function schemaHtml({ schema, example = exampleOf(schema) }: { schema: Schema; example?: unknown }): string {
  const shapes = shapesOf(schema).map(
    (shape) => `${shape.title ? `<h4>${escapeHtml(shape.title)}</h4>` : ''}${table(fieldsOf(shape))}`
  )
  return `${shapes.join('')}${example === undefined ? '' : `<pre>${escapeHtml(JSON.stringify(example, null, 2))}</pre>`}`
}

function table(fields: readonly { name: string; type: string; required: boolean; text: string }[]): string {
  const rows = fields.map(
    ({ name, type, required, text }) =>
      `<tr><td><code>${escapeHtml(name)}</code>${required ? '' : '<br><small>optional</small>'}</td><td>${escapeHtml(type)}</td><td>${prose(text)}</td></tr>`
  )
  return `<div class="wide"><table><tbody>${rows.join('')}</tbody></table></div>`
}
