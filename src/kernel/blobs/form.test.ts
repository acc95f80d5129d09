/** Forms as browsers send them, whole, odd, too big and broken off. */
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type FormFile, type FormRules, receiveForm } from './form.ts'
import { UploadRefused } from './refused.ts'

const address = 'http://localhost/report'
const post = (body: FormData | URLSearchParams | string, headers?: Record<string, string>) =>
  new Request(address, { method: 'POST', body, ...(headers && { headers }) })

const read = async ({ field, filename, stream }: FormFile) => ({
  field,
  filename,
  bytes: Buffer.concat(await stream.toArray()).toString(),
})
const rules = { maxFiles: 3, onFile: read }

async function refusal<T>(req: Request, rules: FormRules<T>): Promise<UploadRefused> {
  const error = await receiveForm(req, rules).then(
    () => undefined,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(UploadRefused)
  return error as UploadRefused
}

function form(...parts: [string, string | { name: string; bytes: string | Buffer }][]) {
  const data = new FormData()
  for (const [field, value] of parts)
    if (typeof value === 'string') data.append(field, value)
    else data.append(field, new Blob([new Uint8Array(Buffer.from(value.bytes))]), value.name)
  return data
}

/** A body that comes in pieces, and may break off. */
function inPieces(pieces: (string | Error)[], boundary = 'x') {
  let i = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await setTimeout(2)
      const piece = pieces[i++]
      if (piece === undefined) controller.close()
      else if (piece instanceof Error) controller.error(piece)
      else controller.enqueue(Buffer.from(piece))
    },
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return new Request(address, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
}
const filePart = (name: string, bytes: string) =>
  `--x\r\nContent-Disposition: form-data; name="photos"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n${bytes}`

describe('read', () => {
  test('fields, several of one name, and files with Chinese names', async () => {
    const req = post(
      form(['words', '村口的路\r\n塌了'], ['tag', 'a'], ['photos', { name: '道路.jpg', bytes: 'one' }], ['tag', 'b']),
    )
    const { fields, files } = await receiveForm(req, rules)
    expect([...fields]).toEqual([
      ['words', ['村口的路\r\n塌了']],
      ['tag', ['a', 'b']],
    ])
    expect(files).toEqual([{ field: 'photos', filename: '道路.jpg', bytes: 'one' }])
  })

  test('a form without files, as a browser sends it', async () => {
    const { fields, files } = await receiveForm(post(new URLSearchParams({ words: '路灯 不亮' })), rules)
    expect([fields.get('words'), files]).toEqual([['路灯 不亮'], []])
  })

  test('file inputs left empty are passed over, more of them than files are allowed', async () => {
    const empty = ['photos', { name: '', bytes: '' }] as [string, { name: string; bytes: string }]
    const req = inPieces([
      ...Array.from({ length: 8 }, () => `${filePart('', '')}\r\n`),
      `${filePart('a.jpg', 'one')}\r\n--x--\r\n`,
    ])
    expect((await receiveForm(req, rules)).files.map((f) => f.filename)).toEqual(['a.jpg'])
    expect((await receiveForm(post(form(empty)), rules)).files).toEqual([])
  })

  test('names that mean something to JavaScript are only names', async () => {
    const { fields } = await receiveForm(post(form(['__proto__', 'x'], ['constructor', 'y'])), rules)
    expect([fields.get('__proto__'), fields.get('constructor')]).toEqual([['x'], ['y']])
  })

  test('one file at a time: the next waits, however long the first takes', async () => {
    let now = 0
    let most = 0
    const onFile = async (file: FormFile) => {
      most = Math.max(most, ++now)
      const { bytes } = await read(file)
      await setTimeout(10)
      now--
      return bytes.length
    }
    const big = Buffer.alloc(300_000, 97)
    const files = ['a', 'b', 'c'].map(
      (name) => ['photos', { name, bytes: big }] as [string, { name: string; bytes: Buffer }],
    )
    const result = await receiveForm(post(form(...files, ['words', 'last'])), { maxFiles: 3, onFile })
    expect([most, result.files, result.fields.get('words')]).toEqual([1, [300_000, 300_000, 300_000], ['last']])
  })

  test('a file left unread or destroyed holds nothing up', async () => {
    const big = { name: 'a.jpg', bytes: Buffer.alloc(3_000_000) }
    const leave = async () => 'left'
    const destroy = async ({ stream }: { stream: Readable }) => {
      for await (const _ of stream) break
      stream.destroy()
      return 'destroyed'
    }
    for (const onFile of [leave, destroy]) {
      const { files, fields } = await receiveForm(post(form(['photos', big], ['photos', big], ['words', 'x'])), {
        maxFiles: 2,
        onFile,
      })
      expect([files.length, fields.get('words')]).toEqual([2, ['x']])
    }
  })
})

describe('refused', () => {
  const photo = (name: string) =>
    ['photos', { name, bytes: 'x'.repeat(100_000) }] as [string, { name: string; bytes: string }]

  test('a file too many, and everything typed is still there, what came after it too', async () => {
    const taken: string[] = []
    const error = await refusal(post(form(['words', 'a'], photo('1'), photo('2'), photo('3'), ['place', 'b'])), {
      maxFiles: 2,
      onFile: async (file) => taken.push((await read(file)).filename),
    })
    expect([error.code, error.params, error.input, error.status]).toEqual(['file.count', { max: 2 }, 'photos', 422])
    expect([...error.typed]).toEqual([
      ['words', ['a']],
      ['place', ['b']],
    ])
    expect(taken).toEqual(['1', '2'])
  })

  test('a file its taker refuses: the first reason counts, later files are not even offered', async () => {
    let offered = 0
    const error = await refusal(post(form(photo('1'), photo('2'), ['words', 'a'])), {
      maxFiles: 5,
      onFile: async () => {
        offered++
        throw new UploadRefused('file.type', { name: '1' })
      },
    })
    expect([error.code, error.input, error.typed.get('words'), offered]).toEqual(['file.type', 'photos', ['a'], 1])
  })

  test('what goes wrong on our side is no refusal', async () => {
    const onFile = async () => {
      throw new Error('disk full')
    }
    await expect(receiveForm(post(form(photo('1'))), { maxFiles: 1, onFile })).rejects.toThrow('disk full')
  })

  test('a field beyond 64 KB', async () => {
    expect((await refusal(post(form(['words', 'x'.repeat(64 * 1024 + 1)])), rules)).code).toBe('body.too-large')
    const just = await receiveForm(post(form(['words', 'x'.repeat(64 * 1024)])), rules)
    expect(just.fields.get('words')?.[0]).toHaveLength(64 * 1024)
  })

  test('hundreds of fields', async () => {
    const many = Array.from({ length: 300 }, (_, i) => [`f${i}`, 'x'] as [string, string])
    expect((await refusal(post(form(...many)), rules)).code).toBe('body.too-large')
  })

  test('a body beyond the limit is cut off, whatever it holds', async () => {
    const req = inPieces([filePart('a.jpg', 'x'.repeat(100_000)), 'x'.repeat(100_000), '\r\n--x--\r\n'])
    const error = await refusal(req, { ...rules, maxBytes: 150_000 })
    expect(error.code).toBe('body.too-large')
  })

  test.each([
    ['no form', 'application/json', '{}'],
    ['no boundary', 'multipart/form-data', '--x--'],
    ['a boundary that is not there', 'multipart/form-data; boundary=x', 'nothing of the kind'],
    ['a form that ends too early', 'multipart/form-data; boundary=x', filePart('a.jpg', 'half')],
    ['nothing', 'multipart/form-data; boundary=x', ''],
  ])('%s', async (_name, type, body) => {
    expect((await refusal(post(body, { 'content-type': type }), rules)).code).toBe('body.unreadable')
  })
})

describe('broken off', () => {
  test('in the middle of a file: its taker is told, and so is the caller', async () => {
    let told: unknown
    const onFile = (file: FormFile) =>
      read(file).catch((error: unknown) => {
        told = error
        throw error
      })
    const req = inPieces([filePart('a.jpg', 'half of the pic'), 'ture', new Error('the phone lost its signal')])
    expect((await refusal(req, { maxFiles: 1, onFile })).code).toBe('body.unreadable')
    expect(told).toBeInstanceOf(Error)
  })

  test('while the second file waits for the first', async () => {
    const onFile = async (file: FormFile) => {
      await setTimeout(20)
      return read(file)
    }
    const req = inPieces([`${filePart('a', 'one')}\r\n${filePart('b', 'two')}`, new Error('gone')])
    expect((await refusal(req, { maxFiles: 2, onFile })).code).toBe('body.unreadable')
  })

  test('by an abort', async () => {
    const leaving = new AbortController()
    const body = new ReadableStream({ start: (c) => c.enqueue(Buffer.from(filePart('a', 'half'))) })
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const init = { method: 'POST', body, headers, signal: leaving.signal, duplex: 'half' }
    const refused = refusal(new Request(address, init as RequestInit), rules)
    await setTimeout(5)
    leaving.abort()
    expect((await refused).code).toBe('body.unreadable')
  })
})
