/** What leaves the house carries its reader: photos in their pixels, an export on every page; small pictures and the resident's own not. */
import { Readable } from 'node:stream'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, type County, minute } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aServer, call, signIn, withAccounts } from '../../../test/server.ts'
import { storeUpload } from '../../kernel/blobs/upload.ts'
import { newId } from '../../kernel/ids.ts'
import { uploadRow } from '../files.ts'
import { takeIn, takeStep } from '../service.ts'

const db = testDatabase()
const server = aServer(db)
let home: County
let owner: pg.Client
let caseId: string
let number: string
let code: string
let photo: string
let voice: string
let clean: Buffer
const cookies = new Map<string, string>()

const readers = ['a1-secretary', 'a-clerk', 'b-clerk']
beforeAll(async () => {
  const { house } = server
  home = await aCounty(house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  await withAccounts(server, home, readers)
  for (const slug of readers) cookies.set(slug, await signIn(server, slug))
  const taken = await takeIn(house, home.resident(), {
    clientKey: 'taken-out-1',
    villageId: home.org('a1'),
    words: '水渠塌了 <b>很急</b>',
    contact: { phone: '13812345678', name: '欧阳小花' },
    language: 'zh-CN',
    files: [],
  })
  ;({ id: caseId, number } = taken)
  code = taken.code
  const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
  await takeStep('accept')(house, home.as('a1-secretary'), { caseId, ...sort })
  await takeStep('comment')(house, home.as('a1-secretary'), { caseId, words: '内部：先别答应', mentions: [] })
  await takeStep('settle')(house, home.as('a1-secretary'), {
    caseId,
    result: 'resolved',
    answer: '水渠修好了',
    files: [],
  })
  // half dark, half light, and larger than what is shown
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="2250"><rect width="3000" height="2250" fill="#f4f4f4"/><rect width="1500" height="2250" fill="#181818"/></svg>'
  const jpeg = await sharp(Buffer.from(svg)).jpeg({ quality: 95 }).toBuffer()
  photo = await hang(jpeg, 'photo.jpg')
  // silence: one second of a WAV
  const wav = Buffer.alloc(44 + 8000)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + 8000, 4)
  wav.write('WAVEfmt ', 8)
  wav.set([16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0], 16)
  wav.write('data', 36)
  wav.writeUInt32LE(8000, 40)
  voice = await hang(wav, 'voice.wav')
  clean = await sharp(await original(photo)).toBuffer()
})
afterAll(() => owner?.end())

async function hang(bytes: Buffer, name: string): Promise<string> {
  const { house } = server
  const stored = await storeUpload(house.blobs, Readable.from([bytes]), name)
  const id = newId(house.now())
  await house.db.transaction({ jurisdictionId: 1, cases: [caseId] }, (tx) =>
    tx
      .insertInto('files')
      .values({ ...uploadRow(1, id, house.now(), stored, {}), case_id: caseId, seq: 1, role: 'request' })
      .execute(),
  )
  return id
}
async function original(id: string): Promise<Buffer> {
  const { rows } = await owner.query('select public_sha256 as sha from files where id = $1', [id])
  const chunks: Uint8Array[] = []
  for await (const chunk of await server.house.blobs.get(rows[0].sha)) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}
async function get(path: string, slug: string, headers: Record<string, string> = {}) {
  const response = await server.app.request(`http://localhost/api/v1${path}`, {
    headers: { host: 'localhost', cookie: cookies.get(slug) ?? '', ...headers },
  })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}
const traces = async () =>
  (
    await owner.query(
      'select id, kind, fields, file_id, member_id from case_reads where case_id = $1 order by at, id',
      [caseId],
    )
  ).rows as { id: string; kind: string; fields: string[]; file_id: string | null; member_id: string }[]
const newTraces = async (work: () => Promise<unknown>) => {
  const before = new Set((await traces()).map((r) => r.id))
  await work()
  return (await traces()).filter((r) => !before.has(r.id))
}

/** Where two pictures differ clearly, as a share of each cell of a grid of 6 × 4. */
async function differences(one: Buffer, other: Buffer): Promise<number[]> {
  const { width, height } = await sharp(one).metadata()
  const grey = (picture: Buffer) => sharp(picture).resize(width, height).greyscale().raw().toBuffer()
  const [a, b] = [await grey(one), await grey(other)]
  const [columns, rows] = [6, 4]
  const cells = new Array<number>(columns * rows).fill(0)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y / height) * rows) * columns + Math.floor((x / width) * columns)
      if (Math.abs((a[y * width + x] ?? 0) - (b[y * width + x] ?? 0)) > 24) cells[cell] = (cells[cell] ?? 0) + 1
    }
  return cells.map((n) => n / ((width * height) / cells.length))
}

test('a photo opened at full size is marked all over, on dark and on light, and no larger than it is looked at', async () => {
  const look = async () => get(`/files/${photo}?caseId=${caseId}`, 'a1-secretary')
  const { status, headers, bytes } = await look()
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('image/jpeg')
  expect(headers.get('vary')).toBe('cookie')
  expect((await sharp(bytes).metadata()).width).toBe(2400)
  const cells = await differences(bytes, clean)
  expect(Math.min(...cells), 'no part of the picture is without a mark').toBeGreaterThan(0.002)
  expect(Math.max(...cells), 'and none is hidden by it').toBeLessThan(0.35)
  const again = await differences(bytes, (await look()).bytes)
  expect(Math.max(...again)).toBe(0)
})

test('another reader, and another minute, get another mark', async () => {
  const path = `/files/${photo}?caseId=${caseId}`
  const mine = (await get(path, 'a1-secretary')).bytes
  expect(Math.max(...(await differences(mine, (await get(path, 'a-clerk')).bytes)))).toBeGreaterThan(0.002)
  server.clock.advance(minute)
  expect(Math.max(...(await differences(mine, (await get(path, 'a1-secretary')).bytes)))).toBeGreaterThan(0.0005)
})

test('the marks run aslant: moved along their slope they fall upon themselves, moved across it they do not', async () => {
  const { bytes } = await get(`/files/${photo}?caseId=${caseId}`, 'a1-secretary')
  const grey = (p: Buffer) => sharp(p).resize(2400, 1800).greyscale().raw().toBuffer()
  const [a, b] = [await grey(bytes), await grey(clean)]
  const marked = (x: number, y: number) => Math.abs((a[y * 2400 + x] ?? 0) - (b[y * 2400 + x] ?? 0)) > 24
  const slope = Math.tan((24 * Math.PI) / 180)
  // ink along lines of this slope: rows of text and gaps between them; along level lines it evens out
  const spread = (rise: number) => {
    const lines = []
    for (let y = 900; y < 1500; y += 2) {
      let ink = 0
      for (let x = 100; x < 900; x++) if (marked(x, Math.round(y - rise * (x - 100)))) ink++
      lines.push(ink)
    }
    const mean = lines.reduce((s, n) => s + n, 0) / lines.length
    return lines.reduce((s, n) => s + (n - mean) ** 2, 0) / lines.length / mean
  }
  expect(spread(slope)).toBeGreaterThan(4 * spread(-slope))
})

test('a small picture and the resident’s own view carry no mark, and the small one leaves no trace', async () => {
  let thumb = Buffer.alloc(0)
  const left = await newTraces(async () => {
    thumb = (await get(`/files/${photo}?caseId=${caseId}&size=thumb`, 'a1-secretary')).bytes
  })
  expect(left).toEqual([])
  expect(Math.max(...(await differences(thumb, clean)))).toBeLessThan(0.02)
  const opened = await server.app.request(`http://localhost/q/${number}/${code}`)
  const track = opened.headers.getSetCookie().map((c) => c.split(';')[0])
  const own = await server.app.request(`http://localhost/track/files/${photo}`, {
    headers: { cookie: track.join('; ') },
  })
  expect(own.status).toBe(200)
  expect(Buffer.from(await own.arrayBuffer()).equals(await original(photo))).toBe(true)
})

test('a photo is given in parts of the bytes drawn', async () => {
  const path = `/files/${photo}?caseId=${caseId}`
  const whole = (await get(path, 'a1-secretary')).bytes
  const part = await get(path, 'a1-secretary', { range: 'bytes=100-199' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 100-199/${whole.length}`)
  expect(part.bytes.equals(whole.subarray(100, 200))).toBe(true)
})

test('each look at a file is one trace, a recording heard in parts is one look', async () => {
  const left = await newTraces(async () => {
    await get(`/files/${photo}?caseId=${caseId}`, 'a-clerk')
    const heard = await get(`/files/${voice}?caseId=${caseId}`, 'a-clerk', { range: 'bytes=0-99' })
    expect(heard.status).toBe(206)
    expect(heard.bytes.equals((await original(voice)).subarray(0, 100))).toBe(true)
    for (const range of ['bytes=100-199', 'bytes=200-'])
      await get(`/files/${voice}?caseId=${caseId}`, 'a-clerk', { range })
  })
  const trace = { kind: 'file', fields: ['files'], member_id: home.member('a-clerk') }
  expect(left).toHaveLength(2)
  for (const file_id of [photo, voice]) expect(left).toContainEqual(expect.objectContaining({ ...trace, file_id }))
  const late = await newTraces(async () => {
    server.clock.advance(11 * minute)
    await get(`/files/${voice}?caseId=${caseId}`, 'a-clerk', { range: 'bytes=100-199' })
    expect((await get(`/files/${photo}?caseId=${caseId}`, 'b-clerk')).status).toBe(404)
  })
  expect(late).toHaveLength(1)
})

test('an export names who, when and which, masks the contact, keeps what is internal inside, and is traced', async () => {
  let file = { status: 0, headers: new Headers(), bytes: Buffer.alloc(0) }
  const left = await newTraces(async () => {
    file = await get(`/cases/${caseId}/export`, 'a-clerk', { 'accept-language': 'zh-CN' })
  })
  expect(left).toMatchObject([
    { kind: 'export', fields: ['words', 'story', 'answer', 'contact-masked'], member_id: home.member('a-clerk') },
  ])
  const html = file.bytes.toString()
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${number}.html"`)
  const at = '2026-11-23 09:12'
  expect(html).toContain(`王a-clerk ${at} ${number}</text>`)
  expect(html).toContain(`王a-clerk 于 ${at} 导出 · ${number}`)
  expect(html).toContain('水渠塌了 &lt;b&gt;很急&lt;/b&gt;')
  expect(html).toContain('水渠修好了')
  expect(html).toContain('欧阳** 138****5678')
  expect(html).not.toContain('13812345678')
  expect(html).not.toContain('欧阳小花')
  expect(html).not.toContain('先别答应')
  // self-contained: nothing is fetched, nothing runs
  expect(html).not.toMatch(/<script|src=|href=|url\(["']?http|@import/)

  const english = (await get(`/cases/${caseId}/export`, 'a-clerk', { 'accept-language': 'en' })).bytes.toString()
  expect(english).toContain(`Exported by 王a-clerk at ${at}`)
  expect(english).toContain('<html lang="en">')
  expect((await get(`/cases/${caseId}/export`, 'b-clerk')).status).toBe(404)
})

test('a look at a contact without a reason is refused in words', async () => {
  const reply = await call(server, `/cases/${caseId}/reveal-contact`, {
    cookies: cookies.get('a-clerk'),
    headers: { 'accept-language': 'zh-CN' },
    body: {},
  })
  expect(reply).toMatchObject({
    status: 422,
    body: { code: 'input.invalid', errors: [{ path: 'reason', message: '请写明为什么要看，至少两个字。' }] },
  })
})
