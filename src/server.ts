/** Puts the house together: one process serves residents' pages, the desk, the API and the jobs. */
import { fileURLToPath } from 'node:url'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { citizenPages } from '../web/citizen/app.tsx'
import type { DemoSignIn } from './access/api.ts'
import type { Auth } from './access/auth.ts'
import type { House } from './access/command.ts'
import { answerOfProvider } from './access/oidc.ts'
import { noteRefused } from './access/refused.ts'
import { apiRouter } from './access/routes.ts'
import { sessions } from './access/session.ts'
import { docsPage } from './interop/docs-page.tsx'
import { openLive } from './interop/live/live.ts'
import { openapi } from './interop/openapi.ts'
import { mountRoutes } from './interop/routes.ts'
import { Refusal } from './kernel/errors.ts'
import { addressOf } from './kernel/http/address.ts'
import { problemResponse } from './kernel/http/problem.ts'
import { staticFiles } from './kernel/http/static-files.ts'
import { metrics } from './kernel/metrics.ts'

export type Jurisdiction = { id: number; slug: string; name: string; nameEn: string; hosts: string[] }

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)
/** A path as files are named; one that is wrongly written names none. */
const plainPath = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
const consoleFolder = fileURLToPath(new URL('../dist/console/', import.meta.url))

export function createApp(
  house: House,
  auth: Auth,
  options: { demo: DemoSignIn[] | null; ready: () => Promise<boolean> },
) {
  const app = new Hono()
  const measured = metrics(house.db.pool)
  const overTls = house.config.LIANXIN_URL?.startsWith('https:')
  let known: { until: number; list: Jurisdiction[] } | undefined

  /** Which jurisdiction an address serves: by host name, else the first. */
  async function jurisdictionOf(ctx: Context): Promise<Jurisdiction> {
    const now = house.now().getTime()
    if (!known || known.until < now) {
      const rows = await house.db.kysely.selectFrom('jurisdictions').selectAll().orderBy('jurisdiction_id').execute()
      known = {
        until: now + 10_000,
        list: rows.map((r) => ({
          id: r.jurisdiction_id,
          slug: r.slug,
          name: r.name,
          nameEn: r.name_en,
          hosts: r.hosts,
        })),
      }
    }
    const host = new URL(ctx.req.url).hostname
    const found = known.list.find((j) => j.hosts.includes(host)) ?? known.list[0]
    if (!found) throw new Refusal('unavailable')
    return found
  }

  app.use(async (ctx, next) => {
    const done = measured.begin(ctx.req.method)
    ctx.header('x-content-type-options', 'nosniff')
    ctx.header('referrer-policy', 'no-referrer')
    ctx.header('x-frame-options', 'DENY')
    if (overTls) ctx.header('strict-transport-security', 'max-age=31536000')
    // a form of another site's may not act here: browsers say where a request comes from
    const site = ctx.req.header('sec-fetch-site')
    const origin = ctx.req.header('origin')
    const foreign = site
      ? !['same-origin', 'none'].includes(site)
      : origin !== undefined && origin !== 'null' && hostOf(origin) !== ctx.req.header('host')
    // the residents' pages ask the same themselves, and answer with a page
    const ours = ctx.req.path.startsWith('/api/') || ctx.req.path.startsWith('/auth/')
    if (ours && foreign && ctx.req.method !== 'GET' && ctx.req.method !== 'HEAD') throw new Refusal('csrf.origin')
    await next()
    done(ctx.res.status)
  })
  // pages; the desk's parts were compressed when they were built, and the API sees to its own replies
  const smaller = compress()
  app.use((ctx, next) => (ctx.req.path.startsWith('/api/') ? next() : smaller(ctx, next)))
  app.onError(async (error, ctx) => {
    await noteRefused(house, session, ctx, error).catch((e: unknown) => house.log.error({ err: e }, 'audit'))
    return problemResponse(ctx, error, house)
  })

  app.get('/healthz', (ctx) => ctx.json({ status: 'ok' }))
  app.get('/readyz', async (ctx) =>
    (await options.ready()) ? ctx.json({ status: 'ready' }) : ctx.json({ status: 'not ready' }, 503),
  )
  app.get('/metrics', async (ctx) => ctx.text(await measured.text(), 200, { 'content-type': measured.contentType }))

  const perMinute = new RateLimiterMemory({ points: house.config.LIANXIN_INTAKE_PER_MINUTE, duration: 60 })
  const lookUps = new RateLimiterMemory({ points: 60, duration: 60 })
  const allow = (limiter: RateLimiterMemory) => async (ctx: Context) => {
    await limiter.consume(addressOf(ctx, house.config.LIANXIN_PROXIES)).catch((e: RateLimiterRes) => {
      throw new Refusal('rate.exceeded', { seconds: Math.ceil(e.msBeforeNext / 1000) })
    })
  }
  app.post('/api/v1/requests', async (ctx, next) => allow(perMinute)(ctx).then(next))
  for (const path of ['look-up', 'receipt'])
    app.post(`/api/v1/requests/${path}`, async (ctx, next) => allow(lookUps)(ctx).then(next))

  const session = sessions(house, auth, async (ctx) => (await jurisdictionOf(ctx)).id)
  const routes = apiRouter(app, session.guard)
  const live = openLive(house)
  mountRoutes(routes, house, auth, session, { jurisdiction: jurisdictionOf, demo: async () => options.demo }, live)
  // the library's own door is open for the answer of an OIDC provider only
  app.on(['GET', 'POST'], ['/auth/callback/*', '/auth/oauth2/callback/*'], answerOfProvider(house, auth, session))

  const document = openapi(routes.declared)
  app.get('/api/openapi.json', (ctx) => ctx.json(document))
  app.get('/api/docs', (ctx) => ctx.html(docsPage(document)))
  app.all('/api/*', () => {
    throw new Refusal('no-such-page')
  })

  app.get('/desk', (ctx) => ctx.redirect('/desk/'))
  const desk = staticFiles(consoleFolder, 'index.html')
  app.get('/desk/*', (ctx) => {
    const reply = desk(plainPath(ctx.req.path.slice('/desk/'.length)), {
      accepted: ctx.req.header('accept-encoding') ?? '',
      known: ctx.req.header('if-none-match') ?? '',
      page: {
        'content-security-policy':
          "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
      },
    })
    if (!reply) throw new Refusal('unavailable')
    return reply
  })

  app.route(
    '/',
    citizenPages(house, {
      jurisdictionOf,
      intakeAllowed: allow(perMinute),
      addressOf: (ctx) => addressOf(ctx, house.config.LIANXIN_PROXIES),
      publicUrl: (ctx) => house.config.LIANXIN_URL ?? new URL(ctx.req.url).origin,
    }),
  )
  return { app, declared: routes.declared, live }
}
