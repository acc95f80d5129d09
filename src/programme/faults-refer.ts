/** Whether a code that is pointed to is declared, and a trait is one of the right sort. */
import type { Programme } from './model.ts'
import { type Found, type Nameable, nearest, type Path, sideText, whatText } from './say.ts'
import type { SideOf } from './ties.ts'

export const listOf = {
  'org-kind': 'orgKinds',
  role: 'roles',
  trait: 'traits',
  category: 'categories',
  nature: 'natures',
  'place-kind': 'placeKinds',
  'tie-kind': 'tieKinds',
  'record-kind': 'recordKinds',
  duty: 'duties',
  pot: 'pots',
  completeness: 'completeness',
} as const satisfies Record<Nameable, keyof Programme>

/** One fault for each code that is not declared; `alone` when the path names the code itself and no list of them. */
export function refers(p: Programme, what: Nameable, codes: readonly string[], path: Path, alone = false): Found[] {
  const known = p[listOf[what]]
  return codes.flatMap((code, i): Found[] => {
    if (Object.hasOwn(known, code)) return []
    const near = nearest(code, Object.keys(known))
    const params = { what: whatText(what), code, list: listOf[what] }
    return [
      {
        path: alone ? path : [...path, i],
        ...(near ? { wrong: 'unknown-near', params: { ...params, near } } : { wrong: 'unknown', params }),
      },
    ]
  })
}

export function traitsFit(p: Programme, codes: readonly string[], of: SideOf, path: Path, alone = false): Found[] {
  return [
    ...refers(p, 'trait', codes, path, alone),
    ...codes.flatMap((code, i): Found[] => {
      const trait = p.traits[code]
      return trait && trait.of !== of
        ? [
            {
              path: alone ? path : [...path, i],
              wrong: 'trait-of',
              params: { code, of: sideText(trait.of), here: sideText(of) },
            },
          ]
        : []
    }),
  ]
}
