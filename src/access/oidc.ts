/** The answer of a single sign-on provider: the library checks it, the sign-in is written down like any other. */
import type { Context } from 'hono'
import { addressOf } from '../kernel/http/address.ts'
import { type Auth, addressHeader } from './auth.ts'
import type { House } from './command.ts'
import { library } from './library.ts'
import type { Sessions } from './session.ts'

export const answerOfProvider = (house: House, auth: Auth, sessions: Sessions) => {
  const { account, arrived } = library(house, auth, sessions)
  return async (ctx: Context): Promise<Response> => {
    const headers = new Headers(ctx.req.raw.headers)
    headers.set(addressHeader, addressOf(ctx, house.config.LIANXIN_PROXIES))
    const response = await auth.auth.handler(new Request(ctx.req.raw, { headers }))
    const cookie = response.headers
      .getSetCookie()
      .map((c) => c.split(';')[0] ?? '')
      .find((c) => c.includes('lianxin.session_token='))
    const begun = cookie && (await auth.auth.api.getSession({ headers: new Headers({ cookie }) }))
    const who = begun && (await account(begun.user.id))
    if (who) await arrived(ctx, who, 'oidc', begun.session.token)
    return response
  }
}
