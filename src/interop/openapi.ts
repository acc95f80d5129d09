/** The API described (OpenAPI 3.1), from nothing but the declarations of its routes. */
import { z } from 'zod'
import { type RefusalCode, refusals } from '../kernel/errors.ts'
import { type Declared, pathParams } from '../kernel/http/route.ts'
import { t } from '../kernel/texts.ts'

export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly additionalProperties?: Schema | boolean
  readonly [key: string]: unknown
}
type Content = Readonly<Record<string, { readonly schema: Schema; readonly examples?: unknown }>>
export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}
export type Operation = {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly 'x-permission': string | null
  readonly 'x-refusals': readonly RefusalCode[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}
export type OpenApi = {
  readonly openapi: '3.1.0'
  readonly info: {
    readonly title: string
    readonly version: string
    readonly description: string
    readonly license: { readonly name: string; readonly identifier: string }
  }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly examples: Readonly<Record<string, { readonly value: Problem }>>
    readonly securitySchemes: object
  }
}

type Problem = { readonly type: string; readonly code: string; readonly status: number; readonly title: string }
const exampleOf = (code: RefusalCode): Problem => ({
  type: `https://lianxin.invalid/problems/${code}`,
  code,
  status: refusals[code],
  title: t('en', `refusals.${code}`),
})

const description = `Everything the desk does goes through here; nothing is private to it.
Refusals are problem details (RFC 9457): \`code\` stays the same, \`title\` is in the reader’s language (cookie \`lang\`, else Accept-Language).
A POST must come from the site itself (Origin, Sec-Fetch-Site). Times are UTC instants, days are calendar days of the place.`

const problem: Schema = {
  type: 'object',
  description: 'A refusal, in the reader’s language',
  properties: {
    type: { type: 'string', format: 'uri' },
    code: { type: 'string', enum: Object.keys(refusals) },
    status: { type: 'integer' },
    title: { type: 'string', description: 'What happened and how to put it right' },
    errors: {
      type: 'array',
      description: 'Field by field, when the input was refused',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
    reference: { type: 'string', description: 'To quote when reporting an unexpected error' },
  },
  required: ['type', 'code', 'status', 'title'],
}

/** The document. Two routes of one id, or an unknown refusal, cannot occur: the router and the types see to it. */
export function openapi(declared: readonly Declared<string>[]): OpenApi {
  const schemas: Record<string, Schema> = { Problem: problem }
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of declared) paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas) }
  return {
    openapi: '3.1.0',
    info: { title: 'Lianxin', version: '1', description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      examples: Object.fromEntries(
        (Object.keys(refusals) as RefusalCode[]).map((code) => [code, { value: exampleOf(code) }]),
      ),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'lianxin.session_token', description: 'Set by POST /session' },
      },
    },
  }
}

function operation(route: Declared<string>, schemas: Record<string, Schema>): Operation {
  const input = schemaOf(route.input, 'input', schemas)
  const names = pathParams(route.path)
  const fields = Object.entries(input.properties ?? {})
  const required = (name: string) => input.required?.includes(name) ?? false
  const query = route.method === 'get' ? fields.filter(([name]) => !names.includes(name)) : []
  const parameters = [
    ...names.map((name) => parameter(name, 'path', true, input.properties?.[name] ?? { type: 'string' })),
    ...query.map(([name, schema]) => parameter(name, 'query', required(name), schema)),
  ]
  const anyone = typeof route.permission !== 'string'
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(typeof route.permission !== 'string' && { description: `Open: ${route.permission.open}.` }),
    security: anyone ? [] : [{ session: [] }],
    'x-permission': typeof route.permission === 'string' ? route.permission : null,
    'x-refusals': refusalsOf(route),
    ...(parameters.length && { parameters }),
    ...(route.method === 'post' && { requestBody: body(route, input, names) }),
    responses: { [route.status ?? 200]: answer(route, schemas), ...problems(refusalsOf(route)) },
  }
}

const parameter = (
  name: string,
  place: Parameter['in'],
  required: boolean,
  { description, ...schema }: Schema,
): Parameter => ({
  name,
  in: place,
  required,
  ...(description && { description }),
  schema,
})

function body(route: Declared<string>, input: Schema, names: readonly string[]): NonNullable<Operation['requestBody']> {
  if (route.upload) {
    const file: Schema = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    }
    return { required: true, content: { 'multipart/form-data': { schema: file } } }
  }
  const properties = Object.fromEntries(
    Object.entries(input.properties ?? {}).filter(([name]) => !names.includes(name)),
  )
  const required = (input.required ?? []).filter((name) => !names.includes(name))
  const schema: Schema = { type: 'object', properties, ...(required.length && { required }) }
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}

function answer(route: Declared<string>, schemas: Record<string, Schema>) {
  if (route.stream)
    return { description: 'The events', content: { 'text/event-stream': { schema: { type: 'string' } } } }
  if (!route.output)
    return { description: 'The file', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }
  return { description: 'Done', content: { 'application/json': { schema: schemaOf(route.output, 'output', schemas) } } }
}

/** What the route names, and what every door before it may answer. */
function refusalsOf(route: Declared<string>): RefusalCode[] {
  const doors: RefusalCode[] = [
    ...(typeof route.permission === 'string' ? (['session.required', 'session.expired', 'forbidden'] as const) : []),
    ...(Object.keys(route.input.shape).length ? (['input.invalid'] as const) : []),
    ...(route.method === 'post' ? (['csrf.origin', 'body.unreadable', 'body.too-large'] as const) : []),
    'unavailable',
    'unexpected',
  ]
  return [...new Set([...route.refusals, ...doors])].sort((a, b) => refusals[a] - refusals[b])
}

/** One response a status, with every code it may carry as an example. */
function problems(codes: readonly RefusalCode[]) {
  const byStatus = Map.groupBy(codes, (code) => refusals[code])
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => {
      const examples = Object.fromEntries(some.map((code) => [code, { $ref: `#/components/examples/${code}` }]))
      return [
        status,
        {
          description: some.join(', '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples } },
        },
      ]
    }),
  )
}

/** A Zod schema as the document writes it; named ones go to the components once. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, Schema>): Schema {
  const { properties, $defs } = z.toJSONSchema(z.object({ root: schema }), { io, unrepresentable: 'any' }) as Schema & {
    $defs?: Record<string, Schema>
  }
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] ??= plain(definition) as Schema
  return plain(properties?.root) as Schema
}

/** Leaves out what only repeats the format, or the limits of a number; says where the references are. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, v]) =>
      !(key === 'pattern' && 'format' in value) &&
      !(Math.abs(v) === Number.MAX_SAFE_INTEGER) &&
      !(key === 'additionalProperties' && v === false),
  )
  return Object.fromEntries(
    kept.map(([key, v]) => {
      if (key === '$ref') return [key, String(v).replace('#/$defs/', '#/components/schemas/')]
      return [key === 'freeText' ? 'x-free-text' : key, plain(v)]
    }),
  )
}
