/** Units that stand beside the line of village, town and county: an enterprise's branch is no village, and no resident's request goes there. */
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/kernel/ids.ts'
import { aCounty, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call } from '../../test/server.ts'
import { directoryOf } from './directory.ts'

const db = testDatabase()
const server = aServer(db)
let county: County
let factory: string
let group: string
beforeAll(async () => {
  county = await aCounty(server.house)
  factory = await addOrg('factory', 'enterprise-branch', county.chain('a1'))
  group = await addOrg('office-branch', 'department-branch', county.chain('a-water'))
})

async function addOrg(slug: string, kind: string, under: readonly string[]) {
  const id = newId(server.house.now())
  const names = { name: slug, name_en: slug, short_name: slug, short_name_en: slug }
  await server.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
    tx
      .insertInto('orgs')
      .values({ jurisdiction_id: 1, id, parent_id: under[0] ?? null, chain: [id, ...under], slug, kind, ...names })
      .execute(),
  )
  return id
}

test('residents choose among villages alone, in their towns', async () => {
  const { villages, towns, departments, top } = await directoryOf(server.house, 1)
  const ids = [...villages, ...departments].map((o) => o.id)
  expect(villages.map((v) => v.slug)).toEqual(['a1', 'a2', 'b1', 'b2'])
  expect(towns.map((t) => t.slug)).toEqual(['a', 'b'])
  expect(ids).not.toContain(factory)
  expect(ids).not.toContain(group)
  expect(top?.slug).toBe('county')
})

test('a request handed in there is refused as for no village, and taken in at the village', async () => {
  const request = (villageId: string) =>
    call(server, '/requests', {
      body: { clientKey: `key-of-test-${villageId}`, villageId, words: '路灯坏了', language: 'zh-CN', files: [] },
    })
  expect(await request(factory)).toMatchObject({ status: 422, body: { code: 'org.unknown' } })
  expect(await request(county.org('a1'))).toMatchObject({ status: 201 })
})
