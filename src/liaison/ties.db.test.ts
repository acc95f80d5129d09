/** Ties on a real database: made, refused, ended within one's own units; who sees the household moves with them; gaps and a whole proposal. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { scopeOf } from '../access/caller.ts'
import { changeUnits, previewUnits } from '../cases/units/change.ts'
import { newId } from '../kernel/ids.ts'
import { listCandidates, listGaps, listTies, proposal } from './list.ts'
import { changeConsent, endTie, makeTie, makeTies } from './make.ts'

const kinds = `
traits:
  poor: { name: { zh-CN: 经济薄弱, en: poor }, of: org }
  economy: { name: { zh-CN: 经济部门, en: economy }, of: org }
tieKinds:
  liaison:
    name: { zh-CN: 联户, en: liaison }
    from: { member: { roles: [liaison] } }
    to: { household: {} }
    card: true
    residentsRead: { zh-CN: 您的联户党员, en: your liaison member }
  unit-village:
    name: { zh-CN: 单位联村, en: unit and village }
    from: { org: { kinds: [department] } }
    to: { org: { kinds: [village-branch] } }
    each: { atLeast: 1, atMost: 2 }
    match: [{ from: economy, to: poor }]
  mentor-secretary:
    name: { zh-CN: 师徒, en: mentor }
    from: { member: { roles: [branch-secretary] } }
    to: { member: { roles: [branch-secretary] } }
    served: { atMost: 1, atLeast: 0 }
  key-household:
    name: { zh-CN: 重点户, en: key household }
    from: { member: { roles: [department-officer] } }
    to: { household: {} }
    served: { atLeast: null }
`

const db = testDatabase()
const it = aHouse(db)
let home: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(it.house)
  await runScheme(it.house, 1, kinds)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const houses = new Map<string, string>()
/** One more household of a village, whom nobody looks after. */
async function aHousehold(village: string, number: number, group = '一组') {
  const id = newId(it.house.now())
  await owner.query(
    `insert into households (jurisdiction_id, id, village_id, number, village_group, seen_by) values (1, $1, $2, $3, $4, $5)`,
    [id, home.org(village), number, group, home.chain(village)],
  )
  houses.set(`${village}/${number}`, id)
  return id
}
const seenBy = async (household: string): Promise<string[]> =>
  (await owner.query('select seen_by from households where id = $1', [household])).rows[0].seen_by
const liaison = (from: string, toId: string) => ({ kind: 'liaison', fromId: home.member(from), toId })

test('a secretary ties a household of the village; the liaison sees it from then on, and no more once it has ended', async () => {
  const toId = await aHousehold('a1', 11)
  const { id } = await makeTie(it.house, home.as('a1-secretary'), {
    ...liaison('a1-liaison-2', toId),
    reason: '支部会议定',
  })
  expect(await seenBy(toId)).toContain(home.member('a1-liaison-2'))
  const [tie] = (await listTies(it.house, home.as('a1-secretary'), { kind: 'liaison', party: toId })).items
  expect(tie).toMatchObject({
    reason: '支部会议定',
    phoneFrom: true,
    phoneTo: false,
    to: { number: 11, group: '一组' },
  })
  await changeConsent(it.house, home.as('a1-secretary'), { tieId: id, phoneFrom: false, phoneTo: true })
  await endTie(it.house, home.as('a1-secretary'), { tieId: id, reason: '调到外村' })
  expect(await seenBy(toId)).not.toContain(home.member('a1-liaison-2'))
  expect(await seenBy(toId)).toEqual(expect.arrayContaining([...home.chain('a1')]))
  await expect(endTie(it.house, home.as('a1-secretary'), { tieId: id, reason: '再来' })).rejects.toMatchObject({
    code: 'tie.over',
  })
  const [past] = (await listTies(it.house, home.as('a1-secretary'), { party: toId, past: 'true' })).items
  expect(past).toMatchObject({ endedReason: '调到外村', endsOn: '2026-11-23', phoneTo: true })
})

test('whoever looks after it in another way still sees it when one tie ends', async () => {
  const toId = await aHousehold('a1', 12)
  const made = await makeTie(it.house, home.as('a-clerk'), {
    kind: 'key-household',
    fromId: home.member('a-water-officer'),
    toId,
  })
  const other = newId(it.house.now())
  await owner.query(
    `insert into ties (jurisdiction_id, id, kind, member_id, household_id, starts_on, seen_by) select 1, $1, 'help-household', member_id, household_id, starts_on, seen_by from ties where id = $2`,
    [other, made.id],
  )
  expect(await seenBy(toId)).toContain(home.member('a-water-officer'))
  await endTie(it.house, home.as('a-clerk'), { tieId: made.id, reason: '换人' })
  expect(await seenBy(toId)).toContain(home.member('a-water-officer'))
  await endTie(it.house, home.as('a-clerk'), { tieId: other, reason: '换人' })
  expect(await seenBy(toId)).not.toContain(home.member('a-water-officer'))
})

test('what the kind forbids is refused in words; out of one’s units nobody is there', async () => {
  const [mine, theirs] = [await aHousehold('a1', 13), await aHousehold('a2', 13)]
  const by = (slug: string, input: Parameters<typeof makeTie>[2]) => makeTie(it.house, home.as(slug), input)
  await expect(by('a1-secretary', liaison('a1-secretary', mine))).rejects.toMatchObject({ code: 'tie.does-not-fit' })
  await expect(by('a1-secretary', liaison('a1-liaison', theirs))).rejects.toMatchObject({ code: 'not-found' })
  await expect(by('a1-secretary', liaison('a2-liaison', mine))).rejects.toMatchObject({ code: 'not-found' })
  await expect(by('a1-secretary', { ...liaison('a1-liaison', mine), kind: 'nothing' })).rejects.toMatchObject({
    code: 'tie.kind-unknown',
  })
  await expect(by('a1-secretary', { ...liaison('a1-liaison', mine), startsOn: '2026-12-01' })).rejects.toMatchObject({
    code: 'tie.day-ahead',
  })
  await by('a-clerk', liaison('a1-liaison', mine))
  await expect(by('a-clerk', liaison('a1-liaison', mine))).rejects.toMatchObject({ code: 'tie.twice' })
  const mentor = (fromId: string, toId: string) => by('a-clerk', { kind: 'mentor-secretary', fromId, toId })
  const [one, two] = [home.member('a1-secretary'), home.member('a2-secretary')]
  await expect(mentor(one, one)).rejects.toMatchObject({ code: 'tie.does-not-fit' })
  await mentor(one, two)
  const { id } = (await listTies(it.house, home.as('a-clerk'), { kind: 'mentor-secretary' })).items[0] ?? { id: '' }
  await expect(endTie(it.house, home.as('b-clerk'), { tieId: id, reason: '不归我管' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a tie is seen from both sides and by both members, and nowhere else', async () => {
  const { id } = await makeTie(it.house, home.as('county-officer'), {
    kind: 'unit-village',
    fromId: home.org('a-water'),
    toId: home.org('b1'),
  })
  const sees = (slug: string) =>
    it.house.db.transaction(scopeOf(home.as(slug)), async (tx) =>
      Boolean(await tx.selectFrom('ties').select('id').where('id', '=', id).executeTakeFirst()),
    )
  for (const slug of ['a-clerk', 'b-clerk', 'b1-secretary', 'a-water-head', 'county-officer'])
    expect(await sees(slug), slug).toBe(true)
  for (const slug of ['a1-secretary', 'b2-secretary', 'b-water-head', 'county-admin', 'b1-liaison'])
    expect(await sees(slug), slug).toBe(false)
})

test('traits match where they have a line', async () => {
  await owner.query(`update orgs set traits = '{poor}' where id = $1`, [home.org('b2')])
  await owner.query(`update orgs set traits = '{economy}' where id = $1`, [home.org('b-water')])
  const tie = (from: string) => ({ kind: 'unit-village', fromId: home.org(from), toId: home.org('b2') })
  await expect(makeTie(it.house, home.as('county-officer'), tie('b-roads'))).rejects.toMatchObject({
    code: 'tie.traits-differ',
  })
  const { items } = await listCandidates(it.house, home.as('county-officer'), {
    kind: 'unit-village',
    toId: home.org('b2'),
  })
  expect(items.map((c) => c.party.id)).toEqual([home.org('b-water')])
  await makeTie(it.house, home.as('county-officer'), tie('b-water'))
})

test('gaps are counted by unit; a proposal fills them, and each confirmed row is a tie with its reason', async () => {
  for (let n = 21; n <= 26; n++) await aHousehold('a2', n, n < 24 ? '一组' : '二组')
  const where = { kind: 'liaison', under: home.org('a2') }
  const secretary = home.as('a2-secretary')
  const before = await listGaps(it.house, secretary, where)
  expect(before.units.find((u) => u.id === home.org('a2'))).toMatchObject({ all: 8, lacking: 7 })
  expect(before.units.map((u) => u.id)).not.toContain(home.org('a'))
  const { rows, open } = await proposal(it.house, secretary, where)
  expect(open).toEqual([])
  expect(rows).toHaveLength(7)
  // one serves a household already: both end up with four
  const loads = Map.groupBy(rows, (r) => r.from.id)
  expect([...loads.values()].map((r) => r.length).sort()).toEqual([3, 4])
  const confirmed = rows.map((r) => ({ fromId: r.from.id, toId: r.to.id }))
  // somebody else was quicker with one of them
  await makeTie(it.house, secretary, { kind: 'liaison', ...(confirmed[0] as { fromId: string; toId: string }) })
  const done = await makeTies(it.house, secretary, { kind: 'liaison', reason: '支部会议定', rows: confirmed })
  expect(done).toEqual({ made: 6, refused: [{ row: 0, code: 'tie.twice' }] })
  expect((await listGaps(it.house, secretary, where)).served).toEqual([])
  const reasons = await owner.query(
    `select count(*)::int as n from ties where reason = '支部会议定' and made_by = $1`,
    [home.member('a2-secretary')],
  )
  expect(reasons.rows[0].n).toBe(6)
})

test('a number left blank asks for nothing', async () => {
  const gaps = await listGaps(it.house, home.as('county-officer'), { kind: 'key-household' })
  expect([gaps.asks, gaps.served]).toEqual([null, []])
})

test('a village that moves takes its ties along; joined to another, its own ties go on there', async () => {
  const admin = home.as('county-admin')
  const change = async (kind: 'move' | 'join', orgId: string, targetId: string) => {
    const { token } = await previewUnits(it.house, admin, { kind, orgId, targetId })
    await changeUnits(it.house, admin, { kind, orgId, targetId, token })
  }
  const tie = async () =>
    (
      await owner.query(`select * from ties where kind = 'unit-village' and org_id = $1 and ends_on is null`, [
        home.org('a-water'),
      ])
    ).rows
  await change('move', home.org('b1'), home.org('a'))
  const [moved] = await tie()
  expect(moved.seen_by).toEqual(expect.arrayContaining(['b1', 'a', 'county', 'a-water'].map((s) => home.org(s))))
  expect(moved.seen_by).not.toContain(home.org('b'))
  await change('join', home.org('b1'), home.org('a1'))
  const after = await tie()
  expect(after.map((t) => t.to_org_id)).toEqual([home.org('a1')])
})
