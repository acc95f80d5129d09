/** Routes over the tree of units. What moves or joins is first counted; the count's token says which tree it was made in. */
import { z } from 'zod'
import type { MemberCaller } from '../../access/caller.ts'
import { doing, type House } from '../../access/command.ts'
import type { Routes } from '../../access/routes.ts'
import { storable } from '../../kernel/storable.ts'
import { codeForm } from '../../registry/tree.ts'
import { addUnit, changeUnit, readTree } from '../../registry/units.ts'
import { forgetOrgs } from '../known-orgs.ts'
import { Counts, changeUnits, closeUnit, Preview, previewUnits } from './change.ts'
import { listUnits, OneUnit, oneUnit, Unit } from './list.ts'

const Id = z.uuid()
const Line = (most: number) => z.string().overwrite(storable).trim().min(1).max(most)
const optional = (most: number) => z.string().overwrite(storable).trim().max(most).default('')
/** What is left out is made from the name: most units have no English name of their own. */
const Details = z.object({
  name: Line(60),
  shortName: optional(30),
  nameEn: optional(120),
  shortNameEn: optional(60),
  phone: optional(30),
  address: optional(120),
})
const detailsOf = (u: z.output<typeof Details>) => ({
  name: u.name,
  shortName: u.shortName || u.name,
  nameEn: u.nameEn || u.name,
  shortNameEn: u.shortNameEn || u.nameEn || u.shortName || u.name,
  phone: u.phone || null,
  address: u.address || null,
})
const Code = z.string().regex(codeForm)

const manages = { tag: 'people', permission: 'people.manage' } as const
const Which = z.object({ orgId: Id })
const moving = ['input.invalid', 'not-found', 'org.unknown', 'org.top', 'org.closed', 'org.circle'] as const
const refusing = {
  move: [...moving, 'org.already-there', 'org.kind-under'],
  join: [...moving, 'org.kind-differs'],
} as const

export function unitRoutes({ route }: Routes, house: House) {
  route({
    ...manages,
    id: 'listUnits',
    method: 'get',
    path: '/units',
    summary: 'Every unit, closed ones too.',
    input: z.object({}),
    output: z.object({ items: z.array(Unit) }),
    refusals: [],
    run: async (caller) => ({ items: await listUnits(house, caller as MemberCaller) }),
  })
  route({
    ...manages,
    id: 'getUnit',
    method: 'get',
    path: '/units/{orgId}',
    summary: 'Who stands at a unit, what hangs on it, what has become of it.',
    input: Which,
    output: OneUnit,
    refusals: ['not-found'],
    run: (caller, { orgId }) => oneUnit(house, caller as MemberCaller, orgId),
  })
  route({
    ...manages,
    id: 'addUnit',
    method: 'post',
    path: '/units',
    summary: 'A new unit under another.',
    input: Details.extend({ parentId: Id, kind: z.string().max(40), code: Code.optional() }),
    output: z.object({ id: Id }),
    refusals: ['input.invalid', 'org.unknown', 'org.closed', 'org.kind-under', 'org.code-taken'],
    run: async (caller, input) => {
      const id = await doing(house, caller, async (d) =>
        addUnit(d, await readTree(d.tx, 'lock'), { ...input, ...detailsOf(input) }),
      )
      forgetOrgs(house, caller.jurisdictionId)
      return { id }
    },
  })
  route({
    ...manages,
    id: 'changeUnit',
    method: 'post',
    path: '/units/{orgId}/details',
    summary: 'Names, phone and address; with another code the old one still leads here.',
    input: Details.extend({ orgId: Id, code: Code.optional() }),
    output: z.object({ changed: z.boolean() }),
    refusals: ['input.invalid', 'not-found', 'org.closed', 'org.code-taken'],
    run: async (caller, { orgId, code, ...input }) => {
      const changed = await doing(house, caller, (d) => changeUnit(d, orgId, detailsOf(input), code))
      forgetOrgs(house, caller.jurisdictionId)
      return { changed }
    },
  })
  for (const kind of ['move', 'join'] as const) {
    const refusals = refusing[kind]
    const what = kind === 'move' ? 'moves under another' : 'is joined to another of its kind'
    route({
      ...manages,
      id: kind === 'move' ? 'previewMove' : 'previewJoin',
      method: 'get',
      path: `/units/{orgId}/${kind}`,
      summary: `What goes along when a unit ${what}.`,
      input: z.object({ orgId: Id, targetId: Id }),
      output: Preview,
      refusals: [...refusals],
      run: (caller, input) => previewUnits(house, caller as MemberCaller, { kind, ...input }),
    })
    route({
      ...manages,
      id: kind === 'move' ? 'moveUnit' : 'joinUnit',
      method: 'post',
      path: `/units/{orgId}/${kind}`,
      summary: `A unit ${what}, with everything that hangs on it.`,
      input: z.object({ orgId: Id, targetId: Id, token: z.string().max(100) }),
      output: z.object({ counts: Counts }),
      refusals: [...refusals, 'org.changed'],
      run: async (caller, input) => ({ counts: await changeUnits(house, caller as MemberCaller, { kind, ...input }) }),
    })
  }
  route({
    ...manages,
    id: 'closeUnit',
    method: 'post',
    path: '/units/{orgId}/close',
    summary: 'Closes a unit on which nothing hangs any more.',
    input: Which,
    output: z.object({}),
    refusals: ['input.invalid', 'not-found', 'org.top', 'org.closed', 'org.in-use'],
    run: async (caller, { orgId }) => {
      await closeUnit(house, caller as MemberCaller, orgId)
      return {}
    },
  })
}
