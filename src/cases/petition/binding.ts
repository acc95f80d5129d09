/** Of the scheme's clock and the statutory one the earlier binds: lists, colours and the sweep all ask here. */
import { sql } from 'kysely'

/** The same in SQL: null when neither runs. Indexed as written here. */
export const bindingAt = sql<Date | null>`least(due_at, statutory_due_at)`

type Clocks = {
  readonly clock_started_at: Date | null
  readonly due_at: Date | null
  readonly statutory_started_at: Date | null
  readonly statutory_due_at: Date | null
}
type Binding = { readonly by: 'scheme' | 'statute'; readonly startedAt: Date; readonly dueAt: Date }

/** The deadline that binds, or null when none runs. At the same instant the statute is named: it is the harder one. */
export function bindingOf(row: Clocks): Binding | null {
  const scheme: Binding | null = row.due_at &&
    row.clock_started_at && {
      by: 'scheme',
      startedAt: row.clock_started_at,
      dueAt: row.due_at,
    }
  const statute: Binding | null = row.statutory_due_at &&
    row.statutory_started_at && {
      by: 'statute',
      startedAt: row.statutory_started_at,
      dueAt: row.statutory_due_at,
    }
  if (!scheme || !statute) return scheme ?? statute
  return statute.dueAt <= scheme.dueAt ? statute : scheme
}
