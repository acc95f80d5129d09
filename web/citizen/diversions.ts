/** Other doors a resident's words may need: danger first, each shown once, none barring the way. */
import type { Programme } from '../../src/programme/model.ts'

export type Diversion = Programme['diversions'][number]

/** The doors these words point to, danger to life before all others. */
export function diversionsFor(scheme: Pick<Programme, 'diversions'>, words: string): Diversion[] {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ \t\n]+/g, ' ')
  const found = scheme.diversions.filter((d) => d.words.some((w) => plain.includes(w.toLowerCase())))
  return [...found.filter((d) => d.kind === 'danger'), ...found.filter((d) => d.kind !== 'danger')]
}

/** The next one not yet shown. */
export const nextDiversion = (scheme: Pick<Programme, 'diversions'>, words: string, shown: readonly string[]) =>
  diversionsFor(scheme, words).find((d) => !shown.includes(d.code))
