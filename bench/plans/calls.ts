/** What people wait for all day, each as it is called: by a village, a town, a department or the county. */
import type { MemberCaller } from '../../src/access/caller.ts'
import { findMemberActor } from '../../src/access/caller.ts'
import type { House } from '../../src/access/command.ts'
import { listInbox } from '../../src/cases/inbox.ts'
import { listByPhone, listCases } from '../../src/cases/lists.ts'
import { overview } from '../../src/cases/overview.ts'
import { readCase } from '../../src/cases/reads/read-case.ts'
import { dayOf } from '../../src/kernel/calendar/deadline.ts'
import { jurisdictionId, type Place } from '../county/place.ts'

export type Call = { name: string; run: () => Promise<unknown> }

export async function hotCalls(house: House, place: Place): Promise<Call[]> {
  const caller = async (memberId: string): Promise<MemberCaller> => {
    const actor = await findMemberActor(
      house.db,
      house.schemes.of(jurisdictionId),
      jurisdictionId,
      memberId,
      dayOf(house.now()),
    )
    if (!actor) throw new Error('nobody of that id')
    return { jurisdictionId, language: 'zh-CN', actor }
  }
  const town = place.towns[1]
  const village = town?.villages[2]
  if (!town || !village) throw new Error('the county is empty')
  const [secretary, clerk, officer, county] = [
    await caller(village.secretary),
    await caller(town.clerk),
    await caller(town.departments[0]?.officer ?? ''),
    await caller(place.officer),
  ]
  return [
    { name: 'inbox-village', run: () => listInbox(house, secretary, {}) },
    { name: 'inbox-town', run: () => listInbox(house, clerk, {}) },
    { name: 'inbox-department', run: () => listInbox(house, officer, {}) },
    { name: 'list-newest-village', run: () => listCases(house, secretary, {}) },
    { name: 'list-newest-county', run: () => listCases(house, county, {}) },
    { name: 'list-state-and-village', run: () => listCases(house, county, { state: 'closed', village: village.id }) },
    {
      name: 'list-three-filters',
      run: () => listCases(house, clerk, { state: 'closed', category: 'water', urgency: 'ordinary' }),
    },
    { name: 'list-late', run: () => listCases(house, clerk, { late: 'true' }) },
    { name: 'overview-town', run: () => overview(house, clerk, {}) },
    { name: 'overview-county', run: () => overview(house, county, {}) },
    { name: 'words', run: () => listCases(house, county, { words: '水渠' }) },
    { name: 'case-page', run: () => viewOne(house, secretary) },
    { name: 'phone-tail', run: () => listByPhone(house, county, { phone: '1234' }) },
  ]
}

/** The newest case this caller sees, opened. */
async function viewOne(house: House, caller: MemberCaller) {
  const { items } = await listCases(house, caller, { limit: 1 })
  return readCase(house, caller, { caseId: items[0]?.id ?? '' })
}
