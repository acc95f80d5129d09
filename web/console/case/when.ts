/** Days and hours in the words of the place, with the weekday: a deadline is a day one can point to. */
import type { Language } from '../texts.ts'

const zone = 'Asia/Shanghai'
const thisYear = (at: Date) => at.getFullYear() === new Date().getFullYear()

export function dayText(language: Language, iso: string): string {
  const at = new Date(iso.length === 10 ? `${iso}T12:00:00+08:00` : iso)
  const month = language === 'en' ? 'short' : 'long'
  const year = thisYear(at) ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(language, { timeZone: zone, ...year, month, day: 'numeric', weekday: 'short' })
    .format(at)
    .replace(/(日)(周|星期)/, '$1 $2')
}

export function timeText(language: Language, iso: string): string {
  const at = new Date(iso)
  const month = language === 'en' ? 'short' : 'long'
  const year = thisYear(at) ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    ...year,
    month,
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** Whether an instant is the last minute of its day: limits in days end so, and then the hour says nothing. */
export const endsWithDay = (iso: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(iso)) ===
  '23:59'

/** The calendar day here, `days` after today or another instant, as `2026-12-03`: what a date field holds. */
export const dayAhead = (days: number, from?: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(
    (from ? Date.parse(from) : Date.now()) + days * 86_400_000,
  )

/** This minute on the clock here, as a date-and-time field holds it; and such a minute as an instant. */
export const minuteNow = () =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(Date.now())
    .replace(' ', 'T')
export const instantOf = (minute: string) => new Date(`${minute}:00+08:00`).toISOString()
