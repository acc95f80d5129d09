/** Receipts: given at hand-in, proven later, checked without us; and what tampering does to them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCounty, type County } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aServer, call } from '../../../test/server.ts'
import { continues, includes } from '../../kernel/merkle.ts'
import { headSignedBy, headsIn, noteOf, readPublicKey, type SignedHead } from '../../kernel/signed-head.ts'
import { checkKept, printHeads, verifyReceipt } from '../../log-commands.ts'
import { takeIn, takeStepQuietly } from '../service.ts'
import { checkReceipt } from './check.ts'
import { readReceipt, writeReceipt } from './receipt.ts'
import { sequence } from './sequence.ts'
import { hasLeaf, standingOf } from './standing.ts'

const db = testDatabase()
const server = aServer(db)
let county: County
let owner: pg.Client
let folder: string
beforeAll(async () => {
  county = await aCounty(server.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  folder = mkdtempSync(join(tmpdir(), 'lianxin-receipts-'))
})
afterAll(async () => {
  await owner?.end()
  rmSync(folder, { recursive: true })
})

let keys = 0
const words = '井水发黄，\n“像茶水”一样。\\ 𠮷家也是'
const handIn = (more = {}) =>
  takeIn(server.house, county.resident(), {
    clientKey: `receipt-${keys++}`,
    villageId: county.org('a1'),
    words,
    place: '村口老井',
    language: 'zh-CN',
    files: [],
    ...more,
  })
const later = () => {
  server.clock.advance(60_000)
  return sequence(server.house, 1)
}
const standing = (id: string) => standingOf(server.house, county.resident(id), { caseId: id })
const saved = (text: string, name = 'receipt.txt') => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const failing = (text: string) => {
  const read = readReceipt(text)
  return read
    ? checkReceipt(read)
        .filter((a) => !a.yes)
        .map((a) => a.check)
    : 'no receipt'
}

test('the leaf is known at hand-in, and the same hand-in gives the same again', async () => {
  const first = await handIn({ clientKey: 'same' })
  const again = await handIn({ clientKey: 'same' })
  expect(first.leaf).toMatch(/^[0-9a-f]{64}$/)
  expect(again).toMatchObject({ again: true, leaf: first.leaf, registeredAt: first.registeredAt })
  await later()
  expect(await hasLeaf(server.house, county.resident(first.id), { caseId: first.id, leaf: first.leaf })).toBe(true)
  expect(await hasLeaf(server.house, county.resident(first.id), { caseId: first.id, leaf: '00' })).toBe(false)
})

test('at first it waits; a minute later it stands in the log, and still does when the case has gone on', async () => {
  const { id, leaf } = await handIn()
  expect(await standing(id)).toMatchObject({ state: 'waiting', receipt: { leaf } })
  await later()
  expect((await standing(id)).state).toBe('standing')
  await takeStepQuietly('accept')(server.house, county.as('a1-secretary'), {
    caseId: id,
    category: 'water',
    nature: 'help',
    urgency: 'ordinary',
    extent: 'common',
  })
  for (let i = 0; i < 20; i++) await handIn()
  await later()
  expect((await standing(id)).state).toBe('standing')
})

describe('the file', () => {
  let file: string
  let id: string
  beforeAll(async () => {
    ;({ id } = await handIn())
    await later()
    file = writeReceipt('zh-CN', (await standing(id)).receipt)
  })

  test('holds the resident’s own words and the proof, and not the query code', () => {
    const read = readReceipt(file)
    expect(read?.words?.find((w) => w.field === 'words')?.body).toBe(words)
    expect(read?.proof?.path.length).toBeGreaterThan(0)
    expect(file).not.toContain(server.house.keys.queryCode(1, id))
    expect(checkReceipt(read as never).map((a) => a.check)).toEqual([
      'words',
      'words',
      'event',
      'number',
      'proof',
      'inclusion',
      'signature',
    ])
    expect(failing(file)).toEqual([])
  })

  test('survives another system’s line ends and marks', () => {
    expect(failing(`\uFEFF${file.replaceAll('\n', '\r\n')}`)).toEqual([])
  })

  test.each([
    ['the words', (f: string) => f.replace('像茶水', '像清水'), ['words']],
    ['the place', (f: string) => f.replace('村口老井', '村尾老井'), ['words']],
    ['the salt', (f: string) => f.replace(/^(words words )../m, '$100'), ['words']],
    ['the time in the registration', (f: string) => f.replace('"at":"2026', '"at":"2025'), ['event']],
    ['the registration taken out', (f: string) => f.replace(/^event .*\n/m, ''), ['event']],
    ['the number', (f: string) => f.replace(/^number LX-/m, 'number LX-9'), ['number']],
    ['the evidence code', (f: string) => f.replace(/^leaf ..../m, 'leaf 0000'), ['event', 'inclusion']],
    ['the position', (f: string) => f.replace(/^index (\d+)/m, (_, n) => `index ${Number(n) - 1}`), ['inclusion']],
    ['a step of the proof', (f: string) => f.replace(/^step ..../m, 'step 0000'), ['inclusion']],
    ['a step of the proof taken out', (f: string) => f.replace(/^step .*\n/m, ''), ['inclusion']],
    [
      'the size of the page',
      (f: string) => f.replace(/^(\| lianxin\/.*\n\| )(\d+)/m, '$19$2'),
      ['inclusion', 'signature'],
    ],
    ['the time of the page', (f: string) => f.replace(/^(\| \d+ 20)26/m, '$127'), ['signature']],
    ['the key', (f: string) => f.replace(/^key .*/m, 'key bm8ga2V5'), ['signature']],
    ['the page taken out', (f: string) => f.replace(/^\|.*\n/gm, ''), ['proof']],
  ])('%s changed: it proves nothing, and says what is wrong', (_, change, wrong) => {
    const changed = change(file)
    expect(changed).not.toBe(file)
    expect(failing(changed)).toEqual(wrong)
  })

  test.each(['', 'hello', 'lianxin-receipt 1\nnumber x\n', 'lianxin-receipt 2\nnumber LX-1\nleaf 00\n'])(
    'what is none is said to be none',
    (text) => expect(readReceipt(text)).toBeUndefined(),
  )

  test('is judged in plain sentences; with a key one knows, by that key', () => {
    const key = readReceipt(file)?.proof?.key ?? ''
    const path = saved(file)
    const plain = verifyReceipt(path, 'zh-CN', undefined)
    expect(plain.well).toBe(true)
    expect(plain.lines.at(-1)).toBe('可以证明：这件事登记在登记簿里，没被改过。')
    const { id: keyId } = readPublicKey(key)
    for (const trusted of [key, keyId.toString('hex'), saved(key, 'key.txt')])
      expect(verifyReceipt(path, 'en', trusted)).toMatchObject({ well: true })
    const other = verifyReceipt(path, 'en', 'ab'.repeat(32))
    expect(other).toMatchObject({ well: false })
    expect(other.lines).toContain('  No: it is not signed by the key you gave.')
    expect(verifyReceipt(path, 'en', 'nonsense')).toMatchObject({ well: false })
    expect(verifyReceipt(saved('x', 'x.txt'), 'en', undefined)).toMatchObject({ well: false })
  })

  test('is checked from the command line without a database, with an exit code', () => {
    const run = (text: string) => {
      try {
        const env = {
          ...process.env,
          LANG: 'en',
          LC_ALL: '',
          LIANXIN_DATA: join(folder, 'nowhere'),
          DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x',
        }
        const out = execFileSync(process.execPath, ['scripts/run.mjs', 'src/cli.ts', 'verify-receipt', saved(text)], {
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        return [0, out.toString()]
      } catch (error) {
        const { status, stdout } = error as { status: number; stdout: Buffer }
        return [status, stdout.toString()]
      }
    }
    expect(run(file)).toEqual([0, expect.stringContaining('Proven')])
    expect(run(file.replace('像茶水', '像清水'))).toEqual([1, expect.stringContaining('No: the text')])
  })
})

test('an erased person’s words are gone from the file; the rest still proves', async () => {
  const { id } = await handIn()
  await later()
  await owner.query('delete from case_texts where case_id = $1', [id])
  const { state, receipt } = await standing(id)
  expect(state).toBe('standing')
  expect(receipt.words).toEqual([])
  expect(failing(writeReceipt('en', receipt))).toEqual([])
})

test.each([
  ['the words', `update case_texts set body = '井水很好' where case_id = $1`],
  ['the registration', `update case_events set at = at - interval '1 day' where case_id = $1`],
  ['the number', `update case_receipts set number = 'LX-0000-0001' where case_id = $1`],
  ['the receipt’s own hash', 'update case_receipts set event_hash = sha256(event_hash) where case_id = $1'],
])('%s changed in the database: the page says so', async (_, tamper) => {
  const { id } = await handIn()
  await later()
  await owner.query('set session_replication_role = replica')
  await owner.query(tamper, [id])
  await owner.query('set session_replication_role = origin')
  const { state } = await standing(id)
  expect(state).not.toBe('standing')
})

describe('for anyone', () => {
  test('head, heads, keys, consistency and proofs by the API, checked as a stranger would', async () => {
    const { leaf } = await handIn()
    await later()
    const { body: head } = await call(server, '/log/head')
    const { body: keyList } = await call(server, '/log/keys')
    const key = readPublicKey(keyList['items'][0].publicKey)
    const [signed] = headsIn(head['note'])
    expect(headSignedBy(key, signed as never)).toBe(true)
    expect(head).toMatchObject({ keyId: key.id.toString('hex'), size: signed?.size })
    const bytes = (list: string[]) => list.map((x) => Buffer.from(x, 'hex'))
    const { body: proof } = await call(server, `/log/proof?leaf=${leaf}`)
    expect(
      includes(
        Buffer.from(leaf, 'hex'),
        proof['index'],
        head['size'],
        bytes(proof['proof']),
        Buffer.from(head['root'], 'hex'),
      ),
    ).toBe(true)
    const { body: list } = await call(server, '/log/heads?limit=2')
    expect(list['items'].map((h: { number: number }) => h.number)).toEqual([head['number'], head['number'] - 1])
    expect(list['next']).toBe(head['number'] - 1)
    const [, first] = list['items']
    const { body: consistency } = await call(server, `/log/consistency?first=${first.size}`)
    const sized = (h: { size: number; root: string }) => ({ size: h.size, root: Buffer.from(h.root, 'hex') })
    expect(continues(sized(first), sized(head as never), bytes(consistency['proof']))).toBe(true)
  })

  test('what is not there is not found, what makes no sense is refused', async () => {
    expect((await call(server, `/log/proof?leaf=${'ab'.repeat(32)}`)).status).toBe(404)
    expect((await call(server, '/log/proof?leaf=xyz')).status).toBe(422)
    expect((await call(server, '/log/consistency?first=5&second=3')).status).toBe(404)
    expect((await call(server, '/log/consistency?first=5&second=99999')).status).toBe(404)
    expect((await call(server, '/log/consistency?first=-1')).status).toBe(422)
  })

  test('with number and code the receipt comes by the API too; with a wrong code it does not', async () => {
    const { number, code, leaf } = await handIn()
    await later()
    const { body } = await call(server, '/requests/receipt', { body: { number, code } })
    expect(body).toMatchObject({ state: 'standing', leaf })
    expect(failing(body['file'])).toEqual([])
    const wrong = await call(server, '/requests/receipt', {
      body: { number, code: code === '000000' ? '000001' : '000000' },
    })
    expect(wrong.status).toBe(401)
  })

  test('nothing the log shows says whose request it is', async () => {
    const { id, number, code } = await handIn({ contact: { name: '李小满', phone: '13812340000' } })
    await later()
    const shown = await Promise.all(
      ['/log/head', '/log/heads', '/log/keys'].map(async (path) => JSON.stringify((await call(server, path)).body)),
    )
    for (const secret of [id, number, code, '李小满', '13812340000', '井水'])
      for (const text of shown) expect(text).not.toContain(secret)
  })
})

describe('heads kept elsewhere', () => {
  let kept: string
  beforeAll(async () => {
    await handIn()
    await later()
    kept = (await printHeads(server.house, [1], 'en')).lines.join('\n')
    for (let i = 0; i < 40; i++) await handIn()
    await later()
  })
  const check = (...files: string[]) => checkKept(server.house, [1], files, 'en')

  test('fit as long as nothing before them was changed', async () => {
    const page = saved(`清和日报\n\n${kept}\n天气：晴`, 'newspaper.txt')
    expect(await check(page)).toMatchObject({ well: true })
    const now = (await printHeads(server.house, [1], 'en')).lines.join('\n')
    expect(await check(page, saved(now, 'now.txt'))).toMatchObject({ well: true })
  })

  test('that are none, of another log, or signed by another are named', async () => {
    const head = headsIn(kept)[0] as SignedHead
    const of = async (note: string) => (await check(saved(note, 'head.txt'))).lines.at(-1)
    expect(await of('nothing')).toContain('holds no head')
    expect(await of(noteOf({ ...head, origin: 'lianxin/elsewhere' }))).toContain('a log that is not here')
    expect(await of(noteOf({ ...head, size: 1 }))).toContain('signed by no key')
  })

  test('after the log was rolled back, or rewritten with everything signed anew, the first that does not fit is named', async () => {
    const [good, bad] = [
      saved(kept, 'good.txt'),
      saved((await printHeads(server.house, [1], 'en')).lines.join('\n'), 'bad.txt'),
    ]
    await owner.query('begin; set local session_replication_role = replica')
    const { rows } = await owner.query('select max(number) as n, max(size) as size from log_heads')
    await owner.query('savepoint whole')
    // the newest page and all it covers taken back
    await owner.query('delete from log_heads where number = $1', [rows[0].n])
    await owner.query('commit')
    const gone = await check(good, bad)
    expect(gone.well).toBe(false)
    expect(gone.lines.at(-1)).toContain('covers')
    // a leaf before both changed, with every node over it
    await owner.query('begin; set local session_replication_role = replica')
    await owner.query('update log_leaves set leaf = sha256(leaf) where index = 0')
    await owner.query(`update log_nodes set hash = sha256(hash) where index = 0`)
    await owner.query('commit')
    const rewritten = await check(good, bad)
    expect(rewritten.well).toBe(false)
    expect(rewritten.lines).toHaveLength(1)
    expect(rewritten.lines[0]).toContain('good.txt')
    expect(rewritten.lines[0]).toContain('does not fit')
  })
})
