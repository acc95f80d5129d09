/** The code of a contact card: twelve signs that are told apart on paper and over the phone, sixty bits that nobody guesses. */
import { newBytes } from '../kernel/ids.ts'

/** Without I, O, 0 and 1. */
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const newCode = (): string => [...newBytes(12)].map((byte) => signs[byte % 32]).join('')
/** As it is printed: ABCD EFGH JKMN. */
export const spacedCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ')
/** As somebody typed or scanned it; undefined when it cannot be one. */
export function codeIn(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return /^[2-9A-HJ-NP-Z]{12}$/.test(code) ? code : undefined
}
