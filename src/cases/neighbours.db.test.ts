/** Neighbours of a request: found by place, words and household, and never more than the reader sees anyway. */
import { beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, day, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { neighboursOf } from './neighbours.ts'
import { readAsResident } from './reads/read-case.ts'
import { registerHeard, takeIn, takeMark, takeResidentStep, takeStep } from './service.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
beforeAll(async () => {
  county = await aCounty(it.house)
})

let keys = 0
type Said = { words: string; place?: string; phone?: string; village?: string }
const handIn = ({ words, place, phone, village = 'a1' }: Said) => {
  it.clock.advance(minute)
  return takeIn(it.house, county.resident(), {
    clientKey: `neighbour-key-${++keys}`,
    villageId: county.org(village),
    words,
    language: 'zh-CN',
    files: [],
    ...(place && { place }),
    ...(phone && { contact: { phone } }),
  })
}
const near = (caseId: string, slug = 'a1-secretary') => neighboursOf(it.house, county.as(slug), { caseId })
const numbers = (items: readonly { number: string }[]) => items.map((n) => n.number)

test('alike in words or place, in the village first; the next village only by its words, and only for who sees it', async () => {
  const both = await handIn({ words: '老碾房那口井水浑了，烧开有泥', place: '老碾房' })
  const place = await handIn({ words: '路面塌了一块', place: '老碾房东边' })
  const words = await handIn({ words: '井水浑得很，烧开还是黄的', place: '五组' })
  const beside = await handIn({ words: '我们村井水浑了，烧开也有泥', place: '老碾房', village: 'a2' })
  await handIn({ words: '低保名单什么时候公示', place: '村部' })
  const fresh = await handIn({ words: '井水浑，烧开都是泥', place: '老碾房' })

  const forSecretary = await near(fresh.id)
  expect(new Set(numbers(forSecretary.alike))).toEqual(new Set([both.number, words.number, place.number]))
  expect(forSecretary.alike[0]).toMatchObject({ number: both.number, because: ['place', 'words'], leads: true })
  const forClerk = await near(fresh.id, 'a-clerk')
  expect(forClerk.alike.find((n) => n.number === beside.number)?.because).toEqual(['words'])
})

test('of one phone or one household: its open requests, and those that ended not long ago; no contact is shown', async () => {
  const phone = '13955550001'
  const first = await handIn({ words: '路灯坏了', phone })
  const ended = await handIn({ words: '问个电话号码', phone })
  await takeResidentStep('withdraw')(it.house, county.resident(ended.id), { caseId: ended.id })
  const third = await handIn({ words: '养老金没到账', phone })
  const shown = await near(third.id)
  expect(numbers(shown.household)).toEqual([first.number, ended.number])
  expect(shown.household.map((n) => [n.because, n.leads])).toEqual([
    [['household'], true],
    [['household'], false],
  ])
  expect(JSON.stringify(shown)).not.toContain('0001')
  expect(shown.usualDay).toEqual({ ordinary: '2026-11-30', urgent: '2026-11-25' })

  it.clock.advance(91 * day)
  expect(numbers((await near(third.id)).household)).toEqual([first.number])
  it.clock.advance(-91 * day)
  const heard = (words: string) =>
    registerHeard(it.house, county.as('a1-liaison'), {
      clientKey: `neighbour-key-${++keys}`,
      villageId: county.org('a1'),
      words,
      channel: 'visit',
      consent: 'not-asked',
      residentId: county.household('a1').head,
      language: 'zh-CN',
      files: [],
    })
  const [one, two] = [await heard('想申请危房改造'), await heard('鸡窝被水淹了')]
  expect(numbers((await near(two.caseId ?? '')).household)).toEqual([one.number])
})

test('what is kept from the reader is no neighbour of anything, and out of scope there is nothing', async () => {
  const words = '支书把公章锁在家里'
  const kept = await handIn({ words, phone: '13955550002' })
  await takeStep('accept')(it.house, county.as('a1-secretary'), {
    caseId: kept.id,
    category: 'affairs',
    nature: 'complain',
    urgency: 'ordinary',
    extent: 'individual',
  })
  await takeMark('markAboutInHand')(it.house, county.as('a-clerk'), {
    caseId: kept.id,
    orgs: [county.org('a1')],
    members: [],
    reason: '反映的是支书',
  })
  const open = await handIn({ words, phone: '13955550002' })
  expect(await near(open.id)).toMatchObject({ alike: [], household: [] })
  const forClerk = await near(open.id, 'a-clerk')
  expect(numbers(forClerk.household)).toEqual([kept.number])
  expect(forClerk.household[0]?.leads).toBe(false)
  await expect(near(kept.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(near(open.id, 'b1-secretary')).rejects.toMatchObject({ code: 'not-found' })
})

test('the resident’s view at the desk holds what the resident reads, nothing of the desk’s own, and leaves its trace', async () => {
  const { id, code } = await handIn({ words: '水表转得太快', phone: '13955550003' })
  await takeStep('comment')(it.house, county.as('a-clerk'), { caseId: id, words: '去年也来问过', mentions: [] })
  const view = await readAsResident(it.house, county.as('a1-secretary'), { caseId: id })
  expect(view).toMatchObject({ words: '水表转得太快', state: 'registered' })
  for (const secret of ['去年也来问过', code, '13955550003', '5550003'])
    expect(JSON.stringify(view)).not.toContain(secret)
  const traces = await it.house.db.transaction({ jurisdictionId: 1, cases: [id], seen: county.chain('a1') }, (tx) =>
    tx.selectFrom('case_reads').select(['kind', 'fields', 'member_id']).where('case_id', '=', id).execute(),
  )
  expect(traces).toEqual([{ kind: 'view', fields: ['words', 'story'], member_id: county.member('a1-secretary') }])
  await expect(readAsResident(it.house, county.as('b1-secretary'), { caseId: id })).rejects.toMatchObject({
    code: 'not-found',
  })
})
