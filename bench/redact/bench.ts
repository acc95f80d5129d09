/** Suggestions for masking: right and missed by the hand-made table, then how many spans of each kind in files of messages (`-- redact FILE…`). */
import { readFileSync } from 'node:fs'
import { type Kind, kinds } from '../../src/cases/redact/kinds.ts'
import { findPersonal } from '../../src/cases/redact/suggest.ts'
import { cases } from '../../src/cases/redact/suggest-cases.ts'

type Line = { body?: unknown; title?: unknown; reply?: unknown; answer?: unknown }
const share = (part: number, of: number) => (of ? Math.round((1000 * part) / of) / 10 : 100)

export async function bench(files: string[]) {
  const table = { right: 0, found: 0, there: 0 }
  for (const [text, ...expected] of Object.values(cases).flat()) {
    const found = findPersonal(text).map((s) => `${s.kind} ${s.text}`)
    table.right += found.filter((f) => expected.includes(f)).length
    table.found += found.length
    table.there += expected.length
  }
  const counts = Object.fromEntries(kinds.map((k) => [k, 0])) as Record<Kind, number>
  let texts = 0
  let marked = 0
  let characters = 0
  const started = performance.now()
  for (const file of files)
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (!line) continue
      const { title, body, reply, answer } = JSON.parse(line) as Line
      const text = [title, body, reply, answer].filter((x) => typeof x === 'string').join('\n')
      const spans = findPersonal(text)
      for (const span of spans) counts[span.kind]++
      texts++
      if (spans.length) marked++
      characters += text.length
    }
  const seconds = (performance.now() - started) / 1000
  return {
    bench: 'redact',
    table: { precision: share(table.right, table.found), recall: share(table.right, table.there), spans: table.there },
    texts,
    marked,
    ...counts,
    perSecond: texts ? Math.round(texts / seconds) : 0,
    characters,
  }
}
