/** What in a text could tell who somebody is: spans to be masked, suggested by rules, confirmed by a person. Pure. */
import { isHard, type Kind, kinds, type Span } from './kinds.ts'
import { findNames } from './names.ts'
import { type Found, findNumbers } from './numbers.ts'

/**
 * The text as the rules read it, one UTF-16 unit a code point, so that an index is a position: full-width digits and letters as plain
 * ones, capitals, any dash a hyphen, any space a space. A character beyond the first plane stands as another of its kind.
 */
export function plainOf(text: string): string {
  return [...text].map(plainChar).join('')
}
function plainChar(char: string): string {
  if (/\p{Script=Han}/u.test(char)) return char.length > 1 ? '㐀' : char
  if (/[-‐‑‒–—―－~]/u.test(char)) return '-'
  if (/\s/u.test(char)) return char === '\n' ? '\n' : ' '
  const plain = char.normalize('NFKC').toUpperCase()
  return plain.length === 1 ? plain : '\uFFFD'
}

const rank = (kind: Kind) => kinds.indexOf(kind)

/** Names one knows of already, such as the staff's: found wherever they stand. */
const findKnown = (text: string, known: readonly string[]): Found[] =>
  known
    .filter((name) => [...name].length > 1)
    .flatMap((name) =>
      [...text.matchAll(new RegExp(literally(plainOf(name)), 'g'))].map(({ index }) => ({
        kind: 'name' as const,
        from: index,
        to: index + [...name].length,
      })),
    )
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Everything found, in order, without overlaps: the surer kind wins, then the longer span. `known`: names to look for beside the rules. */
export function findPersonal(text: string, known: readonly string[] = []): Span[] {
  const chars = [...text]
  const plain = plainOf(text)
  const found = [...findNumbers(plain), ...findNames(plain), ...findKnown(plain, known)].sort(
    (a, b) => rank(a.kind) - rank(b.kind) || b.to - b.from - (a.to - a.from),
  )
  const kept: Found[] = []
  for (const one of found) if (!kept.some((k) => one.from < k.to && k.from < one.to)) kept.push(one)
  return kept
    .sort((a, b) => a.from - b.from)
    .map(({ kind, from, to }) => ({ kind, from, to, text: chars.slice(from, to).join('') }))
}

/** Of these, what may never be published. */
export const findHard = (text: string): Span[] => findPersonal(text).filter((s) => isHard(s.kind))
