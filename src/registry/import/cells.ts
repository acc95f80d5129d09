/** What people really write into cells, made plain: full-width signs, spaces inside names, days in every form. Pure. */
import type { Cell, Standing } from './model.ts'

/** Full width becomes half, what cannot be seen goes, runs of space become one. */
export const plain = (cell: Cell): string =>
  cell === null
    ? ''
    : String(cell)
        .normalize('NFKC')
        .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim()

/** A name or a unit: between Chinese signs no space means anything. */
export const nameOf = (cell: Cell): string => plain(cell).replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')

/** What people call the place: 柳塘村, for 柳塘村党支部. */
export const placeOf = (name: string): string => name.replace(/(党总支|党支部|党委|委员会)$/, '') || name

/** Made once: a formatter made for each cell was most of the time a plan took. */
const inDigits = new Intl.NumberFormat('en-US', { useGrouping: false })
/** Digits as text: a number that came as a number, one with spaces or hyphens, one a spreadsheet wrote as 1.38E+10. */
export const digitsOf = (cell: Cell): string => {
  const text = typeof cell === 'number' ? inDigits.format(cell) : plain(cell)
  return (/^\d(\.\d+)?E\+\d+$/i.test(text) ? String(Number(text)) : text).replace(/[\s-]/g, '')
}

const dayMs = 86_400_000
/** Day 1 of a spreadsheet is 1 January 1900, and it believes that 1900 had a 29 February. */
const serialZero = Date.UTC(1899, 11, 30)
const valid = (y: number, m: number, d: number): string | undefined => {
  const at = new Date(Date.UTC(y, m - 1, d))
  return y >= 1949 && y <= 2100 && at.getUTCMonth() === m - 1 && at.getUTCDate() === d
    ? at.toISOString().slice(0, 10)
    : undefined
}

/**
 * A day: 2026-3-5, 2026.3.5, 2026/3/5, 2026年3月5日, 20260305, a spreadsheet's serial number; a month means its first day, as a last day its
 * last. Undefined when it is none.
 */
export function dayIn(cell: Cell, edge: 'first' | 'last' = 'first'): string | undefined {
  const text = plain(cell).replace(/\s/g, '')
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const at = new Date(serialZero + Math.floor(Number(text)) * dayMs)
    return valid(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
  }
  const [, y, m, d] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})?日?)?(?:T?\d{2}:\d{2}.*)?$/.exec(text) ??
    []
  if (!y || !m) return undefined
  if (d) return valid(Number(y), Number(m), Number(d))
  const month = Number(m)
  if (month < 1 || month > 12) return undefined
  const last = new Date(Date.UTC(Number(y), month, 0)).getUTCDate()
  return valid(Number(y), month, edge === 'first' ? 1 : last)
}

/** Words for an end that is none. */
export const noEnd = (cell: Cell): boolean =>
  ['', '至今', '在任', '现任', '-', '—', '无', 'now'].includes(plain(cell).toLowerCase())
export const saysYes = (cell: Cell): boolean =>
  ['是', '√', '✓', '对', '公开', 'y', 'yes', 'true', '1'].includes(plain(cell).toLowerCase())

const standingWords: readonly (readonly [Standing, readonly string[]])[] = [
  ['here', ['在村', '在岗', '在家', '在册', '正常', '本地', 'here']],
  ['away', ['外出', '流动', '流出', '务工', 'away']],
  ['attached', ['挂靠', '流入', '临时', 'attached']],
]
/** How a roster says that somebody is here, away or attached: a word it really has, or one that holds it. */
export const standingIn = (said: string): Standing | undefined =>
  standingWords.find(([, all]) => all.includes(said.toLowerCase()))?.[0] ??
  standingWords.find(([, all]) => all.some((word) => said.includes(word)))?.[0]

/** Words for a liaison who is none. */
export const nobody = (name: string): boolean => ['', '无', '暂无', '-', '—', 'none'].includes(name.toLowerCase())
