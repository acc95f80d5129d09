/** The embedded database of a server that is running: so that the command line can look into it without stopping anything. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { database, owner } from './embedded-postgres.ts'

/** Its address, or undefined when nothing that knows our password answers there. Carries the password: never log it. */
export async function runningEmbedded(dataDir: string): Promise<string | undefined> {
  const [lock, secret] = [join(dataDir, 'postmaster.pid'), `${dataDir}.password`]
  if (!existsSync(lock) || !existsSync(secret)) return undefined
  // the fourth line of PostgreSQL's own lock file is the port
  const port = readFileSync(lock, 'utf8').split('\n')[3]?.trim()
  const url = `postgres://${owner}:${readFileSync(secret, 'utf8').trim()}@127.0.0.1:${port}/${database}`
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    return url
  } catch {
    return undefined // left by a server that was killed
  } finally {
    await client.end().catch(() => undefined)
  }
}
