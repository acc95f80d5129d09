/** Mounts pages: a GET shows, a POST checks, does and redirects; what is wrong comes back as the same page with every word kept. */
import type { Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { House } from '../../src/access/command.ts'
import type { Draft, KeptDraft } from '../../src/cases/draft.ts'
import type { Action } from '../../src/cases/lifecycle.ts'
import { followed } from '../../src/cases/receipt.ts'
import type { Receipt } from '../../src/cases/views.ts'
import { type FieldError, Refusal } from '../../src/kernel/errors.ts'
import { hasText, t } from '../../src/kernel/texts.ts'
import { type Form, firstErrors, formOf, type Values, valuesOf } from './form.ts'
import { Frame } from './frame.tsx'
import { lookOf } from './look.ts'
import { keepApart } from './report/about.ts'
import { type Look, type Options, type Visit, visitOf } from './visit.ts'

/** What must be in hand before a page makes sense; without it the visitor is led to where it begins. */
type Holdings = {
  nothing: object
  /** The village of the address; one that was joined to another leads to that one. */
  village: object
  draft: { kept: KeptDraft }
  sent: { receipt: Receipt; anonymous: boolean; draft: Draft }
  sealed: { number: string }
  case: { caseId: string }
}
export type Needs = keyof Holdings
export type VisitWith<N extends Needs> = Visit & Holdings[N]

/** `again`: draw the page once more with what was typed, nothing being wrong. */
export type Received = { values: Values; errors: FieldError[]; again?: boolean }

export type Page<N extends Needs, I extends z.ZodType> = {
  path: string
  needs: N
  title(v: VisitWith<N>): string
  view(v: VisitWith<N>, form: Form): Child | Promise<Child>
  /** The form's fields; messages are keys of texts. Absent: the page only shows. */
  input?: I
  /** Does what was asked and says where to go. */
  next?(v: VisitWith<N>, input: z.output<I>): Promise<string> | string
  /** A step of the case this page takes, or several of which one must be open: while it is not, the request itself is shown instead. */
  step?: Action | readonly Action[]
  /** Reads a form that carries files: stores them and gives the other fields. */
  receive?(v: VisitWith<N>): Promise<Received>
}
// biome-ignore lint/suspicious/noExplicitAny: pages of every kind in one list; each was checked where it was written
type AnyPage = Page<any, any>

/** A page, its parts checked against each other. */
export const page = <N extends Needs, I extends z.ZodType = z.ZodNever>(spec: Page<N, I>): AnyPage => spec

const gates: { [N in Needs]: (v: Visit) => Promise<Holdings[N] | string> } = {
  nothing: async () => ({}),
  village: async (v) => {
    const to = v.directory.joined.get(v.ctx.req.param('slug') ?? '')
    return to ? `/v/${to}` : {}
  },
  draft: async (v) => {
    const kept = await v.findDraft()
    if (!kept) return '/report/what-happened'
    keepApart(v.apart, kept.draft, v.directory)
    return kept.draft.sent ? '/report/sent' : { kept }
  },
  sent: async (v) => {
    const draft = (await v.findDraft())?.draft
    if (!draft?.sent) return '/'
    keepApart(v.apart, draft, v.directory)
    return { receipt: draft.sent, anonymous: draft.contact === 'none', draft }
  },
  sealed: async (v) => {
    const number = v.sealedNumber()
    for (const org of [v.village?.id, v.village?.townId, v.directory.top?.id]) if (org) v.apart.add(org)
    return number ? { number } : '/'
  },
  case: async (v) => {
    const caseId = v.trackedCase()
    return caseId ? { caseId } : '/track/your-code'
  },
}

const formLimit = 128 * 1024

/** The fields of an ordinary form. Throws `body.too-large`. */
export async function readFields(ctx: Context): Promise<Values> {
  if (Number(ctx.req.header('content-length') ?? 0) > formLimit) throw new Refusal('body.too-large')
  const text = await ctx.req.text()
  if (text.length > formLimit) throw new Refusal('body.too-large')
  return valuesOf(new URLSearchParams(text))
}

/** The page in its frame, as a whole document. */
export async function show(
  ctx: Context,
  v: Visit,
  title: string,
  body: Child,
  status = 200,
  form?: Form,
  typed = false,
) {
  const html = await (
    <Frame v={v} title={title} typed={typed} {...(form && { form })}>
      {body}
    </Frame>
  )
  return ctx.html(`<!DOCTYPE html>${String(html)}`, status as 200)
}

/** Messages of schemas are keys; those of uploads are words already. */
export const spell = (v: Visit, errors: readonly FieldError[]) =>
  errors.map((e) => ({ path: e.path, message: hasText(`citizen.${e.message}`) ? v.t(e.message) : e.message }))

export function mount(app: Hono, house: House, options: Options, pages: readonly AnyPage[]) {
  for (const p of pages) {
    const arrive = async (ctx: Context, chosen?: Look): Promise<VisitWith<Needs> | string> => {
      const v = await visitOf(ctx, house, options, chosen)
      const gate = await gates[p.needs as Needs](v)
      if (typeof gate === 'string') return gate
      if (p.step && 'caseId' in gate && typeof gate.caseId === 'string') {
        const { may } = await followed(house, v.caller(gate.caseId), { caseId: gate.caseId })
        if (![p.step].flat().some((s) => may.includes(s))) return '/track/your-request'
      }
      return { ...v, ...gate }
    }
    const draw = async (ctx: Context, v: VisitWith<Needs>, status: number, form: Form) =>
      show(ctx, v, p.title(v), await p.view(v, form), status, form, Boolean(p.next))

    app.get(p.path, async (ctx) => {
      const v = await arrive(ctx)
      return typeof v === 'string' ? ctx.redirect(v, 303) : draw(ctx, v, 200, formOf(undefined))
    })
    const { input, next } = p
    if (!input || !next) continue
    app.post(p.path, async (ctx) => {
      const v = await arrive(ctx)
      if (typeof v === 'string') return ctx.redirect(v, 303)
      const got: Received = p.receive ? await p.receive(v) : { values: await readFields(ctx), errors: [] }
      // another size or language in the middle of writing: the page again, with every word still there
      const look = lookOf(got.values.look)
      if (look) {
        v.remember.look(...look)
        const dressed = await arrive(ctx, look)
        return typeof dressed === 'string' ? ctx.redirect(dressed, 303) : draw(ctx, dressed, 200, formOf(got.values))
      }
      if (got.again) return draw(ctx, v, 200, formOf(got.values))
      const parsed = input.safeParse(got.values)
      const errors = [...got.errors, ...(parsed.success ? [] : firstErrors(parsed.error))]
      if (!parsed.success || errors.length) return draw(ctx, v, 422, formOf(got.values, spell(v, errors)))
      try {
        return ctx.redirect(await next(v, parsed.data), 303)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const general = error.fields.length ? undefined : t(v.language, `refusals.${error.code}`, error.params)
        return draw(ctx, v, error.status, formOf(got.values, spell(v, error.fields), general))
      }
    })
  }
}
