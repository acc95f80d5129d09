/** From a cookie to a caller: sessions read through the library, remembered for seconds; sign-in with lockout. */
import type { Context } from 'hono'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { languageOf } from '../kernel/http/problem.ts'
import type { Declared, Open } from '../kernel/http/route.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { audit, originOf } from './audit.ts'
import { type Auth, longestSeconds } from './auth.ts'
import { type Caller, findMemberActor, type MemberActor, type MemberCaller, may } from './caller.ts'
import type { House } from './command.ts'
import { findLooking, throughTheirEyes } from './see-as.ts'
import { dueOf, type Standing, standingOf } from './standing.ts'
import type { Due, Way } from './vocabulary.ts'

const rememberMs = 5_000
/** What every page asks for by itself, and what shows nothing of anybody's work. */
const unseen = new Set(['session', 'registry', 'support'])
/** Wrong passwords in a row, and how long the name is locked then (GB/T 22239 as assessed). */
export const tries = 5
export const lockMinutes = 15

export type Session = {
  readonly id: string
  readonly jurisdictionId: number
  readonly userId: string
  readonly actor: MemberActor
  readonly way: Way
  readonly standing: Standing
  readonly secondFactor: boolean
  /** Whether a post of theirs asks for a second factor. */
  readonly mustHaveOne: boolean
  /** What must be put in order before anything else. */
  readonly due: Due | undefined
  /** Whose session it is, while `actor` is somebody they help. */
  readonly helper?: MemberActor
  readonly helpsUntil?: Date
}

/** Who is signed in, whoever's desk is shown. */
export const signedIn = (session: Session): MemberActor => session.helper ?? session.actor

/** Reads sessions and guards routes. */
export function sessions(house: House, auth: Auth, jurisdictionOf: (ctx: Context) => Promise<number>) {
  const remembered = new Map<string, { until: number; session: Session | undefined }>()

  /** The session of this request; a renewed cookie is passed on. */
  async function find(ctx: Context): Promise<Session | undefined> {
    const cookie = ctx.req.header('cookie')
    const token = /lianxin\.session_token=([^;]+)/.exec(cookie ?? '')?.[1]
    if (!token) return undefined
    const now = house.now().getTime()
    const known = remembered.get(token)
    const looked = known?.session?.helpsUntil
    if (known && known.until > now && !(looked && looked.getTime() <= now)) return known.session
    const { response, headers } = await auth.auth.api.getSession({
      headers: new Headers({ cookie: cookie ?? '' }),
      returnHeaders: true,
    })
    for (const value of headers?.getSetCookie() ?? []) ctx.header('set-cookie', value, { append: true })
    let session: Session | undefined
    if (response && now - new Date(response.session.createdAt).getTime() < longestSeconds * 1000) {
      session = await sessionOf(response)
    }
    if (remembered.size > 10_000) remembered.clear()
    remembered.set(token, { until: now + rememberMs, session })
    return session
  }

  type Found = NonNullable<Awaited<ReturnType<Auth['auth']['api']['getSession']>>>
  async function sessionOf({ user, session }: Found): Promise<Session | undefined> {
    const { jurisdictionId, memberId, id: userId } = user
    const standing = await standingOf(auth, userId)
    const scheme = house.schemes.of(jurisdictionId)
    const actor = await findMemberActor(house.db, scheme, jurisdictionId, memberId, dayOf(house.now()))
    if (!actor || standing.locked) return undefined
    const way: Way = session.way === 'oidc' ? 'oidc' : 'password'
    const secondFactor = Boolean(user.twoFactorEnabled)
    const mustHaveOne = actor.appointments.some((a) => scheme.roles[a.role]?.secondFactor)
    const due = dueOf(standing, { way, secondFactor, mustHaveOne }, scheme.accounts, house.now())
    const own = { id: session.id, jurisdictionId, userId, actor, way, standing, secondFactor, mustHaveOne, due }
    return may(actor, 'support.see-as') && !due ? looking(own) : own
  }

  /** The session with another's desk in it, while its owner helps somebody. */
  async function looking(own: Session): Promise<Session> {
    const { jurisdictionId, actor: helper } = own
    const look = await findLooking(house, jurisdictionId, helper.memberId, own.id)
    if (!look) return own
    const today = dayOf(house.now())
    const other = await findMemberActor(
      house.db,
      house.schemes.of(jurisdictionId),
      jurisdictionId,
      look.memberId,
      today,
    )
    return other ? { ...own, actor: throughTheirEyes(other, helper), helper, helpsUntil: look.until } : own
  }

  /**
   * Whom an answer that is still being given is for by now: asked anew, so that an ended session or another post tells within the minute.
   * It prolongs no session: a page left open is nobody at work.
   */
  async function still(ctx: Context, permission: Permission): Promise<MemberCaller | undefined> {
    const headers = new Headers({ cookie: ctx.req.header('cookie') ?? '' })
    const found = await auth.auth.api.getSession({ headers, query: { disableRefresh: true } })
    if (!found || house.now().getTime() - new Date(found.session.createdAt).getTime() >= longestSeconds * 1000)
      return undefined
    const session = await sessionOf(found)
    if (!session || session.due || !may(session.actor, permission)) return undefined
    const { jurisdictionId, actor, helper } = session
    return { jurisdictionId, actor, language: languageOf(ctx), ...(helper && { helper }) }
  }

  return {
    find,
    still,
    /** An account's sessions are read anew: here at once, in other processes within seconds. */
    forgetAccount: (userId: string) => {
      for (const [token, { session }] of remembered) if (session?.userId === userId) remembered.delete(token)
    },
    /** Whoever looks through another's eyes is read anew: here at once, in other processes within seconds. */
    forgetLooking: () => {
      for (const [token, { session }] of remembered) if (session?.helper) remembered.delete(token)
    },
    forget: (ctx: Context) => {
      const token = /lianxin\.session_token=([^;]+)/.exec(ctx.req.header('cookie') ?? '')?.[1]
      if (token) remembered.delete(token)
    },
    /** The door of every API route: an open route gets a resident, all others a member who holds the permission. */
    guard: async (
      ctx: Context,
      permission: Permission | Open,
      route: Pick<Declared<Permission>, 'method' | 'path' | 'tag' | 'unsettled' | 'whileLooking'>,
    ): Promise<Caller> => {
      const language = languageOf(ctx)
      if (typeof permission !== 'string')
        return { jurisdictionId: await jurisdictionOf(ctx), actor: { kind: 'resident' }, language }
      const session = await find(ctx)
      if (!session) throw new Refusal('session.required')
      if (session.due && !route.unsettled) throw new Refusal(`session.${session.due}`)
      if (!may(session.actor, permission)) throw new Refusal('forbidden', { permission })
      const { jurisdictionId, actor, helper } = session
      if (!helper) return { jurisdictionId, actor, language }
      // only looked at: nothing written, nothing carried away
      if (!route.whileLooking && (route.method !== 'get' || /export/.test(route.path)))
        throw new Refusal('see-as.only-looking')
      if (!unseen.has(route.tag))
        await audit(house, jurisdictionId, originOf(ctx, house), {
          kind: 'see-as-look',
          memberId: helper.memberId,
          targetId: actor.memberId,
          subject: route.path,
        })
      return { jurisdictionId, actor, language, helper }
    },
  }
}
export type Sessions = ReturnType<typeof sessions>

/** Five tries a name. Each is counted before it is made, so that many at once are no more than five; a right one clears the count. */
export const lockout = (auth: Auth, now: () => Date) => ({
  /** Refused with `session.locked` while the name is locked. */
  async check(name: string) {
    const { rows } = await auth.pool.query<{ locked_until: Date | null }>(
      'select locked_until from lockout where username = $1',
      [name],
    )
    const until = rows[0]?.locked_until
    if (until && until > now())
      throw new Refusal('session.locked', { minutes: Math.ceil((until.getTime() - now().getTime()) / 60_000) })
  },
  /** Counts one try more; the fifth shuts the door behind itself. */
  async begin(name: string) {
    const until = new Date(now().getTime() + lockMinutes * 60_000)
    const { rowCount } = await auth.pool.query(
      `insert into lockout (username, failures) values ($1, 1)
       on conflict (username) do update set
         failures = case when lockout.locked_until is null then lockout.failures + 1 else 1 end,
         locked_until = case when lockout.locked_until is null and lockout.failures + 1 >= $3 then $4::timestamptz end
       where lockout.locked_until is null or lockout.locked_until <= $2`,
      [name, now(), tries, until],
    )
    if (rowCount === 0) await this.check(name)
  },
  cleared: (name: string) => auth.pool.query('delete from lockout where username = $1', [name]),
})
