/** A case's clock in words: how much is left or by how much it is late, and the day it is about. */
import type { CaseSummary } from '../api.ts'
import { dayText, endsWithDay, timeText } from '../case/when.ts'
import type { Language, T } from '../texts.ts'

type Timed = Pick<
  CaseSummary,
  'colour' | 'remaining' | 'dueAt' | 'dueProvisional' | 'clock' | 'endedAt' | 'outcome' | 'state'
> &
  Partial<Pick<CaseSummary, 'binds' | 'statutory'>>
export type ClockWords = { left: string; day: string }

/** Clocks that are not about the work itself say which they are. */
const named: readonly string[] = ['verdict', 'review', 'waiting']

export function clockWords(t: T, language: Language, c: Timed, name = true): ClockWords {
  const statute = c.binds === 'statute' ? c.statutory : null
  const dueAt = statute?.dueAt ?? c.dueAt
  if (!c.remaining || !dueAt) {
    const how = c.outcome ? t(`words.outcome.${c.outcome}`) : t(`words.state.${c.state}`)
    return { left: how, day: c.endedAt ? t('desk.clock.day', { day: dayText(language, c.endedAt) }) : '' }
  }
  const { overdue, workingDays: n, hours } = c.remaining
  const wholeDay = endsWithDay(dueAt)
  const day = wholeDay ? dayText(language, dueAt) : timeText(language, dueAt)
  const statutory = statute && `${t('petition.statutory-clock', { clock: t(`petition.clock.${statute.clock}`) })} `
  const kind = statutory ?? (name && named.includes(c.clock ?? '') ? `${t(`words.clock.${c.clock}`)} ` : '')
  const provisional = (statute ? statute.provisional : c.dueProvisional) ? t('desk.clock.provisional') : ''
  const say = (left: string, aboutDay: string) => ({ left: kind + left, day: aboutDay && aboutDay + provisional })
  if (overdue) {
    const late =
      n > 1
        ? t('desk.clock.late-days', { n })
        : n === 1
          ? t('desk.clock.late-day')
          : t('desk.clock.late-hours', { n: hours })
    return say(late, t('desk.clock.was-due', { day }))
  }
  if (wholeDay && n === 0) return say(t('desk.clock.today', { n: hours }), '')
  const left =
    !wholeDay && hours < 48
      ? t('desk.clock.left-hours', { n: hours })
      : n === 1
        ? t('desk.clock.left-day')
        : t('desk.clock.left-days', { n })
  return say(left, t('desk.clock.day', { day }))
}
