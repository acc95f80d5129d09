/** Cases that hold what is looked for, newest first, a page at a time. Which of them a caller sees, row-level security says. */
import { sql } from 'kysely'
import { scopeOf } from '../../access/caller.ts'
import type { Doing } from '../../access/command.ts'
import { alsoOpen, lookFor, openMeanwhile, type Tx } from '../../kernel/scope.ts'
import { holds, type Sought } from './grams.ts'
import { firstWindow, nextWindow, periodAt, periodsOf, tsquery, type Window } from './periods.ts'
import { wordsOf } from './rows.ts'

export type Before = { readonly at: Date; readonly id: string }
type Found = { readonly id: string; readonly registered_at: Date; readonly title: string | null; readonly place: string | null }

/** Before every case of that instant. */
const firstOf = (at: Date): Before => ({ at, id: '00000000-0000-0000-0000-000000000000' })

/**
 * The newest `most` cases with these words, before `before`. `read` gives the next rows of the case list among those the index finds at
 * that moment (`inIndex`), with whatever else the list asks for; it is called for one stretch of time after the other.
 */
export async function newestWith<Row extends Found>(
  d: Pick<Doing, 'tx' | 'caller'>,
  words: Sought,
  { before, most }: { before: Before | undefined; most: number },
  read: (before: Before | undefined, most: number) => Promise<Row[]>,
): Promise<Row[]> {
  const seen = scopeOf(d.caller).seen ?? []
  const periods = seen.length ? await periodsNow(d.tx) : []
  const starts = new Map(periods.map((p) => [p.no, p.startsAt]))
  const found: Row[] = []
  let window: Window = firstWindow(before ? periodAt(periods, before.at) : (periods[0]?.no ?? 0))
  for (let from = before; periods.length; ) {
    const within = window === 'rest' ? undefined : periodsOf(window)
    await lookFor(d.tx, tsquery(d.caller.jurisdictionId, words, seen, within))
    for (;;) {
      const asked = most - found.length
      const rows = await read(from, asked)
      found.push(...(words.sure ? rows : await holding(d.tx, rows, words)))
      if (found.length >= most) return found
      if (rows.length < asked) break
      const last = rows.at(-1) as Row
      from = { at: last.registered_at, id: last.id }
    }
    if (window === 'rest') return found
    const hits = await countFound(d.tx)
    from = firstOf(starts.get(window.to) ?? new Date(0))
    window = nextWindow(window, hits)
  }
  return found
}

/** For the `where` of a list of cases: among those the index finds. */
export const inIndex = sql<boolean>`id in (select case_id from case_search)`

const periodsNow = (tx: Tx) =>
  tx.selectFrom('search_periods').select(['no', 'starts_at as startsAt']).orderBy('no', 'desc').execute()

const countFound = async (tx: Tx) =>
  (await sql<{ n: number }>`select count(*)::int as n from case_search`.execute(tx)).rows[0]?.n ?? 0

/** Of these, those whose texts really hold the terms: that all pairs of characters are there does not yet say that they stand together. */
async function holding<Row extends Found>(tx: Tx, rows: readonly Row[], words: Sought): Promise<Row[]> {
  const texts = await textsOf(tx, rows)
  return rows.filter((r) => holds([r.title ?? '', r.place ?? '', ...(texts.get(r.id) ?? [])], words))
}

/** What these cases are found by, read as their pages would show it; they are shut again. */
export const textsOf = (tx: Tx, rows: readonly { readonly id: string }[]): Promise<Map<string, string[]>> =>
  openMeanwhile(tx, async () => {
    if (!rows.length) return new Map()
    const ids = rows.map((r) => r.id)
    await alsoOpen(tx, { cases: ids })
    return wordsOf(tx, ids)
  })
