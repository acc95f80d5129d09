/** Requests this one may belong to, and what its household has open: advice beside the words. */
import { Link } from '@tanstack/react-router'
import { dayText } from '../case/when.ts'
import { StateTag } from '../parts/StateTag.tsx'
import { useName, useSpeech } from '../texts.ts'
import { type Neighbour, useNeighbours } from './queries.ts'

export function NeighbourList({ caseId }: { caseId: string }) {
  const { t } = useSpeech()
  const { data, isError, isPending } = useNeighbours(caseId)
  if (isPending) return <p className="case-muted">{t('triage.near-wait')}</p>
  if (isError) return <p className="case-muted">{t('triage.near-failed')}</p>
  const lists = [
    ['alike', data.alike],
    ['household', data.household],
  ] as const
  return lists.map(([which, items]) => (
    <section key={which} className="triage-near" aria-labelledby={`near-${which}`}>
      <h2 id={`near-${which}`}>
        {t(`triage.near.${which}`)} {items.length > 0 && <span className="count-plain">{items.length}</span>}
      </h2>
      {items.length === 0 && <p className="case-muted">{t(`triage.near-none.${which}`)}</p>}
      <ul>
        {items.map((n) => (
          <Item key={n.id} of={n} />
        ))}
      </ul>
    </section>
  ))
}

function Item({ of }: { of: Neighbour }) {
  const { t, language } = useSpeech()
  const name = useName()
  return (
    <li>
      <p className="triage-near-words">
        {of.because.map((why) => (
          <span key={why} className="tag tag-elsewhere">
            {t(`triage.because.${why}`)}
          </span>
        ))}{' '}
        {of.title ?? of.opening}
      </p>
      <p className="triage-near-facts">
        <Link to="/cases/$caseId" params={{ caseId: of.id }} target="_blank">
          {of.number}
        </Link>
        <StateTag state={of.state} />
        <span>{dayText(language, of.registeredAt)}</span>
        <span>{[name(of.village), of.place].filter(Boolean).join(' ')}</span>
        {of.holder && <span>{name(of.holder)}</span>}
      </p>
    </li>
  )
}
