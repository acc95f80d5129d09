/** Where a case stands, in one sentence: who has it, until when, what it waits for. */
import type { CaseView } from '../api.ts'
import { clockWords } from '../parts/clock-words.ts'
import type { Language, T } from '../texts.ts'

type Standing = Parameters<typeof clockWords>[2] &
  Pick<CaseView, 'holder' | 'holderMember' | 'approver' | 'linkedTo' | 'satisfied'>
type Name = (of: { name: string; nameEn: string } | null | undefined) => string

export function standWords(t: T, language: Language, c: Standing, name: Name): string {
  const { left, day } = clockWords(t, language, c, false)
  // Chinese needs no space between what is left and the day in brackets
  const clock = [left, day].filter(Boolean).join(language === 'en' ? ' ' : '')
  const said = t(`triage.stand.${c.state}`, {
    who: [name(c.holder), c.holderMember?.name].filter(Boolean).join(' '),
    approver: name(c.approver),
    lead: c.linkedTo?.number ?? '',
    clock,
  })
  const judged = c.endedAt && c.satisfied && t('triage.stand-judged', { grade: t(`words.grade.${c.satisfied}`) })
  return [said, judged].filter(Boolean).join(language === 'en' ? ' ' : '')
}
