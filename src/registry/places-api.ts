/** Routes of what the roster's keeper keeps beside people: places, traits, units without an organisation, members who are away. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import {
  AddPlace,
  addPlace,
  ChangePlace,
  changePlace,
  closePlace,
  listPlaces,
  OnePlace,
  Place,
  PlaceFilter,
} from './places.ts'
import { OneUnit, RosterOf, rosterOf } from './roster-of.ts'
import { listWithout, SetHousehold, SetMember, SetUnit, setHousehold, setMember, setUnit } from './traits.ts'

const keeps = { tag: 'roster', permission: 'roster.manage' } as const
const done = z.object({})
const Named = z.record(z.string(), z.object({ name: z.object({ 'zh-CN': z.string(), en: z.string() }) }))

export function placeRoutes({ route }: Routes, house: House) {
  route({
    id: 'listPlaces',
    tag: 'registry',
    method: 'get',
    path: '/places',
    permission: 'self',
    summary: 'Stations, points, venues and boards.',
    input: PlaceFilter,
    output: z.object({ items: z.array(Place) }),
    refusals: ['input.invalid'],
    run: (caller, input) => listPlaces(house, caller, input),
  })
  route({
    id: 'rosterWords',
    tag: 'registry',
    method: 'get',
    path: '/roster-words',
    permission: 'self',
    summary: 'What the running schemes call kinds of places and traits.',
    input: z.object({}),
    output: z.object({
      placeKinds: Named,
      traits: z.record(
        z.string(),
        z.object({
          name: z.object({ 'zh-CN': z.string(), en: z.string() }),
          of: z.enum(['org', 'household', 'member']),
        }),
      ),
    }),
    refusals: [],
    run: async ({ jurisdictionId }) => {
      const { placeKinds, traits } = house.schemes.of(jurisdictionId)
      const named = <T extends { name: { 'zh-CN': string; en: string } }, R>(
        all: Record<string, T>,
        as: (one: T) => R,
      ) => Object.fromEntries(Object.entries(all).map(([code, one]) => [code, as(one)]))
      return {
        placeKinds: named(placeKinds, ({ name }) => ({ name })),
        traits: named(traits, ({ name, of }) => ({ name, of })),
      }
    },
  })
  route({
    ...keeps,
    id: 'addPlace',
    method: 'post',
    path: '/places',
    status: 201,
    summary: 'A new station, point, venue or board.',
    input: AddPlace,
    output: z.object({ id: z.uuid() }),
    refusals: ['input.invalid', 'org.unknown', 'org.closed', 'place.kind-unknown'],
    run: (caller, input) => addPlace(house, caller, input),
  })
  route({
    ...keeps,
    id: 'changePlace',
    method: 'post',
    path: '/places/{placeId}',
    summary: 'Changes what is said of a place.',
    input: ChangePlace,
    output: done,
    refusals: ['input.invalid', 'not-found', 'org.unknown', 'org.closed', 'place.kind-unknown'],
    run: (caller, input) => changePlace(house, caller, input),
  })
  route({
    ...keeps,
    id: 'closePlace',
    method: 'post',
    path: '/places/{placeId}/close',
    summary: 'The place is there no more.',
    input: OnePlace,
    output: done,
    refusals: ['input.invalid', 'not-found', 'org.closed'],
    run: (caller, input) => closePlace(house, caller, input),
  })
  route({
    ...keeps,
    id: 'listUnitsWithout',
    method: 'get',
    path: '/units-without-organisation',
    summary: 'Units that have no party organisation yet, neither their own nor a shared one.',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          nameEn: z.string(),
          kind: z.string(),
          parentId: z.uuid().nullable(),
        }),
      ),
    }),
    refusals: [],
    run: (caller, input) => listWithout(house, caller, input),
  })
  route({
    ...keeps,
    id: 'getRoster',
    method: 'get',
    path: '/orgs/{orgId}/roster',
    summary:
      'What is kept of a unit, its households and its members: traits, organisation, who is away. Names of residents are masked.',
    input: OneUnit,
    output: RosterOf,
    refusals: ['input.invalid', 'not-found', 'org.closed'],
    run: (caller, input) => rosterOf(house, caller, input),
  })
  route({
    ...keeps,
    id: 'setUnitTraits',
    method: 'post',
    path: '/orgs/{orgId}/traits',
    summary: 'What a unit is known to be, and whether it has an organisation of its own, shares one or has none.',
    input: SetUnit,
    output: done,
    refusals: ['input.invalid', 'not-found', 'org.closed', 'org.joint-with', 'trait.unknown'],
    run: (caller, input) => setUnit(house, caller, input),
  })
  route({
    ...keeps,
    id: 'setHouseholdTraits',
    method: 'post',
    path: '/households/{householdId}/traits',
    summary: 'What a household is known to be.',
    input: SetHousehold,
    output: done,
    refusals: ['input.invalid', 'not-found', 'trait.unknown'],
    run: (caller, input) => setHousehold(house, caller, input),
  })
  route({
    ...keeps,
    id: 'setMemberStanding',
    method: 'post',
    path: '/members/{memberId}/standing',
    summary: 'Whether a member is here, away or attached, and what they are known to be.',
    input: SetMember,
    output: done,
    refusals: ['input.invalid', 'not-found', 'trait.unknown'],
    run: (caller, input) => setMember(house, caller, input),
  })
}
