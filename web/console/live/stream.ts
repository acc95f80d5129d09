/** The one stream of the desk: what has moved elsewhere becomes stale here and is asked for again by the ordinary routes. Open while the window is in sight. */
import { useSyncExternalStore } from 'react'
import type { CaseView } from '../api.ts'
import { hearers } from '../parts/hearers.ts'
import { keys, queryClient } from '../queries.ts'
import { isCount, isList, type Moved, news } from './concerned.ts'

/** Lists are asked for at most this often, counts at most that often. */
const listsMs = 1_500
const countsMs = 15_000
/** A window looked away from for a moment keeps its stream. Browsers have few connections to one server: many windows must not use them up. */
const awayMs = 5_000
/** After a gap everybody asks anew: not all in the same instant. */
const spreadMs = 4_000
const lostAfterMs = 10_000
const tryAgainMs = 30_000

export type Person = { id: string; name: string; doing: 'reading' | 'writing' }
type State = { lost: boolean; here: Readonly<Record<string, readonly Person[]>> }

let state: State = { lost: false, here: {} }
const { subscribe, tellAll } = hearers()
const set = (next: Partial<State>) => {
  state = { ...state, ...next }
  tellAll()
}
/** True once the stream has been away for ten seconds. */
export const useLost = () => useSyncExternalStore(subscribe, () => state.lost)
const nobody: readonly Person[] = []
/** Who else looks at this case now. */
export const useHere = (caseId: string) => useSyncExternalStore(subscribe, () => state.here[caseId] ?? nobody)
export const sayHere = (caseId: string, people: readonly Person[]) => {
  const here = Object.fromEntries(Object.entries(state.here).filter(([id]) => id !== caseId))
  set({ here: people.length ? { ...here, [caseId]: people } : here })
}

/** Runs at once, and then at most once in so many milliseconds; what came between is one more run. */
function atMostEvery(ms: number, run: () => void) {
  let waiting: number | undefined
  let last = Number.NEGATIVE_INFINITY
  return () => {
    if (waiting !== undefined) return
    waiting = window.setTimeout(
      () => {
        waiting = undefined
        last = performance.now()
        run()
      },
      Math.max(0, last + ms - performance.now()),
    )
  }
}
const stale = (is: (key: readonly unknown[]) => boolean) =>
  void queryClient.invalidateQueries({ predicate: (q) => is(q.queryKey) })
const listsStale = atMostEvery(listsMs, () => stale(isList))
const countsStale = atMostEvery(countsMs, () => stale(isCount))
const versionOf = (id: string) => queryClient.getQueryData<CaseView>(keys.case(id))?.version

function moved(cases: readonly Moved[]) {
  const fresh = news(cases, versionOf)
  if (!fresh.length) return
  for (const { id } of fresh) void queryClient.invalidateQueries({ queryKey: keys.case(id) })
  listsStale()
  countsStale()
}
function everything() {
  window.setTimeout(() => {
    stale((key) => key[0] === 'case')
    listsStale()
    countsStale()
  }, Math.random() * spreadMs)
}

/** Opens the stream and keeps it; the answer ends it. */
export function keepStream(): () => void {
  let source: EventSource | undefined
  let timer: number | undefined
  let losing: number | undefined
  let before = false

  const lose = () => {
    losing ??= window.setTimeout(() => set({ lost: true }), lostAfterMs)
  }
  const found = () => {
    window.clearTimeout(losing)
    losing = undefined
    if (state.lost) set({ lost: false })
  }
  const close = () => {
    window.clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const open = () => {
    close()
    const data = (e: Event) => JSON.parse((e as MessageEvent<string>).data)
    const stream = new EventSource('/api/v1/live')
    source = stream
    stream.addEventListener('hello', () => {
      found()
      // something may have happened while nobody listened
      if (before) everything()
      before = true
    })
    stream.addEventListener('cases', (e) => moved(data(e).cases))
    stream.addEventListener('here', (e) => sayHere(data(e).caseId, data(e).people))
    stream.addEventListener('again', everything)
    stream.addEventListener('error', () => {
      lose()
      // the browser tries again by itself, unless it was refused: signed out, or as many windows open as one may have
      if (stream.readyState !== EventSource.CLOSED) return
      void queryClient.invalidateQueries({ queryKey: keys.me })
      timer = window.setTimeout(open, tryAgainMs)
    })
  }
  const seen = () => {
    window.clearTimeout(timer)
    if (document.visibilityState === 'hidden') timer = window.setTimeout(close, awayMs)
    else if (!source || source.readyState === EventSource.CLOSED) open()
  }
  document.addEventListener('visibilitychange', seen)
  seen()
  return () => {
    document.removeEventListener('visibilitychange', seen)
    close()
    found()
  }
}
