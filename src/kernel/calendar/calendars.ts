/** Each jurisdiction's working days: the notices shipped with the program, and those imported there since. */
import type { Database } from '../database.ts'
import { officialYears, type WorkCalendar, workCalendar, type YearNotice } from './calendar.ts'

const shipped = workCalendar()

/** Calendars by jurisdiction, held in memory. `reload` after an import, and now and then for what other processes imported. */
export function openCalendars(db: Database) {
  const known = new Map<number, WorkCalendar>()
  return {
    of: (jurisdictionId: number): WorkCalendar => known.get(jurisdictionId) ?? shipped,
    async reload(jurisdictionId: number): Promise<WorkCalendar> {
      const rows = await db.transaction({ jurisdictionId }, (tx) =>
        tx
          .selectFrom('calendar_years')
          .select(['year', 'source', 'off_days as off', 'work_days as work'])
          .orderBy('year')
          .execute(),
      )
      const imported = rows.map((r): [string, YearNotice] => [
        String(r.year),
        { off: r.off, work: r.work, source: r.source },
      ])
      const calendar = imported.length
        ? workCalendar({}, { ...officialYears, ...Object.fromEntries(imported) })
        : shipped
      known.set(jurisdictionId, calendar)
      return calendar
    },
  }
}
export type Calendars = ReturnType<typeof openCalendars>
