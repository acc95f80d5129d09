/** One county, one town, one village with its secretary: the least that a request needs to find its readers. */
import type { House } from '../../src/access/command.ts'
import { newId } from '../../src/kernel/ids.ts'

export type Place = { jurisdictionId: number; villageId: string; chain: string[]; secretaryId: string }

export async function seed(house: House): Promise<Place> {
  const at = house.now()
  const jurisdiction_id = 1
  const [county, town, village, secretary] = [newId(at), newId(at), newId(at), newId(at)]
  const chain = [village, town, county]
  await house.db.kysely
    .insertInto('jurisdictions')
    .values({ jurisdiction_id, slug: 'bench', name: '试验县', name_en: 'Bench County', created_at: at })
    .execute()
  await house.db.transaction({ jurisdictionId: jurisdiction_id }, async (tx) => {
    const org = (id: string, kind: string, parents: string[]) => ({
      jurisdiction_id,
      id,
      kind,
      slug: kind,
      name: kind,
      name_en: kind,
      short_name: kind,
      short_name_en: kind,
      parent_id: parents[0] ?? null,
      chain: [id, ...parents],
    })
    await tx
      .insertInto('orgs')
      .values([
        org(county, 'county-office', []),
        org(town, 'town-committee', [county]),
        org(village, 'village-branch', [town, county]),
      ])
      .execute()
    await tx
      .insertInto('members')
      .values({ jurisdiction_id, id: secretary, slug: 'secretary', name: '石有田' })
      .execute()
    await tx
      .insertInto('appointments')
      .values({
        jurisdiction_id,
        id: newId(at),
        member_id: secretary,
        org_id: village,
        role: 'branch-secretary',
        starts_on: '2024-01-01',
      })
      .execute()
  })
  return { jurisdictionId: jurisdiction_id, villageId: village, chain, secretaryId: secretary }
}
