/** A desk handed over on a real database: everything moves or is counted as left, with a step a case and a tie a household. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { doing } from '../access/command.ts'
import { handOver, heldCount, previewHandOver } from './hand-over.ts'
import { registerHeard, takeIn, takeMark, takeStep } from './service.ts'
import { verifyLog } from './verify.ts'
import { viewForResident } from './view-resident.ts'

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

let n = 0
const heardBy = async (slug: string) =>
  (
    await registerHeard(it.house, home.as(slug), {
      clientKey: `hand-over-${++n}`,
      villageId: home.org('a1'),
      words: `第${n}件：路灯不亮`,
      channel: 'visit',
      consent: 'given',
      contact: { phone: '13812340000' },
      language: 'zh-CN',
      files: [],
    })
  ).caseId ?? ''
const whose = () => ({ memberId: home.member('a1-liaison') })
const take = (kind: 'cases' | 'households', to: string, org = 'a1') => ({
  kind,
  orgId: home.org(org),
  toId: home.member(to),
})
const holders = async () =>
  (
    await owner.query(
      `select m.slug, count(*)::int as n from cases c join members m on m.id = c.holder_member_id where c.ended_at is null group by 1 order by 1`,
    )
  ).rows.map((r) => [r.slug, r.n])

test('all that somebody holds goes to who takes it; each case says so, the resident reads of a new contact, and nothing is left', async () => {
  const ids = [await heardBy('a1-liaison'), await heardBy('a1-liaison'), await heardBy('a1-liaison-2')]
  const preview = await previewHandOver(it.house, home.as('a1-secretary'), whose())
  expect(preview.groups.map((g) => [g.kind, g.n, g.movable])).toEqual([
    ['cases', 2, 2],
    ['households', 1, 1],
  ])
  expect(preview.cases.map((c) => c.id).sort()).toEqual(ids.slice(0, 2).sort())
  expect(preview.groups[0]?.receivers.map((r) => r.id)).not.toContain(home.member('a1-liaison'))
  expect(await heldCount(it.house, 1, home.member('a1-liaison'))).toBe(2)

  const done = await handOver({})(it.house, home.as('a1-secretary'), {
    ...whose(),
    takings: [take('cases', 'a1-liaison-2'), take('households', 'a1-liaison-2')],
  })
  expect(done.left).toEqual({ cases: 0, households: 0 })
  expect(done.cases).toHaveLength(2)
  expect(await holders()).toEqual([['a1-liaison-2', 3]])
  const { rows } = await owner.query(`select seq, data from case_events where type = 'handOver'`)
  expect(rows).toHaveLength(2)
  expect(rows[0].data).toMatchObject({ memberId: home.member('a1-liaison-2') })
  const view = await doing(it.house, home.resident(ids[0]), (d) => viewForResident(d, ids[0] ?? ''))
  expect(view.story.at(-1)).toMatchObject({ line: expect.stringContaining('换了一位联系人'), words: null })
  expect((await verifyLog(it.house, 1, { files: false })).fault).toBeUndefined()
  expect((await owner.query(`select subject from audit where kind = 'handed-over'`)).rows).toEqual([{ subject: '2/1' }])
})

test('the one before sees the households no more, the next one does', async () => {
  const { id } = home.household('a1')
  const seen = (await owner.query('select seen_by from households where id = $1', [id])).rows[0].seen_by
  expect(seen).toContain(home.member('a1-liaison-2'))
  expect(seen).not.toContain(home.member('a1-liaison'))
  const ties = await owner.query(
    `select m.slug, t.ends_on is null as on from ties t join members m on m.id = t.member_id where household_id = $1 order by t.starts_on`,
    [id],
  )
  expect(ties.rows).toEqual([
    { slug: 'a1-liaison', on: false },
    { slug: 'a1-liaison-2', on: true },
  ])
})

test('to nobody outside the office, and by nobody who may not', async () => {
  await heardBy('a1-liaison')
  const to = (slug: string, by = 'a1-secretary') =>
    handOver({})(it.house, home.as(by), { ...whose(), takings: [take('cases', slug)] })
  await expect(to('a2-liaison')).rejects.toMatchObject({ code: 'case.member-unknown' })
  await expect(to('a1-liaison')).rejects.toMatchObject({ code: 'case.member-unknown' })
  // another village sees none of it
  expect(await to('a1-liaison-2', 'a2-secretary')).toMatchObject({ cases: [], left: { cases: 0 } })
  expect((await previewHandOver(it.house, home.as('a2-secretary'), whose())).cases).toEqual([])
  expect(await heldCount(it.house, 1, home.member('a1-liaison'))).toBe(1)
  // their own cases they may give away themselves, not their households
  expect(await to('a1-liaison-2', 'a1-liaison')).toMatchObject({ left: { cases: 0 } })
})

test('a case kept from the receiver stays, and is counted as left', async () => {
  const { id } = await takeIn(it.house, home.resident(), {
    clientKey: `hand-over-${++n}`,
    villageId: home.org('a1'),
    words: '干部收红包',
    language: 'zh-CN',
    files: [],
  })
  await takeMark('markAbout')(it.house, home.as('a-clerk'), {
    caseId: id,
    orgs: [],
    members: [home.member('a1-secretary')],
    reason: '反映书记',
  })
  await takeStep('assign')(it.house, home.as('a-clerk'), { caseId: id, memberId: home.member('a-clerk') })
  await owner.query(`update cases set hidden_from = hidden_from || $2::uuid where id = $1`, [
    id,
    home.member('a-leader'),
  ])
  const done = await handOver({})(it.house, home.as('a-clerk'), {
    memberId: home.member('a-clerk'),
    takings: [take('cases', 'a-leader', 'a')],
  })
  // whoever leads it reports to the leader too: it is hidden from the clerk as well, who learns nothing of it
  expect(done).toMatchObject({ cases: [] })
  expect((await owner.query('select holder_member_id from cases where id = $1', [id])).rows[0].holder_member_id).toBe(
    home.member('a-clerk'),
  )
})
