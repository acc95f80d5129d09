/** One half of the weekly list, as it goes on paper; on a phone as cards. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { CaseSummary } from '../api.ts'
import { dayText } from '../case/when.ts'
import { CaseCards } from '../cases/CaseCards.tsx'
import { Clock } from '../parts/Clock.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useWideOrPaper } from '../parts/useWide.ts'
import { useName, useSpeech } from '../texts.ts'

const columns = ['row', 'number', 'problem', 'sorted', 'state', 'holder', 'clock'] as const

type Props = {
  title: string
  items: readonly CaseSummary[]
  total: number
  more: { busy: boolean; load: () => void } | undefined
  none: string
}

export function WeeklyTable({ title, items, total, more, none }: Props) {
  const { t, language } = useSpeech()
  const name = useName()
  const { word } = useScheme()
  const wide = useWideOrPaper(1100)
  return (
    <section className="weekly-part">
      <h2>
        {title} <span className="count-plain">{total}</span>
      </h2>
      {items.length === 0 ? (
        <p className="muted">{none}</p>
      ) : !wide ? (
        <CaseCards items={items} />
      ) : (
        <table className="cases weekly-table">
          <thead>
            <tr>
              {columns.map((c) => (
                <th key={c} scope="col" className={`col-${c}`}>
                  {t(`desk.weekly.column.${c}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((c, i) => (
              <tr key={c.id}>
                <td className="col-row">{i + 1}</td>
                <td className="col-number">
                  {c.number}
                  <span className="muted">{dayText(language, c.registeredAt)}</span>
                </td>
                <th scope="row" className="col-words">
                  <Link to="/cases/$caseId" params={{ caseId: c.id }}>
                    {c.opening}
                  </Link>
                  <span className="muted">{[name(c.village), c.place].filter(Boolean).join(' ')}</span>
                </th>
                <td>
                  {[
                    c.extent && t(`words.extent.${c.extent}`),
                    word('natures', c.nature),
                    word('categories', c.category),
                  ]
                    .filter(Boolean)
                    .join(t('desk.join')) || t('desk.unsorted')}
                  {c.urgency === 'urgent' && <span className="tag tag-late">{t('words.urgency.urgent')}</span>}
                </td>
                <td className="col-state">{t(`words.state.${c.state}`)}</td>
                <td>{[name(c.holder), c.holderMember?.name].filter(Boolean).join(' ')}</td>
                <td>
                  <Clock of={c} bar={false} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {items.length < total && (
        <p>
          {t('lists.loaded', { n: total, shown: items.length })}{' '}
          {more && (
            <Button onClick={more.load} loading={more.busy}>
              {t('lists.load-more')}
            </Button>
          )}
        </p>
      )}
    </section>
  )
}
