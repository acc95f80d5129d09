/** What there is already, for a plan to be held against: SQL, and only SQL. */
import { sql } from 'kysely'
import type { Doing } from '../../access/command.ts'
import { alsoOpen, openMeanwhile, type Tx } from '../../kernel/scope.ts'
import { openContact } from '../people.ts'
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

/** A few hundred people opened at a time: the list of those opened is looked through for each row. */
const few = 250

/** Households the caller sees, each with its head as kept and its liaison. */
export async function knownHouseholds(d: Doing): Promise<KnownHousehold[]> {
  const rows = await d.tx
    .selectFrom('households')
    .leftJoin('ties', (j) =>
      j
        .onRef('ties.jurisdiction_id', '=', 'households.jurisdiction_id')
        .onRef('ties.household_id', '=', 'households.id')
        .on('ties.kind', '=', 'liaison')
        .on('ties.ends_on', 'is', null),
    )
    .select([
      'households.id',
      'households.village_id',
      'households.number',
      'households.village_group',
      'households.people',
      'households.traits',
      'households.head_id',
      'ties.id as tie_id',
      'ties.member_id',
    ])
    .orderBy('households.id')
    .orderBy('ties.starts_on')
    .execute()
  const heads = await openHeads(
    d,
    rows.flatMap((r) => r.head_id ?? []),
  )
  // where two look after one household, the list is held against the first
  const households = new Map<string, KnownHousehold>()
  for (const r of rows) {
    if (households.has(r.id)) continue
    const head = r.head_id ? heads.get(r.head_id) : undefined
    households.set(r.id, {
      id: r.id,
      villageId: r.village_id,
      number: r.number,
      group: r.village_group,
      people: r.people,
      traits: r.traits,
      head: head && r.head_id ? { id: r.head_id, ...head } : null,
      liaison: r.tie_id && r.member_id ? { tieId: r.tie_id, memberId: r.member_id } : null,
    })
  }
  return [...households.values()]
}

async function openHeads(d: Doing, ids: readonly string[]) {
  const heads = new Map<string, { name: string; phone: string }>()
  for (let i = 0; i < ids.length; i += few) {
    const some = ids.slice(i, i + few)
    await openMeanwhile(d.tx, async () => {
      await alsoOpen(d.tx, { people: some })
      const rows = await d.tx
        .selectFrom('residents')
        .innerJoin('person_keys', (j) =>
          j
            .onRef('person_keys.jurisdiction_id', '=', 'residents.jurisdiction_id')
            .onRef('person_keys.resident_id', '=', 'residents.id'),
        )
        .select(['residents.id', 'wrapped', 'sealed_name', 'sealed_phone'])
        .where('residents.id', 'in', some)
        .execute()
      for (const row of rows) {
        const contact = openContact(d.house.keys, d.caller.jurisdictionId, row.id, { ...row, sealed_id_number: null })
        if (!contact.erased) heads.set(row.id, { name: contact.name ?? '', phone: contact.phone ?? '' })
      }
    })
  }
  return heads
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
