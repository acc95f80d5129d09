/** The call-back list: who has not said whether it was settled, never tried first, and whose answers do not fit together. */
import { useState } from 'react'
import type { CallItem } from '../api.ts'
import { Paged } from '../lists/Paged.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useCalls } from '../queries.ts'
import { useT } from '../texts.ts'
import { CallForm, type Calling } from './CallForm.tsx'
import { CallRow } from './CallRow.tsx'
import './calls.css'

const groupsOf = (items: readonly CallItem[]) =>
  (['overdue', 'doubt'] as const)
    .map((why) => ({ why, items: items.filter((i) => i.why === why) }))
    .filter((g) => g.items.length > 0)

export function CallsPage() {
  const t = useT()
  const calls = useCalls()
  const [calling, setCalling] = useState<Calling>()
  const some = calls.data?.pages.some((p) => p.items.length > 0)
  const attempts = calls.data?.pages[0]?.attempts ?? 0
  return (
    <Page title={t('time.calls')} note={some && t('time.calls.note', { n: attempts })}>
      <Paged read={calls} none={<Empty title={t('time.calls.none')} how={t('time.calls.how')} />}>
        {(items) =>
          groupsOf(items).map((g) => (
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
        }
      </Paged>
      {calling && (
        <CallForm key={`${calling.caseId}:${calling.action}`} of={calling} onClose={() => setCalling(undefined)} />
      )}
    </Page>
  )
}
