/** Says that I look at this case, or write on it, for as long as it is so; the answer is who else does. */
import { useEffect, useSyncExternalStore } from 'react'
import { api, call, Problem } from '../api.ts'
import { hearers } from '../parts/hearers.ts'
import { keys, queryClient } from '../queries.ts'
import { sayHere } from './stream.ts'

const againMs = 20_000

/** Cases with an open form, and how many. */
const forms = new Map<string, number>()
const { subscribe, tellAll } = hearers()
function count(caseId: string, by: 1 | -1) {
  forms.set(caseId, (forms.get(caseId) ?? 0) + by)
  tellAll()
}

/** While this form is open, I write on the case. */
export function useWriting(caseId: string) {
  useEffect(() => {
    count(caseId, 1)
    return () => count(caseId, -1)
  }, [caseId])
}

/** Sent even when the page is being left. Nobody misses a line about company: a failure is not shown. */
const say = (caseId: string, doing: 'reading' | 'writing' | 'left') =>
  void call(api.POST('/cases/{caseId}/here', { params: { path: { caseId } }, body: { doing }, keepalive: true })).then(
    ({ people }) => doing !== 'left' && sayHere(caseId, people),
    (error: unknown) => {
      // it is kept from the reader since they opened it: what stands on the page goes too
      if (doing !== 'left' && error instanceof Problem && error.status === 404)
        void queryClient.invalidateQueries({ queryKey: keys.case(caseId) })
    },
  )

export function useLooking(caseId: string) {
  const writing = useSyncExternalStore(subscribe, () => (forms.get(caseId) ?? 0) > 0)
  useEffect(() => {
    // who looks something up in another window still writes; who only reads has gone
    const now = () => {
      if (writing) say(caseId, 'writing')
      else if (document.visibilityState === 'visible') say(caseId, 'reading')
    }
    const seen = () => (document.visibilityState === 'hidden' && !writing ? say(caseId, 'left') : now())
    now()
    const again = window.setInterval(now, againMs)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.clearInterval(again)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [caseId, writing])
  useEffect(() => {
    const leave = () => say(caseId, 'left')
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [caseId])
}
