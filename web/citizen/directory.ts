/** Who looks after whom, as every resident may know it: villages, towns, public posts with names and work phones. */
import type { Covers } from '../../src/access/absence.ts'
import type { House } from '../../src/access/command.ts'
import { coversOn } from '../../src/access/covers.ts'
import { holdersOn } from '../../src/access/held-on.ts'
import { dayOf } from '../../src/kernel/calendar/deadline.ts'
import { lineLevel } from '../../src/programme/model.ts'

export type Person = {
  name: string
  phone: string | null
  role: string
  orgId: string
  memberId: string
  /** Whose post it is: they are on leave, and this person is there instead. */
  standsInFor?: string
}
export type Place = {
  id: string
  slug: string
  name: string
  nameEn: string
  phone: string | null
  address: string | null
  townId: string | null
}
export type Town = Place & { villages: Place[] }
export type Directory = {
  towns: Town[]
  villages: Place[]
  departments: Place[]
  top: Place | undefined
  people: Person[]
  /** Villages joined to another or with another code, by the slug before: cards and bookmarks still carry it. */
  joined: ReadonlyMap<string, string>
}

/** The place, not the party organ that serves it: 柳塘村党支部 is written on a door, 柳塘村 is where one lives. */
export const placeName = (name: string) => name.replace(/(党总支|党支部|党委|委员会)$/, '')
export const placeNameEn = (name: string) => name.replace(/ (General Branch|Branch|Committee|Party Committee)$/, '')

const remembered = new WeakMap<House['db'], Map<number, { until: number; directory: Directory }>>()

/** The directory of a jurisdiction, remembered for half a minute. */
export async function directoryOf(house: House, jurisdictionId: number): Promise<Directory> {
  const cache = remembered.get(house.db) ?? new Map<number, { until: number; directory: Directory }>()
  remembered.set(house.db, cache)
  const now = house.now().getTime()
  const known = cache.get(jurisdictionId)
  if (known && known.until > now) return known.directory
  const directory = await readDirectory(house, jurisdictionId)
  cache.set(jurisdictionId, { until: now + 30_000, directory })
  return directory
}

async function readDirectory(house: House, jurisdictionId: number): Promise<Directory> {
  const today = dayOf(house.now())
  const { orgs, joined, codes, people, covers } = await house.db.transaction({ jurisdictionId }, async (tx) => ({
    covers: await coversOn(tx, today),
    orgs: await tx
      .selectFrom('orgs')
      .select(['id', 'parent_id', 'slug', 'kind', 'name', 'name_en', 'phone', 'address'])
      .where('closed_on', 'is', null)
      .orderBy('position')
      .orderBy('slug')
      .execute(),
    joined: await tx
      .selectFrom('orgs as old')
      .innerJoin('orgs as new', (j) =>
        j.onRef('new.jurisdiction_id', '=', 'old.jurisdiction_id').onRef('new.id', '=', 'old.merged_into'),
      )
      .select(['old.slug as from', 'new.slug as to'])
      .execute(),
    codes: await tx
      .selectFrom('org_codes')
      .innerJoin('orgs', (j) =>
        j.onRef('orgs.jurisdiction_id', '=', 'org_codes.jurisdiction_id').onRef('orgs.id', '=', 'org_codes.org_id'),
      )
      .select(['org_codes.slug as from', 'orgs.slug as to'])
      .execute(),
    people: await holdersOn(tx, today)
      .select([
        'members.id as memberId',
        'members.name',
        'members.work_phone as phone',
        'appointments.org_id as orgId',
        'appointments.role',
      ])
      .where('appointments.is_public', '=', true)
      .orderBy('members.slug')
      .execute(),
  }))
  const scheme = house.schemes.of(jurisdictionId)
  const kinds = scheme.orgKinds
  const at = (level: string) => orgs.filter((o) => lineLevel(scheme, o.kind) === level)
  const place = (o: (typeof orgs)[number]): Place => ({
    id: o.id,
    slug: o.slug,
    name: placeName(o.name),
    nameEn: placeNameEn(o.name_en),
    phone: o.phone,
    address: o.address,
    townId: o.parent_id,
  })
  const villages = orgs.filter((o) => kinds[o.kind]?.homes).map(place)
  const towns = at('town').map((o) => ({ ...place(o), villages: villages.filter((v) => v.townId === o.id) }))
  const [top] = at('county').map(place)
  // an office is called by its whole name
  const departments = orgs
    .filter((o) => kinds[o.kind]?.handles)
    .map((o) => ({ ...place(o), name: o.name, nameEn: o.name_en }))
  const rank = Object.keys(scheme.roles)
  // the secretary before the liaison members: who decides comes first
  const order = (p: Person) => (scheme.roles[p.role]?.scope === 'subtree' ? 0 : 1) * 100 + rank.indexOf(p.role)
  return {
    towns,
    villages,
    departments,
    top,
    people: present(people, covers).sort((a, b) => order(a) - order(b)),
    joined: led([...joined, ...codes]),
  }
}

/** Where each old name leads in the end: a village may have changed its code, and been joined to another afterwards. */
function led(steps: readonly { from: string; to: string }[]): Map<string, string> {
  const next = new Map(steps.map(({ from, to }) => [from, to]))
  const end = (slug: string, left = 20): string => {
    const to = next.get(slug)
    return to === undefined || to === slug || !left ? slug : end(to, left - 1)
  }
  return new Map([...next.keys()].map((slug) => [slug, end(slug)] as const).filter(([from, to]) => from !== to))
}

/** Who is there: a stand-in in the place of somebody on leave, if residents may know the stand-in too; else nobody for that post, where others are left. */
export function present(people: readonly Person[], covers: Covers): Person[] {
  const there = people.flatMap((p): Person[] => {
    const cover = covers.get(p.memberId)
    if (!cover) return [p]
    const standIn = people.find((other) => other.memberId === cover.by)
    // the groups looked after stay those of the one away
    return standIn ? [{ ...p, name: standIn.name, phone: standIn.phone, standsInFor: p.name }] : []
  })
  const orgs = new Set(there.map((p) => p.orgId))
  return [...there, ...people.filter((p) => !orgs.has(p.orgId))]
}

/** The village groups each liaison member looks after, for the village's own page. Nothing of a household but its group is read. */
export async function groupsOf(
  house: House,
  jurisdictionId: number,
  villageId: string,
): Promise<Map<string, string[]>> {
  const rows = await house.db.transaction({ jurisdictionId, seen: [villageId] }, (tx) =>
    tx
      .selectFrom('ties')
      .innerJoin('households', (j) =>
        j
          .onRef('households.jurisdiction_id', '=', 'ties.jurisdiction_id')
          .onRef('households.id', '=', 'ties.household_id'),
      )
      .select(['ties.member_id as memberId', 'households.village_group as group'])
      .distinct()
      .where('households.village_id', '=', villageId)
      .where('ties.kind', '=', 'liaison')
      .where('ties.member_id', 'is not', null)
      .where('ties.ends_on', 'is', null)
      .$narrowType<{ memberId: string }>()
      .execute(),
  )
  const groups = new Map<string, string[]>()
  for (const { memberId, group } of rows) groups.set(memberId, [...(groups.get(memberId) ?? []), group])
  for (const list of groups.values()) list.sort((a, b) => numeral(a) - numeral(b) || a.localeCompare(b, 'zh'))
  return groups
}
/** 一组 before 二组: the order people count in. */
const numeral = (group: string) => '一二三四五六七八九十'.indexOf([...group][0] ?? '')

export type Settled = {
  category: string | null
  orgId: string | null
  days: number
  endedAt: Date
  outcome: string
  note: string | null
  org: { name: string; nameEn: string } | null
}

/** What was settled lately in a village: category, days and a public note. Never anybody's words. */
export async function settledLately(house: House, jurisdictionId: number, villageId: string): Promise<Settled[]> {
  const rows = await house.db.transaction({ jurisdictionId }, (tx) =>
    tx
      .selectFrom('village_results')
      .leftJoin('orgs', (j) =>
        j
          .onRef('orgs.jurisdiction_id', '=', 'village_results.jurisdiction_id')
          .onRef('orgs.id', '=', 'village_results.org_id'),
      )
      .select(['category', 'org_id', 'registered_at', 'ended_at', 'outcome', 'note', 'orgs.name', 'orgs.name_en'])
      .where('village_id', '=', villageId)
      .orderBy('ended_at', 'desc')
      .limit(8)
      .execute(),
  )
  return rows.map((r) => ({
    category: r.category,
    orgId: r.org_id,
    endedAt: r.ended_at,
    outcome: r.outcome,
    note: r.note,
    days: Math.max(1, Math.ceil((r.ended_at.getTime() - r.registered_at.getTime()) / 86_400_000)),
    org: r.name ? { name: placeName(r.name), nameEn: placeNameEn(r.name_en ?? '') } : null,
  }))
}
