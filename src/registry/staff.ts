/** People with their posts as the system administrator reads them, and a new person with an account. */
import { sql } from 'kysely'
import { like, makeAccount } from '../access/accounts.ts'
import { type Origin, writeAudit } from '../access/audit.ts'
import { type Auth, hashPassword } from '../access/auth.ts'
import type { MemberActor, MemberCaller } from '../access/caller.ts'
import { type Doing, doing, type House } from '../access/command.ts'
import { firstPassword } from '../access/recover.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { newBytes } from '../kernel/ids.ts'
import type { Tx } from '../kernel/scope.ts'
import { maskPhone } from './people.ts'

export type StaffPost = {
  id: string
  role: string
  orgId: string
  org: string
  orgEn: string
  startsOn: string
  endsOn: string | null
  isPublic: boolean
}
type Row = {
  id: string
  name: string
  phone: string | null
  username: string | null
  locked: boolean
  posts: StaffPost[]
}
export type StaffFilter = {
  readonly q?: string | undefined
  readonly org?: string | undefined
  readonly after?: { readonly name: string; readonly id: string } | undefined
  readonly limit: number
}
const rows = async (tx: Tx, jurisdictionId: number, today: string, where: ReturnType<typeof sql>, limit: number) =>
  (
    await sql<Row>`
    select m.id, m.name, m.work_phone as phone, u.username, s.locked_at is not null as locked, posts.list as posts
    from members m
    left join auth."user" u on u."jurisdictionId" = ${jurisdictionId} and u.id = m.account_id
    left join auth.standing s on s.user_id = u.id
    cross join lateral (select coalesce(json_agg(json_build_object('id', a.id, 'role', a.role, 'orgId', o.id, 'org', o.name, 'orgEn', o.name_en,
        'startsOn', a.starts_on, 'endsOn', a.ends_on, 'isPublic', a.is_public)
        order by (a.ends_on is not null and a.ends_on < ${today}::date), a.starts_on desc), '[]') as list
      from appointments a join orgs o on o.jurisdiction_id = a.jurisdiction_id and o.id = a.org_id
      where a.jurisdiction_id = m.jurisdiction_id and a.member_id = m.id) posts
    where m.jurisdiction_id = ${jurisdictionId} and ${where}
    order by m.name, m.id limit ${limit}`.execute(tx)
  ).rows.map((r) => ({ ...r, phone: r.phone ? maskPhone(r.phone) : null }))

/** By name, one page; narrowed to a unit, those who hold or held a post there. */
export const listStaff = (tx: Tx, jurisdictionId: number, today: string, f: StaffFilter) =>
  rows(
    tx,
    jurisdictionId,
    today,
    sql`m.active
      ${f.q ? sql`and (lower(m.name) like ${like(f.q)} or u.username like ${like(f.q)})` : sql``}
      ${f.org ? sql`and exists (select from appointments a where a.jurisdiction_id = m.jurisdiction_id and a.member_id = m.id and a.org_id = ${f.org})` : sql``}
      ${f.after ? sql`and (m.name, m.id) > (${f.after.name}, ${f.after.id}::uuid)` : sql``}`,
    f.limit,
  )

/** How many open cases are this person's own to handle, without those kept from whoever asks. */
export async function heldBy(house: House, caller: MemberCaller, memberId: string): Promise<number> {
  const { jurisdictionId, actor } = caller
  return house.db.transaction({ jurisdictionId, job: 'units', seen: [], recused: actor.recused }, async (tx) => {
    const { n } = await tx
      .selectFrom('cases')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('holder_member_id', '=', memberId)
      .where('holder_org_id', 'is not', null)
      .executeTakeFirstOrThrow()
    return Number(n)
  })
}

export async function getStaff(house: House, caller: MemberCaller, memberId: string) {
  const { jurisdictionId } = caller
  const [one] = await house.db.transaction({ jurisdictionId }, (tx) =>
    rows(tx, jurisdictionId, dayOf(house.now()), sql`m.id = ${memberId}`, 1),
  )
  if (!one) throw new Refusal('not-found')
  return { ...one, held: await heldBy(house, caller, memberId) }
}

/** Their code in files and addresses: the account's name where there is one. */
const slugOf = (username: string | undefined) => username ?? `m-${newBytes(4).toString('hex')}`

export type NewPerson = {
  readonly name: string
  readonly workPhone?: string | null | undefined
  readonly username?: string | undefined
}
/** A person, and where a name to sign in is given an account under it; `passwordHash` is made before the transaction. */
export async function insertPerson(
  d: Doing,
  person: NewPerson,
  origin: Origin,
  passwordHash?: string,
): Promise<string> {
  const id = d.newId()
  const slug = slugOf(person.username)
  const { numInsertedOrUpdatedRows } = await d.tx
    .insertInto('members')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      id,
      slug,
      name: person.name,
      work_phone: person.workPhone ?? null,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) throw new Refusal('person.account-taken', { username: slug })
  if (person.username && passwordHash)
    await insertAccount(d, { memberId: id, name: person.name, username: person.username, passwordHash }, origin)
  return id
}

export async function insertAccount(
  d: Doing,
  a: { memberId: string; name: string; username: string; passwordHash: string },
  origin: Origin,
): Promise<void> {
  const { jurisdictionId, actor } = d.caller
  await makeAccount(d.tx, { ...a, jurisdictionId }, d.at)
  await writeAudit(d.tx, d.house, jurisdictionId, origin, {
    kind: 'account-made',
    memberId: (actor as MemberActor).memberId,
    targetId: a.memberId,
  })
}

/** A new person; the password comes back once and is kept nowhere. */
export async function addPerson(house: House, auth: Auth, caller: MemberCaller, person: NewPerson, origin: Origin) {
  const password = person.username ? firstPassword() : null
  const hash = password ? await hashPassword(auth, password) : undefined
  const memberId = await doing(house, caller, (d) => insertPerson(d, person, origin, hash))
  return { memberId, username: person.username ?? null, password }
}

/** An account for somebody who has none yet. Refused with `person.has-account` and `person.account-taken`. */
export async function addAccount(
  house: House,
  auth: Auth,
  caller: MemberCaller,
  { memberId, username }: { memberId: string; username: string },
  origin: Origin,
) {
  const password = firstPassword()
  const passwordHash = await hashPassword(auth, password)
  await doing(house, caller, async (d) => {
    const member = await d.tx
      .selectFrom('members')
      .select(['name', 'account_id'])
      .where('id', '=', memberId)
      .forUpdate()
      .executeTakeFirst()
    if (!member) throw new Refusal('not-found')
    if (member.account_id) throw new Refusal('person.has-account')
    await insertAccount(d, { memberId, name: member.name, username, passwordHash }, origin)
  })
  return { memberId, username, password }
}
