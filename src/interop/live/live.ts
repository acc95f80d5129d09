/**
 * Live updates of this process: changes committed here are gathered for a moment and sent to every process as one message; what is heard is
 * told to the open streams it concerns. Without a line to the others it is heard here alone.
 */
import type { House } from '../../access/command.ts'
import type { Change } from '../../kernel/live/changes.ts'
import type { Presence, Signals } from '../../kernel/live/payload.ts'
import { openWire, type Wire } from '../../kernel/live/wire.ts'
import { openPresence } from './presence.ts'
import { openStreams } from './streams.ts'

/** How long signals are gathered before they go out together. */
const gatherMs = 100
/** What a process keeps while its line is down; what is more is left to the readers' own refetch. */
const mostKept = 2_000
const forgetMs = 15_000

export type Live = ReturnType<typeof openLive>

export function openLive(house: Pick<House, 'db' | 'now' | 'log'>, most = { each: 8, all: 2_000 }) {
  const streams = openStreams(most)
  const presence = openPresence(house.now)
  let changes: Change[] = []
  let presences: Presence[] = []
  let wire: Wire | undefined
  let gathering: NodeJS.Timeout | undefined

  const heard = (signals: Signals) => {
    for (const change of signals.changes) streams.tellCase(change)
    for (const p of signals.presences) if (presence.note(p)) tellPresence(p)
  }
  /** Those who look at the case themselves, and may see it, hear who else does. */
  const tellPresence = (p: Presence) => {
    const people = presence.at(p.jurisdictionId, p.caseId)
    const looking = new Set(people.map(({ id }) => id))
    for (const s of streams.concerned(p))
      if (looking.has(s.memberId))
        streams.tellHere(
          s,
          p.caseId,
          people.filter(({ id }) => id !== s.memberId),
        )
  }
  const gather = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      void flush()
    }, gatherMs)
  }
  async function flush() {
    const signals = { changes, presences }
    changes = []
    presences = []
    if (!wire) return heard(signals)
    if (await wire.send(signals)) return
    // told when the line is back
    changes = [...signals.changes, ...changes].slice(-mostKept)
  }
  house.db.listen((committed) => {
    changes.push(...committed)
    if (changes.length > mostKept) changes = changes.slice(-mostKept)
    gather()
  })
  const forgetting = setInterval(() => presence.forget(), forgetMs)
  forgetting.unref()

  return {
    streams,
    presence,
    /** Says to every process that somebody looks at a case. */
    say(p: Presence) {
      presences.push(p)
      gather()
    },
    /** Joins the processes that share this database. */
    async connect(ownerUrl: string) {
      wire = await openWire(ownerUrl, {
        heard,
        back: () => {
          streams.tellAgain()
          gather()
        },
        failed: (error) => house.log.warn({ error: error.message }, 'live updates wait for the database'),
      })
    },
    /** Ends every stream: browsers go to another process, or come back to this one. */
    async close() {
      clearInterval(forgetting)
      clearTimeout(gathering)
      streams.endAll()
      await wire?.close()
    },
  }
}
