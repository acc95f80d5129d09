/** The register of petitions: one flat row each, read page by page, for entry into the state petition system and for the year’s figures. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Caller } from '../../access/caller.ts'
import { type Doing, doing, type House, query } from '../../access/command.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { alsoOpen, type Tx } from '../../kernel/scope.ts'
import { Day } from '../input-day.ts'
import { tracedColumns, traceReads } from '../reads/trace.ts'
import { shownTexts } from '../redact/shown.ts'
import { type CaseRow, orgsById } from '../store.ts'
import { placeRef } from '../summary.ts'
import { statutoryClocks } from './clocks.ts'
import type { PetitionFacts } from './facts.ts'
import { countYear } from './year.ts'

export const Period = z.object({
  from: Day,
  to: Day,
})
type Period = z.output<typeof Period>

/** The columns of an export, in the order they stand. */
export const registerColumns = [
  'externalNumber',
  'number',
  'receivedOn',
  'visit',
  'persons',
  'representatives',
  'village',
  'category',
  'problem',
  'kind',
  'road',
  'toldOn',
  'acceptedOn',
  'dueOn',
  'extendedTo',
  'organ',
  'concludedOn',
  'outcome',
  'opinion',
  'reviewAskedOn',
  'reviewedOn',
  'reviewOutcome',
  'reReviewAskedOn',
  'reReviewedOn',
  'reReviewOutcome',
] as const
export type RegisterRow = Record<(typeof registerColumns)[number], string | number | null>

const pageSize = 100
const columns = [...tracedColumns, 'number', 'opening', 'category', 'petition'] as const
type Read = Pick<CaseRow, (typeof columns)[number]>

const on = sql<string>`petition ->> 'receivedOn'`
/** Petitions received in the period. */
const received = (tx: Tx, { from, to }: Period) =>
  tx.selectFrom('cases').where('petition', 'is not', null).where(sql<boolean>`${on} between ${from} and ${to}`)

/** The next of them by day of receipt, after a place in that order. */
const page = (d: Doing, period: Period, after: { on: string; id: string }, size: number): Promise<Read[]> =>
  received(d.tx, period)
    .select(columns)
    .where(sql<boolean>`(${on}, id) > (${after.on}, ${after.id}::uuid)`)
    .orderBy(on)
    .orderBy('id')
    .limit(size)
    .execute()
const first = { on: '', id: '00000000-0000-0000-0000-000000000000' }
const factsIn = (row: Pick<CaseRow, 'petition'>) => row.petition as PetitionFacts
const placeOf = (row: Read) => ({ on: factsIn(row).receivedOn, id: row.id })

/** How many there are: an export says so before its first row. */
export const countPetitions = query(Period, async (d, period) => {
  const { n } = await received(d.tx, period).select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow()
  return n
})

/** Every petition of the period as a row, a page in a transaction of its own, so that a long export holds nothing. */
export async function* petitionRegister(house: House, caller: Caller, period: Period): AsyncGenerator<RegisterRow> {
  for (let after = first; ; ) {
    const { rows, last } = await doing(house, caller, async (d) => {
      const read = await page(d, period, after, pageSize)
      return { rows: await handOut(d, read), last: read.length === pageSize ? read.at(-1) : undefined }
    })
    yield* rows
    if (!last) return
    after = placeOf(last)
  }
}

/** Every case that leaves in an export is opened and traced here, and nowhere else. */
async function handOut(d: Doing, read: readonly Read[]): Promise<RegisterRow[]> {
  if (!read.length) return []
  const ids = read.map((r) => r.id)
  await alsoOpen(d.tx, { cases: ids })
  const orgs = await orgsById(d.tx)
  await traceReads(d, read, { kind: 'export', fields: ['words', 'answer'] })
  const opinions = await opinionsIn(d, ids)
  const calendar = d.house.calendars.of(d.caller.jurisdictionId)
  const { language } = d.caller
  const nameOf = (id: string | null | undefined) => {
    const org = orgs.get(id ?? '')
    return (language === 'en' ? org?.nameEn : org?.name) ?? null
  }
  return read.map((row) => {
    const p = factsIn(row)
    const opinion = opinions.get(row.id)
    const due = statutoryClocks(p, null, calendar).find((c) => c.clock === 'conclude')
    const village = orgs.get(row.village_id)
    return {
      externalNumber: p.number,
      number: row.number,
      receivedOn: p.receivedOn,
      visit: p.repeat ? 'repeat' : 'first',
      persons: p.persons,
      representatives: p.representatives,
      village: (language === 'en' ? village?.shortNameEn : village?.shortName) ?? null,
      category: row.category,
      problem: row.opening,
      kind: p.kind,
      road: p.road,
      toldOn: day(p.toldAt),
      acceptedOn: day(p.routedAt),
      dueOn: due ? dayOf(due.dueAt) : null,
      extendedTo: p.extendedTo,
      organ: nameOf(opinion?.orgId),
      concludedOn: day(p.opinion?.at),
      outcome: p.opinion?.outcome ?? null,
      opinion: opinion?.text ?? null,
      reviewAskedOn: day(p.review?.askedAt),
      reviewedOn: day(p.review?.at),
      reviewOutcome: p.review?.at ? p.review.outcome : null,
      reReviewAskedOn: day(p.reReview?.askedAt),
      reReviewedOn: day(p.reReview?.at),
      reReviewOutcome: p.reReview?.at ? p.reReview.outcome : null,
    }
  })
}
/** The opinion of each case as it is shown: what was hidden in it stays hidden. */
async function opinionsIn(d: Doing, caseIds: readonly string[]) {
  const events = await d.tx
    .selectFrom('case_events')
    .select(['case_id', 'seq', 'org_id'])
    .where('case_id', 'in', caseIds)
    .where('type', '=', 'concludePetition')
    .execute()
  const texts = await d.tx
    .selectFrom('case_texts')
    .select(['case_id', 'seq', 'field', 'body'])
    .where('case_id', 'in', caseIds)
    .where(sql<boolean>`field ~ '^([0-9]+[.])?opinion$'`)
    .orderBy('seq')
    .execute()
  return new Map(
    events.map((e) => {
      const shown = shownTexts(texts.filter((t) => t.case_id === e.case_id))
      return [e.case_id, { orgId: e.org_id, text: shown.find((t) => t.seq === e.seq)?.body ?? null }]
    }),
  )
}
const day = (iso: string | null | undefined) => (iso ? dayOf(new Date(iso)) : null)

export const Year = z.object({ year: z.coerce.number().int().min(2000).max(2100) })

/** The year's figures of my scope. */
export const petitionYear = query(Year, async (d, { year }) => {
  const counts = countYear(d.house.calendars.of(d.caller.jurisdictionId), d.house.now())
  const period = { from: `${year}-01-01`, to: `${year}-12-31` }
  for (let after = first; ; ) {
    const read = await page(d, period, after, 1000)
    for (const row of read) counts.add({ petition: factsIn(row), category: row.category, village: row.village_id })
    const last = read.at(-1)
    if (read.length < 1000 || !last) break
    after = placeOf(last)
  }
  const orgs = await orgsById(d.tx)
  const { byVillage, ...rest } = counts.result()
  return {
    year,
    ...rest,
    byVillage: Object.entries(byVillage)
      .map(([id, n]) => ({ village: placeRef(orgs, id), n }))
      .sort((a, b) => b.n - a.n),
    last: lastDay(d, year),
  }
})
/** Until which day the figures reach. */
const lastDay = (d: Doing, year: number): string => {
  const today = dayOf(d.house.now())
  return today < `${year}-12-31` ? today : `${year}-12-31`
}
