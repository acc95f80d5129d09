/** The weekly list (doc 2 no. 2: 每周梳理上报一次，建立问题清单): everything registered Monday to Sunday, and all still open from before. */
import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { addDays, type Day, dayOf, endOfDay, startOfDay, weekday } from '../kernel/calendar/day.ts'
import { t } from '../kernel/texts.ts'
import { type ListedRow, listedColumns, teller } from './export-cases.ts'
import type { Listing } from './export-list.ts'
import { summaries } from './lists.ts'
import { Id, Day as InputDay } from './model.ts'

export const WeeklyFilter = z.object({
  week: InputDay.optional().describe('Any day of the week; default this week'),
  org: Id.optional(),
})
const parts = ['fresh', 'older'] as const
export const WeeklyPage = WeeklyFilter.extend({
  part: z.enum(parts).optional().describe('Only this part; with after'),
  after: Id.optional().describe('The last case of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(500),
})
type WeeklyFilter = z.output<typeof WeeklyFilter>
type Part = (typeof parts)[number]

function weekOf(d: Doing, f: WeeklyFilter) {
  const day = (f.week ?? dayOf(d.house.now())) as Day
  const monday = addDays(day, 1 - weekday(day))
  return { monday, sunday: addDays(monday, 6) }
}
const fresh = sql<boolean>`fresh`
/** Of the week, or open from before; the first part first. */
function both(d: Doing, f: WeeklyFilter) {
  const { monday, sunday } = weekOf(d, f)
  const [start, end] = [startOfDay(monday), endOfDay(sunday)]
  const isFresh = sql<boolean>`(registered_at >= ${start})`
  const where = sql<SqlBool>`(registered_at <= ${end} and (registered_at >= ${start} or due_at is not null)${
    f.org ? sql` and seen_by @> array[${f.org}]::uuid[]` : sql``
  })`
  return { isFresh, where }
}

type Row = ListedRow & { fresh: boolean }
async function page(
  d: Doing,
  f: WeeklyFilter,
  after: { fresh: boolean; registered_at: Date; id: string } | undefined,
  size: number,
  part?: Part,
): Promise<Row[]> {
  const { isFresh, where } = both(d, f)
  return d.tx
    .selectFrom('cases')
    .select([...listedColumns, isFresh.as('fresh')])
    .where(where)
    .$if(!!part, (q) => q.where(sql<SqlBool>`${isFresh} = ${part === 'fresh'}`))
    .$if(!!after, (q) =>
      q.where(
        sql<SqlBool>`(not ${isFresh}, registered_at, id) > (not ${after?.fresh}::boolean, ${after?.registered_at}, ${after?.id}::uuid)`,
      ),
    )
    .orderBy(fresh, 'desc')
    .orderBy('registered_at')
    .orderBy('id')
    .limit(size)
    .execute()
}
async function counts(d: Doing, f: WeeklyFilter) {
  const { isFresh, where } = both(d, f)
  return d.tx
    .selectFrom('cases')
    .where(where)
    .select([sql<number>`count(*)::int`.as('all'), sql<number>`(count(*) filter (where ${isFresh}))::int`.as('fresh')])
    .executeTakeFirstOrThrow()
}

/** Both parts with how many each has; of a longer one its first page, and what comes after it when asked by `part` and `after`. */
export const weeklyList = query(WeeklyPage, async (d, { part, after, limit, ...f }) => {
  const { monday, sunday } = weekOf(d, f)
  const last = after
    ? await d.tx
        .selectFrom('cases')
        .select(['registered_at', 'id', both(d, f).isFresh.as('fresh')])
        .where('id', '=', after)
        .executeTakeFirst()
    : undefined
  const of = async (which: Part) => {
    if (part && part !== which) return { items: [], next: null }
    const rows = await page(d, f, last, limit + 1, which)
    const shown = rows.slice(0, limit)
    return {
      items: await summaries(d, shown),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    }
  }
  const [newer, older] = [await of('fresh'), await of('older')]
  const n = await counts(d, f)
  return {
    from: monday as string,
    to: sunday as string,
    fresh: newer.items,
    older: older.items,
    totals: { fresh: n.fresh, older: n.all - n.fresh },
    next: { fresh: newer.next, older: older.next },
  }
})

export const weeklyColumns = [
  { key: 'part', kind: 'text', width: 12 },
  { key: 'number', kind: 'text', width: 14 },
  { key: 'registered', kind: 'day', width: 12 },
  { key: 'village', kind: 'text', width: 14 },
  { key: 'place', kind: 'text', width: 16 },
  { key: 'words', kind: 'text', width: 48 },
  { key: 'extent', kind: 'text', width: 8 },
  { key: 'nature', kind: 'text', width: 10 },
  { key: 'category', kind: 'text', width: 12 },
  { key: 'state', kind: 'text', width: 12 },
  { key: 'holder', kind: 'text', width: 18 },
  { key: 'person', kind: 'text', width: 10 },
  { key: 'due', kind: 'day', width: 12 },
  { key: 'late', kind: 'text', width: 8 },
] as const

export const weeklyListing = (f: WeeklyFilter): Listing<Row> => ({
  title: 'lists.weekly',
  file: 'weekly',
  shows: ['words'],
  columns: weeklyColumns,
  count: async (d) => (await counts(d, f)).all,
  page: (d, after, size) => page(d, f, after, size),
  cells: async (d, rows) => {
    const told = await teller(d, rows)
    return rows.map((row) => {
      const cells = { ...told(row), part: t(d.caller.language, `lists.part.${row.fresh ? 'fresh' : 'older'}`) }
      return weeklyColumns.map(({ key }) => cells[key])
    })
  },
})
