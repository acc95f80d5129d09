/** What others read, what is hidden in the history, and photos with parts made black: on the real database and the real store. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hangOn } from '../../../test/a-file.ts'
import { aCounty, aHouse, type County } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { doing } from '../../access/command.ts'
import { storeUpload } from '../../kernel/blobs/upload.ts'
import { handbook } from '../handbook.ts'
import { listCases } from '../lists.ts'
import { keepWords } from '../search/keep.ts'
import { registerHeard, takeIn, takeResidentStep, takeStep } from '../service.ts'
import { verifyLog } from '../verify.ts'
import { viewCase } from '../view.ts'
import { viewForResident } from '../view-resident.ts'
import { blackOut } from './black-out.ts'
import { findPublishedFile, publishedIn } from './published.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
let keys = 0

beforeAll(async () => {
  county = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const clerk = () => county.as('a-clerk')
const leader = () => county.as('a-leader')
const secretary = () => county.as('a1-secretary')
const view = (caseId: string) => doing(it.house, leader(), (d) => viewCase(d, caseId))
const residentView = (caseId: string) => doing(it.house, county.resident(caseId), (d) => viewForResident(d, caseId))

async function aRequest(words: string, place?: string) {
  const { id } = await takeIn(it.house, county.resident(), {
    clientKey: `redact-${++keys}`,
    villageId: county.org('a1'),
    words,
    language: 'zh-CN',
    files: [],
    ...(place && { place }),
  })
  await takeStep('accept')(it.house, secretary(), { caseId: id, ...sort, title: '修水管' })
  return id
}
const settle = (caseId: string, more: object = {}) =>
  takeStep('settle')(it.house, secretary(), {
    caseId,
    result: 'resolved',
    answer: '村里王大山修好了水管',
    files: [],
    ...more,
  })
const judge = (caseId: string) =>
  takeResidentStep('confirm')(it.house, county.resident(caseId), { caseId, resolved: 'yes', satisfied: 'satisfied' })
async function aClosedCase(words = '村民李小花家的水管坏了，电话13812345678') {
  const id = await aRequest(words)
  await settle(id)
  await judge(id)
  return id
}
const allow = (caseId: string) => takeResidentStep('allowPublishing')(it.house, county.resident(caseId), { caseId })
const copy = { question: '村民李**家的水管坏了', answer: '村里修好了水管', photos: [], confirmed: true } as const
const publish = (caseId: string, more: object = {}, by = clerk()) =>
  takeStep('publish')(it.house, by, { caseId, ...copy, ...more })
const onBoard = async () => publishedIn(it.house, 1, county.org('a1'))

/** A photo hung on the case: red, with its place in the metadata. */
async function aPhoto(caseId: string) {
  const jpeg = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#d02020' } })
    .withExif({ IFD3: { GPSLatitude: '28/1 11/1 30/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
  const stored = await storeUpload(it.house.blobs, Readable.from([jpeg]), 'face.jpg')
  return { id: await hangOn(it.house, caseId, stored), stored }
}
const bytes = async (sha: string) => buffer(await it.house.blobs.get(sha))

/** Every text and JSON value of every table, read as its owner. */
async function everywhere(secret: string): Promise<string[]> {
  const { rows } = await owner.query(`
    select format('%I.%I', c.table_schema, c.table_name) as "table", c.column_name as "column" from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
      and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY')`)
  expect(rows.length).toBeGreaterThan(80)
  const found: string[] = []
  for (const { table, column } of rows) {
    const hit = await owner.query(`select 1 from ${table} where "${column}"::text like '%' || $1 || '%' limit 1`, [
      secret,
    ])
    if (hit.rowCount) found.push(`${table}.${column}`)
  }
  return found
}

describe('the line everybody may read', () => {
  test('a phone, an ID number or a plate in it is refused, and the refusal says what and where', async () => {
    const caseId = await aRequest('水管坏了')
    await expect(settle(caseId, { publicNote: '李师傅电话13812345678' })).rejects.toMatchObject({
      code: 'publication.personal-data',
      params: { found: '第6字起：手机号（138****5678）' },
      fields: [{ path: 'publicNote' }],
    })
    for (const publicNote of ['车主湘A12345已挪车', '已报销，身份证34052419800101001X'])
      await expect(settle(caseId, { publicNote })).rejects.toMatchObject({ code: 'publication.personal-data' })
    expect((await view(caseId)).state).toBe('in-hand')
  })

  test('a name is only asked about; a person says that it is meant', async () => {
    const caseId = await aRequest('水管坏了')
    const publicNote = '张书记带人修好水管'
    await expect(settle(caseId, { publicNote })).rejects.toMatchObject({ code: 'publication.unconfirmed' })
    await settle(caseId, { publicNote, publicNoteConfirmed: true })
    await judge(caseId)
    const { rows } = await owner.query('select note from village_results where case_id = $1', [caseId])
    expect(rows).toEqual([{ note: publicNote }])
  })
})

describe('publishing a copy', () => {
  test('without the resident’s consent nothing is published', async () => {
    const caseId = await aClosedCase()
    expect((await view(caseId)).may).not.toContain('publish')
    await expect(publish(caseId)).rejects.toMatchObject({ code: 'publication.consent-missing' })
    expect(await onBoard()).toEqual([])
  })

  test('with consent somebody who did not answer publishes it, under the name of the office', async () => {
    const caseId = await aClosedCase()
    await allow(caseId)
    await expect(publish(caseId, {}, secretary() as never)).rejects.toMatchObject({ code: 'case.not-allowed' })
    const seen = await publish(caseId, { namesConfirmed: true })
    expect(seen.publishing).toMatchObject({
      allowed: true,
      published: { question: copy.question, by: { name: '王a-clerk' } },
    })
    const [shown] = await onBoard()
    expect(shown).toMatchObject({
      question: copy.question,
      answer: copy.answer,
      org: { name: 'a1村党支部' },
      fileIds: [],
    })
    expect(JSON.stringify(shown)).not.toContain('王a-clerk')
  })

  test('a name of the staff is asked about wherever it stands: the office answers, not the person', async () => {
    const caseId = await aClosedCase()
    await allow(caseId)
    await expect(publish(caseId, { answer: '以后找王a-clerk', question: '水管坏了' })).rejects.toMatchObject({
      code: 'publication.unconfirmed',
      fields: [{ path: 'answer' }],
    })
  })

  test('what still holds a phone is refused', async () => {
    const caseId = await aClosedCase()
    await allow(caseId)
    await expect(publish(caseId, { answer: '找师傅13812345678', namesConfirmed: true })).rejects.toMatchObject({
      code: 'publication.personal-data',
      fields: [{ path: 'answer' }],
    })
  })

  test('consent taken back takes it off at once, and the page’s table no longer says what it said', async () => {
    const caseId = await aClosedCase()
    await allow(caseId)
    await publish(caseId)
    const before = (await onBoard()).length
    await takeResidentStep('forbidPublishing')(it.house, county.resident(caseId), { caseId })
    expect((await onBoard()).length).toBe(before - 1)
    const { rows } = await owner.query('select question, answer, withdrawn_at from publications where case_id = $1', [
      caseId,
    ])
    expect(rows).toEqual([{ question: null, answer: null, withdrawn_at: it.clock.now() }])
    await expect(publish(caseId)).rejects.toMatchObject({ code: 'publication.consent-missing' })
  })

  test('the desk takes it off with a reason, and may publish anew', async () => {
    const caseId = await aClosedCase()
    await allow(caseId)
    await publish(caseId)
    await takeStep('unpublish')(it.house, clerk(), { caseId, reason: '群众要求改一改' })
    expect((await view(caseId)).publishing.published).toBeNull()
    await publish(caseId)
    expect((await view(caseId)).publishing.published).not.toBeNull()
  })

  test('a photo goes out blacked out, or looked at and found clean; never just so', async () => {
    const caseId = await aClosedCase()
    await allow(caseId)
    const photo = await aPhoto(caseId)
    await expect(publish(caseId, { photos: [{ id: photo.id }] })).rejects.toMatchObject({
      code: 'publication.photo-unchecked',
    })
    const drawn = await blackOut(it.house, clerk(), {
      caseId,
      fileId: photo.id,
      rects: [{ x: 0, y: 0, width: 0.5, height: 1 }],
    })
    const redacted = drawn.events.flatMap((e) => e.files).find((f) => f.role === 'redacted')
    await publish(caseId, { photos: [{ id: redacted?.id ?? '' }] })
    const shown = (await onBoard()).find((p) => p.fileIds.length > 0)
    expect(shown?.fileIds).toEqual([redacted?.id])
    expect(await findPublishedFile(it.house, 1, shown?.id ?? '', redacted?.id ?? '')).toBeDefined()
    expect(await findPublishedFile(it.house, 1, shown?.id ?? '', photo.id)).toBeUndefined()
    await takeStep('unpublish')(it.house, clerk(), { caseId, reason: '先撤下' })
    expect(await findPublishedFile(it.house, 1, shown?.id ?? '', redacted?.id ?? '')).toBeUndefined()
  })
})

describe('blacking out', () => {
  test('makes a new file in which those pixels are black; the original stays as it was', async () => {
    const caseId = await aRequest('路边堆垃圾')
    const photo = await aPhoto(caseId)
    const original = await bytes(photo.stored.sha256)
    const rects = [{ x: 0.25, y: 0.5, width: 0.25, height: 0.25 }]
    const seen = await blackOut(it.house, clerk(), { caseId, fileId: photo.id, rects })
    const made = seen.events.at(-1)
    expect(made).toMatchObject({ type: 'blackOut', audience: 'desk', data: { fileId: photo.id, rects: 1 } })
    expect(made?.files[0]).toMatchObject({ role: 'redacted', redactedFrom: photo.id })

    const { rows } = await owner.query('select * from files where id = $1', [made?.files[0]?.id])
    const image = sharp(await bytes(rows[0].public_sha256))
    const { width, height, exif, format } = await image.metadata()
    expect({ width, height, exif, format }).toEqual({ width: 400, height: 300, exif: undefined, format: 'jpeg' })
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
    const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
    for (const [x, y] of [
      [100, 150],
      [150, 187],
      [199, 224],
    ] as const)
      for (const channel of pixel(x, y)) expect(channel).toBeLessThan(16)
    for (const [x, y] of [
      [10, 10],
      [300, 250],
      [90, 140],
      [215, 240],
    ] as const)
      expect(pixel(x, y)[0]).toBeGreaterThan(180)

    const thumb = await sharp(await bytes(rows[0].thumb_sha256))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (Math.round(0.625 * thumb.info.height) * thumb.info.width + Math.round(0.375 * thumb.info.width)) * 3
    for (const channel of thumb.data.subarray(at, at + 3)) expect(channel).toBeLessThan(24)
    expect(await bytes(photo.stored.sha256)).toEqual(original)
    expect((await owner.query('select sha256, role from files where id = $1', [photo.id])).rows).toEqual([
      { sha256: photo.stored.sha256, role: 'request' },
    ])
  })

  test('see-through pictures become black too, not holes', async () => {
    const caseId = await aRequest('截图')
    const png = await sharp({
      create: { width: 40, height: 40, channels: 4, background: { r: 9, g: 200, b: 9, alpha: 0.5 } },
    })
      .png()
      .toBuffer()
    const stored = await storeUpload(it.house.blobs, Readable.from([png]), 'screen.png')
    const id = await hangOn(it.house, caseId, stored)
    const seen = await blackOut(it.house, clerk(), {
      caseId,
      fileId: id,
      rects: [{ x: 0, y: 0, width: 1, height: 0.5 }],
    })
    const { rows } = await owner.query('select public_sha256 from files where id = $1', [
      seen.events.at(-1)?.files[0]?.id,
    ])
    const { data } = await sharp(await bytes(rows[0].public_sha256))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([...data.subarray(0, 4)]).toEqual([0, 0, 0, 255])
    expect([...data.subarray(-4)]).not.toEqual([0, 0, 0, 255])
  })

  test('a file of another case is not found', async () => {
    const [one, two] = [await aRequest('一'.repeat(4)), await aRequest('二'.repeat(4))]
    const photo = await aPhoto(one)
    await expect(
      blackOut(it.house, clerk(), { caseId: two, fileId: photo.id, rects: [{ x: 0, y: 0, width: 1, height: 1 }] }),
    ).rejects.toMatchObject({ code: 'file.not-found' })
  })
})

describe('hiding words in the history', () => {
  const canary = '金丝雀𠮷七号'
  const hide = (caseId: string, seq: number, field: string, text: string, more: object = {}) => {
    const from = [...text.slice(0, text.indexOf(canary))].length
    return takeStep('redactWords')(it.house, leader(), {
      caseId,
      seq,
      field,
      hide: [{ from, to: from + [...canary].length }],
      reason: '里面有别人的名字',
      ...more,
    })
  }

  test('hidden in one place it is gone from every place, and the log still verifies', async () => {
    const words = `邻居${canary}堵了水沟`
    const { id: caseId } = await registerHeard(it.house, county.as('a1-liaison'), {
      clientKey: `canary-${++keys}`,
      villageId: county.org('a1'),
      words,
      place: `${canary}家门口`,
      channel: 'visit',
      consent: 'not-asked',
      language: 'zh-CN',
      files: [],
    })
    await takeStep('handUp')(it.house, county.as('a1-liaison'), { caseId, note: `${canary}不好说话` })
    await takeStep('accept')(it.house, secretary(), { caseId, ...sort, title: `${canary}的沟` })
    await takeStep('comment')(it.house, secretary(), { caseId, words: `已问过${canary}`, mentions: [] })
    await settle(caseId, {
      answer: `${canary}同意挪开`,
      publicNote: `${canary}门前水沟疏通`,
      publicNoteConfirmed: true,
    })
    await judge(caseId)
    const photo = await aPhoto(caseId)
    await owner.query('update files set name = $2 where id = $1', [photo.id, `${canary}.jpg`])
    expect(await everywhere(canary)).not.toEqual([])

    const seen = await hide(caseId, 1, 'words', words)
    expect(await everywhere(canary)).toEqual([])
    expect(seen.words).toBe('邻居■■■堵了水沟')
    expect(seen).toMatchObject({ opening: '邻居■■■堵了水沟', title: '■■■的沟', place: '■■■家门口' })
    const event = (type: string) => seen.events.find((e) => e.type === type)
    expect(event('register')).toMatchObject({ redacted: expect.arrayContaining(['words', 'place']) })
    expect(event('comment')?.texts).toEqual({ words: '已问过■■■' })
    expect(event('settle')?.texts['answer']).toBe('■■■同意挪开')
    expect(event('redactWords')).toMatchObject({ audience: 'desk', texts: { reason: '里面有别人的名字' } })

    const theirs = await residentView(caseId)
    expect(theirs).toMatchObject({
      words: '邻居■■■堵了水沟',
      redacted: true,
      answer: { text: '■■■同意挪开', redacted: true },
    })
    const book = await handbook(it.house, county.as('a1-liaison'), {})
    expect(book.items[0]).toMatchObject({ problem: '邻居■■■堵了水沟', result: '■■■同意挪开' })
    await keepWords(it.house, 1)
    const { items } = await listCases(it.house, leader(), { words: '堵了水沟' })
    expect(items[0]).toMatchObject({ opening: '邻居■■■堵了水沟' })
    const verified = await verifyLog(it.house, 1)
    expect(verified.fault).toBeUndefined()
    expect(verified.gone).toBe(7)
  })

  test('more can be hidden of the same words later; only what is shown is kept', async () => {
    const words = `${canary}和钱三喜都说没水`
    const caseId = await aRequest(words)
    await hide(caseId, 1, 'words', words)
    const seen = await takeStep('redactWords')(it.house, leader(), {
      caseId,
      seq: 1,
      field: 'words',
      hide: [{ from: 4, to: 7 }],
      reason: '还有一个人名',
    })
    expect(seen.words).toBe('■■■和■■■都说没水')
    expect(await everywhere('钱三喜')).toEqual([])
    expect((await verifyLog(it.house, 1)).fault).toBeUndefined()
  })

  test('words can be covered, not reworded; a reason that repeats them, or a place where nothing is, is refused', async () => {
    const words = `是${canary}干的`
    const caseId = await aRequest(words)
    await expect(hide(caseId, 1, 'words', words, { reason: `${canary}的名字` })).rejects.toMatchObject({
      code: 'input.invalid',
      fields: [{ path: 'reason' }],
    })
    for (const wrong of [{ seq: 99 }, { field: 'answer' }, { hide: [{ from: 5, to: 500 }] }])
      await expect(hide(caseId, 1, 'words', words, wrong)).rejects.toMatchObject({ code: 'redaction.nothing' })
    expect((await view(caseId)).words).toBe(words)
  })

  test('only those who are given it may hide', async () => {
    const words = `是${canary}干的`
    const caseId = await aRequest(words)
    await expect(
      takeStep('redactWords')(it.house, secretary(), {
        caseId,
        seq: 1,
        field: 'words',
        hide: [{ from: 1, to: 3 }],
        reason: '有人名',
      }),
    ).rejects.toMatchObject({ code: 'case.not-allowed' })
  })
})
