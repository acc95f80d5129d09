/** Reads a scheme file as somebody gave it: what it says, or every fault with line, place and remedy, in the reader's language. */
import type { z } from 'zod'
import type { Language } from '../kernel/app.ts'
import { type ReadUsed, readProgramme } from '../programme/load.ts'
import type { Programme } from '../programme/model.ts'
import type { Fault } from './model.ts'

export type FaultView = z.input<typeof Fault>
export type ReadFile = { readonly scheme: Programme } | { readonly scheme?: undefined; readonly faults: FaultView[] }

/** What the file itself is called while it has no name: a fault in one it uses is told with that one's. */
const own = '.'

export function readSchemeFile(source: string, readUsed: ReadUsed, language: Language): ReadFile {
  const { programme, faults } = readProgramme(source, own, { readUsed })
  if (programme) return { scheme: programme }
  return {
    faults: faults.map(({ file, line, path, message, remedy }) => ({
      line: file === own ? line : null,
      path: file === own ? path : `${file}:${line} ${path}`,
      says: message[language],
      remedy: remedy[language],
    })),
  }
}
