/** No account holds two of the three administrators' posts: said in words where posts are made, held by the database whoever writes. */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import type { Auth } from '../access/auth.ts'
import { newId } from '../kernel/ids.ts'
import { type Appointment, appoint } from './appoint.ts'
import { setUp } from './setup.ts'
import { County as CountyFile } from './setup-model.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const give = (slug: string, role: string, days: Partial<Appointment> = {}) =>
  it.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
    appoint(
      tx,
      it.house,
      1,
      { memberId: home.member(slug), orgId: home.org('county'), role, startsOn: '2026-01-01', ...days },
      { origin: {}, memberId: home.member('county-admin') },
    ),
  )
const apart = (name: string) => ({ code: 'appointment.officers-apart', params: { member: name } })
/** Past every check of ours. */
const write = (slug: string, role: string, from: string, to: string | null) =>
  owner.query(
    `insert into appointments (jurisdiction_id, id, member_id, org_id, role, starts_on, ends_on) values (1, $1, $2, $3, $4, $5, $6)`,
    [newId(it.house.now()), home.member(slug), home.org('county'), role, from, to],
  )

test.each([
  ['county-admin', 'security-admin'],
  ['security-admin', 'audit-admin'],
  ['audit-admin', 'system-admin'],
  ['audit-admin', 'county-officer'],
  ['county-officer', 'audit-admin'],
  ['a1-liaison', 'system-admin'],
])('%s is not also made %s', async (slug, role) => {
  await expect(give(slug, role)).rejects.toMatchObject(apart(`王${slug}`))
})

test('one post after the other is no both at once, and two ordinary posts are as ever', async () => {
  await owner.query(`update appointments set ends_on = '2026-06-30' where member_id = $1`, [home.member('a2-liaison')])
  await give('a2-liaison', 'audit-admin', { startsOn: '2026-07-01' })
  await give('county-officer', 'county-supervisor')
  await expect(give('a2-liaison', 'county-officer', { startsOn: '2026-08-01' })).rejects.toMatchObject(
    apart('王a2-liaison'),
  )
})

test.each([
  ['no end against no end', '2026-01-01', null],
  ['the same last day', '2020-01-01', '2024-01-01'],
])('the database holds it against whoever writes: %s', async (_, from, to) => {
  await expect(write('security-admin', 'audit-admin', from, to)).rejects.toMatchObject({ constraint: 'officers_apart' })
  await expect(write('security-admin', 'county-director', from, to)).rejects.toMatchObject({ code: '23P01' })
})
test('a post that ended the day before is none of its business', async () => {
  await expect(write('security-admin', 'audit-admin', '2020-01-01', '2023-12-31')).resolves.toBeTruthy()
})
test('nor may a post be moved into another', async () => {
  await expect(
    owner.query(`update appointments set role = 'security-admin' where role = 'county-supervisor' and member_id = $1`, [
      home.member('county-officer'),
    ]),
  ).rejects.toMatchObject({ constraint: 'officers_apart' })
})

test('two made in the same instant: one stands, the other hears the same words', async () => {
  await owner.query(`update appointments set ends_on = '2026-06-30' where member_id = $1`, [home.member('b2-liaison')])
  const both = await Promise.allSettled(
    ['system-admin', 'security-admin'].map((role) => give('b2-liaison', role, { startsOn: '2026-07-01' })),
  )
  expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
  const [refused] = both.filter((r) => r.status === 'rejected')
  expect(refused?.reason).toMatchObject(apart('王b2-liaison'))
})

test('an appointment leaves a row in the audit trail: by whom, for whom, as what', async () => {
  await give('county-director', 'county-supervisor')
  const { rows } = await owner.query(
    `select member_id, target_id, subject, ok from audit where kind = 'appointed' and target_id = $1`,
    [home.member('county-director')],
  )
  expect(rows).toEqual([
    {
      member_id: home.member('county-admin'),
      target_id: home.member('county-director'),
      subject: 'county-supervisor',
      ok: true,
    },
  ])
})

test('a county’s file that gives one person two of the three is refused before anything is written', async () => {
  const file = parse(readFileSync(new URL('../../demo/county.yaml', import.meta.url), 'utf8'))
  const [member] = file.members
  const bad = CountyFile.parse({
    ...file,
    jurisdiction: { ...file.jurisdiction, slug: 'mixed' },
    households: undefined,
    members: [{ ...member, roles: ['system-admin', 'audit-admin'].map((role) => ({ role, org: 'county' })) }],
  })
  await expect(setUp(it.house, {} as Auth, bad)).rejects.toMatchObject(apart(member.name))
  expect((await owner.query(`select 1 from jurisdictions where slug = 'mixed'`)).rowCount).toBe(0)
})
