/** The list as a table, seven columns: number, words and place, state, category, who has it, clock, registered. */
import { Link } from '@tanstack/react-router'
import type { CaseSummary } from '../api.ts'
import { dayText } from '../case/when.ts'
import { CaseMarks } from '../parts/CaseMarks.tsx'
import { Clock } from '../parts/Clock.tsx'
import { ConfidentialTag } from '../parts/ConfidentialTag.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useName, useSpeech } from '../texts.ts'

const columns = ['number', 'words', 'state', 'category', 'holder', 'clock', 'registered'] as const

export function CaseTable({ items }: { items: readonly CaseSummary[] }) {
  const { t, language } = useSpeech()
  const name = useName()
  const { word } = useScheme()
  return (
    <table className="cases">
      <caption className="hidden">{t('desk.cases')}</caption>
      <thead>
        <tr>
          {columns.map((c) => (
            <th key={c} scope="col" className={`col-${c}`}>
              {t(`desk.column.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((c) => (
          <tr key={c.id}>
            <td className="col-number">
              {c.number}
              {c.petition?.number && <span className="muted">{c.petition.number}</span>}
            </td>
            <th scope="row" className="col-words">
              <Link to="/cases/$caseId" params={{ caseId: c.id }}>
                {c.confidential && <ConfidentialTag />}
                {c.urgency === 'urgent' && <span className="tag tag-late">{t('words.urgency.urgent')}</span>}
                {c.petition && <span className="tag tag-petition">{t('petition.panel')}</span>}
                {c.opening}
              </Link>
              <span className="muted">
                {[name(c.village), c.place].filter(Boolean).join(' ')} <CaseMarks of={c} />
              </span>
            </th>
            <td className="col-state">
              <StateTag state={c.state} />
            </td>
            <td className="col-category">
              {word('categories', c.category) || <span className="muted">{t('desk.unsorted')}</span>}
            </td>
            <td className="col-holder">
              <span title={name(c.holder)}>{name(c.holder)}</span>
              {c.holderMember && <span className="muted">{c.holderMember.name}</span>}
            </td>
            <td>
              <Clock of={c} />
            </td>
            <td className="col-registered">{dayText(language, c.registeredAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
