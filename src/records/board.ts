/** The public board of a village: what its unit and those above it posted, the fields residents may read, until when, and what hung there before. */
import { type House, houseOf } from '../access/command.ts'
import { knownOrgs } from '../cases/known-orgs.ts'
import type { Language } from '../kernel/app.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import { fileOf } from './files.ts'
import type { Fields, Filled } from './form.ts'
import { kindOf } from './kinds.ts'
import { type Cell, cellsOf, namesOf } from './shown.ts'
import { recordColumns } from './store.ts'

export type Posted = {
  readonly id: string
  readonly name: { 'zh-CN': string; en: string }
  readonly title: string
  readonly org: { id: string; name: string; nameEn: string } | null
  readonly onDay: string
  readonly untilDay: string
  readonly from: string
  readonly until: string
  readonly cells: readonly Cell[]
  readonly fileIds: readonly string[]
}

const shownAtMost = 30
const readFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, f]) => f.residentsRead))
/** Photos are shown, not told; a household is never named in public, whatever a form says. */
const told = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, f]) => f.type !== 'files' && f.type !== 'household'))

/** What hangs there today, newest first, and what did. Nothing of it names a member unless its form lets residents read that field. */
export async function boardOf(
  house: House,
  jurisdictionId: number,
  villageId: string,
  language: Language,
  today: string,
) {
  const orgs = await knownOrgs(house, jurisdictionId)
  const chain = orgs.get(villageId)?.chain ?? []
  if (!chain.length) return { now: [], past: [] }
  return house.db.transaction({ jurisdictionId }, async (tx) => {
    const hanging = tx
      .selectFrom('records')
      .select(recordColumns)
      .where('org_id', 'in', [...chain])
      .where('board_until', 'is not', null)
      .orderBy('board_from', 'desc')
      .orderBy('id', 'desc')
      .limit(shownAtMost)
    const now = await hanging.where('board_until', '>=', today).where('board_from', '<=', today).execute()
    const past = await hanging.where('board_until', '<', today).execute()
    await alsoOpen(tx, { records: [...now, ...past].map((r) => r.id) })
    const looking = { house: houseOf(house, jurisdictionId), caller: { jurisdictionId, language }, tx }
    const posted: Posted[] = []
    for (const row of [...now, ...past]) {
      const kind = kindOf(looking.house, jurisdictionId, row)
      const fields = readFields(kind?.fields ?? {})
      const data = row.data as Filled['data']
      const names = await namesOf(looking, [{ fields: told(fields), data }], [])
      const org = orgs.get(row.org_id)
      posted.push({
        id: row.id,
        name: kind?.name ?? { 'zh-CN': row.kind, en: row.kind },
        title: row.title,
        org: org ? { id: org.id, name: org.name, nameEn: org.nameEn } : null,
        onDay: row.on_day,
        untilDay: row.until_day,
        from: row.board_from ?? row.on_day,
        until: row.board_until ?? row.on_day,
        cells: cellsOf(told(fields), { ...data, ...(await wordsOf(tx, row.id, row.form_version)) }, names, language),
        fileIds: filesIn(fields, data),
      })
    }
    return { now: posted.slice(0, now.length), past: posted.slice(now.length) }
  })
}

const filesIn = (fields: Fields, data: Filled['data']) =>
  Object.entries(fields).flatMap(([code, { type }]) => (type === 'files' ? [data[code] ?? []].flat().map(String) : []))

async function wordsOf(tx: Tx, recordId: string, version: number) {
  const rows = await tx
    .selectFrom('record_texts')
    .select(['field', 'words'])
    .where('record_id', '=', recordId)
    .where('version', '=', version)
    .where('step_no', '=', 0)
    .execute()
  return Object.fromEntries(rows.map((r) => [r.field, r.words]))
}

/** A photo of something posted, in a field residents may read; none when it is not, or was taken down. */
export async function postedFile(house: House, jurisdictionId: number, recordId: string, fileId: string) {
  return house.db.transaction({ jurisdictionId }, async (tx) => {
    const row = await tx
      .selectFrom('records')
      .select(['id', 'kind', 'programme', 'programme_version', 'data'])
      .where('id', '=', recordId)
      .where('board_until', 'is not', null)
      .executeTakeFirst()
    const kind = row && kindOf(houseOf(house, jurisdictionId), jurisdictionId, row)
    if (!row || !kind || !filesIn(readFields(kind.fields), row.data as Filled['data']).includes(fileId))
      return undefined
    await alsoOpen(tx, { records: [row.id] })
    return fileOf(tx, row.id, fileId)
  })
}
