/** The call-back list: who has not said whether it was settled, never tried first, and whose answers do not fit together. */
import { Button } from 'antd'
import { useState } from 'react'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useCalls } from '../queries.ts'
import { useT } from '../texts.ts'
import { CallForm, type Calling } from './CallForm.tsx'
import { CallRow } from './CallRow.tsx'
import './calls.css'

export function CallsPage() {
  const t = useT()
  const calls = useCalls()
  const [calling, setCalling] = useState<Calling>()
  const items = calls.data?.pages.flatMap((p) => p.items) ?? []
  const attempts = calls.data?.pages[0]?.attempts ?? 0
  const groups = (['overdue', 'doubt'] as const)
    .map((why) => ({ why, items: items.filter((i) => i.why === why) }))
    .filter((g) => g.items.length > 0)
  return (
    <Page title={t('time.calls')} note={items.length > 0 && t('time.calls.note', { n: attempts })}>
      {calls.isPending ? (
        <Loading />
      ) : calls.isError ? (
        <Failed error={calls.error} retry={() => void calls.refetch()} />
      ) : items.length === 0 ? (
        <Empty title={t('time.calls.none')} how={t('time.calls.how')} />
      ) : (
        groups.map((g) => (
          <section key={g.why} className="group" aria-labelledby={`calls-${g.why}`}>
            <h2 id={`calls-${g.why}`}>
              {t(`time.calls.${g.why}`)} <span className="count-plain">{g.items.length}</span>
            </h2>
            <ul className="rows calls">
              {g.items.map((item) => (
                <CallRow key={item.id} of={item} attempts={attempts} choose={setCalling} />
              ))}
            </ul>
          </section>
        ))
      )}
      {calls.hasNextPage && (
        <p className="more">
          <Button onClick={() => calls.fetchNextPage()} loading={calls.isFetchingNextPage}>
            {t('desk.more')}
          </Button>
        </p>
      )}
      {calling && (
        <CallForm key={`${calling.caseId}:${calling.action}`} of={calling} onClose={() => setCalling(undefined)} />
      )}
    </Page>
  )
}
