/** The versions of schemes a jurisdiction has applied, and the people and orgs they speak of. SQL, and only SQL. */
import { sql } from 'kysely'
import type { Doing } from '../access/command.ts'
import { holdersOn } from '../access/held-on.ts'
import type { Tx } from '../kernel/scope.ts'
import { Programme } from '../programme/model.ts'
import { Filled } from '../programme/running.ts'

export type Version = Awaited<ReturnType<typeof listVersions>>[number]

/** Every version there ever was, oldest first; what one says is as it was applied, blanks not filled. */
export async function listVersions(tx: Tx) {
  const rows = await tx.selectFrom('programmes').selectAll().orderBy('applied_at').orderBy('version').execute()
  return rows.map((r) => ({
    code: r.code,
    version: r.version,
    startsOn: r.starts_on,
    endsOn: r.ends_on,
    withdrawn: r.withdrawn,
    source: r.source,
    scheme: Programme.parse(r.content),
    filled: Filled.parse(r.filled),
    appliedAt: r.applied_at,
    appliedBy: r.applied_by,
    endedAt: r.ended_at,
    endedBy: r.ended_by,
  }))
}

/** One change of schemes at a time in a jurisdiction: what is judged here is still so when it is written. */
export const lockVersions = (tx: Tx, jurisdictionId: number) =>
  sql`select pg_advisory_xact_lock(hashtext('lianxin.schemes'), ${jurisdictionId})`.execute(tx)

export const byWhom = ({ caller }: Pick<Doing, 'caller'>) =>
  caller.actor.kind === 'member' ? caller.actor.memberId : null

export async function addVersion(
  d: Doing,
  one: Pick<Version, 'code' | 'version' | 'startsOn' | 'endsOn' | 'source' | 'scheme' | 'filled'> & { sha256: string },
) {
  await d.tx
    .insertInto('programmes')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      code: one.code,
      version: one.version,
      source: one.source,
      content: JSON.stringify(one.scheme),
      sha256: one.sha256,
      filled: JSON.stringify(one.filled),
      starts_on: one.startsOn,
      ends_on: one.endsOn,
      applied_at: d.at,
      applied_by: byWhom(d),
    })
    .execute()
}

type Which = Pick<Version, 'code' | 'version'>
const change = (
  d: Doing,
  { code, version }: Which,
  to: { ends_on: string } | { withdrawn: true } | { filled: string },
) =>
  d.tx
    .updateTable('programmes')
    .set('filled' in to ? to : { ...to, ended_at: d.at, ended_by: byWhom(d) })
    .where('code', '=', code)
    .where('version', '=', version)
    .execute()

export const endVersion = (d: Doing, which: Which & { endsOn: string | null }) =>
  which.endsOn === null ? Promise.resolve([]) : change(d, which, { ends_on: which.endsOn })
export const withdrawVersion = (d: Doing, which: Which) => change(d, which, { withdrawn: true })

/** Puts a number where the document has none, and notes who did. */
export async function putNumber(d: Doing, one: Version, blank: string, number: number) {
  await change(d, one, { filled: JSON.stringify({ ...one.filled, [blank]: number }) })
  await d.tx
    .insertInto('programme_fills')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      id: d.newId(),
      code: one.code,
      version: one.version,
      blank,
      number,
      filled_at: d.at,
      filled_by: byWhom(d),
    })
    .execute()
}

/** Who put which number into this scheme, the newest first: what one version was given goes on in the next. */
export const listFills = (tx: Tx, code: string) =>
  tx
    .selectFrom('programme_fills')
    .leftJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'programme_fills.jurisdiction_id')
        .onRef('members.id', '=', 'programme_fills.filled_by'),
    )
    .select(['version', 'blank', 'number', 'filled_at as at', 'members.name as by'])
    .where('code', '=', code)
    .orderBy('filled_at', 'desc')
    .execute()

export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (!known.length) return new Map()
  const rows = await tx.selectFrom('members').select(['id', 'name']).where('id', 'in', known).execute()
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** Everybody with a post today, with what a duty may ask about them; and every open org. */
export type People = Awaited<ReturnType<typeof peopleOn>>
export async function peopleOn(tx: Tx, day: string) {
  return {
    posts: await holdersOn(tx, day)
      .innerJoin('orgs', (j) =>
        j
          .onRef('orgs.jurisdiction_id', '=', 'appointments.jurisdiction_id')
          .onRef('orgs.id', '=', 'appointments.org_id'),
      )
      .select(['members.id as memberId', 'members.traits', 'appointments.role', 'orgs.kind'])
      .execute(),
    orgs: await tx.selectFrom('orgs').select(['id', 'kind', 'traits']).where('closed_on', 'is', null).execute(),
  }
}

/** Who holds or held one of these roles, and until when. */
export async function stillHeld(tx: Tx, roles: readonly string[]) {
  if (!roles.length) return []
  return tx
    .selectFrom('appointments')
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'appointments.jurisdiction_id')
        .onRef('members.id', '=', 'appointments.member_id'),
    )
    .select(['appointments.role as code', 'appointments.ends_on as endsOn', 'members.name'])
    .where('appointments.role', 'in', [...roles])
    .orderBy('members.name')
    .execute()
}

/** Names of open orgs of these kinds. */
export async function stillThere(tx: Tx, kinds: readonly string[]) {
  if (!kinds.length) return []
  return tx
    .selectFrom('orgs')
    .select(['kind as code', 'name'])
    .where('kind', 'in', [...kinds])
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute()
}
