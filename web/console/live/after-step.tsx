/** After a step: what was done, the way back where there is one (key u), and the next case that waits (key n). */
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import type { CaseView, InboxItem } from '../api.ts'
import type { Action } from '../case/actions.ts'
import { useQuickStep } from '../case/useQuickStep.ts'
import { groupByWaits } from '../inbox/groups.ts'
import { useWide } from '../parts/useWide.ts'
import { keys, queryClient, useInbox } from '../queries.ts'
import { useT } from '../texts.ts'
import { undoOf } from './undo.ts'

/** Time enough to read a line and to reach for the keyboard. */
const shownSeconds = 10

type Pending = { caseId: string; version: number; back(): Promise<void> }
let pending: Pending | undefined

/** Takes the last step back, if it can be and nothing has happened since. */
export function takeBack() {
  const last = pending
  pending = undefined
  if (last && queryClient.getQueryData<CaseView>(keys.case(last.caseId))?.version === last.version) void last.back()
}

/** The case that waits after this one, in the order of the inbox; once this one has left it, the one that took its place. */
export function useNext(caseId: string): { item: InboxItem | undefined; go(): void } {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { waits } = useSearch({ strict: false }) as { waits?: InboxItem['waits'] }
  const beside = useWide() && pathname === '/inbox'
  const inbox = useInbox(pathname === '/inbox' ? waits : undefined)
  const was = useRef({ caseId, at: 0 })
  const items = groupByWaits(inbox.data?.pages.flatMap((p) => p.items) ?? []).flatMap((g) => g.items)
  const at = items.findIndex((i) => i.id === caseId)
  if (was.current.caseId !== caseId) was.current = { caseId, at: 0 }
  if (at >= 0) was.current.at = at
  const item = at >= 0 ? (items[at + 1] ?? items.find((i) => i.id !== caseId)) : (items[was.current.at] ?? items[0])
  const go = () => {
    if (!item) return
    if (beside) void navigate({ to: '/inbox', search: (s) => ({ ...s, case: item.id }), replace: true })
    else void navigate({ to: '/cases/$caseId', params: { caseId: item.id } })
  }
  return { item, go }
}

/** Says that a step was taken, and offers what may come next. */
export function useStepDone(caseId: string) {
  const t = useT()
  const { take, message } = useQuickStep()
  const next = useNext(caseId)
  const { pathname } = useLocation()
  const inTurn = pathname === '/inbox' || pathname.startsWith('/cases/')
  return (before: CaseView, action: Action, after: CaseView) => {
    const key = `done-${caseId}`
    const did = t(`words.did.${action}`)
    const undo = undoOf(before, action, after, t('live.undo-reason'))
    pending = undo && {
      caseId,
      version: after.version,
      back: async () => {
        message.destroy(key)
        if (await take(caseId, after.version, undo.action, undo.input)) message.success(t('live.undone', { did }))
      },
    }
    const { item } = next
    message.success({
      key,
      duration: undo || (inTurn && item) ? shownSeconds : 3,
      content: (
        <>
          {t('case.done', { did })}{' '}
          {undo && (
            <Button type="link" size="small" onClick={takeBack}>
              {t('live.undo')}
            </Button>
          )}
          {inTurn && item && (
            <Button
              type="link"
              size="small"
              onClick={() => {
                message.destroy(key)
                next.go()
              }}
            >
              <span className="next-waiting">{t('live.next', { opening: item.title ?? item.opening })}</span>
            </Button>
          )}
        </>
      ),
    })
  }
}
