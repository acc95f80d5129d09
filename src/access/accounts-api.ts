/** Routes of the security administrator: accounts, and what may be done to them. Nobody's password can be set here, so nobody can enter as another. */
import { z } from 'zod'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { listAccounts, takeMeasure } from './accounts.ts'
import { originOf } from './audit.ts'
import type { MemberCaller } from './caller.ts'
import type { House } from './command.ts'
import type { Routes } from './routes.ts'
import type { Sessions } from './session.ts'
import { expiresOn } from './standing.ts'
import { type Measure, measures, narrowings } from './vocabulary.ts'

const Filter = z.object({
  q: z.string().trim().max(50).optional(),
  only: z.enum(narrowings).optional(),
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const Instant = z.iso.datetime()
const Account = z
  .object({
    memberId: z.uuid(),
    username: z.string(),
    name: z.string(),
    posts: z.array(z.object({ role: z.string(), org: z.string(), orgEn: z.string() })),
    lastSignInAt: Instant.nullable(),
    lock: z.enum(['by-officer', 'wrong-passwords']).nullable(),
    lockedAt: Instant.nullable().describe('By the security administrator'),
    lockedUntil: Instant.nullable().describe('After wrong passwords'),
    secondFactor: z.boolean(),
    secondFactorRequired: z.boolean(),
    firstPassword: z.boolean(),
    passwordExpiresOn: z.iso.date().nullable(),
    sessions: z.number().int(),
  })
  .meta({ id: 'Account' })
const Reason = z.object({ memberId: z.uuid(), reason: z.string().trim().min(2).max(200) })

const summary: Record<Measure, string> = {
  lock: 'Locks an account until it is unlocked, and ends its sessions.',
  unlock: 'Unlocks an account, whether an administrator or wrong passwords locked it.',
  'end-sessions': 'Ends every session of an account.',
  'reset-second-factor': 'Takes the second factor off an account whose owner has lost it.',
}
const id = {
  lock: 'lockAccount',
  unlock: 'unlockAccount',
  'end-sessions': 'endSessions',
  'reset-second-factor': 'resetSecondFactor',
}

export function accountRoutes({ route }: Routes, house: House, sessions: Sessions) {
  route({
    id: 'listAccounts',
    tag: 'officers',
    method: 'get',
    path: '/accounts',
    permission: 'security.manage',
    summary: 'Accounts by user name: last sign-in, lock, second factor, sessions.',
    input: Filter,
    output: z.object({ items: z.array(Account), next: z.string().nullable() }),
    refusals: ['input.invalid'],
    run: async (caller, { q, only, cursor, limit }) => {
      const at = house.now()
      const { jurisdictionId } = caller
      const rows = await house.db.transaction({ jurisdictionId }, (tx) =>
        listAccounts(tx, jurisdictionId, at, dayOf(at), { q, only, after: cursor, limit: limit + 1 }),
      )
      const shown = rows.slice(0, limit)
      const { roles, accounts } = house.schemes.of(jurisdictionId)
      return {
        items: shown.map(({ lockedAt, wrongUntil, demo, passwordSetAt, lastSignInAt, ...a }) => ({
          ...a,
          lastSignInAt: lastSignInAt?.toISOString() ?? null,
          lock: lockedAt ? ('by-officer' as const) : wrongUntil ? ('wrong-passwords' as const) : null,
          lockedAt: lockedAt?.toISOString() ?? null,
          lockedUntil: wrongUntil?.toISOString() ?? null,
          secondFactorRequired: !demo && a.posts.some((p) => roles[p.role]?.secondFactor),
          passwordExpiresOn: expiresOn({ passwordSetAt, demo }, accounts) ?? null,
        })),
        next: rows.length > limit ? (shown.at(-1)?.username ?? null) : null,
      }
    },
  })
  for (const measure of measures)
    route({
      id: id[measure],
      tag: 'officers',
      method: 'post',
      path: `/accounts/{memberId}/${measure}`,
      permission: 'security.manage',
      summary: summary[measure],
      input: Reason,
      output: z.object({}),
      refusals: ['input.invalid', 'account.unknown', 'account.own'],
      run: async (caller, input, ctx) => {
        const userId = await takeMeasure(house, caller as MemberCaller, originOf(ctx, house), { measure, ...input })
        sessions.forgetAccount(userId)
        return {}
      },
    })
}
