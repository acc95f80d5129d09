/** Many signals in few messages: those that the same people may know of share one head, and no message is longer than PostgreSQL carries. */
import type { Change } from './changes.ts'

/** Somebody looks at a case, writes on it, or has left it. */
export type Presence = Omit<Change, 'version' | 'by'> & {
  readonly memberId: string
  readonly name: string
  readonly doing: Doing
}
export const doings = ['reading', 'writing', 'left'] as const
export type Doing = (typeof doings)[number]
export type Signals = { readonly changes: readonly Change[]; readonly presences: readonly Presence[] }

/** PostgreSQL refuses a payload of 8000 bytes. */
const longest = 7900

type Group = {
  j: number
  /** Seen by, and hidden from. */
  s: readonly string[]
  h: readonly string[]
  c: [caseId: string, version: number, by: string | null][]
  p: [caseId: string, memberId: string, name: string, doing: Doing][]
}
type Entry = { list: 'c'; item: Group['c'][number] } | { list: 'p'; item: Group['p'][number] }

/** Packed in their order. What alone would be too long is left out: the readers' own refetch finds it. */
export function pack({ changes, presences }: Signals): string[] {
  const messages: string[] = []
  let groups = new Map<string, Group>()
  let size = 2
  const end = () => {
    if (groups.size) messages.push(JSON.stringify([...groups.values()]))
    groups = new Map()
    size = 2
  }
  const add = (head: Pick<Change, 'jurisdictionId' | 'seenBy' | 'hiddenFrom'>, entry: Entry) => {
    const key = JSON.stringify({ j: head.jurisdictionId, s: head.seenBy, h: head.hiddenFrom })
    const own = Buffer.byteLength(JSON.stringify(entry.item)) + 1
    const withHead = own + key.length + '"c":[],"p":[],,'.length
    if (withHead + 2 > longest) return
    if (size + (groups.has(key) ? own : withHead) > longest) end()
    size += groups.has(key) ? own : withHead
    const group = groups.get(key) ?? { j: head.jurisdictionId, s: head.seenBy, h: head.hiddenFrom, c: [], p: [] }
    groups.set(key, group)
    if (entry.list === 'c') group.c.push(entry.item)
    else group.p.push(entry.item)
  }
  for (const c of changes) add(c, { list: 'c', item: [c.caseId, c.version, c.by] })
  for (const p of presences) add(p, { list: 'p', item: [p.caseId, p.memberId, p.name, p.doing] })
  end()
  return messages
}

/** What another process of the same house packed. */
export function unpack(message: string): Signals {
  const groups = JSON.parse(message) as Group[]
  const head = (g: Group) => ({ jurisdictionId: g.j, seenBy: g.s, hiddenFrom: g.h })
  return {
    changes: groups.flatMap((g) => g.c.map(([caseId, version, by]) => ({ ...head(g), caseId, version, by }))),
    presences: groups.flatMap((g) =>
      g.p.map(([caseId, memberId, name, doing]) => ({ ...head(g), caseId, memberId, name, doing })),
    ),
  }
}
