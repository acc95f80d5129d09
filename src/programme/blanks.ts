/** Numbers a document leaves blank (×户): which they are, and the scheme with those this place has put. Pure. */
import type { LocalText, Programme } from './model.ts'

/** Where a blank stands: how much of a duty, how many partners on either side of a tie, how much money a year. */
export const blankParts = ['duty', 'each', 'served', 'pot'] as const
export type BlankPart = (typeof blankParts)[number]
export type Blank = {
  /** What it is filled under: the code of a duty, else the part and the code (`each.liaison`). No code holds a full stop. */
  readonly key: string
  readonly part: BlankPart
  readonly code: string
  readonly name: LocalText
}

const keyOf = (part: BlankPart, code: string) => (part === 'duty' ? code : `${part}.${code}`)

/** Every number that is not set, in the order of the file. */
export function blanksOf(scheme: Programme): Blank[] {
  const blank = (part: BlankPart, of: Record<string, { name: LocalText }>, open: (code: string) => boolean): Blank[] =>
    Object.entries(of)
      .filter(([code]) => open(code))
      .map(([code, { name }]) => ({ key: keyOf(part, code), part, code, name }))
  const { duties, tieKinds, pots } = scheme
  return [
    ...blank('duty', duties, (code) => duties[code]?.atLeast === null),
    ...blank('each', tieKinds, (code) => tieKinds[code]?.each.atLeast === null),
    ...blank('served', tieKinds, (code) => tieKinds[code]?.served.atLeast === null),
    ...blank('pot', pots, (code) => pots[code]?.perYear === null),
  ]
}

type Numbers = Readonly<Record<string, number>>
const mapped = <T>(of: Record<string, T>, one: (value: T, code: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(of).map(([code, value]) => [code, one(value, code)]))

/** With the numbers this place put where the document has none. What the document says is never overridden. */
export function filledIn(scheme: Programme, filled: Numbers): Programme {
  const put = (part: BlankPart, code: string, said: number | null) => said ?? filled[keyOf(part, code)] ?? null
  return {
    ...scheme,
    duties: mapped(scheme.duties, (duty, code) => ({ ...duty, atLeast: put('duty', code, duty.atLeast) })),
    tieKinds: mapped(scheme.tieKinds, (tie, code) => ({
      ...tie,
      each: { ...tie.each, atLeast: put('each', code, tie.each.atLeast) },
      served: { ...tie.served, atLeast: put('served', code, tie.served.atLeast) },
    })),
    pots: mapped(scheme.pots, (pot, code) => ({ ...pot, perYear: put('pot', code, pot.perYear) })),
  }
}

/** What was put for the version before and is still blank in this one. */
export const carriedOver = (scheme: Programme, filled: Numbers): Record<string, number> =>
  Object.fromEntries(
    blanksOf(scheme).flatMap(({ key }) => (filled[key] === undefined ? [] : [[key, filled[key] as number]])),
  )
