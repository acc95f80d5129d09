/** Erasing on request and by the scheme's periods: what is personal goes, bytes too; counts stay, and the log still verifies. */
import { Readable } from 'node:stream'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hangOn } from '../../../test/a-file.ts'
import { aCounty, aHouse, type County, day } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { doing } from '../../access/command.ts'
import { sweep } from '../../interop/sweep.ts'
import { storeUpload } from '../../kernel/blobs/upload.ts'
import { newId } from '../../kernel/ids.ts'
import { findByPhone } from '../../registry/erase.ts'
import { uploadRow } from '../files.ts'
import { overview } from '../overview.ts'
import { takeIn, takeResidentStep, takeStep } from '../service.ts'
import { verifyLog } from '../verify.ts'
import { viewCase } from '../view.ts'
import { viewForResident } from '../view-resident.ts'
import { blackOut } from './black-out.ts'
import { removeDoomed } from './doomed.ts'
import { erasePeople } from './erase.ts'
import { retire } from './retire.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
let keys = 0

beforeAll(async () => {
  county = await aCounty(it.house, 1)
  await aCounty(it.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const secretary = () => county.as('a1-secretary')
const clerk = () => county.as('a-clerk')

async function aRequest(words: string, phone: string | null = '13812340000') {
  const { id } = await takeIn(it.house, county.resident(), {
    clientKey: `erase-${++keys}`,
    villageId: county.org('a1'),
    words,
    place: '井边',
    ...(phone && { contact: { name: '李某', phone } }),
    language: 'zh-CN',
    files: [],
  })
  return id
}
async function close(caseId: string) {
  await takeStep('accept')(it.house, secretary(), { caseId, ...sort, title: '井水' })
  await takeResidentStep('addWords')(it.house, county.resident(caseId), { caseId, words: '今天又黄了', files: [] })
  await takeStep('settle')(it.house, secretary(), {
    caseId,
    result: 'resolved',
    answer: '井洗过了',
    publicNote: '水井清洗',
    files: [],
  })
  await takeResidentStep('confirm')(it.house, county.resident(caseId), {
    caseId,
    resolved: 'yes',
    satisfied: 'satisfied',
    why: '谢谢',
  })
}
/** A photo, hung on this case; the same colour is the same bytes. */
async function aPhoto(caseId: string, colour: string, jurisdictionId = 1) {
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: colour } })
    .withExif({ IFD0: { Artist: 'a phone' } })
    .jpeg()
    .toBuffer()
  const stored = await storeUpload(it.house.blobs, Readable.from([jpeg]), 'well.jpg')
  return {
    id: await hangOn(it.house, caseId, stored, jurisdictionId),
    shas: [stored.sha256, stored.publicSha256, stored.thumbSha256 ?? ''],
  }
}
const kept = async (shas: readonly string[]) => Promise.all(shas.map((s) => it.house.blobs.has(s)))
const view = (caseId: string) => doing(it.house, clerk(), (d) => viewCase(d, caseId))
const theirs = (caseId: string) => doing(it.house, county.resident(caseId), (d) => viewForResident(d, caseId))
const counts = () => overview(it.house, county.as('county-director'), { from: '2020-01-01' })
const noted = async (caseId: string) =>
  (await owner.query('select what, why, n from erasures where case_id = $1 order by what', [caseId])).rows
const textsOf = async (caseId: string) =>
  (
    await owner.query(`select seq || '.' || field as at from case_texts where case_id = $1 order by 1`, [caseId])
  ).rows.map((r) => r.at)

test('a resident asks with their ended request open: contact, words, files and bytes go; counts and log stay', async () => {
  const caseId = await aRequest('井水发黄')
  const photo = await aPhoto(caseId, '#123456')
  const drawn = await blackOut(it.house, clerk(), {
    caseId,
    fileId: photo.id,
    rects: [{ x: 0, y: 0, width: 0.5, height: 1 }],
  })
  const copyId = drawn.events.at(-1)?.files[0]?.id
  const { rows } = await owner.query('select sha256, thumb_sha256 from files where id = $1', [copyId])
  await close(caseId)
  await takeResidentStep('allowPublishing')(it.house, county.resident(caseId), { caseId })
  await takeStep('publish')(it.house, clerk(), {
    caseId,
    question: '井水发黄',
    answer: '洗过了',
    photos: [{ id: copyId ?? '' }],
    confirmed: true,
  })
  const before = await counts()

  const after = await takeResidentStep('eraseMe')(it.house, county.resident(caseId), { caseId })
  await removeDoomed(it.house, 1)

  expect(after).toMatchObject({
    words: '（原话已删除）',
    place: null,
    files: [],
    erased: { contact: true, words: true },
    publishing: { allowed: false, published: false },
    answer: { text: '井洗过了' },
  })
  expect(after.may).not.toContain('eraseMe')
  expect(await view(caseId)).toMatchObject({
    opening: '（原话已删除）',
    title: null,
    contact: { erased: true, phone: null },
  })
  // what staff wrote stays
  expect(await textsOf(caseId)).toEqual(['5.answer', '5.publicNote', '8.answer'])
  expect(await kept([...photo.shas, rows[0].sha256, rows[0].thumb_sha256])).toEqual([false, false, false, false, false])
  expect(await counts()).toEqual(before)
  expect(await noted(caseId)).toEqual([
    { what: 'contact', why: 'request', n: 1 },
    { what: 'files', why: 'request', n: 2 },
    { what: 'words', why: 'request', n: 6 },
  ])
  expect((await owner.query('select note from village_results where case_id = $1', [caseId])).rows).toEqual([
    { note: null },
  ])
  // an unsalted digest of words would let short ones be guessed
  expect(
    (await owner.query('select request_digest from case_receipts where case_id = $1', [caseId])).rows[0].request_digest,
  ).toHaveLength(0)
  expect(await verifyLog(it.house, 1)).toMatchObject({ gone: 6 })
})

test('while it is open only the contact goes; the words follow the night after it ends', async () => {
  const caseId = await aRequest('水压太低')
  const photo = await aPhoto(caseId, '#654321')
  const asked = await takeResidentStep('eraseMe')(it.house, county.resident(caseId), { caseId })
  expect(asked).toMatchObject({ words: '水压太低', erased: { contact: true, words: false } })
  const { rows } = await owner.query('select last_error from outbox where case_id = $1', [caseId])
  expect(rows.every((r) => r.last_error === 'erased')).toBe(true)
  await close(caseId)
  // nobody is written to any more
  expect((await owner.query('select count(*)::int as n from outbox where case_id = $1', [caseId])).rows[0].n).toBe(
    rows.length,
  )
  expect((await view(caseId)).words).toBe('水压太低')
  await retire(it.house, 1)
  expect((await view(caseId)).words).toBe('（原话已删除）')
  expect(await kept(photo.shas)).toEqual([false, false, false])
  expect(await verifyLog(it.house, 1)).not.toHaveProperty('fault')
})

test('an anonymous resident can have the words of an ended request erased', async () => {
  const caseId = await aRequest('有人倒垃圾', null)
  expect((await theirs(caseId)).may).not.toContain('eraseMe')
  await takeResidentStep('withdraw')(it.house, county.resident(caseId), { caseId, note: '不用了' })
  const after = await takeResidentStep('eraseMe')(it.house, county.resident(caseId), { caseId })
  expect(after).toMatchObject({ words: '（原话已删除）', erased: { words: true } })
  expect(await textsOf(caseId)).toEqual([])
})

test('the office erases by phone: the same, for every request of that number', async () => {
  const [ended, open] = [await aRequest('渠道塌了', '13900001111'), await aRequest('路灯不亮', '139 0000 1111')]
  await close(ended)
  const before = await counts()
  const done = await erasePeople(it.house, 1, await findByPhone(it.house, 1, '13900001111'))
  expect(done.map((d) => d.words).sort()).toEqual([0, 5])
  expect(await view(ended)).toMatchObject({ words: '（原话已删除）', contact: { erased: true } })
  expect(await view(open)).toMatchObject({ words: '路灯不亮', contact: { erased: true } })
  expect(await counts()).toEqual(before)
})

test('bytes that another request still names stay, in this jurisdiction and in any other', async () => {
  const [mine, neighbours, shared] = [
    await aRequest('一样的照片'),
    await aRequest('也是这张'),
    await aRequest('外县也有'),
  ]
  const [photo] = [await aPhoto(mine, '#0a0b0c'), await aPhoto(neighbours, '#0a0b0c')]
  const abroad = await aPhoto(shared, '#0c0b0a')
  // the second county's row: no case of ours
  await owner.query(
    `insert into files (jurisdiction_id, id, kind, mime, name, size, sha256, public_sha256, created_at)
     values (2, $1, 'photo', 'image/jpeg', 'x.jpg', 1, $2, $3, now())`,
    [newId(it.house.now()), abroad.shas[0], abroad.shas[1]],
  )
  for (const caseId of [mine, shared]) {
    await takeResidentStep('withdraw')(it.house, county.resident(caseId), { caseId })
    await takeResidentStep('eraseMe')(it.house, county.resident(caseId), { caseId })
  }
  await removeDoomed(it.house, 1)
  expect(await kept(photo.shas)).toEqual([true, true, true])
  expect(await kept(abroad.shas)).toEqual([true, true, false])
  expect((await owner.query('select * from doomed_blobs')).rows).toEqual([])
})

test('the scheme’s periods: contact after a year, files after three, all words after ten; never while something is open', async () => {
  const caseId = await aRequest('旧事一桩', '13700000001')
  const photo = await aPhoto(caseId, '#777777')
  await close(caseId)
  const { contacts, files, words } = it.house.schemes.of(1).retention
  const start = it.clock.now()
  const after = (days: number) => it.clock.set(new Date(start.getTime() + days * day))
  const before = await counts()

  after(contacts.days - 1)
  await retire(it.house, 1)
  expect((await view(caseId)).contact).toMatchObject({ erased: false })
  after(contacts.days + 1)
  expect(await retire(it.house, 1)).toMatchObject({ contacts: 1 })
  expect((await view(caseId)).contact).toMatchObject({ erased: true })
  expect((await view(caseId)).words).toBe('旧事一桩')

  after(files.days + 1)
  expect((await retire(it.house, 1)).files).toBeGreaterThan(0)
  expect(await kept(photo.shas)).toEqual([false, false, false])

  after(words.days + 1)
  await retire(it.house, 1)
  expect(await textsOf(caseId)).toEqual([])
  expect(await noted(caseId)).toMatchObject([
    { what: 'contact', why: 'retention' },
    { what: 'files', why: 'retention', n: 1 },
    { what: 'words', why: 'retention' },
  ])
  // a second run finds nothing more to do
  expect(await retire(it.house, 1)).toEqual({ contacts: 0, words: 0, files: 0 })
  expect((await counts()).period.registered).toBe(before.period.registered)
  expect(await verifyLog(it.house, 1)).not.toHaveProperty('fault')
})

test('whoever still has something open keeps it all, however old', async () => {
  const caseId = await aRequest('老问题')
  const { rows } = await owner.query('select resident_id from cases where id = $1', [caseId])
  await close(caseId)
  const open = await aRequest('新问题', null)
  // the same person of the register asked both times
  await owner.query('update cases set resident_id = $2 where id = $1', [open, rows[0].resident_id])
  it.clock.advance(20 * 365 * day)
  await retire(it.house, 1)
  expect(await view(caseId)).toMatchObject({ words: '老问题', contact: { erased: false } })
})

test('what was uploaded and never sent goes with its bytes', async () => {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#abcdef' } })
    .jpeg()
    .toBuffer()
  const stored = await storeUpload(it.house.blobs, Readable.from([jpeg]), 'never.jpg')
  const draftId = newId(it.house.now())
  await it.house.db.transaction({ jurisdictionId: 1, draft: draftId }, (tx) =>
    tx
      .insertInto('files')
      .values(uploadRow(1, newId(it.house.now()), it.house.now(), stored, { draftId }))
      .execute(),
  )
  it.clock.advance(2 * day)
  await sweep(it.house, 1)
  expect(await kept([stored.sha256, stored.publicSha256])).toEqual([false, false])
})
