/** The operator's way back in for an account nobody can open any more: a new first password, given once. */
import { sql } from 'kysely'
import { Refusal } from '../kernel/errors.ts'
import { newBytes } from '../kernel/ids.ts'
import { endAll, takeSecondFactorOff } from './accounts.ts'
import { writeAudit } from './audit.ts'
import { type Auth, hashPassword } from './auth.ts'
import type { House } from './command.ts'
import { passwordSet } from './new-password.ts'

/** A first password: random, given once, to be changed at once. */
export const firstPassword = () => `Lx-${newBytes(9).toString('base64url')}`

/** Unlocks the account, ends its sessions, takes its second factor off. Refused with `account.unknown`. */
export async function recoverAccount(house: House, auth: Auth, username: string): Promise<string> {
  const { rows } = await auth.pool.query<{ id: string; jurisdictionId: number; memberId: string }>(
    'select id, "jurisdictionId", "memberId" from "user" where username = $1',
    [username.toLowerCase()],
  )
  const [account] = rows
  if (!account) throw new Refusal('account.unknown')
  const { id, jurisdictionId, memberId } = account
  const password = firstPassword()
  const hash = await hashPassword(auth, password)
  await house.db.transaction({ jurisdictionId }, async (tx) => {
    await sql`update auth.account set password = ${hash}, "updatedAt" = ${house.now()}
      where "userId" = ${id} and "providerId" = 'credential'`.execute(tx)
    await sql`update auth.standing set locked_at = null where user_id = ${id}`.execute(tx)
    await sql`delete from auth.lockout where username = ${username.toLowerCase()}`.execute(tx)
    await endAll(tx, id)
    await takeSecondFactorOff(tx, id)
    await writeAudit(tx, house, jurisdictionId, {}, { kind: 'account-recovered', targetId: memberId })
  })
  await passwordSet(house, auth, id, true)
  return password
}
