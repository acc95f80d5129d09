/** What a password must be (GB/T 22239-2019 level 3 as assessed, DOMAIN section 5). Pure; whether it was used before is asked of the store. */
import { wellKnown } from './weak-words.ts'

/** At least 8 characters of three kinds; a Chinese character counts as a sign. */
export const kindsOf = (password: string) =>
  [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9\s]/].filter((kind) => kind.test(password)).length
export const longEnough = 8
export const mixedEnough = 3

export type PasswordFault = 'password' | 'password-name' | 'password-known' | 'password-used'

/** What is wrong with it, as a key of the catalogue; undefined when nothing is. */
export function passwordFault(password: string, owner: { username: string; name: string }): PasswordFault | undefined {
  if ([...password].length < longEnough || kindsOf(password) < mixedEnough) return 'password'
  const small = password.toLowerCase()
  const bare = small.replace(/[^\p{L}\p{N}]/gu, '')
  const own = [owner.username, owner.name].map((n) => n.toLowerCase()).filter((n) => n.length >= 2)
  if (own.some((n) => small.includes(n) || bare.includes(n.replace(/[^\p{L}\p{N}]/gu, '')))) return 'password-name'
  return wellKnown(password) ? 'password-known' : undefined
}
