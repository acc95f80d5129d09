/** Reads a scheme file with the files it uses, checks it whole, and names line, path and remedy of everything wrong. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { referenceFaults } from './faults.ts'
import { ProgrammeFile } from './file.ts'
import { isMap, lay, likened, type Raw, toTakeOver } from './merge.ts'
import { Programme } from './model.ts'
import { type Fault, type Found, faultLine, worded } from './say.ts'
import { placeOf, type Source } from './where.ts'
import { shapeFaults } from './zod-faults.ts'

/** The text of a file by its code, or nothing when there is none: `mechanism` for `mechanism.yaml`. */
export type ReadUsed = (code: string) => string | undefined
type With = { readUsed?: ReadUsed | undefined }
/** What was read: the scheme when it is whole, else every fault found. */
export type Read = { programme: Programme; faults: [] } | { programme?: undefined; faults: Fault[] }

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
  const unreadable = (detail: string, line = 1) =>
    fault({ path: [], wrong: 'yaml', params: { detail: firstLine(detail) } }, line)
  for (const e of doc.errors) unreadable(e.message, e.linePos?.[0].line)
  if (doc.errors.length) return undefined
  let raw: unknown
  try {
    raw = doc.toJS()
  } catch (error) {
    // an alias to nothing, or one that would unfold without end
    unreadable((error as Error).message)
    return undefined
  }
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
    if (used) lay(merged, toTakeOver(used))
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

const firstLine = (text: string) => text.split('\n')[0] ?? ''
