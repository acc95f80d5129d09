/** What somebody may mean by what they typed: it is tried as each of these, and found as what it is. Pure. */
import { normalisePhone } from '../registry/people.ts'

export type Understood = {
  /** As it stands, one space between words. */
  readonly text: string
  /** Case numbers it may be, the likeliest first. */
  readonly numbers: readonly string[]
  /** A whole number to be called, or the four digits somebody remembers of one. */
  readonly phone?: { readonly digits: string; readonly tail: boolean }
  /** Somebody's name, whole. */
  readonly name?: string
  /** 12户, 户号12: a household by its number in the village. */
  readonly household?: number
}

const prefix = 'LX'
/** Months back in which four digits alone are looked for as a number. */
const months = 12

export function understand(typed: string, today: string): Understood {
  const text = typed.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  const name = nameOf(text)
  const household = householdOf(text)
  const phone = phoneOf(text)
  return {
    text,
    numbers: numbersOf(text, today),
    ...(phone && { phone }),
    ...(name && { name }),
    ...(household !== undefined && { household }),
  }
}

/** LX-2611-0427, also without hyphens or in small letters; 2611-0427; 0427 of this month first, then of the months before. */
function numbersOf(text: string, today: string): string[] {
  const plain = text.toUpperCase().replace(/[\s‐‑–—-]+/gu, '')
  const [, letters, month, count] = /^([A-Z]{2})?(\d\d(?:0[1-9]|1[0-2]))(\d{4,7})$/.exec(plain) ?? []
  if (month && count && (letters === undefined || letters === prefix)) return [`${prefix}-${month}-${count}`]
  if (!/^\d{4}$/.test(plain)) return []
  const [year = 0, first = 0] = today.split('-').map(Number)
  return Array.from({ length: months }, (_, back) => {
    const at = year * 12 + first - 1 - back
    return `${prefix}-${String(Math.floor(at / 12) % 100).padStart(2, '0')}${String((at % 12) + 1).padStart(2, '0')}-${plain}`
  })
}

function phoneOf(text: string): Understood['phone'] {
  const digits = normalisePhone(text)
  if (/^\d{4}$/.test(digits)) return { digits, tail: true }
  return /^(1[3-9]\d{9}|0\d{9,11}|\d{7,8}|400\d{7})$/.test(digits) ? { digits, tail: false } : undefined
}

/** Two to six characters of Han, with a middle dot for names of other peoples, or letters with a space between them. */
function nameOf(text: string): string | undefined {
  const han = /^\p{Script=Han}{2,6}$|^\p{Script=Han}{1,10}[·•・]\p{Script=Han}{1,10}$/u
  return han.test(text) || /^\p{Script=Latin}+(?: \p{Script=Latin}+)+$/u.test(text) ? text : undefined
}

function householdOf(text: string): number | undefined {
  const [, before, after] = /^(?:第?\s?(\d{1,4})\s?号?户|户号?\s?(\d{1,4}))$/u.exec(text) ?? []
  const number = before ?? after
  return number === undefined ? undefined : Number(number)
}
