/** Reads a scheme file with the files it uses, and names line and path of what is wrong. */
import { readFileSync } from 'node:fs'
import { LineCounter, parse, parseDocument } from 'yaml'
import { z } from 'zod'
import { type LocalText, limitFor, Programme } from './model.ts'
import { officerFaults } from './officers.ts'
import { clocks, levels } from './vocabulary.ts'

/** The text of a file by its code, or nothing when there is none: `mechanism` for `mechanism.yaml`. */
export type ReadUsed = (code: string) => string | undefined
type With = { readUsed?: ReadUsed | undefined }
export type Fault = { file: string; line: number; path: string; message: LocalText; remedy: LocalText }
/** What was read: the scheme when it is whole, else every fault found. */
export type Read = { programme: Programme; faults: [] } | { programme?: undefined; faults: Fault[] }

type Raw = Record<string, unknown>
const isMap = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
/** What a file obliges stays its own. */
const kept = ['duties', 'bundles', 'ledgers', 'completeness', 'programme', 'title', 'source', 'starts', 'ends', 'uses']

function lay(under: Raw, over: Raw) {
  for (const [key, value] of Object.entries(over)) {
    const before = under[key]
    under[key] = isMap(before) && isMap(value) ? { ...before, ...value } : value
  }
}
/** The file's own maps over those of the files it uses. */
function withUsed(own: unknown, readUsed: ReadUsed, missing: string[]): unknown {
  if (!isMap(own) || !Array.isArray(own['uses'])) return own
  const merged: Raw = {}
  for (const code of own['uses']) {
    const text = readUsed(String(code))
    if (text === undefined) missing.push(String(code))
    const used = withUsed(parse(text ?? ''), readUsed, missing)
    if (isMap(used)) lay(merged, Object.fromEntries(Object.entries(used).filter(([key]) => !kept.includes(key))))
  }
  lay(merged, own)
  return merged
}

export function readProgramme(source: string, name: string, { readUsed }: With = {}): Read {
  const lines = new LineCounter()
  const doc = parseDocument(source, { lineCounter: lines })
  const fault = (line: number, path: string, message: string): Fault => ({
    file: name,
    line,
    path,
    message: { 'zh-CN': message, en: message },
    remedy: { 'zh-CN': '', en: '' },
  })
  if (doc.errors.length)
    return { faults: doc.errors.map((e) => fault(e.linePos?.[0].line ?? 1, '', e.message.split('\n')[0] ?? '')) }
  const where = (path: readonly PropertyKey[]) => {
    for (let n = path.length; n > 0; n--) {
      const node = doc.getIn(path.slice(0, n) as (string | number)[], true) as
        | { range?: [number, number, number] }
        | undefined
      if (node?.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  const missing: string[] = []
  const raw = readUsed ? withUsed(doc.toJS(), readUsed, missing) : doc.toJS()
  if (missing.length) return { faults: missing.map((code) => fault(where(['uses']), 'uses', `no file "${code}"`)) }
  const parsed = Programme.safeParse(raw)
  if (!parsed.success) {
    const chinese = Programme.safeParse(raw, { error: z.locales.zhCN().localeError }).error?.issues ?? []
    return {
      faults: parsed.error.issues.map((i, n) => {
        const said = fault(where(i.path), i.path.join('.'), i.message)
        return { ...said, message: { ...said.message, 'zh-CN': chinese[n]?.message ?? i.message } }
      }),
    }
  }
  for (const clock of clocks)
    for (const level of levels) limitFor(parsed.data, { clock, level, urgency: 'ordinary', category: null })
  const unknown = Object.entries(parsed.data.roles).flatMap(([role, r]) =>
    r.at
      .filter((kind) => !parsed.data.orgKinds[kind])
      .map((kind) =>
        fault(where(['roles', role, 'at']), `roles.${role}.at`, `no org kind "${kind}"; declare it under orgKinds`),
      ),
  )
  unknown.push(...officerFaults(parsed.data.roles).map((said) => fault(1, said.split(':')[0] ?? '', said)))
  return unknown.length ? { faults: unknown } : { programme: parsed.data, faults: [] }
}

/** The scheme in this YAML text. Throws an error whose message lists every fault with its line. */
export function parseProgramme(source: string, name: string, how: With = {}): Programme {
  const { programme, faults } = readProgramme(source, name, how)
  if (!programme) throw new Error(faults.map((f) => `${f.file}:${f.line} ${f.path}: ${f.message.en}`).join('\n'))
  return programme
}

export const loadProgramme = (file: string) => parseProgramme(readFileSync(file, 'utf8'), file)
