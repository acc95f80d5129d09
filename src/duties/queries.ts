/** What members, secretaries, towns and the county look at. People are in order of name; nothing is added up into points. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type MemberActor, scopeOf } from '../access/caller.ts'
import { type Doing, query } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Assigned } from './assigned.ts'
import { DutyBelow, DutyKey, type DutyView, WhichUnit } from './model.ts'
import { anyRuns, readCells, recordsBehind, shownHere } from './read.ts'

const meOf = (d: Doing) => (d.caller.actor as MemberActor).memberId
const collator = new Intl.Collator('zh-CN')

/** My own duties: what presses first, each with the last of what counts. */
export const myDuties = query(z.object({}), async (d) => {
  const cells = await readCells(d, shownHere(d, true), sql`p.subject_id = ${meOf(d)}`)
  const items: (DutyView & { lately: Awaited<ReturnType<typeof recordsBehind>>['records'] })[] = []
  for (const cell of cells) items.push({ ...cell, lately: (await recordsBehind(d, cell, 3)).records })
  return { items, running: anyRuns(d) }
})

type UnitRow = { id: string; kind: string; name: string; name_en: string; chain: string[]; position: number }
const unitColumns = sql.raw('o.id, o.kind, o.name, o.name_en, o.chain, o.position')
export const unitView = (d: Doing, u: UnitRow) => ({
  id: u.id,
  kind: u.kind,
  name: d.caller.language === 'en' ? u.name_en : u.name,
})

/** Units whose work the caller may read, the lowest first. */
async function ownUnits(d: Doing): Promise<UnitRow[]> {
  const work = scopeOf(d.caller).work ?? []
  const { rows } = await sql<UnitRow>`
    select ${unitColumns} from orgs o where o.jurisdiction_id = ${d.caller.jurisdictionId} and o.closed_on is null and o.chain && ${[...work]}::uuid[]
    order by cardinality(o.chain) desc, o.position, o.id limit 50`.execute(d.tx)
  return rows
}

/** The unit asked for, or the caller's own: the one their post is at. Outside of what they may read it is not there. */
export async function unitAsked(d: Doing, asked: string | undefined): Promise<UnitRow> {
  const work = scopeOf(d.caller).work ?? []
  const post = (d.caller.actor as MemberActor).appointments.find(
    (a) => a.scope === 'subtree' && a.may.includes('work.read'),
  )
  const id = asked ?? post?.orgId
  if (!id) throw new Refusal('not-found')
  const { rows } = await sql<UnitRow>`
    select ${unitColumns} from orgs o where o.jurisdiction_id = ${d.caller.jurisdictionId} and o.id = ${id} and o.chain && ${[...work]}::uuid[]`.execute(
    d.tx,
  )
  if (!rows[0]) throw new Refusal('not-found')
  return rows[0]
}

export async function namesOf(d: Doing, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string; name_en: string | null }>`
    select id, name, null as name_en from members where jurisdiction_id = ${d.caller.jurisdictionId} and id = any(${[...ids]}::uuid[])
    union all select id, name, name_en from orgs where jurisdiction_id = ${d.caller.jurisdictionId} and id = any(${[...ids]}::uuid[])`.execute(
    d.tx,
  )
  return new Map(rows.map((r) => [r.id, d.caller.language === 'en' ? (r.name_en ?? r.name) : r.name]))
}

/** A branch: what it owes itself, and what its members owe where they hold their posts there. */
export const orgDuties = query(WhichUnit, async (d, { org }) => {
  const unit = await unitAsked(d, org)
  const cells = await readCells(d, shownHere(d, true), sql`p.org_id = ${unit.id}`)
  const members = cells.filter((c) => c.subjectId !== unit.id)
  const names = await namesOf(d, [...new Set(members.map((c) => c.subjectId))])
  return {
    org: unitView(d, unit),
    mine: (await ownUnits(d)).map((u) => unitView(d, u)),
    own: cells.filter((c) => c.subjectId === unit.id),
    members: [...Map.groupBy(members, (c) => c.subjectId)]
      .map(([id, duties]) => ({ id, name: names.get(id) ?? '', duties }))
      .sort((a, b) => collator.compare(a.name, b.name) || a.id.localeCompare(b.id)),
    running: anyRuns(d),
  }
})

const onePeriod = (key: { programme: string; version: number; duty: string; period: string }) => [key as Assigned]

/** What stands behind one number: the records that count, or the ties that stand. Refused with `not-found` for a subject out of sight. */
export const subjectDuty = query(DutyKey, async (d, key) => {
  const [duty] = await readCells(d, onePeriod(key), sql`p.subject_id = ${key.subjectId}`)
  if (!duty) throw new Refusal('not-found')
  const behind = await recordsBehind(d, duty, 200)
  const subject = (await namesOf(d, [key.subjectId])).get(key.subjectId) ?? ''
  return { duty, subject, ...behind, ties: duty.unit === 'ties' ? await tiesBehind(d, duty) : [] }
})

/** Ties that stand today, those the caller may see. */
async function tiesBehind(d: Doing, duty: DutyView) {
  const rule = d.house.schemes
    .all(d.caller.jurisdictionId)
    .find((v) => v.code === duty.programme && v.version === duty.version)
  const measure = rule?.scheme.duties[duty.duty]?.measure
  if (!measure || !('ties' in measure)) return []
  const { rows } = await sql<{ id: string; since: string; to: string | null; household: string | null }>`
    select t.id, t.starts_on as since, coalesce(t.to_member_id, t.to_org_id) as to, h.village_group || ' ' || h.number as household
    from ties t left join households h on h.jurisdiction_id = t.jurisdiction_id and h.id = t.household_id
    where t.jurisdiction_id = ${d.caller.jurisdictionId} and t.kind = ${measure.ties} and (t.member_id = ${duty.subjectId} or t.org_id = ${duty.subjectId})
      and t.starts_on <= (${d.at}::timestamptz at time zone 'Asia/Shanghai')::date and (t.ends_on is null or t.ends_on >= (${d.at}::timestamptz at time zone 'Asia/Shanghai')::date)
    order by t.starts_on, t.id limit 200`.execute(d.tx)
  const names = await namesOf(
    d,
    rows.flatMap((r) => r.to ?? []),
  )
  return rows.map((r) => ({ id: r.id, since: r.since, with: r.household ?? names.get(r.to ?? '') ?? '' }))
}

const most = 500
/** Subjects of a duty at a unit and below it. In order of org and name, never by number. */
export const dutyBelow = query(DutyBelow, async (d, { org, standing, ...key }) => {
  const unit = await unitAsked(d, org)
  const cells = await readCells(d, onePeriod(key), sql`p.seen_by && ${[unit.id]}::uuid[]`)
  const shown = cells.filter(
    (c) => !standing || c.standing === standing || (standing === 'behind' && c.standing === 'in-grace'),
  )
  const names = await namesOf(d, [...new Set(shown.flatMap((c) => [c.subjectId, c.orgId]))])
  const items = shown
    .map((duty) => ({
      id: duty.subjectId,
      name: names.get(duty.subjectId) ?? '',
      org: names.get(duty.orgId) ?? '',
      duty,
    }))
    .sort((a, b) => collator.compare(a.org, b.org) || collator.compare(a.name, b.name))
  return { items: items.slice(0, most), more: items.length > most }
})
