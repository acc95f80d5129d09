/** A scheme file laid over the files it uses: which words are taken over, and kinds of records like another. Pure. */
import type { Found } from './say.ts'

export type Raw = Record<string, unknown>
export const isMap = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a file obliges stays its own: whoever uses it takes over its words, not its duties. */
const kept: readonly string[] = [
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
]
export const toTakeOver = (used: Raw): Raw =>
  Object.fromEntries(Object.entries(used).filter(([key]) => !kept.includes(key)))

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
export function lay(under: Raw, over: Raw) {
  for (const [key, value] of Object.entries(over)) {
    const before = under[key]
    under[key] = byCode.includes(key) && isMap(before) && isMap(value) ? { ...before, ...value } : value
  }
}

/** Kinds of records like another, filled in from it. */
export function likened(kinds: Raw, fault: (found: Found) => void): Raw {
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
