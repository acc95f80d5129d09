/** Reads a scheme file, checks it whole, and names line, path and remedy when something is wrong. */
import { readFileSync } from 'node:fs'
import { LineCounter, parse, parseDocument } from 'yaml'
import { limitFor, Programme } from './model.ts'
import { officerFaults } from './officers.ts'
import { clocks, levels } from './vocabulary.ts'

type Reading = { readonly readUsed?: (code: string) => string }

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The file's own parts over those of the files it uses. */
function withUsed(own: unknown, readUsed: (code: string) => string): unknown {
  const uses = isMap(own) && Array.isArray(own['uses']) ? own['uses'] : []
  if (!isMap(own) || !uses.length) return own
  const merged: Record<string, unknown> = {}
  for (const code of uses) {
    const {
      programme: _,
      title: __,
      source: ___,
      uses: ____,
      ...parts
    } = parse(readUsed(String(code))) as object & Record<string, unknown>
    for (const [part, said] of Object.entries(parts))
      merged[part] = isMap(said) && isMap(merged[part]) ? { ...merged[part], ...said } : said
  }
  for (const [part, said] of Object.entries(own))
    merged[part] = isMap(said) && isMap(merged[part]) ? { ...merged[part], ...said } : said
  return merged
}

/** The scheme in this YAML text. Throws an error whose message lists every fault with its line. */
export function parseProgramme(source: string, name: string, { readUsed }: Reading = {}): Programme {
  const lines = new LineCounter()
  const doc = parseDocument(source, { lineCounter: lines })
  const faults = doc.errors.map((e) => `${name}: ${e.message}`)
  if (faults.length) throw new Error(faults.join('\n'))
  const parsed = Programme.safeParse(readUsed ? withUsed(doc.toJS(), readUsed) : doc.toJS())
  if (!parsed.success) {
    const where = (path: PropertyKey[]) => {
      for (let n = path.length; n > 0; n--) {
        const node = doc.getIn(path.slice(0, n) as (string | number)[], true) as
          | { range?: [number, number, number] }
          | undefined
        if (node?.range) return lines.linePos(node.range[0]).line
      }
      return 1
    }
    throw new Error(
      parsed.error.issues.map((i) => `${name}:${where(i.path)} ${i.path.join('.')}: ${i.message}`).join('\n'),
    )
  }
  for (const clock of clocks)
    for (const level of levels) limitFor(parsed.data, { clock, level, urgency: 'ordinary', category: null })
  const unknown = Object.entries(parsed.data.roles).flatMap(([role, r]) =>
    r.at
      .filter((kind) => !parsed.data.orgKinds[kind])
      .map((kind) => `${name}: roles.${role}.at: no org kind "${kind}"; declare it under orgKinds`),
  )
  unknown.push(...officerFaults(parsed.data.roles).map((fault) => `${name}: ${fault}`))
  if (unknown.length) throw new Error(unknown.join('\n'))
  return parsed.data
}

export const loadProgramme = (file: string) => parseProgramme(readFileSync(file, 'utf8'), file)
