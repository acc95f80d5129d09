/** First contact with the resident, in words: how long is left, when it was made, or that it was missed. */
import type { CaseSummary } from '../api.ts'
import { dayText, timeText } from '../case/when.ts'
import type { Language, T } from '../texts.ts'

type Contact = NonNullable<CaseSummary['firstContact']>
export type ContactState = 'made' | 'made-late' | 'late' | 'due-soon' | 'in-time'

const hour = 3_600_000
/** So close to the limit that it comes before everything else. */
const soonHours = 4

export function contactState({ dueAt, madeAt, late }: Contact, now: number): ContactState {
  if (madeAt) return late ? 'made-late' : 'made'
  if (late || now > Date.parse(dueAt)) return 'late'
  return Date.parse(dueAt) - now <= soonHours * hour ? 'due-soon' : 'in-time'
}

export function contactWords(t: T, language: Language, c: Contact, now: number): string {
  const state = contactState(c, now)
  if (c.madeAt) return t(`time.contact.${state}`, { at: timeText(language, c.madeAt) })
  if (state === 'late') return t('time.contact.late', { at: timeText(language, c.dueAt) })
  const hours = Math.max(1, Math.floor((Date.parse(c.dueAt) - now) / hour))
  return hours <= 48
    ? t('time.contact.left-hours', { n: hours, at: timeText(language, c.dueAt) })
    : t('time.contact.left-day', { day: dayText(language, c.dueAt) })
}

/** Whether contact is still to be made: not once the request has ended, nor where nobody can be reached. */
export const contactWaits = (c: Pick<CaseSummary, 'firstContact' | 'endedAt' | 'state'>) =>
  c.firstContact !== null && c.firstContact.madeAt === null && c.endedAt === null && c.state !== 'answered'
