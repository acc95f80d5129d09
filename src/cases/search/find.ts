/** Cases that hold what is looked for, newest first, a page at a time. Which of them a caller sees, row-level security says. */
import { sql } from 'kysely'
import { scopeOf } from '../../access/caller.ts'
import type { Doing } from '../../access/command.ts'
import { lookFor, type Tx } from '../../kernel/scope.ts'
import { type Sought, sought } from './grams.ts'
import { firstWindow, nextWindow, periodAt, periodsOf, tsquery, type Window } from './periods.ts'

export type Before = { readonly at: Date; readonly id: string }
type Found = { readonly id: string; readonly registered_at: Date }

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
    found.push(...(await read(from, most - found.length)))
    if (found.length >= most) return found
    if (window === 'rest') return found
    const hits = await countFound(d.tx)
    from = firstOf(starts.get(window.to) ?? new Date(0))
    window = nextWindow(window, hits, most - found.length)
  }
  return found
}

/** Looks for words in all of time at once: before a list is counted, or read whole, by a filter that names words. */
export async function lookForWords(d: Pick<Doing, 'tx' | 'caller'>, typed: string | undefined) {
  const words = typed ? sought(typed) : undefined
  const seen = scopeOf(d.caller).seen ?? []
  if (words && seen.length) await lookFor(d.tx, tsquery(d.caller.jurisdictionId, words, seen))
}

/** For the `where` of a list of cases: among those the index finds. */
export const inIndex = sql<boolean>`id in (select case_id from case_search)`

const periodsNow = (tx: Tx) =>
  tx.selectFrom('search_periods').select(['no', 'starts_at as startsAt']).orderBy('no', 'desc').execute()

const countFound = async (tx: Tx) =>
  (await sql<{ n: number }>`select count(*)::int as n from case_search`.execute(tx)).rows[0]?.n ?? 0
