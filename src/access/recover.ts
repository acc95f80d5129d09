/** The operator's way back in for an account nobody can open any more: a new first password, given once. */
import { sql } from 'kysely'
import { Refusal } from '../kernel/errors.ts'
import { newBytes } from '../kernel/ids.ts'
import { endAll, takeSecondFactorOff, unlock } from './accounts.ts'
import { writeAudit } from './audit.ts'
import { type Auth, hashPassword } from './auth.ts'
import type { House } from './command.ts'
import { findAccount } from './library.ts'
import { passwordSet } from './new-password.ts'

/** A first password: random, given once, to be changed at once. */
export const firstPassword = () => `Lx-${newBytes(9).toString('base64url')}`

/** Unlocks the account, ends its sessions, takes its second factor off. Refused with `account.unknown`. */
export async function recoverAccount(house: House, auth: Auth, username: string): Promise<string> {
  const name = username.toLowerCase()
  const account = await findAccount(auth, 'username', name)
  if (!account) throw new Refusal('account.unknown')
  const { userId, jurisdictionId, memberId } = account
  const password = firstPassword()
  const hash = await hashPassword(auth, password)
  await house.db.transaction({ jurisdictionId }, async (tx) => {
    await sql`update auth.account set password = ${hash}, "updatedAt" = ${house.now()}
      where "userId" = ${userId} and "providerId" = 'credential'`.execute(tx)
    await unlock(tx, userId, name)
    await endAll(tx, userId)
    await takeSecondFactorOff(tx, userId)
    await writeAudit(tx, house, jurisdictionId, {}, { kind: 'account-recovered', targetId: memberId })
  })
  await passwordSet(house, auth, { userId, jurisdictionId }, true)
  return password
}
