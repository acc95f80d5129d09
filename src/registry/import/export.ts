/** A roster as a workbook in the very layout it is imported in: so it can be put right elsewhere and come back. */
import ExcelJS from 'exceljs'
import { z } from 'zod'
import type { MemberActor } from '../../access/caller.ts'
import { may } from '../../access/caller.ts'
import { command, type Doing } from '../../access/command.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { Refusal } from '../../kernel/errors.ts'
import { alsoOpen, openMeanwhile } from '../../kernel/scope.ts'
import { storable } from '../../kernel/storable.ts'
import { t } from '../../kernel/texts.ts'
import { keeps, keptBy } from '../kept.ts'
import { maskName, maskPhone } from '../people.ts'
import { knownHouseholds, knownPeople } from './known.ts'
import { fieldsOf, type Roster, rosters } from './model.ts'

export const ExportRoster = z.object({
  list: z.enum(rosters),
  under: z.uuid().optional(),
  clear: z.boolean().default(false).describe('Residents’ names and phones in full; each is written down as looked at'),
  reason: z
    .string()
    .overwrite(storable)
    .trim()
    .max(200)
    .refine((reason) => [...reason].length >= 2, 'reason')
    .optional(),
})
type Asked = z.output<typeof ExportRoster>
type Row = (string | number | null)[]

/** Refused with `forbidden` for names in full without the right to see them. */
export const exportRoster = command(ExportRoster, async (d, f) => {
  if (f.list === 'households' && f.clear) {
    if (!may(d.caller.actor, 'contact.reveal')) throw new Refusal('forbidden')
    if (!f.reason) throw new Refusal('input.invalid', {}, [{ path: 'reason', message: 'reason' }])
  }
  const units = await unitsOf(d, f)
  const rows = f.list === 'households' ? await households(d, f, units) : await members(d, units)
  return workbook(d, f.list, rows)
})

type Units = ReadonlyMap<
  string,
  { readonly slug: string; readonly short_name: string; readonly name: string; readonly position: number }
>
/** The units whose roster it is, by id. */
async function unitsOf(d: Doing, f: Asked): Promise<Units> {
  const rows = await d.tx
    .selectFrom('orgs')
    .select(['id', 'slug', 'name', 'short_name', 'chain', 'position'])
    .where('closed_on', 'is', null)
    .execute()
  return new Map(
    rows.filter((o) => keeps(d.caller.actor, o.chain) && (!f.under || o.chain.includes(f.under))).map((o) => [o.id, o]),
  )
}
/** A name two units share is written as the code, which is one unit's alone. */
const sayer = (units: Units, nameOf: (unit: { short_name: string; name: string }) => string) => {
  const n = new Map<string, number>()
  for (const unit of units.values()) n.set(nameOf(unit), (n.get(nameOf(unit)) ?? 0) + 1)
  return (id: string) => {
    const unit = units.get(id)
    return unit ? (n.get(nameOf(unit)) === 1 ? nameOf(unit) : unit.slug) : ''
  }
}
const traitNames = (d: Doing, codes: readonly string[]) =>
  codes.map((code) => d.house.scheme.traits[code]?.name[d.caller.language] ?? code).join('、')

async function households(d: Doing, f: Asked, units: Units): Promise<Row[]> {
  const say = sayer(units, (u) => u.short_name)
  const all = (await knownHouseholds(d))
    .filter((h) => units.has(h.villageId))
    .sort(
      (a, b) =>
        (units.get(a.villageId)?.position ?? 0) - (units.get(b.villageId)?.position ?? 0) || a.number - b.number,
    )
  if (f.clear && f.reason)
    await trace(
      d,
      all.flatMap((h) => h.head?.id ?? []),
      f.reason,
    )
  const ids = [...new Set(all.flatMap((h) => h.liaison?.memberId ?? []))]
  const names = ids.length
    ? await d.tx.selectFrom('members').select(['id', 'name']).where('id', 'in', ids).execute()
    : []
  const liaisons = new Map(names.map((m) => [m.id, m.name]))
  return all.map((h) => [
    say(h.villageId),
    h.number,
    h.group,
    h.head?.name ? (f.clear ? h.head.name : maskName(h.head.name)) : '',
    h.head?.phone ? (f.clear ? h.head.phone : maskPhone(h.head.phone)) : '',
    h.people,
    liaisons.get(h.liaison?.memberId ?? '') ?? '',
    traitNames(d, h.traits),
  ])
}

/** One row for each person whose name leaves the house. */
async function trace(d: Doing, ids: readonly string[], reason: string) {
  const { memberId } = d.caller.actor as MemberActor
  for (let i = 0; i < ids.length; i += 100) {
    const some = ids.slice(i, i + 100)
    await openMeanwhile(d.tx, async () => {
      await alsoOpen(d.tx, { people: some })
      await d.tx
        .insertInto('reveals')
        .values(
          some.map((id) => ({
            jurisdiction_id: d.caller.jurisdictionId,
            id: d.newId(),
            at: d.at,
            member_id: memberId,
            case_id: null,
            resident_id: id,
            fields: ['name', 'phone'],
            reason,
            org_id: keptBy(d.caller.actor)[0] ?? null,
          })),
        )
        .execute()
    })
  }
}

async function members(d: Doing, units: Units): Promise<Row[]> {
  const say = sayer(units, (u) => u.name)
  const { language } = d.caller
  const people = await knownPeople(d.tx, d.caller.jurisdictionId, dayOf(d.at))
  return people.flatMap((p) =>
    p.posts
      .filter((post) => units.has(post.orgId))
      .map((post) => [
        p.name,
        say(post.orgId),
        d.house.scheme.roles[post.role]?.name[language] ?? post.role,
        post.startsOn,
        post.endsOn ?? '',
        p.phone ?? '',
        t(language, `rosters.standing.${p.standing}`),
        p.awayAt ?? '',
        traitNames(d, p.traits),
        t(language, post.isPublic ? 'rosters.yes' : 'rosters.no'),
      ]),
  )
}

async function workbook(d: Doing, list: Roster, rows: readonly Row[]): Promise<Uint8Array<ArrayBuffer>> {
  const { language } = d.caller
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(t(language, `admin.list.${list}`))
  const fields = fieldsOf[list]
  const key = (field: string) => `${list}.${field}`
  sheet.columns = fields.map(() => ({ width: 18, style: { numFmt: '@' } }))
  sheet.addRow(fields.map((field) => t(language, `admin.field.${key(field)}`))).font = { bold: true }
  for (const row of rows) sheet.addRow(row)
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  return new Uint8Array(await book.xlsx.writeBuffer())
}
