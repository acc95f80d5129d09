/**
 * The supervision list (督办清单): open cases somebody above has asked to be hurried, that are late, were sent back, or stand on the duty
 * list, each with who answers for it and until when. Doc 2 no. 7 “将问题清单派发到镇机关相关部门，督办落实”; no. 8 “明确责任人员、完成时限”.
 */
import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { t } from '../kernel/texts.ts'
import { isOnDutyList, onDutyList } from './duty-list.ts'
import { listedColumns, teller } from './export-cases.ts'
import type { Listing } from './export-list.ts'
import { knownOrgs } from './known-orgs.ts'
import { summaries } from './lists.ts'
import { bindingAt, bindingOf } from './petition/binding.ts'
import type { WorkListFilter } from './problem-list.ts'
import { WorkListPage } from './problem-list.ts'
import type { CaseRow } from './store.ts'
import { names, orgRef } from './summary.ts'
import { CaseSummary, OrgRef, PersonRef } from './views.ts'

export const watchedFor = ['supervised', 'late', 'sent-back', 'duty'] as const
type Watched = (typeof watchedFor)[number]

export const SupervisionItem = CaseSummary.extend({
  why: z.array(z.enum(watchedFor)),
  supervised: z.object({ at: z.iso.datetime(), by: PersonRef, org: OrgRef.nullable() }).nullable(),
}).meta({ id: 'SupervisionItem' })

const columnsRead = [...listedColumns, 'supervised_at', 'supervised_by', 'supervised_org'] as const
type Row = Pick<CaseRow, (typeof columnsRead)[number]>

const asked = (d: Doing, f: WorkListFilter) => {
  const watched = sql<SqlBool>`(due_at is not null and (supervised_at is not null or sent_back > 0 or ${onDutyList} or ${bindingAt} < ${d.house.now()}))`
  return f.org ? sql<SqlBool>`(${watched} and seen_by @> array[${f.org}]::uuid[])` : watched
}
/** The most pressing first: by the deadline that binds. */
const page = (
  d: Doing,
  f: WorkListFilter,
  after: { binding_at: Date | null; id: string } | undefined,
  size: number,
): Promise<(Row & { binding_at: Date | null })[]> =>
  d.tx
    .selectFrom('cases')
    .select([...columnsRead, bindingAt.as('binding_at')])
    .where(asked(d, f))
    .$if(!!after, (q) => q.where(sql<SqlBool>`(${bindingAt}, id) > (${after?.binding_at}, ${after?.id}::uuid)`))
    .orderBy(bindingAt)
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

function whyOf(d: Doing, row: Row): Watched[] {
  const due = bindingOf(row)?.dueAt
  const is: Record<Watched, boolean> = {
    supervised: row.supervised_at !== null,
    late: due !== undefined && due < d.house.now(),
    'sent-back': row.sent_back > 0,
    duty: isOnDutyList(row),
  }
  return watchedFor.filter((w) => is[w])
}

export const supervisionList = query(WorkListPage, async (d, { after, limit, ...f }) => {
  const last = after
    ? await d.tx
        .selectFrom('cases')
        .select(['id', bindingAt.as('binding_at')])
        .where('id', '=', after)
        .executeTakeFirst()
    : undefined
  const rows = await page(d, f, last, limit + 1)
  const shown = rows.slice(0, limit)
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const people = await names(
    d,
    shown.map((r) => r.supervised_by),
  )
  const items = await summaries(d, shown)
  return {
    total: await count(d, f),
    items: shown.map((row, i) => ({
      ...(items[i] as (typeof items)[number]),
      why: whyOf(d, row),
      supervised:
        row.supervised_at && row.supervised_by
          ? {
              at: row.supervised_at.toISOString(),
              by: { id: row.supervised_by, name: people.get(row.supervised_by) ?? '' },
              org: orgRef(orgs, row.supervised_org),
            }
          : null,
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
})

export const supervisionColumns = [
  { key: 'number', kind: 'text', width: 14 },
  { key: 'village', kind: 'text', width: 14 },
  { key: 'words', kind: 'text', width: 44 },
  { key: 'why', kind: 'text', width: 18 },
  { key: 'supervisor', kind: 'text', width: 16 },
  { key: 'supervisedAt', kind: 'day', width: 12 },
  { key: 'holder', kind: 'text', width: 18 },
  { key: 'person', kind: 'text', width: 10 },
  { key: 'due', kind: 'time', width: 17 },
  { key: 'late', kind: 'text', width: 8 },
  { key: 'sentBack', kind: 'number', width: 8 },
  { key: 'state', kind: 'text', width: 12 },
] as const

export const supervisionListing = (f: WorkListFilter): Listing<Row & { binding_at: Date | null }> => ({
  title: 'lists.supervision',
  file: 'supervision',
  shows: ['words'],
  columns: supervisionColumns,
  count: (d) => count(d, f),
  page: (d, after, size) => page(d, f, after, size),
  cells: async (d, rows) => {
    const { language } = d.caller
    const told = await teller(d, rows)
    const people = await names(
      d,
      rows.map((r) => r.supervised_by),
    )
    return rows.map((row) => {
      const cells = {
        ...told(row),
        why: whyOf(d, row)
          .map((w) => t(language, `lists.why.${w}`))
          .join(t(language, 'lists.join')),
        supervisor: people.get(row.supervised_by ?? '') ?? null,
        supervisedAt: row.supervised_at,
      }
      return supervisionColumns.map(({ key }) => cells[key])
    })
  },
})
