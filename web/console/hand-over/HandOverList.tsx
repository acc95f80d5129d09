/** The hand-over list (移交清单): each case and household, who takes it, and three lines to sign. */
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CaseSummary } from '../api.ts'
import { dayText } from '../case/when.ts'
import { PrintMark } from '../parts/PrintMark.tsx'
import { useName, useSpeech } from '../texts.ts'
import type { Group, Holdings, Taking } from './queries.ts'

type Props = {
  from: { id: string; name: string }
  cases: readonly CaseSummary[]
  households: Holdings['households']
  groups: readonly Group[]
  takings: readonly Taking[]
}

export function HandOverList({ from, cases, households, groups, takings }: Props) {
  const { t, language } = useSpeech()
  const name = useName()
  const taker = (kind: Taking['kind'], orgId: string | undefined) => {
    const toId = takings.find((x) => x.kind === kind && x.orgId === orgId)?.toId
    return groups.flatMap((g) => g.receivers).find((r) => r.id === toId)?.name ?? ''
  }
  const takers = [...new Set(takings.map((x) => taker(x.kind, x.orgId)))]
  const village = (id: string) => name(groups.find((g) => g.kind === 'households' && g.orgId === id)?.org)
  const printed = useMemo(() => ({ caseIds: cases.map((c) => c.id) }), [cases])
  return (
    <section className="hand-over-list">
      <h2>{t('standin.hand-over.list', { name: from.name })}</h2>
      {cases.length > 0 && (
        <ol>
          {cases.map((c) => (
            <li key={c.id}>
              <span className="hand-over-number">{c.number}</span>
              <span className="hand-over-words">
                <Link to="/cases/$caseId" params={{ caseId: c.id }}>
                  {c.title ?? c.opening}
                </Link>
                <span className="muted">
                  {[
                    name(c.village),
                    t(`words.state.${c.state}`),
                    c.dueAt && t('standin.hand-over.due', { day: dayText(language, c.dueAt) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className="hand-over-to">{taker('cases', c.holder?.id)}</span>
            </li>
          ))}
        </ol>
      )}
      {households.length > 0 && (
        <>
          <h3>{t('standin.hand-over.households')}</h3>
          <ol>
            {households.map((h) => (
              <li key={h.id}>
                <span className="hand-over-words">
                  {t('standin.hand-over.household', { village: village(h.villageId), group: h.group, n: h.number })}
                </span>
                <span className="hand-over-to">{taker('households', h.villageId)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <PrintMark trace="/cases/printed" body={printed} />
      <p className="print-only signatures">
        <span>{t('standin.hand-over.sign-from', { name: from.name })}</span>
        <span>{t('standin.hand-over.sign-to', { names: takers.join(t('case.list-comma')) })}</span>
        <span>{t('standin.hand-over.sign-by')}</span>
        <span>{t('standin.hand-over.sign-on')}</span>
      </p>
    </section>
  )
}
