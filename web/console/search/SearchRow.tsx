/** One row of what was found. */
import { CaseRow } from '../parts/CaseRow.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useName, useT } from '../texts.ts'
import type { Option, Pieces } from './options.ts'

const Marked = ({ pieces }: { pieces: Pieces }) =>
  pieces.map((p, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one line, in order
    p.mark ? <mark key={i}>{p.text}</mark> : <span key={i}>{p.text}</span>,
  )

export function SearchRow({ of }: { of: Option }) {
  const t = useT()
  const name = useName()
  switch (of.kind) {
    case 'case':
      return (
        <>
          <span className="found-number">{of.case.number}</span>
          <CaseRow of={of.case} state />
        </>
      )
    case 'words':
      return (
        <>
          <span className="found-line">
            {of.row.title.length > 0 && (
              <strong>
                <Marked pieces={of.row.title} />{' '}
              </strong>
            )}
            <Marked pieces={of.row.opening} />
          </span>
          <span className="found-facts">
            <StateTag state={of.row.case.state} />
            <span>{of.row.case.number}</span>
            <span>
              {name(of.row.case.village)} <Marked pieces={of.row.place} />
            </span>
            {of.row.deeper && <span className="found-deeper">{t('search.deeper')}</span>}
          </span>
        </>
      )
    case 'household':
      return (
        <>
          <span className="found-line">
            {t('search.household', { village: name(of.row.village), n: of.row.number, head: of.row.head ?? '' })}
          </span>
          <span className="found-facts">
            <span>{of.row.group}</span>
            {of.row.liaison && <span>{t('search.liaison', { name: of.row.liaison.name })}</span>}
          </span>
        </>
      )
    case 'staff':
      return (
        <>
          <span className="found-line">{of.row.name}</span>
          <span className="found-facts">
            {of.row.org && <span>{name(of.row.org)}</span>}
            <span>{t('search.staff.leads')}</span>
          </span>
        </>
      )
    case 'org':
      return (
        <>
          <span className="found-line">{name(of.row)}</span>
          <span className="found-facts">
            {of.row.within && <span>{name(of.row.within)}</span>}
            <span>{t('search.org.leads')}</span>
          </span>
        </>
      )
    case 'visited':
      return <span className="found-line">{of.label}</span>
    case 'all':
      return <span className="found-all">{t('search.words.all')}</span>
  }
}
