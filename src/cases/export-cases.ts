/** The case list as a file: every column it has, under the filter it was asked with. Contacts never leave. */
import { sql } from 'kysely'
import { type Doing, query } from '../access/command.ts'
import type { Cell } from '../kernel/sheets/sheet.ts'
import { t } from '../kernel/texts.ts'
import { CaseFilter, caseWhere } from './case-filter.ts'
import type { Listing } from './export-list.ts'
import { knownOrgs } from './known-orgs.ts'
import { tracedColumns } from './reads/trace.ts'
import { lookForWords } from './search/find.ts'
import type { CaseRow } from './store.ts'
import { names, summaryColumns, wordsOf } from './summary.ts'

const columns = [...new Set([...tracedColumns, ...summaryColumns])] as (
  | (typeof tracedColumns)[number]
  | (typeof summaryColumns)[number]
)[]
export type ListedRow = Pick<CaseRow, (typeof columns)[number]>
export const listedColumns = columns

/** Rows, with the words each code stands for. */
export const fileColumns = [
  { key: 'number', kind: 'text', width: 14 },
  { key: 'registered', kind: 'time', width: 17 },
  { key: 'village', kind: 'text', width: 14 },
  { key: 'place', kind: 'text', width: 18 },
  { key: 'words', kind: 'text', width: 48 },
  { key: 'title', kind: 'text', width: 24 },
  { key: 'category', kind: 'text', width: 12 },
  { key: 'nature', kind: 'text', width: 10 },
  { key: 'extent', kind: 'text', width: 8 },
  { key: 'urgency', kind: 'text', width: 8 },
  { key: 'channel', kind: 'text', width: 10 },
  { key: 'state', kind: 'text', width: 12 },
  { key: 'level', kind: 'text', width: 8 },
  { key: 'holder', kind: 'text', width: 18 },
  { key: 'person', kind: 'text', width: 10 },
  { key: 'lead', kind: 'text', width: 18 },
  { key: 'due', kind: 'time', width: 17 },
  { key: 'late', kind: 'text', width: 8 },
  { key: 'sentBack', kind: 'number', width: 8 },
  { key: 'reopened', kind: 'number', width: 8 },
  { key: 'outcome', kind: 'text', width: 12 },
  { key: 'resolved', kind: 'text', width: 10 },
  { key: 'satisfied', kind: 'text', width: 10 },
  { key: 'ended', kind: 'time', width: 17 },
] as const
type Key = (typeof fileColumns)[number]['key']

const countOf = async (d: Doing, f: CaseFilter) => {
  await lookForWords(d, f.words)
  const { n } = await d.tx
    .selectFrom('cases')
    .where(caseWhere(f, d.house))
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow()
  return n
}
/** How many cases a filter finds: what “all of this result” means, and what an export will hold. */
export const countCases = query(CaseFilter, async (d, f) => ({ n: await countOf(d, f) }))

export const caseListing = (f: CaseFilter): Listing<ListedRow> => ({
  title: 'lists.cases',
  file: 'cases',
  shows: ['words'],
  columns: fileColumns,
  count: (d) => countOf(d, f),
  page: async (d, after, size) => {
    await lookForWords(d, f.words)
    return d.tx
      .selectFrom('cases')
      .select(columns)
      .where(caseWhere(f, d.house))
      .$if(!!after, (q) => q.where(sql<boolean>`(registered_at, id) < (${after?.registered_at}, ${after?.id}::uuid)`))
      .orderBy('registered_at', 'desc')
      .orderBy('id', 'desc')
      .limit(size)
      .execute()
  },
  cells: async (d, rows) => {
    const told = await teller(d, rows)
    return rows.map((row) => {
      const cells = told(row)
      return fileColumns.map(({ key }) => cells[key])
    })
  },
})

/** What each column says of a row, codes as the reader's words. */
export async function teller(d: Doing, rows: readonly ListedRow[]) {
  const { language } = d.caller
  const { scheme } = d.house
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const people = await names(
    d,
    rows.map((r) => r.holder_member_id),
  )
  const now = d.house.now()
  const org = (id: string | null) => {
    const found = orgs.get(id ?? '')
    return (language === 'en' && found?.nameEn ? found.nameEn : found?.name) ?? null
  }
  const village = (id: string) => {
    const found = orgs.get(id)
    return (language === 'en' && found?.shortNameEn ? found.shortNameEn : found?.shortName) ?? null
  }
  const word = (list: 'categories' | 'natures' | 'channels', code: string | null) =>
    code && Object.hasOwn(scheme[list], code) ? (scheme[list][code]?.name[language] ?? code) : code
  return (row: ListedRow): Record<Key, Cell> => {
    const due = [row.due_at, row.statutory_due_at].filter((at) => at !== null).sort((a, b) => Number(a) - Number(b))[0]
    return {
      number: row.number,
      registered: row.registered_at,
      village: village(row.village_id),
      place: row.place,
      words: wordsOf(d, row),
      title: row.title,
      category: word('categories', row.category),
      nature: word('natures', row.nature),
      extent: row.extent && t(language, `words.extent.${row.extent}`),
      urgency: row.urgency && t(language, `words.urgency.${row.urgency}`),
      channel: word('channels', row.channel),
      state: row.state && t(language, `words.state.${row.state}`),
      level: row.level && t(language, `words.level.${row.level}`),
      holder: org(row.holder_org_id),
      person: people.get(row.holder_member_id ?? '') ?? null,
      lead: org(row.lead_org_id),
      due: due ?? null,
      late: due && due < now ? t(language, 'lists.late') : null,
      sentBack: row.sent_back,
      reopened: row.reopened,
      outcome: row.outcome && t(language, `words.outcome.${row.outcome}`),
      resolved: row.resolved && t(language, `words.resolved.${row.resolved}`),
      satisfied: row.satisfied && t(language, `words.grade.${row.satisfied}`),
      ended: row.ended_at,
    }
  }
}
