/** A request about an official or a unit: whether its words suggest one, and who is one level above those complained about. Pure. */
import type { Programme } from '../programme/model.ts'
import { type Level, levels } from '../programme/vocabulary.ts'
import type { Facts } from './lifecycle.ts'

/** A place of somebody complained about: the unit itself, or one where the person holds a post today. */
export type Place = { readonly orgId: string; readonly chain: readonly string[]; readonly level: Level }

/** Whether these words may be about an official or a unit. A suggestion only: a person marks, never the system. */
export function suggestAbout(scheme: Pick<Programme, 'about'>, words: string): boolean {
  const plain = words.normalize('NFKC').toLowerCase()
  return scheme.about.words.some((w) => plain.includes(w.toLowerCase()))
}

/**
 * The level one above the highest of them on this village's ladder, whose org stands above every one of them:
 * for somebody of another town that is the county. Undefined when nobody is above: it is about the top.
 */
export function levelAbove(ladder: Facts['ladder'], places: readonly Place[]): Level | undefined {
  const highest = Math.max(...places.map((p) => levels.indexOf(p.level)))
  const above = (org: string | undefined) =>
    org !== undefined && places.every((p) => p.orgId !== org && p.chain.includes(org))
  return levels.find((level, i) => i > highest && above(ladder[level]))
}

/** What the resident is told of confidentiality: kept above those complained about, or passed to the discipline office. */
export const confidentialityOf = (hiddenFrom: readonly string[], ladder: Facts['ladder']) =>
  hiddenFrom.length === 0 ? null : ladder.county && hiddenFrom.includes(ladder.county) ? 'discipline' : 'kept'
