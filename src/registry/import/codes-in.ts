/** Traits as they are written into one cell: several names beside each other, as the scheme calls them. Pure. */
import type { Programme } from '../../programme/model.ts'
import { nameOf } from './cells.ts'
import type { Cell } from './model.ts'
import { codeNamed } from './units-plan.ts'

/** The codes; undefined where the cell is empty: what is there stays. `unknown` is the first word the scheme does not have. */
export function codesIn(
  traits: Programme['traits'],
  of: Programme['traits'][string]['of'],
  cell: Cell,
): { codes?: string[]; unknown?: string } {
  const words = nameOf(cell)
    .split(/[、,，;；/]/)
    .map((word) => word.trim())
    .filter(Boolean)
  if (!words.length) return {}
  const own = Object.fromEntries(Object.entries(traits).filter(([, trait]) => trait.of === of))
  const codes: string[] = []
  for (const word of words) {
    const code = codeNamed(own, word)
    if (!code) return { unknown: word }
    if (!codes.includes(code)) codes.push(code)
  }
  return { codes }
}
