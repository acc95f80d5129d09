/** The coverage of the five documents: quotes are theirs, in their order, and nothing points to nothing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { danglingIn, documents, pages, partOf, place, type Row, rowsOf, schemes } from './coverage-rows.ts'

const root = join(import.meta.dirname, '../..')
/** The documents themselves are not part of this repository. */
const source = [process.env['LIANXIN_SOURCES'], join(root, '../shared/seeds/five-documents.txt')].find(
  (file) => file && existsSync(file),
)
const whole = source ? readFileSync(source, 'utf8') : ''
const texts = whole.split(/^(?=第[一二三四五]篇:)/m).filter((text) => text.startsWith('第'))

const all = schemes()
const known = pages()

test('there are more than two hundred rows, and none twice', () => {
  const rows = documents.flatMap((name) => rowsOf(name).map((row) => `${name} ${row.quote}`))
  expect(rows.length).toBeGreaterThan(200)
  expect(new Set(rows).size).toBe(rows.length)
})

test.each(documents)('%s: every row points to something that is there', (name) => {
  expect(rowsOf(name).flatMap((row) => danglingIn(all, known, name, row))).toEqual([])
})

test.each(documents)('%s: whatever its scheme asks for is asked for by a sentence of a document', (name) => {
  const own = parse(readFileSync(join(root, 'programmes', `${name}.yaml`), 'utf8')) as Record<
    string,
    object | undefined
  >
  const named = new Set(
    documents.flatMap((n) => rowsOf(n).flatMap((row) => row.by.map(([kind, value]) => `${kind} ${value}`))),
  )
  const parts = ['duty', 'tie', 'bundle', 'ledger', 'pot', 'completeness', 'record'] as const
  const idle = parts.flatMap((part) =>
    Object.keys(own[partOf[part]] ?? {})
      .filter((code) => !named.has(`${part} ${code}`))
      .map((code) => `${part} ${code}`),
  )
  expect(idle).toEqual([])
})

test.each(documents)('%s: rows stand in the order of the document, and quotes that overlap agree', (name) => {
  const written = new Map<string, string>()
  let before = [0, 0]
  for (const row of rowsOf(name)) {
    const [line, character] = place(row)
    expect(
      line > (before[0] ?? 0) || (line === before[0] && character >= (before[1] ?? 0)),
      `${row.at} ${row.quote}`,
    ).toBe(true)
    before = [line, character]
    for (const [i, sign] of row.quote.split('').entries()) {
      const at = `${line}:${character + i}`
      expect(written.get(at) ?? sign, `${row.at} ${row.quote}`).toBe(sign)
      written.set(at, sign)
    }
  }
})

test.skipIf(!source)('each quote stands in its document, on its line', () => {
  expect(texts).toHaveLength(documents.length)
  for (const [n, name] of documents.entries()) {
    const lines = texts[n]?.split('\n') ?? []
    const wrong = rowsOf(name).filter((row: Row) => {
      const [line, character] = place(row)
      return !lines[line - 1]?.startsWith(row.quote, character - 1)
    })
    expect(wrong.map((row) => `${name} ${row.at} ${row.quote}`)).toEqual([])
  }
})

test.skipIf(!source)('each quote in a scheme file is in its document', () => {
  for (const [name, scheme] of all) {
    const n = documents.indexOf(name as (typeof documents)[number])
    const text = n < 0 ? whole : (texts[n] ?? '')
    const own = readFileSync(join(root, 'programmes', `${name}.yaml`), 'utf8')
    // what was taken over from another file is looked at there
    const wrong = quotesIn(scheme).filter((quote) => own.includes(`quote: ${quote}`) && !text.includes(quote))
    expect(wrong).toEqual([])
  }
})

test.runIf(!source)('the documents are not at hand: only the committed places of the quotes were checked', () => {
  expect(source).toBeUndefined()
})

function quotesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(quotesIn)
  if (!value || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'quote' && typeof inner === 'string' ? [inner] : quotesIn(inner),
  )
}
