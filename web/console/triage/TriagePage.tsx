/** Triage: what waits to be accepted or handed on, one after the other, with the words, the neighbours and the decision in one screen. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { CaseView } from '../api.ts'
import '../case/case.css'
import { CaseActions } from '../case/CaseActions.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useKeys } from '../parts/useKeys.ts'
import { useCase, useInbox, useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { Last, type Sent } from './Last.tsx'
import { type Sheet, type Turn, waitsHere, waysFor } from './plan.ts'
import { TriageCase } from './TriageCase.tsx'
import { TriageForm } from './TriageForm.tsx'
import { TriageQueue } from './TriageQueue.tsx'
import './triage.css'

const route = getRouteApi('/desk/triage')
/** With fewer than this in sight the next page is fetched: who works fast never meets the end of a page. */
const ahead = 20

export function TriagePage() {
  const t = useT()
  const navigate = useNavigate()
  const inbox = useInbox()
  const items = (inbox.data?.pages.flatMap((p) => p.items) ?? []).filter(waitsHere)
  const open = route.useSearch().case
  const first = items[0]?.id
  const [sent, setSent] = useState<Sent>()
  const [nature, setNature] = useState<string>()
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = inbox
  useEffect(() => {
    if (items.length < ahead && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [items.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  const show = (id: string | undefined) =>
    navigate({ to: '/triage', search: id ? { case: id } : {}, replace: true, resetScroll: false })
  // the one begun with stays open while the queue is sorted anew around it
  useEffect(() => {
    if (!open && first) void navigate({ to: '/triage', search: { case: first }, replace: true, resetScroll: false })
  }, [open, first, navigate])
  const go = (by: 1 | -1) => {
    const next = items[items.findIndex((i) => i.id === open) + by]
    if (next) void show(next.id)
  }
  useKeys({ j: () => go(1), k: () => go(-1) })
  const done = (view: CaseView, turns: readonly Turn[], sheet: Sheet) => {
    const at = items.findIndex((i) => i.id === view.id)
    setSent({ id: view.id, number: view.number, turns })
    setNature(sheet.nature)
    // at the end of the queue back to what was left out before
    void show((items[at + 1] ?? items.find((i) => i.id !== view.id))?.id)
  }
  const nothing = items.length === 0 && !open
  return (
    <Page title={t('triage.title')} note={items.length > 0 && t('triage.hint')} className="triage">
      {sent && <Last key={sent.id} sent={sent} />}
      {inbox.isPending ? (
        <Loading />
      ) : inbox.isError && nothing ? (
        <Failed error={inbox.error} retry={() => void inbox.refetch()} />
      ) : nothing ? (
        hasNextPage ? (
          <Loading />
        ) : (
          <Empty title={t('triage.none')} how={t('triage.how')} />
        )
      ) : (
        <div className="triage-columns">
          <TriageQueue items={items} open={open} more={hasNextPage} go={go} />
          {open && <Opened key={open} caseId={open} usualNature={nature} onDone={done} />}
        </div>
      )}
    </Page>
  )
}

type OpenedProps = {
  caseId: string
  usualNature: string | undefined
  onDone: (view: CaseView, turns: readonly Turn[], sheet: Sheet) => void
}

function Opened({ caseId, usualNature, onDone }: OpenedProps) {
  const t = useT()
  const may = useMay()
  const { data: c, error, refetch } = useCase(caseId)
  const words = useRef<HTMLElement>(null)
  const here = c?.id
  // whoever listens instead of looking hears the next request; the keys work from here
  useEffect(() => {
    if (here) words.current?.focus({ preventScroll: true })
  }, [here])
  if (!c && error) return <Failed error={error} retry={() => void refetch()} />
  if (!c) return <Loading />
  const ways = waysFor(c, may)
  return (
    <>
      <section ref={words} tabIndex={-1} className="triage-words" aria-label={t('triage.words', { number: c.number })}>
        <TriageCase c={c} />
      </section>
      <section className="triage-decide" aria-label={t('triage.form')}>
        {ways.length ? (
          <TriageForm c={c} ways={ways} usualNature={usualNature} onDone={onDone} />
        ) : (
          <div className="case">
            <CaseActions c={c} />
          </div>
        )}
      </section>
    </>
  )
}
