/** What there is already, for a plan to be held against: SQL, and only SQL. */
import { sql } from 'kysely'
import type { Doing } from '../../access/command.ts'
import type { Tx } from '../../kernel/scope.ts'
import { openPeople } from '../open-people.ts'
import type { KnownHousehold, KnownLiaison } from './households-plan.ts'
import type { KnownMember } from './members-plan.ts'
import type { KnownUnit } from './units-plan.ts'

/** Every unit, closed ones too: a list may name one. */
export async function knownUnits(tx: Tx): Promise<(KnownUnit & { chain: readonly string[] })[]> {
  const rows = await tx.selectFrom('orgs').selectAll().execute()
  return rows.map((o) => ({
    id: o.id,
    code: o.slug,
    name: o.name,
    shortName: o.short_name,
    nameEn: o.name_en,
    kind: o.kind,
    phone: o.phone,
    address: o.address,
    parentId: o.parent_id,
    closed: o.closed_on !== null,
    chain: o.chain,
  }))
}
/** Members with their posts not yet over. */
export async function knownPeople(tx: Tx, jurisdictionId: number, today: string): Promise<KnownMember[]> {
  const { rows } = await sql<KnownMember>`
    select m.id, m.name, m.work_phone as phone, u.username, m.standing, m.away_at as "awayAt", m.traits, coalesce(json_agg(json_build_object('id', a.id, 'orgId', a.org_id, 'role', a.role,
      'startsOn', a.starts_on, 'endsOn', a.ends_on, 'isPublic', a.is_public) order by a.starts_on) filter (where a.id is not null), '[]') as posts
    from members m
    left join auth."user" u on u.id = m.account_id and u."jurisdictionId" = ${jurisdictionId}
    left join appointments a on a.jurisdiction_id = m.jurisdiction_id and a.member_id = m.id and (a.ends_on is null or a.ends_on >= ${today}::date)
    where m.jurisdiction_id = ${jurisdictionId} and m.active group by m.jurisdiction_id, m.id, u.username order by m.id`.execute(
    tx,
  )
  return rows
}

/** Households the caller sees, each with its head as kept and its liaison. */
export async function knownHouseholds(d: Doing): Promise<KnownHousehold[]> {
  const rows = await d.tx
    .selectFrom('households')
    .select(['id', 'village_id', 'number', 'village_group', 'people', 'traits', 'head_id'])
    .execute()
  // read apart: joined, a table just filled and not yet counted would be gone through once for each household
  const ties = await d.tx
    .selectFrom('ties')
    .select(['id', 'member_id', 'household_id'])
    .where('kind', '=', 'liaison')
    .where('ends_on', 'is', null)
    .orderBy('starts_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  // where two look after one household, the list is held against the first
  const liaisons = new Map(ties.map((t) => [t.household_id, t]))
  const heads = await openPeople(
    d,
    rows.flatMap((r) => r.head_id ?? []),
  )
  return rows.map((r) => {
    const head = heads.get(r.head_id ?? '')
    const tie = liaisons.get(r.id)
    return {
      id: r.id,
      villageId: r.village_id,
      number: r.number,
      group: r.village_group,
      people: r.people,
      traits: r.traits,
      head: head && r.head_id ? { id: r.head_id, name: head.name ?? '', phone: head.phone ?? '' } : null,
      liaison: tie?.member_id ? { tieId: tie.id, memberId: tie.member_id } : null,
    }
  })
}

/** Who holds the post of a liaison member today, and where. */
export async function knownLiaisons(tx: Tx, jurisdictionId: number, today: string): Promise<KnownLiaison[]> {
  const { rows } = await sql<KnownLiaison>`
    select m.id, m.name, u.username, a.org_id as "orgId" from appointments a
    join members m on m.jurisdiction_id = a.jurisdiction_id and m.id = a.member_id
    left join auth."user" u on u.id = m.account_id and u."jurisdictionId" = ${jurisdictionId}
    where a.jurisdiction_id = ${jurisdictionId} and a.role = 'liaison' and m.active
      and a.starts_on <= ${today}::date and (a.ends_on is null or a.ends_on >= ${today}::date)`.execute(tx)
  return rows
}
