/** Routes of one's own account: password, second factor, sessions, and the rules in force. Open while a session is held up. */
import type { Context } from 'hono'
import QRCode from 'qrcode'
import { z } from 'zod'
import { Refusal } from '../kernel/errors.ts'
import { audit, originOf } from './audit.ts'
import { type Auth, idleSeconds, longestSeconds } from './auth.ts'
import type { House } from './command.ts'
import { library, orRefuse } from './library.ts'
import { changePassword } from './new-password.ts'
import { endOthers, endSession, liveSessions } from './own-sessions.ts'
import { longEnough, mixedEnough } from './password.ts'
import type { Routes } from './routes.ts'
import { lockMinutes, type Session, type Sessions, signedIn, tries } from './session.ts'
import { expiresOn } from './standing.ts'
import { type AuditKind, ways } from './vocabulary.ts'

const Code = z.object({ code: z.string().trim().min(6).max(12) })
const Password = z.object({ password: z.string().min(1).max(200) })
const Nothing = z.object({})
const OneSession = z.object({
  id: z.string(),
  beganAt: z.iso.datetime(),
  usedAt: z.iso.datetime(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  way: z.enum(ways),
  current: z.boolean(),
})
const MySecurity = z
  .object({
    passwordSetAt: z.iso.datetime(),
    passwordExpiresOn: z.iso.date().nullable(),
    secondFactor: z.object({ on: z.boolean(), required: z.boolean(), suggested: z.boolean() }),
    sessions: z.array(OneSession),
    rules: z.object({
      passwordLength: z.number().int(),
      passwordKinds: z.number().int(),
      passwordDays: z.number().int(),
      passwordsKept: z.number().int(),
      sessions: z.number().int(),
      idleMinutes: z.number().int(),
      longestHours: z.number().int(),
      tries: z.number().int(),
      lockMinutes: z.number().int(),
      auditMonths: z.number().int(),
    }),
  })
  .meta({ id: 'MySecurity' })

export function ownAccountRoutes({ route }: Routes, house: House, auth: Auth, sessions: Sessions) {
  const lib = library(house, auth, sessions)
  const { api, headers, passOn } = lib
  const own = { tag: 'session', permission: 'self', unsettled: true } as const

  const mine = async (ctx: Context): Promise<Session> => {
    const session = await sessions.find(ctx)
    if (!session) throw new Refusal('session.required')
    return session
  }
  const told = (ctx: Context, session: Session, kind: AuditKind, ok = true, subject?: string) =>
    audit(house, session.jurisdictionId, originOf(ctx, house), {
      kind,
      ok,
      memberId: signedIn(session).memberId,
      subject,
    })
  /** As `orRefuse`, and a refusal is written down. */
  const tried = <T>(ctx: Context, session: Session, kind: AuditKind, work: Promise<T>, refusal: Refusal) =>
    orRefuse(work, refusal).catch(async (error: unknown) => {
      await told(ctx, session, kind, false)
      throw error
    })

  route({
    ...own,
    id: 'mySecurity',
    method: 'get',
    path: '/me/security',
    summary: 'My password’s age, my second factor, my sessions, and the rules in force.',
    input: Nothing,
    output: MySecurity,
    refusals: [],
    run: async ({ jurisdictionId }, _input, ctx) => {
      const session = await mine(ctx)
      const { accounts, audit: trail } = house.schemes.of(jurisdictionId)
      const rows = await liveSessions(auth, session.userId)
      const advised = session.mustHaveOne && session.standing.demo
      return {
        passwordSetAt: session.standing.passwordSetAt.toISOString(),
        passwordExpiresOn: expiresOn(session.standing, accounts) ?? null,
        secondFactor: { on: session.secondFactor, required: session.mustHaveOne && !advised, suggested: advised },
        sessions: rows.map((s) => ({
          ...s,
          beganAt: s.beganAt.toISOString(),
          usedAt: s.usedAt.toISOString(),
          current: s.id === session.id,
        })),
        rules: {
          passwordLength: longEnough,
          passwordKinds: mixedEnough,
          passwordDays: accounts.passwordDays,
          passwordsKept: accounts.passwordsKept,
          sessions: accounts.sessions,
          idleMinutes: idleSeconds / 60,
          longestHours: longestSeconds / 3600,
          tries,
          lockMinutes,
          auditMonths: trail.keepMonths,
        },
      }
    },
  })
  route({
    ...own,
    id: 'endMySession',
    method: 'post',
    path: '/me/sessions/{sessionId}/end',
    summary: 'Ends one of my sessions; one that is gone already is no fault.',
    input: z.object({ sessionId: z.string().min(1).max(64) }),
    output: Nothing,
    refusals: ['input.invalid'],
    run: async (_caller, { sessionId }, ctx) => {
      const session = await mine(ctx)
      if (await endSession(auth, session.userId, sessionId)) await told(ctx, session, 'session-ended')
      sessions.forgetAccount(session.userId)
      return {}
    },
  })
  route({
    ...own,
    id: 'endMyOtherSessions',
    method: 'post',
    path: '/me/sessions/end-others',
    summary: 'Ends all my sessions but this one.',
    input: Nothing,
    output: z.object({ ended: z.number().int() }),
    refusals: [],
    run: async (_caller, _input, ctx) => {
      const session = await mine(ctx)
      const ended = await endOthers(auth, session.userId, session.id)
      if (ended) await told(ctx, session, 'session-ended', true, String(ended))
      sessions.forgetAccount(session.userId)
      return { ended }
    },
  })
  route({
    ...own,
    id: 'changePassword',
    method: 'post',
    path: '/session/password',
    summary: 'Changes my password and ends my other sessions.',
    input: z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
    output: Nothing,
    refusals: ['input.invalid', 'session.wrong'],
    run: async (_caller, given, ctx) => {
      const session = await mine(ctx)
      const who = await lib.account(session.userId)
      if (!who) throw new Refusal('session.required')
      const set = await changePassword(house, auth, who, given, headers(ctx)).catch(async (error: unknown) => {
        if (error instanceof Refusal) await told(ctx, session, 'password-changed', false, error.fields[0]?.message)
        throw error
      })
      passOn(ctx, set)
      sessions.forgetAccount(session.userId)
      await told(ctx, session, 'password-changed')
      return {}
    },
  })
  route({
    ...own,
    id: 'enrolSecondFactor',
    method: 'post',
    path: '/session/second-factor',
    summary: 'Begins a second factor (TOTP, RFC 6238).',
    input: Password,
    output: z.object({ uri: z.string(), secret: z.string(), qrSvg: z.string(), backupCodes: z.array(z.string()) }),
    refusals: ['input.invalid', 'session.wrong'],
    run: async (_caller, { password }, ctx) => {
      const begin = api.enableTwoFactor({ body: { password }, headers: headers(ctx) })
      const begun = await tried(ctx, await mine(ctx), 'second-factor-on', begin, new Refusal('session.wrong'))
      if (begun.method !== 'totp') throw new Refusal('unavailable')
      const { totpURI, backupCodes } = begun
      const secret = new URL(totpURI).searchParams.get('secret') ?? ''
      return { uri: totpURI, secret, qrSvg: await QRCode.toString(totpURI, { type: 'svg', margin: 1 }), backupCodes }
    },
  })
  route({
    ...own,
    id: 'confirmSecondFactor',
    method: 'post',
    path: '/session/second-factor/confirm',
    summary: 'Turns the second factor on with a first code.',
    input: Code,
    output: Nothing,
    refusals: ['input.invalid', 'session.code-wrong'],
    run: async (_caller, { code }, ctx) => {
      const session = await mine(ctx)
      const verify = api.verifyTOTP({ body: { code }, headers: headers(ctx), returnHeaders: true })
      const { headers: set } = await tried(ctx, session, 'second-factor-on', verify, new Refusal('session.code-wrong'))
      passOn(ctx, set)
      sessions.forgetAccount(session.userId)
      await told(ctx, session, 'second-factor-on')
      return {}
    },
  })
  route({
    ...own,
    id: 'endSecondFactor',
    method: 'post',
    path: '/session/second-factor/off',
    summary: 'Turns the second factor off.',
    input: Password,
    output: Nothing,
    refusals: ['input.invalid', 'session.wrong'],
    run: async (_caller, { password }, ctx) => {
      const session = await mine(ctx)
      const end = api.disableTwoFactor({ body: { password }, headers: headers(ctx), returnHeaders: true })
      const { headers: set } = await tried(ctx, session, 'second-factor-off', end, new Refusal('session.wrong'))
      passOn(ctx, set)
      sessions.forgetAccount(session.userId)
      await told(ctx, session, 'second-factor-off')
      return {}
    },
  })
}
