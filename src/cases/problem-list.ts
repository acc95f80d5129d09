/**
 * The problem list (问题清单): what is not settled yet, by village and kind, with cause, measure, who answers for it and until when.
 * Its columns are the documents' own, and each is derived from a step that was taken; nothing is typed for the list.
 *
 * - sorted: doc 2 no. 2 “对个性问题、共性问题、合理诉求等分门别类，每周梳理上报一次，建立问题清单”
 * - cause, measure: doc 2 no. 5 “对收集上来的问题，剖析产生原因，商定解决办法”
 * - noted: doc 2 no. 6 “对一些不合理诉求或已有明确处理意见的，要做好解释和疏导工作，并在问题清单中进行标注”
 * - responsible, due, standard: doc 2 no. 8 “相关部门要尽快明确责任人员、完成时限和工作标准”
 */
import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { addDays, type Day, dayOf, startOfDay, weekday } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import { alsoOpen } from '../kernel/scope.ts'
import { t } from '../kernel/texts.ts'
import { type ListedRow, listedColumns, teller } from './export-cases.ts'
import type { Listing } from './export-list.ts'
import { summaries } from './lists.ts'
import { Id } from './model.ts'
import { traceReads } from './reads/trace.ts'
import { shownTexts } from './redact/shown.ts'
import { CaseSummary } from './views.ts'

export const WorkListFilter = z.object({ org: Id.optional().describe('Of this org and all below it') })
export const WorkListPage = WorkListFilter.extend({
  after: Id.optional().describe('The last case of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type WorkListFilter = z.output<typeof WorkListFilter>

export const ProblemItem = CaseSummary.extend({
  cause: z.string().nullable().describe('Why it could not be settled where it was, as last written'),
  measure: z.string().nullable().describe('What was agreed to be done; of one declined, what the resident was told'),
  standard: z.string().nullable().describe('What counts as done, as dispatched'),
}).meta({ id: 'ProblemItem' })

const nobody = '00000000-0000-0000-0000-000000000000'
const kind = sql<string>`coalesce(category, '')`

/** Open, or explained this week: the latter stand in the list with their note. */
const asked = (d: Doing, f: WorkListFilter) => {
  const today = dayOf(d.house.now())
  const monday = startOfDay(addDays(today as Day, 1 - weekday(today)))
  const still = sql<SqlBool>`(due_at is not null or (state in ('declined', 'passed-on') and ended_at >= ${monday}))`
  return f.org ? sql<SqlBool>`(${still} and seen_by @> array[${f.org}]::uuid[])` : still
}
type Place = Pick<ListedRow, 'village_id' | 'category' | 'registered_at' | 'id'>
const page = (d: Doing, f: WorkListFilter, after: Place | undefined, size: number): Promise<ListedRow[]> =>
  d.tx
    .selectFrom('cases')
    .select(listedColumns)
    .where(asked(d, f))
    .$if(!!after, (q) =>
      q.where(
        sql<SqlBool>`(village_id, ${kind}, registered_at, id) > (${after?.village_id}::uuid, ${after?.category ?? ''}, ${after?.registered_at}, ${after?.id ?? nobody}::uuid)`,
      ),
    )
    .orderBy('village_id')
    .orderBy(kind)
    .orderBy('registered_at')
    .orderBy('id')
    .limit(size)
    .execute()
const count = async (d: Doing, f: WorkListFilter) =>
  (
    await d.tx
      .selectFrom('cases')
      .where(asked(d, f))
      .select(sql<number>`count(*)::int`.as('n'))
      .executeTakeFirstOrThrow()
  ).n

/** Where a page ended. A case no longer in sight begins the list again. */
export const placeIn = (tx: Tx, id: string | undefined) =>
  id
    ? tx
        .selectFrom('cases')
        .select(['village_id', 'category', 'registered_at', 'id'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined

/** A page of the list. It shows what was written in the steps, so each case on it is traced as looked at. */
export const problemList = query(WorkListPage, async (d, { after, limit, ...f }) => {
  const rows = await page(d, f, await placeIn(d.tx, after), limit + 1)
  const shown = rows.slice(0, limit)
  await alsoOpen(d.tx, { cases: shown.map((r) => r.id) })
  await traceReads(d, shown, { kind: 'view', fields: ['words', 'story'] })
  const said = await saidOf(d, shown)
  return {
    total: await count(d, f),
    items: (await summaries(d, shown)).map((item) => ({ ...item, ...(said.get(item.id) ?? nothing) })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
})

const nothing = { cause: null, measure: null, standard: null }
/** Which field of which step speaks in which column. */
const speaks: Record<string, readonly [field: string, column: keyof typeof nothing]> = {
  escalate: ['reason', 'cause'],
  sendBack: ['reason', 'cause'],
  shelve: ['reason', 'cause'],
  askExtension: ['reason', 'cause'],
  receive: ['plan', 'measure'],
  decline: ['explanation', 'measure'],
  passOn: ['explanation', 'measure'],
  dispatch: ['standard', 'standard'],
}

/** The last word for each column, as it is shown: what was hidden in it stays hidden. */
async function saidOf(d: Doing, rows: readonly { id: string }[]) {
  const ids = rows.map((r) => r.id)
  if (!ids.length) return new Map<string, typeof nothing>()
  const events = await d.tx
    .selectFrom('case_events')
    .select(['case_id', 'seq', 'type'])
    .where('case_id', 'in', ids)
    .where('type', 'in', Object.keys(speaks))
    .orderBy('seq')
    .execute()
  const texts = Map.groupBy(
    await d.tx
      .selectFrom('case_texts')
      .select(['case_id', 'seq', 'field', 'body'])
      .where('case_id', 'in', ids)
      .where(sql<SqlBool>`field ~ '(^|[.])(reason|plan|explanation|standard)$'`)
      .orderBy('seq')
      .execute(),
    (x) => x.case_id,
  )
  const said = new Map<string, Record<keyof typeof nothing, string | null>>()
  for (const [id, own] of Map.groupBy(events, (e) => e.case_id)) {
    const shown = shownTexts(texts.get(id) ?? [])
    const columns: Record<keyof typeof nothing, string | null> = { ...nothing }
    for (const { type, seq } of own) {
      const [field, column] = speaks[type] ?? []
      const text = shown.find((x) => x.seq === seq && x.field === field)?.body
      if (column && text) columns[column] = text
    }
    said.set(id, columns)
  }
  return said
}

export const problemColumns = [
  { key: 'village', kind: 'text', width: 14 },
  { key: 'number', kind: 'text', width: 14 },
  { key: 'registered', kind: 'day', width: 12 },
  { key: 'words', kind: 'text', width: 40 },
  { key: 'extent', kind: 'text', width: 8 },
  { key: 'nature', kind: 'text', width: 10 },
  { key: 'category', kind: 'text', width: 12 },
  { key: 'cause', kind: 'text', width: 28 },
  { key: 'measure', kind: 'text', width: 28 },
  { key: 'standard', kind: 'text', width: 24 },
  { key: 'holder', kind: 'text', width: 18 },
  { key: 'person', kind: 'text', width: 10 },
  { key: 'due', kind: 'day', width: 12 },
  { key: 'late', kind: 'text', width: 8 },
  { key: 'state', kind: 'text', width: 12 },
] as const

export const problemListing = (f: WorkListFilter): Listing<ListedRow> => ({
  title: 'lists.problems',
  file: 'problems',
  shows: ['words', 'story'],
  columns: problemColumns,
  count: (d) => count(d, f),
  page: (d, after, size) => page(d, f, after, size),
  cells: async (d, rows) => {
    await alsoOpen(d.tx, { cases: rows.map((r) => r.id) })
    const said = await saidOf(d, rows)
    const told = await teller(d, rows)
    return rows.map((row) => {
      const cells = { ...told(row), ...(said.get(row.id) ?? nothing) }
      return problemColumns.map(
        ({ key }) => cells[key] ?? (key === 'category' ? t(d.caller.language, 'lists.unsorted') : null),
      )
    })
  },
})
