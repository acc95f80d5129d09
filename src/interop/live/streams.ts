/** The open streams of this process, found by what their readers may see: a change reaches those it concerns without asking all. */
import { type MemberCaller, scopeOf } from '../../access/caller.ts'
import { type Change, concerns } from '../../kernel/live/changes.ts'

/** What a stream is told. `again` is: something may have been missed, ask for everything anew. */
export type Told =
  | { event: 'cases'; data: { cases: { id: string; version: number; mine: boolean }[] } }
  | { event: 'here'; data: { caseId: string; people: Here[] } }
  | { event: 'again'; data: Record<string, never> }
export type Here = { id: string; name: string; doing: 'reading' | 'writing' }

/** One browser that listens. What waits to be written is kept by case, so that a slow reader costs no more than a list of ids. */
export type Stream = {
  readonly memberId: string
  next(): Promise<Told | undefined>
  /** Whom it is written for from now on: posts may have changed. */
  reads(caller: MemberCaller): void
  end(): void
}
/** More than this at once is told as `again`: the reader asks for the lists anyway. */
const mostCases = 40

const readerOf = (caller: MemberCaller) => {
  const { jurisdictionId, seen = [], recused = [] } = scopeOf(caller)
  return { jurisdictionId, memberId: caller.actor.memberId, seen: new Set(seen), recused: new Set(recused) }
}
type Reader = ReturnType<typeof readerOf>
type Open = Stream & { reader: Reader; put(told: Told): void }

export function openStreams(most: { each: number; all: number }) {
  const all = new Set<Open>()
  const bySeen = new Map<string, Set<Open>>()
  const enter = (s: Open) => {
    for (const id of s.reader.seen) bySeen.set(id, (bySeen.get(id) ?? new Set()).add(s))
  }
  const leave = (s: Open) => {
    for (const id of s.reader.seen) {
      bySeen.get(id)?.delete(s)
      if (bySeen.get(id)?.size === 0) bySeen.delete(id)
    }
  }
  const of = (memberId: string) => [...all].filter((s) => s.memberId === memberId)
  /** Those who may know of this row. */
  const concerned = (row: Pick<Change, 'jurisdictionId' | 'seenBy' | 'hiddenFrom'>) =>
    [...new Set(row.seenBy.flatMap((id) => [...(bySeen.get(id) ?? [])]))].filter((s) => concerns(row, s.reader))

  return {
    concerned,
    size: () => all.size,
    /** Undefined when this person, or this process, has as many as it may. */
    open(caller: MemberCaller): Stream | undefined {
      if (all.size >= most.all || of(caller.actor.memberId).length >= most.each) return undefined
      const cases = new Map<string, { id: string; version: number; mine: boolean }>()
      const here = new Map<string, Here[]>()
      let again = false
      let ended = false
      let wake = () => {}
      const waiting = (): Told | undefined => {
        if (again) {
          again = false
          cases.clear()
          return { event: 'again', data: {} }
        }
        if (cases.size) {
          const list = [...cases.values()]
          cases.clear()
          return { event: 'cases', data: { cases: list } }
        }
        const [first] = here
        if (!first) return undefined
        here.delete(first[0])
        return { event: 'here', data: { caseId: first[0], people: first[1] } }
      }
      const stream: Open = {
        memberId: caller.actor.memberId,
        reader: readerOf(caller),
        /** The next to be written, once there is one; undefined when the stream is over. */
        async next() {
          for (;;) {
            if (ended) return undefined
            const told = waiting()
            if (told) return told
            await new Promise<void>((done) => {
              wake = done
            })
          }
        },
        put(told) {
          if (told.event === 'again' || cases.size > mostCases) again = true
          else if (told.event === 'here') here.set(told.data.caseId, told.data.people)
          else for (const c of told.data.cases) cases.set(c.id, c)
          wake()
        },
        reads(now) {
          leave(stream)
          stream.reader = readerOf(now)
          enter(stream)
        },
        end() {
          ended = true
          all.delete(stream)
          leave(stream)
          wake()
        },
      }
      all.add(stream)
      enter(stream)
      return stream
    },
    tellCase({ caseId: id, version, by, ...row }: Change) {
      for (const s of concerned(row))
        s.put({ event: 'cases', data: { cases: [{ id, version, mine: by === s.memberId }] } })
    },
    tellHere(s: Stream, caseId: string, people: Here[]) {
      ;(s as Open).put({ event: 'here', data: { caseId, people } })
    },
    tellAgain() {
      for (const s of all) s.put({ event: 'again', data: {} })
    },
    endAll() {
      for (const s of all) s.end()
    },
  }
}
export type Streams = ReturnType<typeof openStreams>
