/** The residents' pages, without scripts: every page, its files, its errors, and the headers all of them carry. */
import { type Context, Hono } from 'hono'
import type { House } from '../../src/access/command.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { asRefusal } from '../../src/kernel/http/problem.ts'
import { t } from '../../src/kernel/texts.ts'
import { board, mountBoardFiles } from './board/board.tsx'
import { card, enterCard } from './card.tsx'
import { mount, show } from './engine.tsx'
import { mountFiles } from './files.tsx'
import { complaintAboutThisSite } from './help/complaint-about-this-site.tsx'
import { home } from './home.tsx'
import { mountDownloads } from './log/downloads.ts'
import { theLog } from './log/the-log.tsx'
import { setLook } from './look.ts'
import { Tel } from './parts.tsx'
import { privacy } from './privacy.tsx'
import { programme } from './programme.tsx'
import { mountPublished } from './published.tsx'
import { aboutSomeone } from './report/about-someone.tsx'
import { checkAndSend } from './report/check-and-send.tsx'
import { howToReachYou } from './report/how-to-reach-you.tsx'
import { photos } from './report/photos.tsx'
import { sealedReport } from './report/sealed.tsx'
import { sent } from './report/sent.tsx'
import { stop } from './report/stop.tsx'
import { toDiscipline } from './report/to-discipline.tsx'
import { whatHappened } from './report/what-happened.tsx'
import { where } from './report/where.tsx'
import { sameOrigin } from './same-origin.ts'
import { policy } from './style.ts'
import { add } from './track/add.tsx'
import { appeal } from './track/appeal.tsx'
import { askReview } from './track/ask-review.tsx'
import { erase } from './track/erase.tsx'
import { openTracked } from './track/open.ts'
import { publishing } from './track/publishing.tsx'
import { reply } from './track/reply.tsx'
import { whoHasSeen } from './track/who-has-seen.tsx'
import { withdraw } from './track/withdraw.tsx'
import { yourCode } from './track/your-code.tsx'
import { yourRequest } from './track/your-request.tsx'
import { mountLinks } from './verdict/link.tsx'
import { stillSettled } from './verdict/still-settled.tsx'
import { wasItSettled } from './verdict/was-it-settled.tsx'
import { village } from './village.tsx'
import { type Options, personFor, visitOf } from './visit.ts'

const pages = [
  home,
  village,
  board,
  enterCard,
  card,
  whatHappened,
  stop,
  where,
  aboutSomeone,
  toDiscipline,
  sealedReport,
  photos,
  howToReachYou,
  checkAndSend,
  sent,
  yourCode,
  yourRequest,
  add,
  reply,
  withdraw,
  appeal,
  whoHasSeen,
  publishing,
  erase,
  askReview,
  wasItSettled,
  stillSettled,
  complaintAboutThisSite,
  privacy,
  programme,
  theLog,
]

export function citizenPages(house: House, options: Options): Hono {
  const app = new Hono()
  app.use(async (ctx, next) => {
    // a form counts only when it was sent from these very pages
    if (ctx.req.method !== 'GET' && ctx.req.method !== 'HEAD') sameOrigin(ctx.req, options.publicUrl(ctx))
    await next()
    // a file brings its own, stricter ones
    if (!ctx.res.headers.has('content-security-policy')) ctx.header('content-security-policy', policy)
    if (!ctx.res.headers.has('cache-control')) ctx.header('cache-control', 'no-store')
    ctx.header('x-content-type-options', 'nosniff')
    // with no-referrer a form's Origin would be null, and could not be told from a foreign one
    ctx.header('referrer-policy', 'same-origin')
    ctx.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  })
  // before the villages' pages, which begin alike
  mountLinks(app, house, options)
  mount(app, house, options, pages)
  mountFiles(app, house, options)
  mountDownloads(app, house, options)
  mountPublished(app, house, options)
  mountBoardFiles(app, house, options)

  const post = (path: string, work: (ctx: Context) => Promise<string>) =>
    app.post(path, async (ctx) => {
      return ctx.redirect(await work(ctx), 303)
    })
  post('/view', async (ctx) => {
    const form = new URLSearchParams((await ctx.req.text()).slice(0, 2000))
    return setLook(await visitOf(ctx, house, options), form.get('set') ?? '', form.get('back') ?? '/')
  })
  post('/track/close', async (ctx) => {
    const v = await visitOf(ctx, house, options)
    // on a phone that goes from hand to hand the receipt is put away too; what is still being written stays
    v.forget('track')
    if ((await v.findDraft())?.draft.sent) v.forget('draft')
    return '/'
  })
  // the QR code on the receipt: it opens the page and can do nothing else, so a link scanner does no harm
  app.get('/q/:number/:code/:leaf?', async (ctx) => {
    const v = await visitOf(ctx, house, options)
    const { number, code, leaf } = ctx.req.param()
    if (!/^\d{6}$/.test(code)) throw new Refusal('case.code-wrong')
    return ctx.redirect(await openTracked(v, number, code, leaf), 303)
  })
  app.get('/favicon.ico', (ctx) => ctx.body(null, 204))
  app.all('*', () => {
    throw new Refusal('no-such-page')
  })
  app.onError((error, ctx) => errorPage(ctx, error, house, options))
  return app
}

/** What went wrong, in the same look, with somebody to call. */
async function errorPage(ctx: Context, error: unknown, house: House, options: Options) {
  const { refusal, reference } = asRefusal(error, house)
  const v = await visitOf(ctx, house, options)
  const person = personFor(v)
  const codeWrong = ['case.code-wrong', 'case.code-tries', 'case.link-wrong'].includes(refusal.code)
  if (refusal.params.seconds) ctx.header('retry-after', String(refusal.params.seconds))
  const missing = refusal.status === 404
  const title = v.t(missing && !codeWrong ? 'error.not-found' : 'error.title')
  const body = (
    <>
      <p>
        {t(v.language, `refusals.${refusal.code === 'not-found' ? 'no-such-page' : refusal.code}`, {
          ...refusal.params,
          ...(reference && { reference }),
        })}
      </p>
      {person?.phone && (
        <p>
          {v.t('error.call', { name: person.name })} <Tel phone={person.phone} />
        </p>
      )}
      <div class="actions">
        <a class="button" href={codeWrong ? '/track/your-code' : '/'}>
          {v.t(codeWrong ? 'code.title' : 'frame.home')}
        </a>
      </div>
    </>
  )
  return show(ctx, v, title, body, refusal.status)
}
