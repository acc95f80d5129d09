/** The link of a message: shows what is asked and changes nothing, whoever follows it. One press of a button records the verdict. */
import type { Context, Hono } from 'hono'
import type { House } from '../../../src/access/command.ts'
import { type Asked, askedByLink, giveVerdict, openLink, sayLater } from '../../../src/cases/give-verdict.ts'
import { Refusal } from '../../../src/kernel/errors.ts'
import { readFields, show, spell } from '../engine.tsx'
import { serveFile } from '../files.tsx'
import { type Form, firstErrors, formOf } from '../form.ts'
import { lookOf } from '../look.ts'
import { sentFromHere } from '../same-origin.ts'
import { type Look, type Options, type Visit, visitOf } from '../visit.ts'
import { Details, Later, Tap } from './input.ts'
import { AskOnce, Over, Thanks } from './link-pages.tsx'

/** Longer than a village's name in an address: a link that was cut short is still told that it is one. */
const path = '/v/:token{[\\w-]{20,}}'

type Link = Asked & { v: Visit; token: string; caseId: string; seq: number }

export function mountLinks(app: Hono, house: House, options: Options) {
  /** What the link asks, seen by whoever holds it; no cookie is read for it and none is set. */
  const open = async (ctx: Context, chosen?: Look): Promise<Link> => {
    ctx.header('x-robots-tag', 'noindex, nofollow')
    const v = await visitOf(ctx, house, options, chosen)
    const token = ctx.req.param('token') ?? ''
    const { caseId, seq } = await openLink(house, v.jurisdiction.id, token, options.addressOf(ctx))
    const asked = await askedByLink(house, v.caller(caseId), { caseId, seq }).catch(goneIsWrong)
    const village = v.directory.villages.find((x) => x.id === asked.view.village.id)
    return { ...asked, v: { ...v, village }, token, caseId, seq }
  }
  /** A village may be called as it likes: its own page comes first. */
  const isVillage = async (ctx: Context) => {
    const { directory } = await visitOf(ctx, house, options)
    const slug = ctx.req.param('token') ?? ''
    return directory.joined.has(slug) || directory.villages.some((x) => x.slug === slug)
  }
  const thanks = (ctx: Context, { v, view, token, asks }: Link, status = 200, form: Form = formOf(undefined)) =>
    show(
      ctx,
      v,
      v.t('tap.thanks'),
      <Thanks v={v} r={view} token={token} asks={asks} form={form} />,
      status,
      form,
      view.may.includes('explainVerdict'),
    )

  app.get(path, async (ctx, next) => {
    if (await isVillage(ctx)) return next()
    const link = await open(ctx)
    const { v, view, token, asks } = link
    if (asks === 'said') return ctx.redirect(`/v/${token}/thanks`, 303)
    if (asks === 'over') return show(ctx, v, v.t('request.title'), <Over v={v} r={view} />)
    const title = v.t(asks === 'later' ? 'later.title' : 'verdict.title')
    return show(ctx, v, title, <AskOnce v={v} r={view} token={token} asks={asks} />)
  })

  app.post(path, async (ctx) => {
    sentFromHere(ctx.req, options.publicUrl(ctx))
    const { v, token, caseId, seq } = await open(ctx)
    const typed = await readFields(ctx)
    const [tap, later] = [Tap.safeParse(typed), Later.safeParse(typed)]
    const caller = v.caller(caseId)
    try {
      if (tap.success) await giveVerdict(house, caller, { caseId, seq, resolved: tap.data.resolved })
      else if (later.success) {
        const { settled, why } = later.data
        await sayLater(house, caller, { caseId, seq, settled, ...(why && { why }) })
      } else return ctx.redirect(`/v/${token}`, 303)
    } catch (error) {
      // a newer answer, or too late: the link's own page says so
      if (error instanceof Refusal && error.code === 'case.not-now') return ctx.redirect(`/v/${token}`, 303)
      throw error
    }
    return ctx.redirect(`/v/${token}/thanks`, 303)
  })

  app.get(`${path}/thanks`, async (ctx) => {
    const link = await open(ctx)
    // nothing was said yet: there is nothing to thank for
    const said = link.view.verdict !== null || link.view.later !== null
    return said ? thanks(ctx, link) : ctx.redirect(`/v/${link.token}`, 303)
  })

  app.post(`${path}/thanks`, async (ctx) => {
    sentFromHere(ctx.req, options.publicUrl(ctx))
    const link = await open(ctx)
    const typed = await readFields(ctx)
    const look = lookOf(typed.look)
    if (look) {
      link.v.remember.look(...look)
      return thanks(ctx, await open(ctx, look), 200, formOf(typed))
    }
    const { v, token, caseId, seq, view, asks } = link
    if (!view.verdict || asks === 'over' || asks === 'later') return ctx.redirect(`/v/${token}`, 303)
    const parsed = Details.safeParse(typed)
    if (!parsed.success) return thanks(ctx, link, 422, formOf(typed, spell(v, firstErrors(parsed.error))))
    const { satisfied, why } = parsed.data
    const details = { ...(satisfied && { satisfied }), ...(why && { why }) }
    await giveVerdict(house, v.caller(caseId), { caseId, seq, resolved: view.verdict.resolved, ...details })
    return ctx.redirect(`/v/${token}/thanks`, 303)
  })

  app.get(`${path}/photos/:id`, async (ctx) => {
    const { v, caseId } = await open(ctx)
    return serveFile(house, ctx, { jurisdictionId: v.jurisdiction.id, cases: [caseId] }, caseId, 'thumb')
  })
}

/** A link of ours whose request is there no more is told like a wrong one. */
function goneIsWrong(error: unknown): never {
  throw error instanceof Refusal && error.code === 'not-found' ? new Refusal('case.link-wrong') : error
}
