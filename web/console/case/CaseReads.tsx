/** Who has seen this case: folded away, and asked for only when it is opened. */
import { Button } from 'antd'
import { useState } from 'react'
import type { CaseView } from '../api.ts'
import { Failed } from '../parts/Failed.tsx'
import { useMay } from '../queries.ts'
import { useCaseReads } from '../reads/queries.ts'
import '../reads/reads.css'
import { useName, useSpeech } from '../texts.ts'
import { timeText } from './when.ts'

export function CaseReads({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const name = useName()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const seen = useCaseReads(c.id, open)
  if (!may('case.supervise')) return null
  const lines = seen.data?.pages.flatMap((p) => p.items) ?? []
  const act = ({ kind, n, toOrg, toPerson, reasons }: (typeof lines)[number]['acts'][number]) => {
    const once = t(`reads.act.${kind}`, { to: toPerson ?? name(toOrg) })
    const times = n > 1 ? t('reads.act-times', { act: once, n }) : once
    return reasons.length ? t('reads.act-because', { act: times, reasons: reasons.join(t('reads.comma')) }) : times
  }
  return (
    <section className="seen">
      <details onToggle={(e) => setOpen(e.currentTarget.open)}>
        <summary>{t('reads.seen')}</summary>
        {seen.isError && <Failed error={seen.error} retry={() => void seen.refetch()} />}
        {seen.isSuccess && lines.length === 0 && <p>{t('reads.seen-none')}</p>}
        <ol>
          {lines.map((line) => (
            <li key={`${line.at} ${line.who.kind} ${line.who.name}`}>
              <time dateTime={line.at}>{timeText(language, line.at)}</time>
              <br />
              <strong>{line.who.name ?? t(`reads.who.${line.who.kind === 'system' ? 'system' : 'resident'}`)}</strong>{' '}
              <span className="case-muted">{[name(line.who.org), line.who.role].filter(Boolean).join(' · ')}</span>
              <br />
              {line.acts.map(act).join(t('reads.comma'))}
            </li>
          ))}
        </ol>
        {seen.hasNextPage && (
          <Button size="small" loading={seen.isFetchingNextPage} onClick={() => void seen.fetchNextPage()}>
            {t('reads.more')}
          </Button>
        )}
      </details>
    </section>
  )
}
