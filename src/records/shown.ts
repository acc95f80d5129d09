/** Records in words: every field that was filled, named as its form named it, what it points to by name. */
import type { Caller } from '../access/caller.ts'
import type { Doing } from '../access/command.ts'
import { knownOrgs } from '../cases/known-orgs.ts'
import type { Language } from '../kernel/app.ts'
import { alsoOpen, openMeanwhile } from '../kernel/scope.ts'
import { t } from '../kernel/texts.ts'
import type { Field, RecordKind } from '../programme/records.ts'
import { type Fields, type Filled, pointedTo } from './form.ts'
import { kindOf } from './kinds.ts'
import type { RecordRow } from './store.ts'

export type Cell = { readonly code: string; readonly name: string; readonly text: string }
type OrgName = { id: string; name: string; nameEn: string }
export type Shown = {
  readonly row: RecordRow
  readonly kind: RecordKind | undefined
  readonly name: { 'zh-CN': string; en: string }
  readonly org: OrgName | null
  readonly author: { id: string; name: string }
  readonly household: string | null
  readonly place: string | null
  /** What is filled in now, steps and all. */
  readonly values: Values
  readonly cells: readonly Cell[]
}
export type Values = Readonly<Record<string, Filled['data'][string]>>
/** What ids are called, in the reader's language. One the reader may not see has no name. */
export type Names = ReadonlyMap<string, string>

const atOnce = 200

/** These records, told. Their words are opened only for as long as they are read. */
export async function tell(d: Doing, rows: readonly RecordRow[]): Promise<Shown[]> {
  const shown: Shown[] = []
  for (let i = 0; i < rows.length; i += atOnce) shown.push(...(await some(d, rows.slice(i, i + atOnce))))
  return shown
}

async function some(d: Doing, rows: readonly RecordRow[]): Promise<Shown[]> {
  if (!rows.length) return []
  const { jurisdictionId, language } = d.caller
  const orgs = await knownOrgs(d.house, jurisdictionId)
  const kinds = rows.map((row) => kindOf(d.house, jurisdictionId, row))
  const words = await openMeanwhile(d.tx, async () => {
    await alsoOpen(d.tx, { records: rows.map((r) => r.id) })
    return wordsNow(d, rows, kinds)
  })
  const names = await namesOf(
    d,
    rows.map((row, i) => ({ fields: allFields(kinds[i], language), data: row.data as Filled['data'] })),
    rows,
  )
  return rows.map((row, i) => {
    const kind = kinds[i]
    const values = { ...(row.data as Filled['data']), ...words.get(row.id) }
    const org = orgs.get(row.org_id)
    return {
      row,
      kind,
      name: kind?.name ?? { 'zh-CN': row.kind, en: row.kind },
      org: org ? { id: org.id, name: org.name, nameEn: org.nameEn } : null,
      author: { id: row.author_id, name: names.get(row.author_id) ?? '' },
      household: row.household_id && (names.get(row.household_id) ?? ''),
      place: row.place_id && (names.get(row.place_id) ?? ''),
      values,
      cells: cellsOf(allFields(kind, language), values, names, language),
    }
  })
}

/** Fields of the form and of its steps, each step's with the step's name before its own. */
export function allFields(kind: RecordKind | undefined, language: Language): Fields {
  if (!kind) return {}
  const steps = Object.fromEntries(
    (kind.steps ?? []).flatMap((step) =>
      Object.entries(step.fields).map(([code, field]) => {
        const both = t(language, 'records.step-field', { step: step.name[language], field: field.name[language] })
        return [`${step.code}.${code}`, { ...field, name: { 'zh-CN': both, en: both } }] as const
      }),
    ),
  )
  return { ...kind.fields, ...steps }
}

/** Filled fields in the order of the form. */
export function cellsOf(fields: Fields, values: Values, names: Names, language: Language): Cell[] {
  return Object.entries(fields).flatMap(([code, field]) => {
    const value = values[code]
    if (value === undefined) return []
    return [{ code, name: field.name[language], text: textOf(field, value, names, language) }]
  })
}

export function textOf(field: Field, value: Values[string], names: Names, language: Language): string {
  const unit = field.unit ? ` ${field.unit[language]}` : ''
  switch (field.type) {
    case 'yesno':
      return t(language, value ? 'records.yes' : 'records.no')
    case 'choice':
      return field.options?.[String(value)]?.name[language] ?? String(value)
    case 'money':
      return t(language, 'records.yuan', { n: Number(value).toFixed(2) })
    case 'files':
      return t(language, 'records.files-n', { n: [value].flat().length })
    case 'member':
    case 'members':
    case 'household':
    case 'org':
    case 'place':
      return [value]
        .flat()
        .map((id) => names.get(String(id)) ?? t(language, 'records.out-of-sight'))
        .join(t(language, 'records.and'))
    default:
      return `${value}${unit}`
  }
}

/** Free words of the form as it was last filled, and of every step taken. */
async function wordsNow(d: Doing, rows: readonly RecordRow[], kinds: readonly (RecordKind | undefined)[]) {
  const texts = await d.tx
    .selectFrom('record_texts')
    .select(['record_id', 'version', 'step_no', 'field', 'words'])
    .where(
      'record_id',
      'in',
      rows.map((r) => r.id),
    )
    .execute()
  const said = new Map<string, Record<string, string>>()
  rows.forEach((row, i) => {
    const mine = texts.filter((x) => x.record_id === row.id && (x.step_no > 0 || x.version === row.form_version))
    const step = (no: number) => kinds[i]?.steps?.[no - 1]?.code
    said.set(
      row.id,
      Object.fromEntries(mine.map((x) => [x.step_no > 0 ? `${step(x.step_no)}.${x.field}` : x.field, x.words])),
    )
  })
  return said
}

/** Who looks, and where: a member at the desk, or a page for everybody. */
export type Looking = Pick<Doing, 'house' | 'tx'> & { readonly caller: Pick<Caller, 'jurisdictionId' | 'language'> }
type Pointing = { fields: Fields; data: Filled['data'] }
/** What everything these point to is called. */
export async function namesOf(
  d: Looking,
  pointing: readonly Pointing[],
  rows: readonly Pick<RecordRow, 'author_id' | 'household_id' | 'place_id'>[],
  people: readonly string[] = [],
): Promise<Names> {
  const { jurisdictionId, language } = d.caller
  const to = pointing.map(({ fields, data }) => pointedTo(fields, data))
  const ids = (list: readonly (string | null)[]) => [...new Set(list.flatMap((id) => id ?? []))]
  const members = ids([...people, ...rows.map((r) => r.author_id), ...to.flatMap((p) => p.members)])
  const households = ids([...rows.map((r) => r.household_id), ...to.flatMap((p) => p.households)])
  const places = ids([...rows.map((r) => r.place_id), ...to.flatMap((p) => p.places)])
  const names = new Map<string, string>()
  const orgs = await knownOrgs(d.house, jurisdictionId)
  for (const id of ids(to.flatMap((p) => p.orgs))) {
    const org = orgs.get(id)
    if (org) names.set(id, (language === 'en' && org.nameEn) || org.name)
  }
  if (members.length)
    for (const m of await d.tx.selectFrom('members').select(['id', 'name']).where('id', 'in', members).execute())
      names.set(m.id, m.name)
  if (places.length)
    for (const p of await d.tx.selectFrom('places').select(['id', 'name']).where('id', 'in', places).execute())
      names.set(p.id, p.name)
  if (households.length)
    for (const h of await d.tx
      .selectFrom('households')
      .select(['id', 'number', 'village_group'])
      .where('id', 'in', households)
      .execute())
      names.set(h.id, t(language, 'records.household', { n: h.number, group: h.village_group }))
  return names
}
