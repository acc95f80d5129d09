/** The sessions of one account: listed, ended one by one or all but this, and never more than the scheme allows. */
import { type Auth, longestSeconds } from './auth.ts'
import type { Way } from './vocabulary.ts'

export type OneSession = {
  readonly id: string
  readonly beganAt: Date
  readonly usedAt: Date
  readonly address: string | null
  readonly agent: string | null
  readonly way: Way
}

/** A row counts while it has neither lain idle too long nor begun too long ago. `$2` is the instant, `$3` the longest in seconds. */
const live = `"userId" = $1 and "expiresAt" > $2 and "createdAt" > $2::timestamptz - make_interval(secs => $3)`
const about = (auth: Auth, userId: string) => [userId, auth.now(), longestSeconds]

export async function liveSessions(auth: Auth, userId: string): Promise<OneSession[]> {
  const { rows } = await auth.pool.query<OneSession>(
    `select id, "createdAt" as "beganAt", "updatedAt" as "usedAt", nullif("ipAddress", '') as address, nullif("userAgent", '') as agent, way
     from session where ${live} order by "createdAt" desc, id desc`,
    about(auth, userId),
  )
  return rows
}

/** Ends all but the newest `most`, and clears away what was over already. The one just begun stays, whatever began in the same instant. */
export const keepNewest = (auth: Auth, userId: string, most: number, begun: string) =>
  auth.pool.query(
    `delete from session where "userId" = $1 and id not in (
       select id from session where ${live} order by token = $5 desc, "createdAt" desc, id desc limit $4)`,
    [...about(auth, userId), most, begun],
  )

/** Ends one of this account's; one that is gone already is no fault. How many ended. */
export const endSession = async (auth: Auth, userId: string, id: string) =>
  (await auth.pool.query('delete from session where "userId" = $1 and id = $2', [userId, id])).rowCount ?? 0

export const endOthers = async (auth: Auth, userId: string, but: string) =>
  (await auth.pool.query('delete from session where "userId" = $1 and id <> $2', [userId, but])).rowCount ?? 0
