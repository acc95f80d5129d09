/** The API page: every operation by tag, with who may call it, what it takes, what it gives and how it refuses. Plain HTML. */
import { raw } from 'hono/html'
import type { OpenApi, Operation, Schema } from './openapi.ts'

const style = `
body{font:16px/1.6 system-ui,"Noto Sans SC",sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem;color:#1f2329;background:#fff}
nav ul,.refusals{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.4rem 1rem}
article{border:1px solid #d9dce1;border-radius:8px;padding:.75rem 1rem;margin:1rem 0;overflow-wrap:anywhere}
h3{font-size:1rem;margin:0}h3 code{font-size:1rem}p{margin:.4rem 0}a{color:#1553a6}
code{font:.875rem/1.5 ui-monospace,monospace;background:#f2f3f5;padding:.1rem .3rem;border-radius:4px}
pre{background:#f2f3f5;padding:.75rem;border-radius:6px;overflow:auto;margin:.5rem 0}pre code{padding:0;background:none}
.method{font-weight:700;text-transform:uppercase;margin-right:.5rem}summary{cursor:pointer;padding:.25rem 0}
@media (prefers-color-scheme:dark){body{background:#17191c;color:#e3e5e8}article{border-color:#3a3f46}code,pre{background:#24272c}a{color:#86b6f5}}
`

type Entry = { readonly method: string; readonly path: string; readonly operation: Operation }

/** The page as HTML text. It needs no script and asks nobody for anything. */
export function docsPage(document: OpenApi): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]): Entry => ({ method, path: `${document.servers[0]?.url ?? ''}${path}`, operation }),
    ),
  )
  const tags = [...Map.groupBy(entries, (e) => e.operation.tags[0] ?? '')]
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${document.info.title} API`}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <h1>{document.info.title} API</h1>
        {document.info.description.split('\n').map((line) => (
          <p>{prose(line)}</p>
        ))}
        <p>
          As a document for machines: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI {document.openapi})
        </p>
        <nav aria-label="Operations">
          <ul>
            {tags.map(([tag, some]) => (
              <li>
                <a href={`#${tag}`}>{tag}</a> {some.length}
              </li>
            ))}
            <li>
              <a href="#shapes">shapes</a>
            </li>
          </ul>
        </nav>
        <main>
          {tags.map(([tag, some]) => (
            <section id={tag}>
              <h2>{tag}</h2>
              {some.map((entry) => (
                <OperationCard {...entry} />
              ))}
            </section>
          ))}
          <section id="shapes">
            <h2>shapes</h2>
            {Object.entries(document.components.schemas).map(([name, schema]) => (
              <article id={`shape-${name}`}>
                <h3>{name}</h3>
                <Shape schema={schema} />
              </article>
            ))}
          </section>
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${page}`
}

const prose = (line: string) => line.split('`').map((part, i) => (i % 2 ? <code>{part}</code> : part))

function OperationCard({ method, path, operation }: Entry) {
  const body = operation.requestBody && Object.entries(operation.requestBody.content)[0]
  const success = Object.entries(operation.responses).find(([status]) => Number(status) < 400)
  const given = success && Object.values(success[1].content ?? {})[0]?.schema
  return (
    <article id={operation.operationId}>
      <h3>
        <span class="method">{method}</span>
        <code>{path}</code>
      </h3>
      <p>{operation.summary}</p>
      <p>
        {operation['x-permission'] ? (
          <>
            Permission <code>{operation['x-permission']}</code>
          </>
        ) : (
          operation.description
        )}
        {' · '}
        <code>{operation.operationId}</code>
      </p>
      {operation.parameters && (
        <ul>
          {operation.parameters.map((p) => (
            <li>
              <code>{p.name}</code> in {p.in}: {brief(p.schema)}
              {p.required ? '' : ', optional'}
              {p.description ? `. ${p.description}` : ''}
            </li>
          ))}
        </ul>
      )}
      {body && (
        <details>
          <summary>Takes {body[0]}</summary>
          <Shape schema={body[1].schema} />
        </details>
      )}
      {given && (
        <details>
          <summary>Gives {success[0]}</summary>
          <Shape schema={given} />
        </details>
      )}
      <details>
        <summary>Refuses</summary>
        <ul class="refusals">
          {operation['x-refusals'].map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}

/** A schema to read: a name links to its shape, an object shows its fields. */
function Shape({ schema }: { schema: Schema }) {
  const name = schema.$ref?.split('/').at(-1)
  if (name)
    return (
      <p>
        <a href={`#shape-${name}`}>{name}</a>
      </p>
    )
  return (
    <pre tabindex={0}>
      <code>{written(schema, '')}</code>
    </pre>
  )
}

/** One line for a value, a block for an object. */
function written(schema: Schema, indent: string): string {
  const fields = Object.entries(schema.properties ?? {})
  if (schema.type === 'array' && schema.items) return `list of ${written(schema.items, indent)}`
  const nullable = schema.anyOf?.length === 2 && schema.anyOf.find((part) => part.type === 'null')
  if (nullable) return `${written(schema.anyOf?.find((part) => part.type !== 'null') ?? {}, indent)} or null`
  if (!fields.length) return brief(schema)
  const deeper = `${indent}  `
  const lines = fields.map(([name, field]) => {
    const optional = schema.required?.includes(name) ? '' : '?'
    return `${deeper}${name}${optional}: ${written(field, deeper)}${field.description ? `  — ${field.description}` : ''}`
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}

function brief(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.enum) return schema.enum.join(' | ')
  if (schema.const !== undefined) return String(schema.const)
  if (schema.anyOf) return [...new Set(schema.anyOf.map(brief))].join(' or ')
  if (schema.type === 'array') return `list of ${schema.items ? brief(schema.items) : 'anything'}`
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'anything')
  const { minLength, maxLength, minimum, maximum } = schema as Record<string, number | undefined>
  const low = minLength ?? minimum
  const high = maxLength ?? maximum
  const range = high !== undefined ? ` ${low ?? 0}–${high}` : low !== undefined ? ` from ${low}` : ''
  return `${type}${schema.format ? ` (${schema.format})` : ''}${range}`
}
