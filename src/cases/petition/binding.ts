/** Of the scheme's clock and the statutory one the earlier binds: lists, colours and the sweep all ask here. */
import { sql } from 'kysely'
import type { ClockKind } from '../../programme/vocabulary.ts'
import type { OwedClock } from './vocabulary.ts'

/** The same in SQL: null when neither runs. Indexed as written here. */
export const bindingAt = sql<Date | null>`least(due_at, statutory_due_at)`

type Clocks = {
  readonly clock: string | null
  readonly clock_started_at: Date | null
  readonly due_at: Date | null
  readonly due_provisional: boolean
  readonly statutory_clock: string | null
  readonly statutory_started_at: Date | null
  readonly statutory_due_at: Date | null
  readonly statutory_provisional: boolean
}
export type Binding = {
  readonly by: 'scheme' | 'statute'
  readonly clock: ClockKind | OwedClock
  readonly startedAt: Date
  readonly dueAt: Date
  readonly provisional: boolean
}

/** The deadline that binds, or null when none runs. At the same instant the statute is named: it is the harder one. */
export function bindingOf(row: Clocks): Binding | null {
  const scheme: Binding | null = row.due_at &&
    row.clock_started_at && {
      by: 'scheme',
      clock: row.clock as ClockKind,
      startedAt: row.clock_started_at,
      dueAt: row.due_at,
      provisional: row.due_provisional,
    }
  const statute: Binding | null = row.statutory_due_at &&
    row.statutory_started_at && {
      by: 'statute',
      clock: row.statutory_clock as OwedClock,
      startedAt: row.statutory_started_at,
      dueAt: row.statutory_due_at,
      provisional: row.statutory_provisional,
    }
  if (!scheme || !statute) return scheme ?? statute
  return statute.dueAt <= scheme.dueAt ? statute : scheme
}
