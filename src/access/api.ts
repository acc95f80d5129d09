/** Routes of signing in and out, and of who one is. */
import type { Context } from 'hono'
import { z } from 'zod'
import { Refusal } from '../kernel/errors.ts'
import { open } from '../kernel/http/route.ts'
import { audit, originOf } from './audit.ts'
import { type Auth, lockedCode } from './auth.ts'
import type { MemberActor } from './caller.ts'
import { type House, query } from './command.ts'
import { type Library, library, orRefuse } from './library.ts'
import type { Routes } from './routes.ts'
import { lockout, type Sessions, signedIn } from './session.ts'
import { daysLeft } from './standing.ts'
import { type AuditKind, dues } from './vocabulary.ts'

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
  // looked at through their eyes, and not yet taken note of
  const looks = await d.tx
    .selectFrom('see_as')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('member_id', '=', actor.memberId)
    .where('noted_at', 'is', null)
    .executeTakeFirstOrThrow()
  const helper = d.caller.helper
    ? await d.tx.selectFrom('members').select('name').where('id', '=', d.caller.helper.memberId).executeTakeFirst()
    : undefined
  const absent = actor.appointments.flatMap((a) => a.standsInFor ?? [])
  const away = absent.length
    ? await d.tx.selectFrom('members').select(['id', 'name']).where('id', 'in', absent).execute()
    : []
  const named = new Map(away.map((m) => [m.id, m]))
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
      return org ? [{ org, role: a.role, scope: a.scope, standsInFor: named.get(a.standsInFor ?? '') ?? null }] : []
    }),
    may: [...new Set(actor.appointments.flatMap((a) => a.may))],
    unread: Number(unread.n),
    looks: Number(looks.n),
    helper: helper?.name ?? null,
  }
})

export function sessionRoutes(
  { route }: Routes,
  house: House,
  auth: Auth,
  sessions: Sessions,
  about: {
    jurisdiction: (ctx: Context) => Promise<{ id: number; name: string; nameEn: string }>
    demo: (ctx: Context) => Promise<DemoSignIn[] | null>
  },
) {
  const lib = library(house, auth, sessions)
  const { api, headers, passOn } = lib
  const locks = lockout(auth, house.now)

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
    refusals: ['input.invalid', 'session.wrong', 'session.locked', 'account.locked'],
    run: async (_caller, input, ctx) => {
      const who = await lib.accountNamed(input.username)
      const told = async (kind: AuditKind, subject?: string) =>
        audit(house, who?.jurisdictionId ?? (await about.jurisdiction(ctx)).id, originOf(ctx, house), {
          kind,
          ok: false,
          // the name typed is not written down: it may be a password in the wrong field
          memberId: who?.memberId,
          subject,
        })
      await locks.begin(input.username).catch(async (error: unknown) => {
        await told('sign-in', 'locked')
        throw error
      })
      try {
        const reply = await api.signInUsername({ body: input, headers: headers(ctx), returnHeaders: true })
        if (!reply.response || !who) throw new Refusal('session.wrong')
        passOn(ctx, reply.headers)
        await locks.cleared(input.username)
        if ('twoFactorRedirect' in reply.response) return { status: 'second-step' as const }
        await lib.arrived(ctx, who, 'password', reply.response.token)
        return { status: 'signed-in' as const }
      } catch (error) {
        const { statusCode, body } = error as { statusCode?: number; body?: { code?: string } }
        if (!(error instanceof Refusal) && (statusCode ?? 500) >= 500) throw error
        if (body?.code === lockedCode) {
          // said only to who knows the password
          await locks.cleared(input.username)
          await told('sign-in', 'account-locked')
          throw new Refusal('account.locked')
        }
        await told('sign-in', 'wrong')
        await locks.check(input.username).catch(async (locked: unknown) => {
          await told('lockout')
          throw locked
        })
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
      const way = /^\d{6}$/.test(code) ? 'totp' : 'backup-code'
      const given = { body: { code }, headers: headers(ctx), returnHeaders: true as const }
      const verify = way === 'totp' ? api.verifyTOTP(given) : api.verifyBackupCode(given)
      const reply = await orRefuse<{
        headers: Headers
        response: { token?: string | undefined; user: { id: string } }
      }>(verify, new Refusal('session.code-wrong')).catch(async (error: unknown) => {
        const who = await pendingAccount(lib, auth, ctx)
        if (who)
          await audit(house, who.jurisdictionId, originOf(ctx, house), {
            kind: 'second-step',
            ok: false,
            memberId: who.memberId,
            subject: way,
          })
        throw error
      })
      passOn(ctx, reply.headers)
      const who = await lib.account(reply.response.user.id)
      if (who) await lib.arrived(ctx, who, way, reply.response.token ?? '')
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
      const { headers: set, response } = await api.signInSocial({
        body: { provider: 'oidc', callbackURL: '/desk/' },
        headers: headers(ctx),
        returnHeaders: true,
      })
      passOn(ctx, set)
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
      const session = await sessions.find(ctx)
      const { headers: set } = await api.signOut({ headers: headers(ctx), returnHeaders: true })
      passOn(ctx, set)
      if (session)
        await audit(house, session.jurisdictionId, originOf(ctx, house), {
          kind: 'sign-out',
          memberId: signedIn(session).memberId,
        })
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
      posts: z.array(
        z.object({
          org: OrgRef,
          role: z.string(),
          scope: z.enum(['own', 'subtree', 'none']),
          standsInFor: z
            .object({ id: z.uuid(), name: z.string() })
            .describe('Whose post it is, where I stand in for them')
            .nullable(),
        }),
      ),
      may: z.array(z.string()),
      secondFactor: z.boolean(),
      unread: z.number().int(),
      looks: z.number().int().describe('How often somebody helped by looking through my eyes, not yet taken note of'),
      helping: z
        .object({ helper: z.string(), until: z.iso.datetime() })
        .nullable()
        .describe('Who really looks, while somebody is helped: nothing can be written'),
      due: z.enum(dues).nullable().describe('What must be put in order before anything else'),
      passwordDaysLeft: z.number().int().nullable().describe('Said only when it is few'),
    }),
    refusals: [],
    unsettled: true,
    run: async (caller, input, ctx) => {
      const session = await sessions.find(ctx)
      const { helper, ...who } = await whoAmI(house, caller, input)
      const until = session?.helpsUntil?.toISOString()
      const me = { ...who, helping: helper && until ? { helper, until } : null }
      if (!session) return { ...me, secondFactor: false, due: null, passwordDaysLeft: null }
      const { accounts } = house.schemes.of(caller.jurisdictionId)
      const left = session.way === 'oidc' ? undefined : daysLeft(session.standing, accounts, house.now())
      return {
        ...me,
        // a session that is held up may do nothing until it is settled
        may: session.due ? [] : me.may,
        secondFactor: session.secondFactor,
        due: session.due ?? null,
        passwordDaysLeft: left !== undefined && left <= accounts.warnDays ? left : null,
      }
    },
  })
}

/** Whose second step is under way, by the library's cookie: only so that a wrong code can be written down against a name. */
async function pendingAccount(lib: Library, auth: Auth, ctx: Context) {
  const cookie = /lianxin\.two_factor=([^;]+)/.exec(ctx.req.header('cookie') ?? '')?.[1]
  if (!cookie) return undefined
  const identifier = decodeURIComponent(cookie).replace(/\.[^.]*$/, '')
  const { rows } = await auth.pool.query<{ value: string }>('select value from verification where identifier = $1', [
    identifier,
  ])
  return rows[0] && lib.account(rows[0].value)
}
