/** Schemes that run beside each other share their words: none may say of a role or a kind what another says otherwise. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import type { LocalText, Programme } from './model.ts'

/** What one code may mean only once, whoever declares it. */
export const oneMeaning = ['roles', 'orgKinds', 'traits', 'placeKinds', 'tieKinds', 'recordKinds'] as const
export type OneMeaning = (typeof oneMeaning)[number]

export type Clash = {
  readonly part: OneMeaning
  readonly code: string
  readonly name: LocalText
  /** The scheme that says it otherwise. */
  readonly other: { readonly code: string; readonly title: LocalText }
}

/** A scheme, and the file it came from: what it takes over from another is that one's to say. */
export type Told = { readonly scheme: Programme; readonly source: string }

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Codes of each part that stand in the file itself. */
export function writtenIn(source: string): (part: keyof Programme) => ReadonlySet<string> {
  const written: unknown = parse(source)
  const parts = new Map<string, ReadonlySet<string>>()
  return (part) => {
    const known = parts.get(part) ?? new Set(isMap(written) && isMap(written[part]) ? Object.keys(written[part]) : [])
    parts.set(part, known)
    return known
  }
}

/** The sentence of the document behind an entry differs from document to document, and means nothing here. */
const meant = (entry: object) => ({ ...entry, quote: undefined })

/** What one takes over from the other is the other's to say, also where it has another wording by now. */
const takesOver = (one: Told, from: Told, own: boolean) => !own && one.scheme.uses.includes(from.scheme.programme)

/** What this scheme says otherwise than those beside it: an entry of its own, or of theirs. What both took over from a third is that one's. */
export function clashes(one: Told, beside: readonly Told[]): Clash[] {
  const mine = writtenIn(one.source)
  return beside.flatMap((other) => {
    const theirs = writtenIn(other.source)
    const { programme, title } = other.scheme
    return oneMeaning.flatMap((part) => {
      const known: Record<string, object> = other.scheme[part]
      return Object.entries(one.scheme[part]).flatMap(([code, entry]): Clash[] => {
        const said = known[code]
        const [ownHere, ownThere] = [mine(part).has(code), theirs(part).has(code)]
        if (!said || !(ownHere || ownThere)) return []
        if (takesOver(one, other, ownHere) || takesOver(other, one, ownThere)) return []
        if (isDeepStrictEqual(meant(entry), meant(said))) return []
        return [{ part, code, name: entry.name, other: { code: programme, title } }]
      })
    })
  })
}
