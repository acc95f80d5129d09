/** Prepared words on a real database: read by an office and all below it, written for one's own. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { scopeOf } from '../../access/caller.ts'
import { archiveTemplate, changeTemplate, listTemplates, makeTemplate } from './templates.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
beforeAll(async () => {
  home = await aCounty(it.house)
})

const words = (org: string, more: object = {}) => ({
  orgId: home.org(org),
  kind: 'words' as const,
  name: `${org}的模板`,
  body: '{称呼}：您反映的事（{编号}）已经办好。',
  ...more,
})
const make = (by: string, org: string, more: object = {}) => makeTemplate(it.house, home.as(by), words(org, more))
const seen = async (slug: string) => (await listTemplates(it.house, home.as(slug), {})).items.map((t) => t.name)

test('an office’s words are read there and below, not beside and not above', async () => {
  for (const [by, org] of [
    ['county-director', 'county'],
    ['a-clerk', 'a'],
    ['a1-secretary', 'a1'],
    ['a-water-head', 'a-water'],
  ] as const)
    await make(by, org)
  expect(await seen('a1-liaison')).toEqual(['a1的模板', 'a的模板', 'county的模板'])
  expect(await seen('a-water-officer')).toEqual(['a-water的模板', 'a的模板', 'county的模板'])
  expect(await seen('a2-secretary')).toEqual(['a的模板', 'county的模板'])
  expect(await seen('b-clerk')).toEqual(['county的模板'])
  expect(await seen('county-officer')).toEqual(['county的模板'])
})

test('written for one’s own office, and for no other; by the database too', async () => {
  await expect(make('a1-secretary', 'a')).rejects.toMatchObject({ code: 'template.not-yours' })
  await expect(make('a1-liaison', 'a1')).rejects.toMatchObject({ code: 'template.not-yours' })
  const insert = (slug: string, org: string) =>
    it.house.db.transaction(scopeOf(home.as(slug)), (tx) =>
      sql`insert into answer_templates (jurisdiction_id, id, org_id, kind, name, language, body, version, changed_by, changed_at)
        values (1, gen_random_uuid(), ${home.org(org)}, 'words', 'x', 'zh-CN', 'x', 1, ${home.member(slug)}, now())`.execute(
        tx,
      ),
    )
  await expect(insert('a1-secretary', 'a')).rejects.toMatchObject({ code: '42501' })
  await expect(insert('a1-secretary', 'b1')).rejects.toMatchObject({ code: '42501' })
})

test('a blank nobody could fill is refused by name, and so is a word the scheme does not have', async () => {
  await expect(make('a-clerk', 'a', { body: '请找{局长}' })).rejects.toMatchObject({
    code: 'template.placeholder-unknown',
    params: { names: '局长' },
  })
  await expect(make('a-clerk', 'a', { category: 'constructor' })).rejects.toMatchObject({ code: 'case.code-unknown' })
})

test('changed by version, and gone once archived', async () => {
  const made = await make('b-clerk', 'b')
  const change = (version: number, name: string) =>
    changeTemplate(it.house, home.as('b-leader'), { ...words('b'), templateId: made.id, version, name })
  expect(await change(1, '改过')).toMatchObject({ name: '改过', version: 2 })
  await expect(change(1, '旧的')).rejects.toMatchObject({ code: 'template.changed' })
  await expect(
    changeTemplate(it.house, home.as('b1-secretary'), { ...words('b1'), templateId: made.id, version: 2 }),
  ).rejects.toMatchObject({ code: 'template.not-yours' })
  await expect(archiveTemplate(it.house, home.as('b1-secretary'), { templateId: made.id })).rejects.toMatchObject({
    code: 'template.not-yours',
  })
  await archiveTemplate(it.house, home.as('b-clerk'), { templateId: made.id })
  expect(await seen('b1-secretary')).toEqual(['county的模板'])
})
