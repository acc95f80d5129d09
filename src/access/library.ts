/** The sign-in library as one request calls it: with the request's cookie and address, its cookies passed on, its refusals ours. */
import type { Context } from 'hono'
import { addressOf } from '../kernel/http/address.ts'
import { audit, originOf } from './audit.ts'
import { type Auth, addressHeader } from './auth.ts'
import type { House } from './command.ts'
import { keepNewest } from './own-sessions.ts'
import type { Sessions } from './session.ts'

/** Whose account it is: what the audit trail and the rules need. */
export type Account = {
  readonly userId: string
  readonly username: string
  readonly name: string
  readonly jurisdictionId: number
  readonly memberId: string
}

/** The account of this id or user name. */
export async function findAccount(auth: Auth, where: 'id' | 'username', value: string): Promise<Account | undefined> {
  const { rows } = await auth.pool.query<Account>(
    `select id as "userId", username, name, "jurisdictionId", "memberId" from "user" where ${where} = $1`,
    [value],
  )
  return rows[0]
}

export function library(house: House, auth: Auth, sessions: Sessions) {
  return {
    api: auth.auth.api,
    accountNamed: (username: string) => findAccount(auth, 'username', username),
    account: (userId: string) => findAccount(auth, 'id', userId),

    headers: (ctx: Context) =>
      new Headers({
        cookie: ctx.req.header('cookie') ?? '',
        origin: new URL(ctx.req.url).origin,
        'user-agent': ctx.req.header('user-agent') ?? '',
        [addressHeader]: addressOf(ctx, house.config.LIANXIN_PROXIES),
      }),
    passOn: (ctx: Context, headers: Headers) => {
      for (const value of headers.getSetCookie()) ctx.header('set-cookie', value, { append: true })
      sessions.forget(ctx)
    },
    /** Signed in for good: written down, and of more sessions than the scheme allows the oldest ends. */
    async arrived(ctx: Context, account: Account, way: string, token: string) {
      await auth.pool.query('update standing set last_sign_in_at = $2 where user_id = $1', [
        account.userId,
        house.now(),
      ])
      await keepNewest(auth, account.userId, house.schemes.of(account.jurisdictionId).accounts.sessions, token)
      sessions.forgetAccount(account.userId)
      await audit(house, account.jurisdictionId, originOf(ctx, house), {
        kind: 'sign-in',
        memberId: account.memberId,
        subject: way,
      })
    },
  }
}
export type Library = ReturnType<typeof library>

/** Calls the library; whatever it refuses with becomes the refusal given. */
export const orRefuse = async <T>(work: Promise<T>, refusal: Error): Promise<T> =>
  work.catch((error: { statusCode?: number }) => {
    if (error?.statusCode && error.statusCode < 500) throw refusal
    throw error
  })
