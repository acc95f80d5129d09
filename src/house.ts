/** Builds the house from settings: database (embedded or given), keys, files, calendar, scheme, sign-in. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { openAuth } from './access/auth.ts'
import type { House } from './access/command.ts'
import { openBlobs } from './kernel/blobs/blobs.ts'
import { openCalendars } from './kernel/calendar/calendars.ts'
import { dayOf } from './kernel/calendar/day.ts'
import { type Clock, wallClock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { keysFrom, masterKey } from './kernel/crypto.ts'
import { checkDatabase, openDatabase } from './kernel/database.ts'
import { startEmbedded } from './kernel/embedded-postgres.ts'
import { migrate } from './kernel/migrate.ts'
import { loadProgramme } from './programme/load.ts'
import { openSchemes } from './programme/running.ts'

export const schemeFile = fileURLToPath(new URL('../programmes/mechanism.yaml', import.meta.url))

export type Open = Awaited<ReturnType<typeof openHouse>>

/** Starts what is needed and opens everything; `close` ends it in the reverse order. */
export async function openHouse(config: Config, now: Clock = wallClock) {
  const log = pino({
    level: config.LIANXIN_LOG,
    // nothing personal and no secret reaches the log, whoever logs an object by mistake
    redact: { paths: ['*.password', '*.phone', '*.words', '*.cookie', '*.authorization'], censor: '***' },
    // an error as its kind, message and stack: the libraries hang connections and statements on theirs
    serializers: {
      err: (e: Error & { code?: string }) => ({ type: e.name, code: e.code, message: e.message, stack: e.stack }),
    },
  })
  const data = resolve(config.LIANXIN_DATA)
  mkdirSync(data, { recursive: true })
  const embedded = config.DATABASE_URL
    ? undefined
    : await startEmbedded({
        dataDir: join(data, 'postgres'),
        port: config.LIANXIN_DATABASE_PORT,
        log: (line) => log.debug({ postgres: line }),
      })
  const ownerUrl = config.DATABASE_URL ?? embedded?.url ?? ''
  try {
    await migrate(ownerUrl)
    const keys = keysFrom(masterKey(config.LIANXIN_KEY, data))
    const db = openDatabase(ownerUrl, {
      size: config.LIANXIN_POOL,
      onError: (error) => log.error({ error: error.message }, 'database'),
    })
    await checkDatabase(db)
    const calendars = openCalendars(db)
    const schemes = openSchemes(db, loadProgramme(schemeFile), () => dayOf(now()))
    for (const { jurisdiction_id } of await db.kysely.selectFrom('jurisdictions').select('jurisdiction_id').execute()) {
      await calendars.reload(jurisdiction_id)
      await schemes.reload(jurisdiction_id)
    }
    const blobs = openBlobs({ ...config, LIANXIN_DATA: data })
    const waker = { nudge: () => {} }
    const house: House = {
      config,
      db,
      keys,
      blobs,
      calendars,
      log,
      now,
      schemes,
      nudge: () => waker.nudge(),
    }
    const auth = openAuth(config, keys, ownerUrl, now)
    return {
      house,
      auth,
      ownerUrl,
      embedded,
      waker,
      async close() {
        await auth.close()
        await db.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
