/** A new password: by its owner, who knows the old one, or by the operator for someone who can no longer sign in. */
import { Refusal } from '../kernel/errors.ts'
import type { Auth } from './auth.ts'
import type { House } from './command.ts'
import { type Account, orRefuse } from './library.ts'
import { passwordFault } from './password.ts'

const kept = (house: House, jurisdictionId: number) => house.schemes.of(jurisdictionId).accounts.passwordsKept
const refused = (message: string) => new Refusal('input.invalid', {}, [{ path: 'next', message }])

/** Changes it and ends the other sessions; gives the cookies of the new one. Refused with `session.wrong`, or `input.invalid` with the rule broken. */
export async function changePassword(
  house: House,
  auth: Auth,
  who: Account,
  { current, next }: { current: string; next: string },
  headers: Headers,
): Promise<Headers> {
  const { rows } = await auth.pool.query<{ password: string }>(
    `select password from account where "userId" = $1 and "providerId" = 'credential' and password is not null`,
    [who.userId],
  )
  const { password } = await auth.auth.$context
  // first of all: whoever does not know it learns nothing of the old ones either
  if (!rows[0] || !(await password.verify({ hash: rows[0].password, password: current })))
    throw new Refusal('session.wrong')
  const fault = passwordFault(next, who)
  if (fault) throw refused(fault)
  if (await usedBefore(auth, who.userId, next, kept(house, who.jurisdictionId))) throw refused('password-used')
  const change = auth.auth.api.changePassword({
    body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
    headers,
    returnHeaders: true,
  })
  const { headers: set } = await orRefuse(change, new Refusal('session.wrong'))
  await passwordSet(house, auth, who, false)
  return set
}

/** Notes that the account's password is new, and forgets hashes older than the last few. */
export async function passwordSet(
  house: House,
  auth: Auth,
  { userId, jurisdictionId }: Pick<Account, 'userId' | 'jurisdictionId'>,
  first: boolean,
) {
  const client = await auth.pool.connect()
  try {
    await client.query('begin')
    // a first password is printed to one person: the demo's exemption ends with it
    await client.query(
      'update standing set password_set_at = $2, first_password = $3, demo = demo and not $3 where user_id = $1',
      [userId, house.now(), first],
    )
    await client.query(
      `insert into old_passwords (user_id, set_at, hash)
       select "userId", $2, password from account where "userId" = $1 and "providerId" = 'credential'
       on conflict (user_id, set_at) do update set hash = excluded.hash`,
      [userId, house.now()],
    )
    await client.query(
      `delete from old_passwords where user_id = $1 and set_at not in (
         select set_at from old_passwords where user_id = $1 order by set_at desc limit $2)`,
      [userId, kept(house, jurisdictionId)],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function usedBefore(auth: Auth, userId: string, next: string, kept: number): Promise<boolean> {
  const { rows } = await auth.pool.query<{ hash: string }>(
    'select hash from old_passwords where user_id = $1 order by set_at desc limit $2',
    [userId, kept],
  )
  const { password } = await auth.auth.$context
  for (const { hash } of rows) if (await password.verify({ hash, password: next })) return true
  return false
}
