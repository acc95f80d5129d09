/** The only way to mount an API route: who may call it, what it takes, what it gives, how it refuses. */
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import type { RefusalCode } from '../errors.ts'
import { Refusal } from '../errors.ts'
import { storable } from '../storable.ts'
import { parseInput } from './input.ts'
import { replyJson } from './smaller-json.ts'

/** A route without sign-in says why. */
export type Open = { readonly open: string }
export const open = (why: string): Open => ({ open: why })

export type Declared<P extends string> = {
  readonly id: string
  readonly method: 'get' | 'post'
  /** `{name}` marks a path parameter; for GET the rest of the input is the query, else the body. */
  readonly path: string
  readonly permission: P | Open
  readonly summary: string
  readonly input: z.ZodObject
  /** Absent: the route writes its own response (files, streams). */
  readonly output?: z.ZodType
  readonly refusals: readonly RefusalCode[]
  readonly status?: 200 | 201
  readonly tag: string
  /** Open also to a session that must first put its sign-in in order: a password run out, a second factor not yet there. */
  readonly unsettled?: true
  /** Writes, and is open all the same to who looks through another's eyes. */
  readonly whileLooking?: true
  /** Takes a multipart body itself. */
  readonly upload?: true
  /** Answers with server-sent events for as long as the caller listens. */
  readonly stream?: true
}

export type Guard<P extends string, C> = (
  ctx: Context,
  permission: P | Open,
  route: Pick<Declared<P>, 'method' | 'path' | 'tag' | 'unsettled' | 'whileLooking'>,
) => Promise<C>

const plain = (path: string) => path.replace(/\{(\w+)\}/g, ':$1')
export const pathParams = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] as string)

const longestBody = 200_000
/** The body as text; of a longer one no more than the limit is ever held. */
async function readText(ctx: Context): Promise<string> {
  // a length told beforehand is kept to by node:http, which ends the body there; read whole, it needs no web stream
  const told = Number(ctx.req.header('content-length') ?? Number.NaN)
  if (told > longestBody) throw new Refusal('body.too-large')
  if (told >= 0) return ctx.req.text()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (ctx.req.raw.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > longestBody) throw new Refusal('body.too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const storableValue = (_key: string, value: unknown) => (typeof value === 'string' ? storable(value) : value)

async function readInput(ctx: Context, route: Declared<string>): Promise<Record<string, unknown>> {
  const params = Object.fromEntries(pathParams(route.path).map((name) => [name, ctx.req.param(name)]))
  if (route.upload) return params
  if (route.method === 'get') {
    const queries = Object.entries(ctx.req.queries())
    return {
      ...Object.fromEntries(queries.map(([k, v]) => [k, v.length > 1 ? v.map(storable) : storable(v[0] ?? '')])),
      ...params,
    }
  }
  const text = await readText(ctx)
  let body: unknown = {}
  try {
    // NUL and half a surrogate pair can stand in JSON only escaped
    const plain = !text.includes('\\u')
    body = text ? JSON.parse(text, plain ? undefined : storableValue) : {}
  } catch {
    throw new Refusal('body.unreadable')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refusal('body.unreadable')
  return { ...body, ...params }
}

/** A router that keeps its declarations: the API page, the client's types and the access matrix are made from them. */
export function router<P extends string, C>(
  app: Hono,
  prefix: string,
  guard: Guard<P, C>,
  errorLanguage: (ctx: Context) => 'zh-CN' | 'en',
) {
  const declared: Declared<P>[] = []
  return {
    declared: declared as readonly Declared<P>[],
    route<I extends z.ZodObject, O extends z.ZodType>(
      declaration: Omit<Declared<P>, 'input' | 'output'> & {
        input: I
        output?: O
        run: (caller: C, input: z.output<I>, ctx: Context) => Promise<z.input<O> | Response>
      },
    ) {
      const { run, ...rest } = declaration
      if (declared.some((d) => d.id === rest.id)) throw new Error(`route ${rest.id} is declared twice`)
      if (!rest.permission) throw new Error(`route ${rest.id} declares no permission`)
      declared.push(rest)
      app.on(rest.method.toUpperCase(), prefix + plain(rest.path), async (ctx) => {
        const caller = await guard(ctx, rest.permission, rest)
        const input = parseInput(rest.input, await readInput(ctx, rest), errorLanguage(ctx))
        const result = await run(caller, input as z.output<I>, ctx)
        return result instanceof Response ? result : replyJson(ctx, result, rest.status ?? 200)
      })
    },
  }
}
