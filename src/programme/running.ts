/** The schemes a jurisdiction runs: each version with its days, and what holds of all of them together on a day. */
import { z } from 'zod'
import type { Database } from '../kernel/database.ts'
import { filledIn } from './blanks.ts'
import { Programme } from './model.ts'

/** Blank (src/programme/blanks.ts) → the number put where the document has none. */
export const Filled = z.record(z.string(), z.number().min(0))

/** One version of a scheme as it runs here: blanks of the document are filled. Those withdrawn before they began are none. */
export type Running = {
  readonly code: string
  readonly version: number
  readonly startsOn: string
  readonly endsOn: string | null
  readonly scheme: Programme
}

/** What schemes beside each other share: each adds its own, and where two name the same, the one that leads says what it is. */
const shared = [
  'roles',
  'orgKinds',
  'channels',
  'categories',
  'natures',
  'traits',
  'placeKinds',
  'tieKinds',
  'recordKinds',
] as const

/** Runs on this day. */
export const runsOn = (day: string) => (r: Pick<Running, 'startsOn' | 'endsOn'>) =>
  r.startsOn <= day && (r.endsOn === null || r.endsOn >= day)

/**
 * The scheme that holds for cases on this day, with the words of all that run beside it: of those that bring clocks of their own the last to
 * begin leads, else the one shipped.
 */
export function inForce(running: readonly Running[], day: string, shipped: Programme): Programme {
  const now = running
    .filter(runsOn(day))
    .sort((a, b) => a.startsOn.localeCompare(b.startsOn) || a.code.localeCompare(b.code))
  const leading = now.findLast((r) => r.scheme.uses.length === 0)?.scheme ?? shipped
  const merged: Record<string, unknown> = {}
  for (const part of shared) merged[part] = Object.assign({}, ...now.map((r) => r.scheme[part]), leading[part])
  return { ...leading, ...merged }
}

export type Schemes = {
  /** The one that leads where none that runs does. */
  readonly shipped: Programme
  /** What holds today. */
  of(jurisdictionId: number): Programme
  /** Every version that ran, runs or will run, oldest first. */
  all(jurisdictionId: number): readonly Running[]
  /** After one was applied, and now and then for what other processes applied. */
  reload(jurisdictionId: number): Promise<void>
}

/** Schemes by jurisdiction, held in memory; one that has applied none runs the one shipped. */
export function openSchemes(db: Database, shipped: Programme, today: () => string): Schemes {
  const known = new Map<number, { all: readonly Running[]; seen: string; day?: string; now?: Programme }>()
  return {
    shipped,
    of(jurisdictionId) {
      const here = known.get(jurisdictionId)
      if (!here?.all.length) return shipped
      const day = today()
      if (here.day !== day || !here.now) Object.assign(here, { day, now: inForce(here.all, day, shipped) })
      return here.now as Programme
    },
    all: (jurisdictionId) => known.get(jurisdictionId)?.all ?? [],
    async reload(jurisdictionId) {
      // asked each minute by every process: the files themselves are read only when something of this has changed
      const before = known.get(jurisdictionId)?.seen
      const { seen, rows } = await db.transaction({ jurisdictionId }, async (tx) => {
        const versions = tx
          .selectFrom('programmes')
          .where('withdrawn', '=', false)
          .orderBy('starts_on')
          .orderBy('version')
        const heads = await versions.select(['code', 'version', 'filled', 'starts_on', 'ends_on']).execute()
        const seen = JSON.stringify(heads.map((r) => [r.code, r.version, r.starts_on, r.ends_on, r.filled]))
        if (seen === before) return { seen, rows: [] }
        const rows = await versions.select(['code', 'version', 'content', 'filled', 'starts_on', 'ends_on']).execute()
        return { seen, rows }
      })
      if (seen === before) return
      const all = rows.map(
        (r): Running => ({
          code: r.code,
          version: r.version,
          startsOn: r.starts_on,
          endsOn: r.ends_on,
          // read again by the schema: what a newer program asks for has its usual value in what an older one applied
          scheme: filledIn(Programme.parse(r.content), Filled.parse(r.filled)),
        }),
      )
      known.set(jurisdictionId, { all, seen })
    },
  }
}
