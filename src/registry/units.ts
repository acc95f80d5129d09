/** Units in the database: the tree locked for a change, and each change written down beside it. */
import type { Doing } from '../access/command.ts'
import type { Json } from '../kernel/canonical.ts'
import { Refusal } from '../kernel/errors.ts'
import { newBytes } from '../kernel/ids.ts'
import type { Tx } from '../kernel/scope.ts'
import { mayStandUnder, type Tree } from './tree.ts'

export const unitChanges = ['added', 'changed', 'moved', 'joined', 'closed'] as const
export type UnitChange = (typeof unitChanges)[number]

/** The whole tree. Locked, changes of it wait for one another: a circle could else be made by two at once. */
export async function readTree(tx: Tx, lock: 'lock' | 'read' = 'read'): Promise<Tree> {
  if (lock === 'lock') await tx.selectFrom('orgs').select('id').where('parent_id', 'is', null).forUpdate().execute()
  const rows = await tx.selectFrom('orgs').select(['id', 'parent_id', 'kind', 'chain', 'closed_on']).execute()
  return new Map(
    rows.map((o) => [o.id, { id: o.id, parentId: o.parent_id, kind: o.kind, chain: o.chain, closedOn: o.closed_on }]),
  )
}

/** Written in the transaction of the change. */
export const noteUnit = (d: Doing, orgId: string, kind: UnitChange, data: Record<string, Json>) =>
  d.tx
    .insertInto('org_changes')
    .values({
      jurisdiction_id: d.caller.jurisdictionId,
      id: d.newId(),
      at: d.at,
      member_id: d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null,
      org_id: orgId,
      kind,
      data: JSON.stringify(data),
    })
    .execute()

export type UnitDetails = {
  readonly name: string
  readonly nameEn: string
  readonly shortName: string
  readonly shortNameEn: string
  readonly phone: string | null
  readonly address: string | null
}
const columnsOf = (u: UnitDetails) => ({
  name: u.name,
  name_en: u.nameEn,
  short_name: u.shortName,
  short_name_en: u.shortNameEn,
  phone: u.phone,
  address: u.address,
})

/** A code of nobody's choosing, for whoever has none of their own. */
const newCode = () => `u-${newBytes(4).toString('hex')}`

/** A new unit. Refused with `org.kind-under`, `org.closed`, `org.unknown` and `org.code-taken`. */
export async function addUnit(
  d: Doing,
  tree: Tree,
  unit: UnitDetails & { readonly kind: string; readonly parentId: string; readonly code?: string | undefined },
): Promise<string> {
  const parent = tree.get(unit.parentId)
  if (!parent) throw new Refusal('org.unknown')
  if (parent.closedOn) throw new Refusal('org.closed')
  if (!mayStandUnder(d.house.scheme, unit.kind, parent.kind)) throw new Refusal('org.kind-under')
  const slug = unit.code ?? newCode()
  if (await isTaken(d, slug)) throw new Refusal('org.code-taken', { code: slug })
  const id = d.newId()
  const { position } = await d.tx
    .selectFrom('orgs')
    .select((e) => e.fn.coalesce(e.fn.max<number>('position'), e.val(0)).as('position'))
    .executeTakeFirstOrThrow()
  await d.tx
    .insertInto('orgs')
    .values({
      ...columnsOf(unit),
      jurisdiction_id: d.caller.jurisdictionId,
      id,
      parent_id: unit.parentId,
      slug,
      kind: unit.kind,
      chain: [id, ...parent.chain],
      position: Number(position) + 1,
    })
    .execute()
  await noteUnit(d, id, 'added', { name: unit.name })
  return id
}

/** Codes one had before stay theirs: they are printed on cards and stand in bookmarks. */
const isTaken = async (d: Doing, slug: string, id?: string) => {
  const now = await d.tx.selectFrom('orgs').select('id').where('slug', '=', slug).executeTakeFirst()
  const before = await d.tx.selectFrom('org_codes').select('org_id as id').where('slug', '=', slug).executeTakeFirst()
  return [now, before].some((org) => org && org.id !== id)
}

/** Another code; the one before still leads here. Refused with `org.code-taken`. */
async function changeCode(d: Doing, id: string, was: string, slug: string) {
  if (await isTaken(d, slug, id)) throw new Refusal('org.code-taken', { code: slug })
  await d.tx
    .insertInto('org_codes')
    .values({ jurisdiction_id: d.caller.jurisdictionId, slug: was, org_id: id, until: d.at })
    .onConflict((c) => c.columns(['jurisdiction_id', 'slug']).doNothing())
    .execute()
  await d.tx.updateTable('orgs').set({ slug }).where('id', '=', id).execute()
  await noteUnit(d, id, 'changed', { from: { slug: was }, to: { slug } })
}

/** Names, phone, address; and the code where one is given. What is as it was is not written down. */
export async function changeUnit(d: Doing, id: string, unit: UnitDetails, code?: string): Promise<boolean> {
  const was = await d.tx.selectFrom('orgs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!was) throw new Refusal('not-found')
  if (was.closed_on) throw new Refusal('org.closed')
  const recoded = code !== undefined && code !== was.slug
  if (recoded) await changeCode(d, id, was.slug, code)
  const set = columnsOf(unit)
  const keys = (Object.keys(set) as (keyof typeof set)[]).filter((key) => set[key] !== was[key])
  if (!keys.length) return recoded
  await d.tx.updateTable('orgs').set(set).where('id', '=', id).execute()
  await noteUnit(d, id, 'changed', { from: pick(was, keys), to: pick(set, keys) })
  return true
}
const pick = (row: Record<string, unknown>, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, (row[key] ?? null) as Json]))

/** Closed from this day on. */
export const closeRow = (d: Doing, id: string, today: string, into?: string) =>
  d.tx
    .updateTable('orgs')
    .set({ closed_on: today, ...(into && { merged_into: into, parent_id: into }) })
    .where('id', '=', id)
    .execute()
