/** Routes of signing in and of oneself. */
import type { Context } from 'hono'
import QRCode from 'qrcode'
import { z } from 'zod'
import { Refusal } from '../kernel/errors.ts'
import { open } from '../kernel/http/route.ts'
import type { Auth } from './auth.ts'
import type { MemberActor } from './caller.ts'
import { type House, query } from './command.ts'
import type { Routes } from './routes.ts'
import { lockout, type Sessions } from './session.ts'

export type DemoSignIn = {
  username: string
  password: string
  name: string
  role: string
  roleEn: string
  org: string
  orgEn: string
}

const Code = z.object({ code: z.string().trim().min(6).max(12) })
const Password = z.object({ password: z.string().min(1).max(200) })
const Status = z.object({ status: z.enum(['signed-in', 'second-step']) })
const Nothing = z.object({})
const OrgRef = z.object({ id: z.uuid(), name: z.string(), nameEn: z.string() })
const whySignIn = 'signing in comes before having rights'

const whoAmI = query(Nothing, async (d) => {
  const actor = d.caller.actor as MemberActor
  const member = await d.tx
    .selectFrom('members')
    .select(['id', 'name', 'account_id'])
    .where('id', '=', actor.memberId)
    .executeTakeFirstOrThrow()
  const orgIds = actor.appointments.map((a) => a.orgId)
  const orgs = orgIds.length
    ? await d.tx.selectFrom('orgs').select(['id', 'name', 'name_en']).where('id', 'in', orgIds).execute()
    : []
  const byId = new Map(orgs.map((o) => [o.id, { id: o.id, name: o.name, nameEn: o.name_en }]))
  const unread = await d.tx
    .selectFrom('notices')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('member_id', '=', actor.memberId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    member: { id: member.id, name: member.name },
    posts: actor.appointments.flatMap((a) => {
      const org = byId.get(a.orgId)
      return org ? [{ org, role: a.role, scope: a.scope }] : []
    }),
    may: [...new Set(actor.appointments.flatMap((a) => a.may))],
    unread: Number(unread.n),
  }
})

export function sessionRoutes(
  { route }: Routes,
  house: House,
  auth: Auth,
  sessions: Sessions,
  about: {
    jurisdiction: (ctx: Context) => Promise<{ name: string; nameEn: string }>
    demo: (ctx: Context) => Promise<DemoSignIn[] | null>
  },
) {
  const api = auth.auth.api
  const locks = lockout(auth, house.now)
  const cookies = (ctx: Context) =>
    new Headers({ cookie: ctx.req.header('cookie') ?? '', origin: new URL(ctx.req.url).origin })
  const passOn = (ctx: Context, headers: Headers) => {
    for (const value of headers.getSetCookie()) ctx.header('set-cookie', value, { append: true })
    sessions.forget(ctx)
  }
  /** Calls the library; whatever it refuses with becomes the refusal given. */
  const orRefuse = async <T>(work: Promise<T>, refusal: Refusal): Promise<T> =>
    work.catch((error: { statusCode?: number }) => {
      if (error?.statusCode && error.statusCode < 500) throw refusal
      throw error
    })

  route({
    id: 'sessionOptions',
    tag: 'session',
    method: 'get',
    path: '/session/options',
    permission: open(whySignIn),
    summary: 'How one can sign in here.',
    input: Nothing,
    output: z.object({
      jurisdiction: z.object({ name: z.string(), nameEn: z.string() }),
      oidc: z.object({ name: z.string() }).nullable(),
      demo: z
        .array(
          z.object({
            username: z.string(),
            password: z.string(),
            name: z.string(),
            role: z.string(),
            roleEn: z.string(),
            org: z.string(),
            orgEn: z.string(),
          }),
        )
        .nullable(),
    }),
    refusals: [],
    run: async (_caller, _input, ctx) => ({
      jurisdiction: await about.jurisdiction(ctx).then(({ name, nameEn }) => ({ name, nameEn })),
      oidc: auth.hasOidc ? { name: house.config.LIANXIN_OIDC_NAME } : null,
      demo: await about.demo(ctx),
    }),
  })
  route({
    id: 'signIn',
    tag: 'session',
    method: 'post',
    path: '/session',
    permission: open(whySignIn),
    summary: 'Signs in with username and password; five wrong ones lock the name for 15 minutes.',
    input: z.object({ username: z.string().trim().min(1).max(60).toLowerCase(), password: z.string().min(1).max(200) }),
    output: Status,
    refusals: ['input.invalid', 'session.wrong', 'session.locked'],
    run: async (_caller, input, ctx) => {
      await locks.begin(input.username)
      try {
        const { headers, response } = await api.signInUsername({
          body: input,
          headers: cookies(ctx),
          returnHeaders: true,
        })
        if (!response) throw new Refusal('session.wrong')
        passOn(ctx, headers)
        await locks.cleared(input.username)
        return { status: 'twoFactorRedirect' in response ? ('second-step' as const) : ('signed-in' as const) }
      } catch (error) {
        if (!(error instanceof Refusal) && ((error as { statusCode?: number }).statusCode ?? 500) >= 500) throw error
        await locks.check(input.username)
        throw new Refusal('session.wrong')
      }
    },
  })
  route({
    id: 'secondStep',
    tag: 'session',
    method: 'post',
    path: '/session/second-step',
    permission: open(whySignIn),
    summary: 'The six digits of the second factor, or a backup code.',
    input: Code,
    output: Status,
    refusals: ['input.invalid', 'session.code-wrong'],
    run: async (_caller, { code }, ctx) => {
      const verify = /^\d{6}$/.test(code)
        ? api.verifyTOTP({ body: { code }, headers: cookies(ctx), returnHeaders: true })
        : api.verifyBackupCode({ body: { code }, headers: cookies(ctx), returnHeaders: true })
      const { headers } = await orRefuse<{ headers: Headers }>(verify, new Refusal('session.code-wrong'))
      passOn(ctx, headers)
      return { status: 'signed-in' as const }
    },
  })
  route({
    id: 'signInOidc',
    tag: 'session',
    method: 'post',
    path: '/session/oidc',
    permission: open(whySignIn),
    summary: 'Where to go for single sign-on.',
    input: Nothing,
    output: z.object({ url: z.string() }),
    refusals: ['unavailable'],
    run: async (_caller, _input, ctx) => {
      if (!auth.hasOidc) throw new Refusal('unavailable')
      const { headers, response } = await api.signInSocial({
        body: { provider: 'oidc', callbackURL: '/desk/' },
        headers: cookies(ctx),
        returnHeaders: true,
      })
      passOn(ctx, headers)
      return { url: response.url ?? '/desk/' }
    },
  })
  route({
    id: 'signOut',
    tag: 'session',
    method: 'post',
    path: '/session/end',
    permission: open('ending a session needs none'),
    summary: 'Signs out.',
    input: Nothing,
    output: Nothing,
    refusals: [],
    run: async (_caller, _input, ctx) => {
      const { headers } = await api.signOut({ headers: cookies(ctx), returnHeaders: true })
      passOn(ctx, headers)
      return {}
    },
  })
  route({
    id: 'getMe',
    tag: 'session',
    method: 'get',
    path: '/me',
    permission: 'self',
    summary: 'Who I am, my posts, what I may do.',
    input: Nothing,
    output: z.object({
      member: z.object({ id: z.uuid(), name: z.string() }),
      posts: z.array(z.object({ org: OrgRef, role: z.string(), scope: z.enum(['own', 'subtree', 'none']) })),
      may: z.array(z.string()),
      secondFactor: z.boolean(),
      unread: z.number().int(),
    }),
    refusals: [],
    run: async (caller, input, ctx) => {
      const session = await api.getSession({ headers: cookies(ctx) })
      return { ...(await whoAmI(house, caller, input)), secondFactor: Boolean(session?.user.twoFactorEnabled) }
    },
  })
  route({
    id: 'changePassword',
    tag: 'session',
    method: 'post',
    path: '/session/password',
    permission: 'self',
    summary: 'Changes my password and ends my other sessions.',
    input: z.object({
      current: z.string().min(1).max(200),
      // GB/T 22239 as assessed: at least 8 characters of three kinds
      next: z
        .string()
        .min(8, 'password')
        .max(200)
        .refine((p) => [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]/].filter((kind) => kind.test(p)).length >= 3, 'password'),
    }),
    output: Nothing,
    refusals: ['input.invalid', 'session.wrong'],
    run: async (_caller, { current, next }, ctx) => {
      const change = api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers: cookies(ctx),
        returnHeaders: true,
      })
      const { headers } = await orRefuse(change, new Refusal('session.wrong'))
      passOn(ctx, headers)
      return {}
    },
  })
  route({
    id: 'enrolSecondFactor',
    tag: 'session',
    method: 'post',
    path: '/session/second-factor',
    permission: 'self',
    summary: 'Begins a second factor (TOTP, RFC 6238).',
    input: Password,
    output: z.object({ uri: z.string(), secret: z.string(), qrSvg: z.string(), backupCodes: z.array(z.string()) }),
    refusals: ['input.invalid', 'session.wrong'],
    run: async (_caller, { password }, ctx) => {
      const begun = await orRefuse(
        api.enableTwoFactor({ body: { password }, headers: cookies(ctx) }),
        new Refusal('session.wrong'),
      )
      if (begun.method !== 'totp') throw new Refusal('unavailable')
      const { totpURI, backupCodes } = begun
      const secret = new URL(totpURI).searchParams.get('secret') ?? ''
      return { uri: totpURI, secret, qrSvg: await QRCode.toString(totpURI, { type: 'svg', margin: 1 }), backupCodes }
    },
  })
  route({
    id: 'confirmSecondFactor',
    tag: 'session',
    method: 'post',
    path: '/session/second-factor/confirm',
    permission: 'self',
    summary: 'Turns the second factor on with a first code.',
    input: Code,
    output: Nothing,
    refusals: ['input.invalid', 'session.code-wrong'],
    run: async (_caller, { code }, ctx) => {
      const { headers } = await orRefuse(
        api.verifyTOTP({ body: { code }, headers: cookies(ctx), returnHeaders: true }),
        new Refusal('session.code-wrong'),
      )
      passOn(ctx, headers)
      return {}
    },
  })
  route({
    id: 'endSecondFactor',
    tag: 'session',
    method: 'post',
    path: '/session/second-factor/off',
    permission: 'self',
    summary: 'Turns the second factor off.',
    input: Password,
    output: Nothing,
    refusals: ['input.invalid', 'session.wrong'],
    run: async (_caller, { password }, ctx) => {
      const { headers } = await orRefuse(
        api.disableTwoFactor({ body: { password }, headers: cookies(ctx), returnHeaders: true }),
        new Refusal('session.wrong'),
      )
      passOn(ctx, headers)
      return {}
    },
  })
}
