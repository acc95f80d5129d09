/** The official working days. A year without its notice is unknown, never guessed as known. */
import { type Day, dayOf, weekday } from './day.ts'
import official from './years.json' with { type: 'json' }

/**
 * One year as the State Council's notice gives it, usually between late October and December of the year before: days off (weekends
 * among them or not) and weekend days worked instead.
 */
export type YearNotice = { readonly off: readonly string[]; readonly work: readonly string[]; readonly source: string }

export type WorkCalendar = {
  /** `known` is false for a day of a year whose notice is not in: what is counted with it is provisional. */
  isWorkday(day: Day): { workday: boolean; known: boolean }
  /** The last year whose notice is in. */
  readonly lastKnownYear: number
}

export const officialYears: Readonly<Record<string, YearNotice>> = official

// 全国年节及纪念日放假办法 (2024-11-10): 13 days; Qingming by the sun, four by the moon
const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
// 除夕 to 初三, 清明, 端午, 中秋. Not from Intl: its Chinese calendar has the Spring Festival of 2027 and 2030 a day off.
const moving: Readonly<Record<string, readonly string[]>> = {
  2027: ['02-05', '02-06', '02-07', '02-08', '04-05', '06-09', '09-15'],
  2028: ['01-25', '01-26', '01-27', '01-28', '04-04', '05-28', '10-03'],
  2029: ['02-12', '02-13', '02-14', '02-15', '04-04', '06-16', '09-22'],
  2030: ['02-02', '02-03', '02-04', '02-05', '04-05', '06-05', '09-12'],
}

/**
 * The calendar of a jurisdiction: the official one, with its own days off on top (a minority's festival by article 4 of the rules).
 * `years` takes newer notices; an empty entry is no notice.
 */
export function workCalendar(
  extra: { readonly daysOff?: readonly Day[] } = {},
  years: Readonly<Record<string, YearNotice>> = officialYears,
): WorkCalendar {
  const known = new Set(Object.keys(years).filter((year) => years[year]?.off.length))
  const off = new Set<string>([...known].flatMap((year) => [...(years[year]?.off ?? [])]))
  const work = new Set<string>([...known].flatMap((year) => [...(years[year]?.work ?? [])]))
  const ours = new Set<string>(extra.daysOff)
  return {
    lastKnownYear: Math.max(0, ...[...known].map(Number)),
    isWorkday(day) {
      const year = day.slice(0, 4)
      const weekend = weekday(day) > 5
      if (known.has(year))
        return { known: true, workday: !ours.has(day) && !off.has(day) && (!weekend || work.has(day)) }
      const statutory = fixed.includes(day.slice(5)) || moving[year]?.includes(day.slice(5))
      return { known: false, workday: !ours.has(day) && !weekend && !statutory }
    },
  }
}

/** From three months before the data ends: limits soon run into a year not known, and the notice must be put in. */
export const calendarEndsSoon = (calendar: WorkCalendar, now: Date): boolean =>
  dayOf(now) >= `${calendar.lastKnownYear}-10-01`
