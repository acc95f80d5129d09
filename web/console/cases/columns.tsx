/** What each column of the list shows of a case, and how wide it stands. */
import type { ReactNode } from 'react'
import type { ListColumn } from '../../../src/cases/list-columns.ts'
import type { CaseSummary } from '../api.ts'
import { dayText } from '../case/when.ts'
import { CaseMarks } from '../parts/CaseMarks.tsx'
import { CaseTags } from '../parts/CaseTags.tsx'
import { Clock } from '../parts/Clock.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import type { useScheme } from '../parts/useScheme.ts'
import type { Language, T, useName } from '../texts.ts'

export type Telling = {
  t: T
  language: Language
  name: ReturnType<typeof useName>
  word: ReturnType<typeof useScheme>['word']
}
type Column = { width: number | undefined; cell: (c: CaseSummary, told: Telling) => ReactNode }

const twoLines = (first: string, second: string | null | undefined) => (
  <>
    <span title={first}>{first}</span>
    {second && <span className="muted">{second}</span>}
  </>
)
/** The resident's words come in the row's own link and take what room is left. */
export const columnOf: Record<ListColumn, Column> = {
  number: { width: 140, cell: (c) => twoLines(c.number, c.petition?.number) },
  words: { width: undefined, cell: (c, told) => <Words c={c} {...told} /> },
  state: { width: 112, cell: (c) => <StateTag state={c.state} /> },
  category: {
    width: 104,
    cell: (c, { t, word }) => word('categories', c.category) || <span className="muted">{t('desk.unsorted')}</span>,
  },
  holder: { width: 170, cell: (c, { name }) => twoLines(name(c.holder), c.holderMember?.name) },
  clock: { width: 190, cell: (c) => <Clock of={c} /> },
  registered: { width: 110, cell: (c, { language }) => dayText(language, c.registeredAt) },
  village: { width: 110, cell: (c, { name }) => name(c.village) },
  level: { width: 88, cell: (c, { t }) => t(`words.level.${c.level}`) },
  nature: { width: 100, cell: (c, { word }) => word('natures', c.nature) },
  channel: { width: 100, cell: (c, { word }) => word('channels', c.channel) },
  lead: { width: 150, cell: (c, { name }) => twoLines(name(c.lead), null) },
  returned: {
    width: 110,
    cell: (c, { t }) =>
      [
        c.sentBack > 0 && t('desk.row.sent-back', { n: c.sentBack }),
        c.reopened > 0 && t('desk.row.reopened', { n: c.reopened }),
      ]
        .filter(Boolean)
        .join(' '),
  },
  changed: { width: 110, cell: (c, { language }) => dayText(language, c.changedAt) },
  outcome: { width: 104, cell: (c, { t }) => c.outcome && t(`words.outcome.${c.outcome}`) },
  satisfied: { width: 104, cell: (c, { t }) => c.satisfied && t(`words.grade.${c.satisfied}`) },
}

function Words({ c, name }: Telling & { c: CaseSummary }) {
  return (
    <>
      <span className="col-opening">
        <CaseTags of={c} />
        {c.opening}
      </span>
      <span className="muted">
        {[name(c.village), c.place].filter(Boolean).join(' ')} <CaseMarks of={c} />
      </span>
    </>
  )
}
