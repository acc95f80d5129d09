/** Sign-in by a kept library (better-auth): username and password, second factor, OIDC by configuration. */
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import pg from 'pg'
import { type Clock, wallClock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config.ts'
import type { Keys } from '../kernel/crypto.ts'
import { asApp } from '../kernel/database.ts'

/** A session ends after half an hour without use, and after twelve hours in any case (GB/T 22239: 10–30 minutes idle). */
export const idleSeconds = 30 * 60
export const longestSeconds = 12 * 3600
/** Set by us from the socket or a trusted proxy, whatever a caller may have written there. */
export const addressHeader = 'x-lianxin-address'

/** What a session may not begin with: an account the security administrator has locked. */
export const lockedCode = 'ACCOUNT_LOCKED'

export function openAuth(config: Config, keys: Keys, ownerUrl: string, now: Clock = wallClock) {
  const url = new URL(asApp(ownerUrl))
  url.searchParams.set('options', `${url.searchParams.get('options')} -c search_path=auth`)
  const pool = new pg.Pool({ connectionString: url.toString(), max: 4 })
  pool.on('error', () => {})
  // the pool looks after idle connections only: one lost while it is lent out would end the process
  pool.on('connect', (client) => client.on('error', () => {}))
  const oidc = config.LIANXIN_OIDC_ISSUER && config.LIANXIN_OIDC_CLIENT_ID
  const auth = betterAuth({
    database: pool,
    secret: keys.sessionSecret(),
    baseURL: config.LIANXIN_URL ?? 'http://localhost',
    basePath: '/auth',
    trustedOrigins: ['*'],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8 },
    user: {
      additionalFields: {
        jurisdictionId: { type: 'number', input: false, required: true },
        memberId: { type: 'string', input: false, required: true },
      },
    },
    session: {
      expiresIn: idleSeconds,
      updateAge: 60,
      additionalFields: { way: { type: 'string', input: false, required: false, defaultValue: 'password' } },
    },
    databaseHooks: {
      session: {
        create: {
          // the one place every way in goes through: password, second step, backup code, provider
          before: async (session, context) => {
            const { rows } = await pool.query<{ locked: boolean }>(
              'select locked_at is not null as locked from standing where user_id = $1',
              [session.userId],
            )
            if (rows[0]?.locked !== false) throw new APIError('FORBIDDEN', { code: lockedCode })
            const fromProvider = /^\/(oauth2\/)?callback\b/.test(context?.path ?? '')
            return { data: { ...session, way: fromProvider ? 'oidc' : 'password' } }
          },
        },
      },
    },
    onAPIError: { errorURL: `${config.LIANXIN_URL ?? ''}/desk/sign-in` },
    // HttpOnly, SameSite=Lax, and with an https address Secure under a `__Secure-` name: the library's own defaults, held by a test
    advanced: { cookiePrefix: 'lianxin', ipAddress: { ipAddressHeaders: [addressHeader] } },
    // an OIDC account signs in only a person who already has a post here
    account: { accountLinking: { enabled: true, trustedProviders: ['oidc'] } },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 60,
        usernameValidator: (name) => /^[a-z0-9][a-z0-9._-]*$/i.test(name),
      }),
      twoFactor({ issuer: 'Lianxin' }),
      genericOAuth({
        config: oidc
          ? [
              {
                providerId: 'oidc',
                discoveryUrl: `${config.LIANXIN_OIDC_ISSUER}/.well-known/openid-configuration`,
                clientId: config.LIANXIN_OIDC_CLIENT_ID as string,
                ...(config.LIANXIN_OIDC_CLIENT_SECRET && { clientSecret: config.LIANXIN_OIDC_CLIENT_SECRET }),
                scopes: ['openid', 'profile', 'email'],
                disableSignUp: true,
                pkce: true,
                // the provider's user name is ours: it finds the account that an appointment made, and makes none
                mapProfileToUser: (profile: Record<string, unknown>) => ({
                  email: `${String(profile['preferred_username'] ?? profile['sub'])}@lianxin.invalid`.toLowerCase(),
                  emailVerified: true,
                }),
              },
            ]
          : [],
      }),
    ],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  return { auth, pool, now, hasOidc: Boolean(oidc), close: () => pool.end() }
}
export type Auth = ReturnType<typeof openAuth>

/** Makes an account for a member. The library wants an address; nobody is ever written to at it. */
export async function createAccount(
  { auth, pool, now }: Auth,
  account: {
    username: string
    name: string
    passwordHash: string
    jurisdictionId: number
    memberId: string
    email?: string
    /** Must be changed at the first sign-in; the invented county's printed password is exempt from every rule of age. */
    password: 'first' | 'own' | 'demo'
  },
): Promise<string> {
  const ctx = await auth.$context
  const user = await ctx.internalAdapter.createUser(
    {
      email: account.email ?? `${account.username}@lianxin.invalid`,
      emailVerified: true,
      name: account.name,
      username: account.username,
      displayUsername: account.username,
      jurisdictionId: account.jurisdictionId,
      memberId: account.memberId,
    },
    { method: 'admin' },
  )
  await ctx.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: account.passwordHash,
  })
  await pool.query(
    `with the_standing as (
       insert into standing (user_id, password_set_at, first_password, demo) values ($1, $2, $3, $4))
     insert into old_passwords (user_id, set_at, hash) values ($1, $2, $5)`,
    [user.id, now(), account.password === 'first', account.password === 'demo', account.passwordHash],
  )
  return user.id
}

/** scrypt, off the main thread; some 80 ms. */
export const hashPassword = async ({ auth }: Auth, password: string) => (await auth.$context).password.hash(password)
