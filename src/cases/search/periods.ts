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

/** Everything one case stands under in the index. */
export const lexemesOf = (jurisdictionId: number, period: number, grams: readonly string[], seen: readonly string[]) =>
  [stamp(jurisdictionId), stamp(jurisdictionId, period)].flatMap((at) =>
    [...grams, ...seen.map(seenBy)].map((of) => at + of),
  )

/** The tsquery for these grams in what one of `seen` may see: in these periods, or in all. */
export function tsquery(
  jurisdictionId: number,
  { grams }: Pick<Sought, 'grams'>,
  seen: readonly string[],
  periods?: readonly number[],
) {
  const within = (at: string) =>
    `${grams.map((g) => quoted(at + g)).join(' & ')} & (${seen.map((id) => quoted(at + seenBy(id))).join(' | ')})`
  if (!periods) return within(stamp(jurisdictionId))
  return periods.map((p) => `(${within(stamp(jurisdictionId, p))})`).join(' | ')
}
const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`

/** What is read at once when it is expected to be no more than this. */
const few = 1500

export type Window = { readonly from: number; readonly to: number } | 'rest'

/** The first window of a search that begins in this period. */
export const firstWindow = (newest: number): Window => (newest === 0 ? 'rest' : { from: newest, to: newest })

/** After a window with so many hits: four times as far back, or all that is left once that is expected to be few. */
export function nextWindow({ from, to }: { from: number; to: number }, hits: number): Window {
  const width = from - to + 1
  const left = to
  if (((hits + 1) / width) * left <= few || left <= width) return 'rest'
  return { from: to - 1, to: Math.max(0, to - width * 4) }
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
