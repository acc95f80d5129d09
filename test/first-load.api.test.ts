/** What a browser loads before the inbox can be worked with: bounded, as county offices have lines of two megabits. And how it is sent. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { buildConsole } from '../src/kernel/console-build.ts'
import { replyJson } from '../src/kernel/http/smaller-json.ts'
import { testDatabase } from './database.ts'
import { aServer } from './server.ts'

const server = aServer(testDatabase())
const folder = join(import.meta.dirname, '../dist/console')
type Part = { file: string; css?: string[]; imports?: string[] }
let parts: Record<string, Part>
beforeAll(async () => {
  await buildConsole()
  parts = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))
}, 120_000)

/** Everything these parts stand on, and they themselves. */
function filesOf(names: readonly string[]): string[] {
  const files = new Set(['index.html'])
  const seen = new Set<string>()
  const add = (name: string) => {
    const part = parts[name]
    if (!part) throw new Error(`the build has no ${name}`)
    if (seen.has(name)) return
    seen.add(name)
    for (const file of [part.file, ...(part.css ?? [])]) files.add(file)
    part.imports?.forEach(add)
  }
  names.forEach(add)
  return [...files]
}
const sent = (file: string, ending: '.br' | '.gz') =>
  statSync(existsSync(join(folder, file + ending)) ? join(folder, file + ending) : join(folder, file)).size
const kilobytes = (files: readonly string[], ending: '.br' | '.gz') =>
  files.reduce((sum, file) => sum + sent(file, ending), 0) / 1024

test('the first load of the inbox with a case beside it stays below 350 KB, texts of one language included', () => {
  const texts = Object.keys(parts).filter((name) => name.includes('texts/zh-CN/'))
  expect(texts.length).toBeGreaterThan(5)
  const files = filesOf(['index.html', ...texts, 'inbox/InboxPage.tsx', 'case/CasePage.tsx'])
  expect(kilobytes(files, '.br')).toBeLessThan(350)
})

const ask = (path: string, headers: Record<string, string> = {}) => server.app.request(`/desk/${path}`, { headers })

test('sent as it was compressed at build time, in the form the browser takes', async () => {
  const entry = parts['index.html']?.file ?? ''
  const whole = readFileSync(join(folder, entry))
  const of = async (accepted: string) => {
    const reply = await ask(entry, { 'accept-encoding': accepted })
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) }
  }
  const br = await of('gzip, deflate, br, zstd')
  expect(br.reply.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(br.bytes).equals(whole)).toBe(true)
  const gz = await of('gzip, br;q=0')
  expect(gz.reply.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(gz.bytes).equals(whole)).toBe(true)
  const plain = await of('identity')
  expect(plain.reply.headers.get('content-encoding')).toBeNull()
  expect(plain.bytes.equals(whole)).toBe(true)
  for (const { reply } of [br, gz, plain]) {
    expect(reply.headers.get('vary')?.toLowerCase()).toContain('accept-encoding')
    expect(reply.headers.get('cache-control')).toContain('immutable')
  }
  expect(new Set([br, gz, plain].map(({ reply }) => reply.headers.get('etag'))).size).toBe(3)
})

test('what a browser has already is not sent again; an address of the desk that names no file gets the page', async () => {
  const first = await ask('cases?late=true', { 'accept-encoding': 'br' })
  expect(first.headers.get('content-type')).toContain('text/html')
  expect(first.headers.get('cache-control')).toBe('no-cache')
  const again = await ask('inbox', { 'accept-encoding': 'br', 'if-none-match': first.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
  expect((await ask('..%2f..%2fpackage.json')).headers.get('content-type')).toContain('text/html')
})

test('a long reply of the API is sent as gzip to whoever takes it, and says so', async () => {
  const long = { items: Array.from({ length: 500 }, (_, n) => ({ n, words: '水渠塌了' })) }
  const app = new Hono().get('/', (ctx) => replyJson(ctx, long, 200))
  const sent = await app.request('/', { headers: { 'accept-encoding': 'br, gzip' } })
  expect(sent.headers.get('content-encoding')).toBe('gzip')
  expect(sent.headers.get('vary')).toBe('accept-encoding')
  expect(JSON.parse(gunzipSync(Buffer.from(await sent.arrayBuffer())).toString('utf8'))).toEqual(long)
  const plain = await app.request('/', { headers: { 'accept-encoding': 'gzip;q=0' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.json()).toEqual(long)
})
