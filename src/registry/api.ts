/** Routes over the registry: the scheme's words, orgs, members, households. */
import { z } from 'zod'
import { type House, query } from '../access/command.ts'
import { coversOn } from '../access/covers.ts'
import { holdersOn } from '../access/held-on.ts'
import type { Routes } from '../access/routes.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { alsoOpen } from '../kernel/scope.ts'
import { maskName, openContact } from './people.ts'

const Text = z.object({ 'zh-CN': z.string(), en: z.string() })
const Named = z.record(z.string(), z.object({ name: Text }))
const Id = z.uuid()

const listOrgs = query(z.object({}), async (d) => {
  const rows = await d.tx.selectFrom('orgs').selectAll().where('closed_on', 'is', null).orderBy('position').execute()
  const kinds = d.house.scheme.orgKinds
  return {
    items: rows.map((o) => ({
      id: o.id,
      parentId: o.parent_id,
      slug: o.slug,
      kind: o.kind,
      name: o.name,
      nameEn: o.name_en,
      phone: o.phone,
      level: kinds[o.kind]?.under ? null : (kinds[o.kind]?.level ?? null),
      handles: kinds[o.kind]?.handles ?? false,
      homes: kinds[o.kind]?.homes ?? false,
    })),
  }
})

const MemberFilter = z.object({ org: Id.optional() })
const listMembers = query(MemberFilter, async (d, f) => {
  const today = dayOf(d.at)
  const rows = await holdersOn(d.tx, today)
    .select(['members.id', 'members.name', 'members.work_phone', 'appointments.org_id', 'appointments.role'])
    .$if(!!f.org, (q) => q.where('appointments.org_id', '=', f.org as string))
    .orderBy('members.name')
    .limit(2000)
    .execute()
  const covers = await coversOn(d.tx, today)
  const standIns = [...covers.values()].flatMap((c) => c.by ?? [])
  const named = standIns.length
    ? await d.tx.selectFrom('members').select(['id', 'name']).where('id', 'in', standIns).execute()
    : []
  /** Whoever chooses them sees until when they are away, and who is there meanwhile. */
  const awayOf = (id: string) => {
    const cover = covers.get(id)
    return cover ? { until: cover.endsOn, standIn: named.find((m) => m.id === cover.by) ?? null } : null
  }
  return {
    items: rows.map((r) => ({
      id: r.id,
      name: r.name,
      workPhone: r.work_phone,
      orgId: r.org_id,
      role: r.role,
      away: awayOf(r.id),
    })),
  }
})

const HouseholdFilter = z.object({ village: Id })
const listHouseholds = query(HouseholdFilter, async (d, f) => {
  const rows = await d.tx
    .selectFrom('households')
    .leftJoin('residents', (j) =>
      j
        .onRef('residents.jurisdiction_id', '=', 'households.jurisdiction_id')
        .onRef('residents.id', '=', 'households.head_id'),
    )
    .leftJoin('ties', (j) =>
      j
        .onRef('ties.jurisdiction_id', '=', 'households.jurisdiction_id')
        .onRef('ties.household_id', '=', 'households.id')
        .on('ties.kind', '=', 'liaison')
        .on('ties.ends_on', 'is', null),
    )
    .leftJoin('members', (j) =>
      j.onRef('members.jurisdiction_id', '=', 'ties.jurisdiction_id').onRef('members.id', '=', 'ties.member_id'),
    )
    .select([
      'households.id',
      'households.number',
      'households.village_group',
      'households.head_id',
      'members.name as liaison',
      'members.id as liaisonId',
    ])
    .where('households.village_id', '=', f.village)
    .orderBy('households.number')
    .limit(2000)
    .execute()
  const heads = rows.map((r) => r.head_id).filter((id) => id !== null)
  await alsoOpen(d.tx, { people: heads })
  const people = heads.length
    ? await d.tx
        .selectFrom('residents')
        .leftJoin('person_keys', (j) =>
          j
            .onRef('person_keys.jurisdiction_id', '=', 'residents.jurisdiction_id')
            .onRef('person_keys.resident_id', '=', 'residents.id'),
        )
        .select(['residents.id', 'wrapped', 'sealed_name', 'sealed_phone', 'sealed_id_number'])
        .where('residents.id', 'in', heads)
        .execute()
    : []
  const masked = new Map(
    people.map((p) => {
      const c = openContact(d.house.keys, d.caller.jurisdictionId, p.id, {
        ...p,
        sealed_phone: null,
        sealed_id_number: null,
      })
      return [p.id, !c.erased && c.name ? maskName(c.name) : null]
    }),
  )
  return {
    items: rows.map((r) => ({
      id: r.id,
      number: r.number,
      group: r.village_group,
      headId: r.head_id,
      head: r.head_id ? (masked.get(r.head_id) ?? null) : null,
      liaison: r.liaisonId ? { id: r.liaisonId, name: r.liaison ?? '' } : null,
    })),
  }
})

export function registryRoutes({ route }: Routes, house: House) {
  route({
    id: 'getProgramme',
    tag: 'registry',
    method: 'get',
    path: '/programme',
    permission: 'self',
    unsettled: true,
    summary: 'The scheme’s words: channels, categories, natures, grounds, levels, roles.',
    input: z.object({}),
    output: z.object({
      programme: z.string(),
      title: Text,
      levels: z.record(z.string(), z.object({ name: Text })),
      channels: z.record(z.string(), z.object({ name: Text, staff: z.boolean() })),
      categories: Named,
      natures: Named,
      roles: Named,
      orgKinds: Named,
      declineGrounds: z.record(z.string(), z.object({ name: Text, explain: Text, next: Text })),
      exclusions: Named.describe('Grounds on which a case may be left out of figures'),
      warnAt: z.number(),
    }),
    refusals: [],
    run: async ({ jurisdictionId }) => {
      const scheme = house.schemes.of(jurisdictionId)
      const { programme, title, levels, channels, categories, natures, declineGrounds, warnAt } = scheme
      const named = (list: Record<string, { name: z.output<typeof Text> }>) =>
        Object.fromEntries(Object.entries(list).map(([k, v]) => [k, { name: v.name }]))
      return {
        programme,
        title,
        levels: named(levels),
        channels,
        categories,
        natures,
        declineGrounds,
        roles: named(scheme.roles),
        orgKinds: named(scheme.orgKinds),
        exclusions: named(scheme.figures.exclusions),
        warnAt,
      }
    },
  })
  route({
    id: 'listOrgs',
    tag: 'registry',
    method: 'get',
    path: '/orgs',
    permission: 'self',
    summary: 'The org tree.',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: Id,
          parentId: Id.nullable(),
          slug: z.string(),
          kind: z.string(),
          name: z.string(),
          nameEn: z.string(),
          phone: z.string().nullable(),
          level: z.string().nullable().describe('Null for a unit beside the line of village, town and county'),
          handles: z.boolean(),
          homes: z.boolean().describe('A village: households live there'),
        }),
      ),
    }),
    refusals: [],
    run: (caller, input) => listOrgs(house, caller, input),
  })
  route({
    id: 'listMembers',
    tag: 'registry',
    method: 'get',
    path: '/members',
    permission: 'self',
    summary: 'Members and their posts today.',
    input: MemberFilter,
    output: z.object({
      items: z.array(
        z.object({
          id: Id,
          name: z.string(),
          workPhone: z.string().nullable(),
          orgId: Id,
          role: z.string(),
          away: z
            .object({ until: z.iso.date(), standIn: z.object({ id: Id, name: z.string() }).nullable() })
            .describe('On leave until this day, and who stands in')
            .nullable(),
        }),
      ),
    }),
    refusals: [],
    run: (caller, input) => listMembers(house, caller, input),
  })
  route({
    id: 'listHouseholds',
    tag: 'registry',
    method: 'get',
    path: '/households',
    permission: 'registry.read',
    summary: 'Households of a village with their liaison; names masked.',
    input: HouseholdFilter,
    output: z.object({
      items: z.array(
        z.object({
          id: Id,
          number: z.number().int(),
          group: z.string(),
          headId: Id.nullable(),
          head: z.string().nullable(),
          liaison: z.object({ id: Id, name: z.string() }).nullable(),
        }),
      ),
    }),
    refusals: [],
    run: (caller, input) => listHouseholds(house, caller, input),
  })
}
