/** How far a duty is, in one line of words: “31/60 天，比今天的进度少 5 天”. */
import type { components } from '../api-types.gen.ts'
import { dayText } from '../case/when.ts'
import type { Language, T } from '../texts.ts'
import type { Duty } from './queries.ts'

type Unit = Duty['unit']
/** A share as per cent, money and numbers with their thousands. */
export const number = (unit: Unit, n: number) =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(unit === 'share' ? Math.floor(n * 100 + 1e-9) : n)
export const amount = (t: T, unit: Unit, n: number) => t(`duties.unit.${unit}`, { n: number(unit, n) })

export function lineOf(t: T, language: Language, d: Duty): string {
  const key = d.standing === 'behind' && d.period === 'standing' ? 'behind-now' : d.standing
  return t(`duties.line.${key}`, {
    value: d.target === null ? amount(t, d.unit, d.value) : number(d.unit, d.value),
    target: amount(t, d.unit, d.target ?? 0),
    by: amount(t, d.unit, d.behind),
    from: dayText(language, d.from),
    until: d.lastEntry ? dayText(language, d.lastEntry) : '',
  })
}

export const dueText = (t: T, language: Language, to: string | null) =>
  to ? t('duties.due', { day: dayText(language, to) }) : t('duties.due-none')

export const spanText = (t: T, language: Language, { from, to }: Pick<Duty, 'from' | 'to'>) =>
  to
    ? t('duties.span', { from: dayText(language, from), to: dayText(language, to) })
    : t('duties.since', { from: dayText(language, from) })

/** What a reminder in the bell says. */
export const behindWords = (t: T, language: Language, about: components['schemas']['NoticeAbout']) =>
  t('duties.notice.behind', {
    duty: about.name[language],
    by: amount(t, about.unit, about.by),
    due: dueText(t, language, about.due),
  })

const open = ['behind', 'in-grace', 'on-pace', 'not-begun', 'missed', 'not-set']
export const isOpen = (d: Duty) => open.includes(d.standing)
export const isBehind = (d: Duty) => ['behind', 'in-grace', 'missed'].includes(d.standing)

/** The records behind a number in the list of records. */
export function recordsAddress(d: Duty): string {
  const query = new URLSearchParams([
    ...d.counts.map((k): [string, string] => ['kind', k.code]),
    ['subject', d.subjectId],
    ...(d.period === 'standing' ? [] : [['from', d.from] as [string, string]]),
    ...(d.to ? [['to', d.to] as [string, string]] : []),
  ])
  return `/desk/records?${query}`
}
