/** A fault in a scheme file as data: where it stands, what is wrong and what to do, in both languages. */
import { t } from '../kernel/texts.ts'
import type { LocalText } from './words.ts'

/** What can be wrong: each has two texts, `programme-faults.says.*` and `programme-faults.remedy.*`. */
export const wrongs = [
  'yaml',
  'not-a-map',
  'unknown-key',
  'unknown-key-near',
  'missing',
  'wrong-type',
  'not-allowed',
  'not-allowed-near',
  'no-code',
  'no-day',
  'no-month-day',
  'too-small',
  'too-big',
  'empty',
  'other',
  'used-missing',
  'used-circle',
  'like-unknown',
  'like-circle',
  'no-limit',
  'no-homes',
  'homes-level',
  'nobody-there',
  'officer-duty',
  'officer-holds',
  'officer-scope',
  'unknown',
  'unknown-near',
  'trait-of',
  'proof-required',
  'options-missing',
  'options-idle',
  'of-idle',
  'least-above-most',
  'step-twice',
  'pot-without-amount',
  'quorum-field',
  'board-empty',
  'where-unknown-field',
  'where-unknown-value',
  'no-such-field',
  'sum-field',
  'share-above-one',
  'side-differs',
  'standing-only',
  'year-only',
  'grace-too-long',
  'ends-before',
  'not-countable',
] as const
export type Wrong = (typeof wrongs)[number]

/** What a word names, as faults call it: `programme-faults.what.*`. */
export const nameables = [
  'org-kind',
  'role',
  'trait',
  'category',
  'nature',
  'place-kind',
  'tie-kind',
  'record-kind',
  'duty',
  'pot',
  'completeness',
] as const
export type Nameable = (typeof nameables)[number]

export type Path = readonly (string | number)[]
/** A fault before its line is known. */
export type Found = { path: Path; wrong: Wrong; params?: Record<string, string | number | LocalText> }
export type Fault = { file: string; line: number; path: string; message: LocalText; remedy: LocalText }

const both = (make: (language: keyof LocalText) => string): LocalText => ({ 'zh-CN': make('zh-CN'), en: make('en') })
export const whatText = (what: Nameable): LocalText => both((language) => t(language, `programme-faults.what.${what}`))
/** What stands on a side of a tie, or is told apart by a field. */
export const sides = ['member', 'org', 'household', 'place'] as const
export const sideText = (side: (typeof sides)[number]): LocalText =>
  both((language) => t(language, `programme-faults.side.${side}`))
/** What YAML calls a value: a text, a number, a list … */
export const types = ['text', 'number', 'yes-or-no', 'list', 'map', 'nothing'] as const
export const typeText = (type: (typeof types)[number]): LocalText =>
  both((language) => t(language, `programme-faults.type.${type}`))

export function worded({ wrong, params = {} }: Found): Pick<Fault, 'message' | 'remedy'> {
  const filled = (language: keyof LocalText) =>
    Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'object' ? v[language] : v]))
  return {
    message: both((language) => t(language, `programme-faults.says.${wrong}`, filled(language))),
    remedy: both((language) => t(language, `programme-faults.remedy.${wrong}`, filled(language))),
  }
}

/** One line for a terminal. */
export const faultLine = (f: Fault, language: keyof LocalText = 'en') =>
  `${f.file}:${f.line} ${f.path}: ${f.message[language]} ${f.remedy[language]}`.trim()

/** The known word nearest to what was written, if near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const best = known.map((k) => [distance(word, k), k] as const).sort((a, b) => a[0] - b[0])[0]
  return best && best[0] <= Math.max(2, Math.floor(word.length / 3)) ? best[1] : undefined
}
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, x] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, y] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (x === y ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}
