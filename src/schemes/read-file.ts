/** Reads a scheme file as somebody gave it: what it says, or every fault with line, place and remedy. */
import type { Language } from '../kernel/app.ts'
import { t } from '../kernel/texts.ts'
import { parseProgramme } from '../programme/load.ts'
import type { Programme } from '../programme/model.ts'

export type Fault = {
  /** Null: of the file as a whole. */
  readonly line: number | null
  /** Where in the file: `duties.days-in-village.per`. */
  readonly path: string
  readonly says: string
}
export type ReadFile = { readonly scheme: Programme; readonly faults: [] } | { readonly faults: readonly Fault[] }

/** `name:12 duties.x.per: what is wrong`, as the checks of a file write it. */
const written = /^(?::(?<line>\d+))?:? ?(?:(?<path>[\w.-]+): )?(?<says>.*)$/s

const faultOf = (line: string, name: string): Fault => {
  const said = (line.startsWith(name) ? line.slice(name.length) : line).match(written)?.groups ?? {}
  return { line: said['line'] ? Number(said['line']) : null, path: said['path'] ?? '', says: said['says'] ?? line }
}

export function readSchemeFile(
  source: string,
  readUsed: (code: string) => string,
  language: Language,
  name = t(language, 'programme.file'),
): ReadFile {
  try {
    return { scheme: parseProgramme(source, name, { readUsed }), faults: [] }
  } catch (error) {
    return { faults: (error as Error).message.split('\n').map((line) => faultOf(line, name)) }
  }
}
