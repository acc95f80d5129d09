/** Reads a scheme file with the files it uses, checks it whole, and names line, path and remedy of everything wrong. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { referenceFaults } from './faults.ts'
import { ProgrammeFile } from './file.ts'
import { Programme } from './model.ts'
import { type Fault, type Found, faultLine, type Path, worded } from './say.ts'
import { shapeFaults } from './zod-faults.ts'

/** The text of a file by its code, or nothing when there is none: `mechanism` for `mechanism.yaml`. */
export type ReadUsed = (code: string) => string | undefined
type With = { readUsed?: ReadUsed | undefined }
/** What was read: the scheme when it is whole, else every fault found. */
export type Read = { programme: Programme; faults: [] } | { programme?: undefined; faults: Fault[] }

/** What a file obliges stays its own: whoever uses it takes over its words, not its duties. */
const kept = [
  'duties',
  'bundles',
  'ledgers',
  'completeness',
  'programme',
  'title',
  'source',
  'starts',
  'ends',
  'uses',
] as const

type Source = { name: string; doc: Document.Parsed; lines: LineCounter }
type Raw = Record<string, unknown>
const isMap = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

export function readProgramme(source: string, name: string, { readUsed }: With = {}): Read {
  const sources: Source[] = []
  const faults: Fault[] = []
  const raw = gather(source, name, readUsed ?? (() => undefined), sources, faults, [])
  if (!raw || faults.length) return { faults }
  const at = (found: Found): Fault => ({
    ...placeOf(found.path, sources),
    path: found.path.join('.'),
    ...worded(found),
  })
  const parsed = Programme.safeParse(raw)
  if (!parsed.success) return { faults: shapeFaults(Programme, raw, parsed.error.issues).map(at) }
  const found = referenceFaults(parsed.data)
  return found.length ? { faults: found.map(at) } : { programme: parsed.data, faults: [] }
}

/** Everything wrong with this text; nothing when it is a scheme. */
export const faultsOf = (source: string, name: string, how: With = {}): Fault[] =>
  readProgramme(source, name, how).faults

/** The scheme in this YAML text. Throws an error whose message lists every fault with its line. */
export function parseProgramme(source: string, name: string, how: With = {}): Programme {
  const { programme, faults } = readProgramme(source, name, how)
  if (!programme) throw new Error(faults.map((f) => faultLine(f)).join('\n'))
  return programme
}

/** Files named under `uses` are looked for beside it. */
export const loadProgramme = (file: string) =>
  parseProgramme(readFileSync(file, 'utf8'), file, { readUsed: beside(file) })
export const beside =
  (file: string): ReadUsed =>
  (code) => {
    const path = join(dirname(file), `${basename(code)}.yaml`)
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }

/** The file's maps over those of the files it uses; what it says itself wins, entry by entry. */
function gather(
  source: string,
  name: string,
  readUsed: ReadUsed,
  sources: Source[],
  faults: Fault[],
  by: readonly string[],
): Raw | undefined {
  const lines = new LineCounter()
  const doc = parseDocument(source, { lineCounter: lines })
  const own: Source = { name, doc, lines }
  sources.push(own)
  const fault = (found: Found, line = placeOf(found.path, [own]).line) => {
    faults.push({ file: name, line, path: found.path.join('.'), ...worded(found) })
  }
  for (const e of doc.errors)
    fault({ path: [], wrong: 'yaml', params: { detail: firstLine(e.message) } }, e.linePos?.[0].line ?? 1)
  if (doc.errors.length) return undefined
  const raw: unknown = doc.toJS()
  if (!isMap(raw)) {
    fault({ path: [], wrong: 'not-a-map' })
    return undefined
  }
  const uses = Array.isArray(raw['uses']) ? raw['uses'].filter((u) => typeof u === 'string') : []
  // only its own words are measured here: what is missing may be in a file it uses
  const shape = ProgrammeFile.safeParse(raw)
  if (uses.length && !shape.success) {
    for (const found of shapeFaults(ProgrammeFile, raw, shape.error.issues)) fault(found)
    return undefined
  }
  const merged: Raw = {}
  for (const [i, code] of uses.entries()) {
    if (by.includes(code) || code === raw['programme']) {
      fault({ path: ['uses', i], wrong: 'used-circle', params: { code } })
      continue
    }
    const text = textOf(readUsed, code)
    if (text === undefined) {
      fault({ path: ['uses', i], wrong: 'used-missing', params: { code } })
      continue
    }
    const used = gather(text, `${code}.yaml`, readUsed, sources, faults, [...by, String(raw['programme'])])
    if (used)
      lay(
        merged,
        Object.fromEntries(Object.entries(used).filter(([key]) => !kept.includes(key as (typeof kept)[number]))),
      )
  }
  lay(merged, raw)
  if (isMap(merged['recordKinds'])) merged['recordKinds'] = likened(merged['recordKinds'], fault)
  return merged
}

/** Whoever reads may also throw where there is none. */
function textOf(readUsed: ReadUsed, code: string): string | undefined {
  try {
    return readUsed(code)
  } catch {
    return undefined
  }
}

/** Maps by code are joined entry by entry; all else is replaced. Settings that hang together, as those of sign-in, stay whole. */
const byCode = [
  'levels',
  'orgKinds',
  'roles',
  'channels',
  'categories',
  'natures',
  'declineGrounds',
  'traits',
  'placeKinds',
  'tieKinds',
  'recordKinds',
  'pots',
]
function lay(under: Raw, over: Raw) {
  for (const [key, value] of Object.entries(over)) {
    const before = under[key]
    under[key] = byCode.includes(key) && isMap(before) && isMap(value) ? { ...before, ...value } : value
  }
}

/** Kinds of records like another, filled in from it. */
function likened(kinds: Raw, fault: (found: Found) => void): Raw {
  const whole = (code: string, on: readonly string[]): unknown => {
    const kind = kinds[code]
    if (!isMap(kind) || !('like' in kind)) return kind
    const { like, ...own } = kind
    if (typeof like !== 'string' || !isMap(kinds[like])) {
      fault({ path: ['recordKinds', code, 'like'], wrong: 'like-unknown', params: { code: String(like) } })
      return own
    }
    if (on.includes(like)) {
      fault({ path: ['recordKinds', code, 'like'], wrong: 'like-circle', params: { code: like } })
      return own
    }
    const { quote: _, ...other } = whole(like, [...on, code]) as Raw
    return { ...other, ...own }
  }
  return Object.fromEntries(Object.keys(kinds).map((code) => [code, whole(code, [])]))
}

/** The file and line where this path, or what is nearest above it, was written. */
function placeOf(path: Path, sources: readonly Source[]): { file: string; line: number } {
  for (let n = path.length; n > 0; n--)
    for (const { name, doc, lines } of sources) {
      const node = nodeAt(doc, path.slice(0, n))
      if (node) return { file: name, line: lines.linePos(node).line }
    }
  return { file: sources[0]?.name ?? '', line: 1 }
}
function nodeAt(doc: Document.Parsed, path: Path): number | undefined {
  const parent = path.length > 1 ? doc.getIn(path.slice(0, -1), true) : doc.contents
  // a key's own line, not that of its value further down
  if (parent && typeof parent === 'object' && 'items' in parent)
    for (const item of parent.items as { key?: { value?: unknown; range?: [number, number, number] | null } }[])
      if (item.key && String(item.key.value) === String(path.at(-1)) && item.key.range) return item.key.range[0]
  const node = doc.getIn(path, true) as { range?: [number, number, number] } | undefined
  return node?.range?.[0]
}
const firstLine = (text: string) => text.split('\n')[0] ?? ''
