/** Rows of ties: begun and ended; and with each tie to a household, who sees that household. Who may is asked before. */
import { sql } from 'kysely'
import type { Doing } from '../access/command.ts'

/** One side of a tie, by the column it stands in. */
export type Served = { household_id: string } | { to_member_id: string } | { to_org_id: string }
export type Serving = { member_id: string } | { org_id: string }
export type NewTie = Serving &
  Served & {
    readonly kind: string
    readonly seenBy: readonly string[]
    readonly startsOn: string
    readonly programme?: string | undefined
    readonly reason?: string | undefined
    readonly phoneFrom?: boolean | undefined
    readonly phoneTo?: boolean | undefined
  }

const batch = 500
/** A table just filled is gone through whole for each statement, its policies asked for each row: there are few statements. */
const wide = 4000
const chunks = <T>(all: readonly T[], size = batch): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** Begins these ties. One that stands already stays as it is. Gives the ids of those begun, in the order asked for; undefined for the others. Where the
 * households are `seen` already by whoever serves them, they are left as they are. */
export async function beginTies(
  d: Doing,
  ties: readonly NewTie[],
  households?: 'seen',
): Promise<(string | undefined)[]> {
  const by = d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null
  const begun: (string | undefined)[] = []
  for (const some of chunks(ties)) {
    const rows = some.map(({ seenBy, startsOn, phoneFrom, phoneTo, programme, reason, ...sides }) => ({
      member_id: null,
      org_id: null,
      household_id: null,
      to_member_id: null,
      to_org_id: null,
      ...sides,
      jurisdiction_id: d.caller.jurisdictionId,
      id: d.newId(),
      starts_on: startsOn,
      seen_by: [...seenBy],
      programme: programme ?? null,
      reason: reason ?? null,
      phone_from: phoneFrom ?? true,
      phone_to: phoneTo ?? false,
      made_by: by,
      made_at: d.at,
    }))
    const made = await d.tx
      .insertInto('ties')
      .values(rows)
      .onConflict((c) =>
        c
          .columns(['jurisdiction_id', 'kind', 'member_id', 'org_id', 'household_id', 'to_member_id', 'to_org_id'])
          .where('ends_on', 'is', null)
          .doNothing(),
      )
      .returning('id')
      .execute()
    const ids = new Set(made.map((r) => r.id))
    begun.push(...rows.map((r) => (ids.has(r.id) ? r.id : undefined)))
  }
  if (households !== 'seen')
    for (const some of chunks(
      begun.filter((id) => id !== undefined),
      wide,
    ))
      await show(d, some)
  return begun
}

/** Ends these ties on that day, or on their first where they begin later; their cards open nothing from now on. */
export async function endTies(
  d: Doing,
  ids: readonly string[],
  { endsOn, reason }: { endsOn: string; reason?: string | undefined },
): Promise<void> {
  const by = d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null
  for (const some of chunks(ids)) {
    await d.tx
      .updateTable('ties')
      .set({ ends_on: sql<string>`greatest(starts_on, ${endsOn}::date)`, ended_reason: reason ?? null, ended_by: by })
      .where('id', 'in', some)
      .where('ends_on', 'is', null)
      .execute()
    await hide(d, some)
    await d.tx
      .updateTable('contact_cards')
      .set({ revoked_at: d.at, revoked_why: 'tie-ended' })
      .where('tie_id', 'in', some)
      .where('revoked_at', 'is', null)
      .execute()
  }
}

const both = ['households', 'residents'] as const
const householdOf = { households: sql.ref('x.id'), residents: sql.ref('x.household_id') }

/** Whoever serves a household sees it and its people. */
async function show(d: Doing, tieIds: readonly string[]) {
  const ties = await d.tx
    .selectFrom('ties')
    .select(['household_id', 'member_id', 'org_id'])
    .where('id', 'in', [...tieIds])
    .where('household_id', 'is not', null)
    .execute()
  // one of each household at a time: a household may have got two at once
  for (let left = ties; left.length; ) {
    const now = new Map(left.map((t) => [t.household_id, t]))
    const [ids, who] = [[...now.keys()], [...now.values()].map((t) => t.member_id ?? t.org_id)]
    for (const table of both) {
      const household = householdOf[table]
      const whoOf = sql`(${who}::uuid[])[array_position(${ids}::uuid[], ${household})]`
      await sql`update ${sql.table(table)} x set seen_by = x.seen_by || ${whoOf}
        where ${household} = any (${ids}::uuid[]) and ${whoOf} <> all (x.seen_by)`.execute(d.tx)
    }
    left = left.filter((t) => now.get(t.household_id) !== t)
  }
}

/** Whoever serves it no more in any way sees it no more, unless they stand above it. */
async function hide(d: Doing, tieIds: readonly string[]) {
  for (const table of both)
    await sql`update ${sql.table(table)} x
      set seen_by = array(select w from unnest(x.seen_by) w where w <> all (n.who))
      from (select t.household_id, array_agg(distinct coalesce(t.member_id, t.org_id)) as who
        from ties t join households h on h.jurisdiction_id = t.jurisdiction_id and h.id = t.household_id
        join orgs v on v.jurisdiction_id = h.jurisdiction_id and v.id = h.village_id
        where t.id = any (${tieIds}::uuid[]) and coalesce(t.member_id, t.org_id) <> all (v.chain)
          and not exists (select from ties o where o.jurisdiction_id = t.jurisdiction_id and o.household_id = t.household_id
            and coalesce(o.member_id, o.org_id) = coalesce(t.member_id, t.org_id) and o.ends_on is null)
        group by 1) n
      where ${householdOf[table]} = n.household_id`.execute(d.tx)
}
