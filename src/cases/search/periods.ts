/**
 * How a search goes back in time: each gram stands in the index twice, once alone and once with the period its case was registered in.
 * A frequent word is looked up in the newest period first, a rare one at once everywhere: both read few rows, however many there are. Pure.
 */
import type { Sought } from './grams.ts'

/** Cases in a period: enough that a word of every fortieth case fills a page, few enough to be read in a millisecond. */
export const periodSize = 2048

const stamp = (jurisdictionId: number, period?: number) =>
  `${jurisdictionId.toString(36)}${period === undefined ? '' : `.${period.toString(36)}`}/`
/** Who may see a case is in the index as well: a small village's few cases are met with a frequent word there. */
const seenBy = (id: string) => `@${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`

/** The mark of one case's own row: who writes it finds it by this. */
const markOf = (caseId: string) => `=${caseId}`
/** The tsquery for the rows of these cases, to write them. */
export const rowsQuery = (caseIds: readonly string[]) => caseIds.map((id) => quoted(markOf(id))).join(' | ')

/** Everything one case stands under in the index, as the text of a tsvector. */
export function tsvector(
  of: {
    readonly id: string
    readonly jurisdiction_id: number
    readonly period: number
    readonly seen_by: readonly string[]
  },
  grams: ReadonlyMap<string, readonly number[]>,
): string {
  // PostgreSQL keeps no more places of one lexeme
  const words = [...grams].map(([gram, places]) => [gram, `:${places.slice(0, 255).join()}`] as const)
  const all = [...words, ...of.seen_by.map((id) => [seenBy(id), ''] as const)]
  const stamps = [stamp(of.jurisdiction_id), stamp(of.jurisdiction_id, of.period)]
  return [
    quoted(markOf(of.id)),
    ...stamps.flatMap((at) => all.map(([lexeme, places]) => `${quoted(at + lexeme)}${places}`)),
  ].join(' ')
}

/** The tsquery for this in what one of `seen` may see: in these periods, or in all. */
export function tsquery(
  jurisdictionId: number,
  { phrases }: Pick<Sought, 'phrases'>,
  seen: readonly string[],
  periods?: readonly number[],
): string {
  const within = (at: string) => {
    const said = phrases.map((places) =>
      places.map(({ gram, begins }) => quoted(at + gram) + (begins ? ':*' : '')).join(' <-> '),
    )
    return [...said, seen.map((id) => quoted(at + seenBy(id))).join(' | ')].map((part) => `(${part})`).join(' & ')
  }
  if (!periods) return within(stamp(jurisdictionId))
  return periods.map((p) => `(${within(stamp(jurisdictionId, p))})`).join(' | ')
}
const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`

/** What is read at once when it is expected to be no more than this. */
const few = 600
/** The most periods one query names. */
const widest = 64

export type Window = { readonly from: number; readonly to: number } | 'rest'

/** The first window of a search that begins in this period. */
export const firstWindow = (newest: number): Window => (newest === 0 ? 'rest' : { from: newest, to: newest })

/** After a window with so many hits: as far back as `needed` more are likely, or all that is left once that is expected to be few. */
export function nextWindow({ from, to }: { from: number; to: number }, hits: number, needed: number): Window {
  const width = from - to + 1
  const each = (hits + 1) / width
  const next = Math.min(widest, Math.max(width, Math.ceil((needed * 1.5) / each)))
  if (each * to <= few || next >= to) return 'rest'
  return { from: to - 1, to: to - next }
}
/** Its periods, newest first. */
export const periodsOf = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: from - to + 1 }, (_, i) => from - i)

export type Period = { readonly no: number; readonly startsAt: Date; readonly lastAt: Date; readonly n: number }

/** The period of a case: the newest that had begun by then. `periods` newest first; what is older than all belongs to the first of all. */
export const periodAt = (periods: readonly Pick<Period, 'no' | 'startsAt'>[], at: Date) =>
  periods.find((p) => p.startsAt <= at)?.no ?? 0

/** Puts a case into the periods, opening a new one when the newest is full and nothing in it is younger. Gives them all, newest first. */
export function place(periods: readonly Period[], at: Date): { no: number; periods: Period[] } {
  const [newest, ...older] = periods
  if (!newest) return { no: 0, periods: [{ no: 0, startsAt: at, lastAt: at, n: 1 }] }
  if (newest.n >= periodSize && at > newest.lastAt) {
    const opened = { no: newest.no + 1, startsAt: at, lastAt: at, n: 1 }
    return { no: opened.no, periods: [opened, ...periods] }
  }
  const no = periodAt(periods, at)
  if (no !== newest.no) return { no, periods: [...periods] }
  return { no, periods: [{ ...newest, n: newest.n + 1, lastAt: at > newest.lastAt ? at : newest.lastAt }, ...older] }
}
