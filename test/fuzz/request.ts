/** One call of one operation: fitting, or with one oddity in its path, query, body or headers. */
import fc from 'fast-check'
import type { OpenApi, Operation, Parameter } from '../../src/interop/openapi.ts'
import type { Asked } from './asked.ts'
import type { Draw } from './draw.ts'
import { oddHeaders } from './headers.ts'
import { mutated, noBody } from './mutate.ts'
import { oddDays, oddNumbers, oddText } from './odd.ts'
import { uploadOf } from './upload.ts'
import { fitting, type Hints } from './valid.ts'

export type Route = { id: string; method: 'get' | 'post'; path: string; operation: Operation }
type Ids = { own(name: string): string; wrong(name: string): [string, string] }

export const routesOf = (api: OpenApi): Route[] =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method as Route['method'],
      path,
      operation,
    })),
  )

const quoted = (text: string) => {
  try {
    return encodeURIComponent(text)
  } catch {
    return encodeURIComponent(text.toWellFormed())
  }
}

export function request(draw: Draw, api: OpenApi, route: Route, hints: Hints, ids: Ids): Asked {
  const { operation } = route
  const parameters = operation.parameters ?? []
  const content = operation.requestBody?.content ?? {}
  const [type] = Object.keys(content)
  const asked: Asked = { method: route.method.toUpperCase(), path: '', headers: {}, what: 'fits' }
  const odd = draw.chance(0.65)
    ? draw.of([
        'ids',
        'headers',
        ...(parameters.some((p) => p.in === 'query') ? ['query', 'query'] : []),
        ...(type ? ['body', 'body', 'body', 'no body'] : []),
      ])
    : 'nothing'
  const body = type === 'application/json' ? (fitting(draw, content[type]?.schema, api, hints) as object) : {}
  const places = odd === 'ids' ? wrongId(draw, asked, parameters, body as Record<string, unknown>, ids) : new Map()

  // a list has many filters, and all of them together find nothing
  const often = Math.min(0.3, 2 / parameters.length)
  const values = new Map<string, string>()
  for (const p of parameters) {
    const value =
      p.in === 'path' || p.required || draw.chance(often) ? fitting(draw, p.schema, api, hints, p.name) : undefined
    const chosen = places.get(p.name) ?? value
    if (chosen !== undefined) values.set(p.name, chosen as string)
  }
  asked.path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => pathPart(String(values.get(name))))
  const query = parameters
    .filter((p) => p.in === 'query' && values.has(p.name))
    .flatMap((p) => [values.get(p.name)].flat().map((v) => `${p.name}=${quoted(String(v))}`))
  if (odd === 'query') oddQuery(draw, asked, query, parameters)
  if (query.length) asked.path += `?${query.join('&')}`

  if (type === 'multipart/form-data') Object.assign(asked, uploadOf(draw, odd === 'body' || odd === 'no body'))
  else if (type) jsonBody(draw, asked, body as Record<string, unknown>, odd)
  if (odd === 'headers') oddHeaders(draw, asked)
  return asked
}

/** Nothing but what must be said: a look at this case, or at all there is. */
export function plainly(route: Route, { caseId, fileId }: { caseId: string; fileId: string }, orgId: string): Asked {
  const known: Record<string, string> = { caseId, fileId, under: orgId, village: orgId, org: orgId }
  const query = (route.operation.parameters ?? []).filter((p) => p.in === 'query' && p.required)
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? caseId)
  const asked = query.map((p) => `${p.name}=${known[p.name] ?? '1'}`).join('&')
  return { method: 'GET', path: asked ? `${path}?${asked}` : path, headers: {}, what: 'a plain look' }
}

/** What is malformed already stays as it is; the rest is written as a path is. */
const pathPart = (id: string) => (/^%/.test(id) || id.includes('%2f') ? id : quoted(id) || '%20')

/** Puts one wrong id where an id belongs: into the path, the query or the body. */
function wrongId(
  draw: Draw,
  asked: Asked,
  parameters: readonly Parameter[],
  body: Record<string, unknown>,
  ids: Ids,
): Map<string, string> {
  const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}-/.test(value)
  const inBody = Object.keys(body).filter((key) => isId(body[key]) || (Array.isArray(body[key]) && key !== 'words'))
  const named = parameters.filter((p) => p.schema['format'] === 'uuid').map((p) => p.name)
  if (!inBody.length && !named.length) return new Map()
  const name = draw.of([...named, ...inBody])
  const [what, id] = ids.wrong(name)
  asked.what = `${name}: ${what}`
  if (named.includes(name)) return new Map([[name, id]])
  body[name] = isId(body[name])
    ? id
    : name === 'files'
      ? [id, { id, role: 'after' }].slice(draw.of([0, 1])).slice(0, 1)
      : [id]
  return new Map()
}

function oddQuery(draw: Draw, asked: Asked, query: string[], parameters: readonly Parameter[]) {
  const { name, schema } = draw.of(parameters.filter((p) => p.in === 'query'))
  // mostly in the place of a fitting one, sometimes beside it
  if (draw.chance(0.7)) query.splice(0, query.length, ...query.filter((q) => !q.startsWith(`${name}=`)))
  if (schema['format'] === 'date' && draw.chance(0.6)) {
    asked.what = `query ${name}: day`
    return void query.push(`${name}=${quoted(draw.of(oddDays))}`)
  }
  if (name === 'cursor' && draw.chance(0.6)) {
    asked.what = 'query cursor: forged'
    return void query.push(`cursor=${forgedCursor(draw)}`)
  }
  const [kind, text] = oddText(draw)
  const kinds: Record<string, () => string[]> = {
    [kind]: () => [`${name}=${quoted(text.slice(0, 20_000))}`],
    number: () => [`${name}=${draw.of(oddNumbers)}`],
    twice: () => [`${name}=1`, `${name}=2`],
    'as a list': () => [`${name}[]=1`, `${name}[a]=2`],
    malformed: () => [`${name}=%`, `${name}=%ED%A0%80`, `%00=%00`, '&&&=&'],
    'of objects': () => ['__proto__=1', 'constructor=1', '__proto__[x]=1'],
    unknown: () => ['jurisdictionId=2', 'jurisdiction_id=2', 'seenBy=1'],
    giant: () => Array.from({ length: 10_000 }, () => `${name}=closed`),
  }
  const what = draw.of(Object.keys(kinds))
  asked.what = `query ${name}: ${what}`
  query.push(...(kinds[what]?.() ?? []))
}

const forgedCursor = (draw: Draw) => {
  const at = draw.of([
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20T00:00:00.000Z',
    '0000-01-01',
    '2026-11-23',
    'x',
    '',
  ])
  const id = draw.of(['01234567-89ab-7cde-8f01-23456789abcd', 'x', '', "' or 1=1"])
  return Buffer.from(`${at}/${id}`).toString('base64url')
}

function jsonBody(draw: Draw, asked: Asked, body: Record<string, unknown>, odd: string) {
  asked.headers['content-type'] = 'application/json'
  if (odd === 'body') {
    const { json, what } = mutated(draw, body)
    Object.assign(asked, { body: json, what })
  } else if (odd === 'no body') {
    if (draw(fc.nat({ max: 5 })) === 0) asked.what = 'body: none'
    else Object.assign(asked, noBody(draw, JSON.stringify(body)))
  } else asked.body = JSON.stringify(body)
}
