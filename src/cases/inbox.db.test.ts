/** What waits for whom, in the order of the clock, each once, page by page and group by group; and what of it is unread. */
import { beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, day } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { sweep } from '../interop/sweep.ts'
import { listInbox } from './inbox.ts'
import { noteSeen } from './seen.ts'
import { registerHeard, takeIn, takeStep } from './service.ts'
import { waits } from './vocabulary.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
beforeAll(async () => {
  home = await aCounty(it.house, 1)
})

const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const secretary = () => home.as('a1-secretary')
const clerk = () => home.as('a-clerk')
let n = 0
const ask = async () =>
  (
    await takeIn(it.house, home.resident(), {
      clientKey: `inbox-${++n}`,
      villageId: home.org('a1'),
      words: '停水了',
      language: 'zh-CN',
      files: [],
    })
  ).id
const accepted = async () => {
  const caseId = await ask()
  await takeStep('accept')(it.house, secretary(), { caseId, ...sort })
  return caseId
}
const atTown = async () => {
  const caseId = await accepted()
  await takeStep('escalate')(it.house, secretary(), { caseId, reason: '村里办不了' })
  return caseId
}
const inbox = async (who = clerk(), more: object = {}) =>
  (await listInbox(it.house, who, { limit: 100, ...more })).items
const unread = async (caseId: string, who = clerk()) => (await inbox(who)).find((i) => i.id === caseId)?.unread

test('each case once, though it waits for several reasons; the pages are the list, the groups are the whole', async () => {
  // given to the secretary by name, it is theirs and their office's
  const named = await accepted()
  await takeStep('assign')(it.house, secretary(), { caseId: named, memberId: home.member('a1-secretary') })
  for (let i = 0; i < 4; i++) {
    await ask()
    await atTown()
    it.clock.advance(60_000)
  }
  const asked = await atTown()
  await takeStep('askExtension')(it.house, clerk(), { caseId: asked, until: '2026-12-12', reason: '等材料' })
  await takeStep('shelve')(it.house, clerk(), {
    caseId: await atTown(),
    reason: '等明年的项目',
    reviewDay: '2026-12-20',
  })
  const answered = await accepted()
  await takeStep('settle')(it.house, secretary(), { caseId: answered, result: 'resolved', answer: '通水了', files: [] })
  it.clock.advance(40 * day)
  for (const slug of ['a1-secretary', 'a-clerk', 'a-leader', 'county-officer', 'county-supervisor', 'a1-liaison']) {
    const who = home.as(slug)
    const all = await inbox(who)
    expect(new Set(all.map((i) => i.id)).size, slug).toBe(all.length)
    const paged: string[] = []
    for (let cursor: string | undefined | null; cursor !== null; ) {
      const page = await listInbox(it.house, who, { limit: 2, ...(cursor && { cursor }) })
      paged.push(...page.items.map((i) => i.id))
      cursor = page.next
    }
    expect(paged, slug).toEqual(all.map((i) => i.id))
    for (const what of waits)
      expect(
        (await inbox(who, { waits: what })).map((i) => i.id),
        `${slug}: ${what}`,
      ).toEqual(all.filter((i) => i.waits === what).map((i) => i.id))
  }
  expect((await inbox(secretary())).map((i) => i.id)).toContain(named)
  expect((await inbox(home.as('county-officer'))).find((i) => i.id === asked)?.waits).toBe('approve')
  expect((await inbox(home.as('county-supervisor'))).find((i) => i.id === answered)?.waits).toBe('call')
})

test('new is unread; opened it is read, until somebody else does something; each reader has their own', async () => {
  const caseId = await atTown()
  expect([await unread(caseId), await unread(caseId, home.as('a-leader'))]).toEqual([true, true])
  const { version } = (await inbox()).find((i) => i.id === caseId) ?? { version: 0 }
  await noteSeen(it.house, clerk(), { caseId, version })
  expect([await unread(caseId), await unread(caseId, home.as('a-leader'))]).toEqual([false, true])
  await takeStep('comment')(it.house, clerk(), { caseId, words: '我来看' })
  expect(await unread(caseId), 'one’s own step is no news').toBe(false)
  await takeStep('comment')(it.house, home.as('a-leader'), { caseId, words: '抓紧' })
  expect(await unread(caseId)).toBe(true)
  // a window that was shown less does not take back what another was shown
  await noteSeen(it.house, clerk(), { caseId, version: version + 2 })
  await noteSeen(it.house, clerk(), { caseId, version })
  expect(await unread(caseId)).toBe(false)
  expect(await noteSeen(it.house, clerk(), { caseId, version: 0 })).toEqual({ unread: true })
  expect(await unread(caseId)).toBe(true)
})

test('what was seen half a year ago is swept away, what was seen since stays', async () => {
  const [old, recent] = [await atTown(), await atTown()]
  await noteSeen(it.house, clerk(), { caseId: old, version: 9 })
  it.clock.advance(100 * day)
  await noteSeen(it.house, clerk(), { caseId: recent, version: 9 })
  it.clock.advance(90 * day)
  await sweep(it.house, 1)
  expect([await unread(old), await unread(recent)]).toEqual([true, false])
})

test('only who sees a case can have seen it', async () => {
  const { id } = await registerHeard(it.house, home.as('b1-secretary'), {
    clientKey: `inbox-${++n}`,
    villageId: home.org('b1'),
    words: '路断了',
    channel: 'visit',
    consent: 'not-asked',
    language: 'zh-CN',
    files: [],
  })
  await expect(noteSeen(it.house, clerk(), { caseId: id, version: 1 })).rejects.toMatchObject({ code: 'not-found' })
})
