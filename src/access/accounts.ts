/** Accounts as the security administrator sees and handles them: each measure and its row in the audit trail in one transaction. */
import { type RawBuilder, sql } from 'kysely'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Tx } from '../kernel/scope.ts'
import { type Origin, writeAudit } from './audit.ts'
import { longestSeconds } from './auth.ts'
import type { MemberCaller } from './caller.ts'
import type { House } from './command.ts'
import type { AuditKind, Measure, Narrowing } from './vocabulary.ts'

export type AccountRow = {
  readonly memberId: string
  readonly username: string
  readonly name: string
  readonly lastSignInAt: Date | null
  readonly lockedAt: Date | null
  readonly wrongUntil: Date | null
  readonly secondFactor: boolean
  readonly passwordSetAt: Date
  readonly firstPassword: boolean
  readonly demo: boolean
  readonly sessions: number
  readonly posts: { role: string; org: string; orgEn: string }[]
}
export type AccountFilter = {
  readonly q?: string | undefined
  readonly only?: Narrowing | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const only = (at: Date): Record<Narrowing, RawBuilder<boolean>> => ({
  locked: sql`(s.locked_at is not null or l.locked_until > ${at})`,
  'no-second-factor': sql`coalesce(u."twoFactorEnabled", false) = false`,
  'signed-in': sql`live.n > 0`,
})
/** What a name or a user name is looked for by, in small letters; `%` and `_` are meant as they are written. */
export const like = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

/** Accounts by user name, one page. The tables of sign-in know no row-level security: the jurisdiction is named here. */
export async function listAccounts(
  tx: Tx,
  jurisdictionId: number,
  at: Date,
  today: string,
  f: AccountFilter,
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select u."memberId", u.username, u.name, s.last_sign_in_at as "lastSignInAt", s.locked_at as "lockedAt",
      case when l.locked_until > ${at} then l.locked_until end as "wrongUntil", coalesce(u."twoFactorEnabled", false) as "secondFactor",
      s.password_set_at as "passwordSetAt", s.first_password as "firstPassword", s.demo, live.n as sessions, posts.list as posts
    from auth."user" u
    join auth.standing s on s.user_id = u.id
    left join auth.lockout l on l.username = u.username
    cross join lateral (select count(*)::int as n from auth.session x where x."userId" = u.id and x."expiresAt" > ${at}
      and x."createdAt" > ${at}::timestamptz - make_interval(secs => ${longestSeconds})) live
    cross join lateral (select coalesce(json_agg(json_build_object('role', a.role, 'org', o.name, 'orgEn', o.name_en) order by a.starts_on), '[]') as list
      from appointments a join orgs o on o.jurisdiction_id = a.jurisdiction_id and o.id = a.org_id
      where a.jurisdiction_id = ${jurisdictionId} and a.member_id = u."memberId"::uuid
        and a.starts_on <= ${today}::date and (a.ends_on is null or a.ends_on >= ${today}::date)) posts
    where u."jurisdictionId" = ${jurisdictionId}
      ${f.after ? sql`and u.username > ${f.after}` : sql``}
      ${f.q ? sql`and (lower(u.name) like ${like(f.q)} or u.username like ${like(f.q)})` : sql``}
      ${f.only ? sql`and ${only(at)[f.only]}` : sql``}
    order by u.username limit ${f.limit}`.execute(tx)
  return rows
}

/**
 * Makes an account in the transaction of what it is for, with a first password that was hashed before (slow on purpose). It is locked until the
 * security administrator lets it in: who makes accounts cannot by themselves enter as a person they have made up. Refused with `person.account-taken`.
 */
export async function makeAccount(
  tx: Tx,
  account: {
    readonly jurisdictionId: number
    readonly memberId: string
    readonly username: string
    readonly name: string
    readonly passwordHash: string
  },
  at: Date,
): Promise<string> {
  const id = newId(at)
  const { jurisdictionId, memberId, username, name, passwordHash } = account
  const { rows } = await sql`
    insert into auth."user" (id, name, email, "emailVerified", username, "displayUsername", "jurisdictionId", "memberId", "createdAt", "updatedAt")
    values (${id}, ${name}, ${`${username}@lianxin.invalid`}, true, ${username}, ${username}, ${jurisdictionId}, ${memberId}, ${at}, ${at})
    on conflict do nothing returning id`.execute(tx)
  if (!rows.length) throw new Refusal('person.account-taken', { username })
  await sql`insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    values (${newId(at)}, ${id}, 'credential', ${id}, ${passwordHash}, ${at}, ${at})`.execute(tx)
  await sql`insert into auth.standing (user_id, password_set_at, first_password, locked_at) values (${id}, ${at}, true, ${at})`.execute(
    tx,
  )
  await sql`insert into auth.old_passwords (user_id, set_at, hash) values (${id}, ${at}, ${passwordHash})`.execute(tx)
  await tx.updateTable('members').set({ account_id: id }).where('id', '=', memberId).execute()
  return id
}

/** Every instant a measure needs comes in; what it leaves undone is undone for all (one transaction). */
const measuresIn: Record<
  Measure,
  { kind: AuditKind; run: (tx: Tx, userId: string, username: string, at: Date) => Promise<unknown> }
> = {
  lock: {
    kind: 'account-locked',
    run: async (tx, userId, _username, at) => {
      await sql`update auth.standing set locked_at = coalesce(locked_at, ${at}) where user_id = ${userId}`.execute(tx)
      await endAll(tx, userId)
    },
  },
  unlock: {
    kind: 'account-unlocked',
    run: async (tx, userId, username) => {
      await unlock(tx, userId, username)
      await sql`update auth."twoFactor" set "failedVerificationCount" = 0, "lockedUntil" = null where "userId" = ${userId}`.execute(
        tx,
      )
    },
  },
  'end-sessions': { kind: 'sessions-ended', run: (tx, userId) => endAll(tx, userId) },
  'reset-second-factor': { kind: 'second-factor-reset', run: (tx, userId) => takeSecondFactorOff(tx, userId) },
}

/** Whoever locked it, an administrator or wrong passwords. */
export async function unlock(tx: Tx, userId: string, username: string) {
  await sql`update auth.standing set locked_at = null where user_id = ${userId}`.execute(tx)
  await sql`delete from auth.lockout where username = ${username}`.execute(tx)
}
export const endAll = (tx: Tx, userId: string) => sql`delete from auth.session where "userId" = ${userId}`.execute(tx)
export async function takeSecondFactorOff(tx: Tx, userId: string) {
  await sql`delete from auth."twoFactor" where "userId" = ${userId}`.execute(tx)
  await sql`update auth."user" set "twoFactorEnabled" = false where id = ${userId}`.execute(tx)
}

/** Takes a measure on another's account; gives its user id. Refused with `account.unknown` and, for one's own account, `account.own`. */
export async function takeMeasure(
  house: House,
  caller: MemberCaller,
  from: Origin,
  input: { measure: Measure; memberId: string; reason: string },
): Promise<string> {
  const { jurisdictionId, actor } = caller
  if (input.memberId === actor.memberId) throw new Refusal('account.own')
  const { kind, run } = measuresIn[input.measure]
  return house.db.transaction({ jurisdictionId }, async (tx) => {
    const { rows } = await sql<{ id: string; username: string }>`
      select id, username from auth."user" where "jurisdictionId" = ${jurisdictionId} and "memberId" = ${input.memberId}`.execute(
      tx,
    )
    const [account] = rows
    if (!account) throw new Refusal('account.unknown')
    await run(tx, account.id, account.username, house.now())
    await writeAudit(tx, house, jurisdictionId, from, {
      kind,
      memberId: actor.memberId,
      targetId: input.memberId,
      note: input.reason,
    })
    return account.id
  })
}
