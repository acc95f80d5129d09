/** The parts of the house that every command may use, and who is calling. */
import type pino from 'pino'
import type { Blobs } from './blobs/blobs.ts'
import type { Calendars } from './calendar/calendars.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Keys } from './crypto.ts'
import type { Database } from './database.ts'

export type Language = 'zh-CN' | 'en'
export const languages = ['zh-CN', 'en'] as const satisfies readonly Language[]

export type Kernel = {
  readonly config: Config
  readonly db: Database
  readonly keys: Keys
  readonly blobs: Blobs
  /** The working days of a jurisdiction: the official ones, and the notices imported there. */
  readonly calendars: Calendars
  readonly log: pino.Logger
  readonly now: Clock
  /** Wakes the outbox job after a commit; it also wakes by itself. */
  nudge(): void
}
