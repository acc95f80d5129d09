/** The tree as the system administrator reads it, one unit with what hangs on it, and what has become of it. */
import { z } from 'zod'
import type { MemberCaller } from '../../access/caller.ts'
import { type House, houseOf } from '../../access/command.ts'
import { heldOn } from '../../access/held-on.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { Refusal } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { mayStandUnder } from '../../registry/tree.ts'
import { unitChanges } from '../../registry/units.ts'
import { Counts, countUnits } from './change.ts'

const Id = z.uuid()
export const Unit = z
  .object({
    id: Id,
    parentId: Id.nullable(),
    code: z.string(),
    kind: z.string(),
    name: z.string(),
    nameEn: z.string(),
    shortName: z.string(),
    shortNameEn: z.string(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    closedOn: z.iso.date().nullable(),
    mergedInto: Id.nullable(),
    posts: z.number().int().describe('Held today'),
    mayHold: z.array(z.string()).describe('Kinds of units that may stand right under it'),
  })
  .meta({ id: 'Unit' })
export const UnitHistory = z.object({
  at: z.iso.datetime(),
  by: z.string().nullable(),
  kind: z.enum(unitChanges),
  data: z.record(z.string(), z.unknown()),
})
export const OneUnit = z.object({
  counts: Counts,
  people: z.array(z.object({ memberId: Id, name: z.string(), role: z.string(), startsOn: z.iso.date() })),
  history: z.array(UnitHistory).describe('Newest first, the last hundred'),
})

export const listUnits = (house: House, { jurisdictionId }: MemberCaller): Promise<z.output<typeof Unit>[]> =>
  house.db.transaction({ jurisdictionId }, async (tx) => {
    const scheme = house.schemes.of(jurisdictionId)
    const posts = await tx
      .selectFrom('appointments')
      .select((e) => ['org_id', e.fn.countAll<number>().as('n')])
      .where(heldOn(dayOf(house.now())))
      .groupBy('org_id')
      .execute()
    const kinds = scheme.orgKinds
    const held = new Map(posts.map((p) => [p.org_id, Number(p.n)]))
    const rows = await tx.selectFrom('orgs').selectAll().orderBy('position').orderBy('slug').execute()
    return rows.map((o) => ({
      id: o.id,
      parentId: o.parent_id,
      code: o.slug,
      kind: o.kind,
      name: o.name,
      nameEn: o.name_en,
      shortName: o.short_name,
      shortNameEn: o.short_name_en,
      phone: o.phone,
      address: o.address,
      closedOn: o.closed_on,
      mergedInto: o.merged_into,
      posts: held.get(o.id) ?? 0,
      mayHold: o.closed_on ? [] : Object.keys(kinds).filter((kind) => mayStandUnder(scheme, kind, o.kind)),
    }))
  })

/** What hangs on this unit alone; without what is kept from whoever asks. Refused with `not-found`. */
export const oneUnit = (house: House, caller: MemberCaller, orgId: string): Promise<z.output<typeof OneUnit>> => {
  const { jurisdictionId, actor } = caller
  return house.db.transaction({ jurisdictionId, job: 'units', seen: [], recused: actor.recused }, async (tx) => {
    const at = house.now()
    const org = await tx.selectFrom('orgs').select('id').where('id', '=', orgId).executeTakeFirst()
    if (!org) throw new Refusal('not-found')
    const people = await tx
      .selectFrom('appointments')
      .innerJoin('members', (j) =>
        j
          .onRef('members.jurisdiction_id', '=', 'appointments.jurisdiction_id')
          .onRef('members.id', '=', 'appointments.member_id'),
      )
      .select(['members.id as memberId', 'members.name', 'appointments.role', 'appointments.starts_on as startsOn'])
      .where('appointments.org_id', '=', orgId)
      .where(heldOn(dayOf(at)))
      .orderBy('appointments.role')
      .orderBy('members.name')
      .execute()
    const history = await tx
      .selectFrom('org_changes')
      .leftJoin('members', (j) =>
        j
          .onRef('members.jurisdiction_id', '=', 'org_changes.jurisdiction_id')
          .onRef('members.id', '=', 'org_changes.member_id'),
      )
      .select(['at', 'kind', 'data', 'members.name as by'])
      .where('org_id', '=', orgId)
      .orderBy('at', 'desc')
      .orderBy('org_changes.id', 'desc')
      .limit(100)
      .execute()
    return {
      counts: await countUnits(
        { house: houseOf(house, caller.jurisdictionId), caller, tx, at, newId: () => newId(at) },
        [orgId],
      ),
      people,
      history: history.map((h) => ({
        ...h,
        at: h.at.toISOString(),
        kind: h.kind as z.output<typeof UnitHistory>['kind'],
        data: h.data as Record<string, unknown>,
      })),
    }
  })
}
