/** What our rules know of an account: how old its password is, whether it is locked, and what a session must put in order first. */
import { addDays, type Day, dayOf } from '../kernel/calendar/deadline.ts'
import type { Programme } from '../programme/model.ts'
import type { Auth } from './auth.ts'
import type { Due, Way } from './vocabulary.ts'

export type Standing = {
  readonly passwordSetAt: Date
  readonly firstPassword: boolean
  readonly demo: boolean
  readonly locked: boolean
}

/** The standing of an account. One without any (never so since migration 0007) counts as locked. */
export async function standingOf(auth: Auth, userId: string): Promise<Standing> {
  const { rows } = await auth.pool.query<{
    password_set_at: Date
    first_password: boolean
    demo: boolean
    locked_at: Date | null
  }>('select password_set_at, first_password, demo, locked_at from standing where user_id = $1', [userId])
  const [row] = rows
  if (!row) return { passwordSetAt: auth.now(), firstPassword: true, demo: false, locked: true }
  return {
    passwordSetAt: row.password_set_at,
    firstPassword: row.first_password,
    demo: row.demo,
    locked: row.locked_at !== null,
  }
}

/** The day a password runs out: on that day it only opens the way to a new one. Printed demo passwords never do. */
export const expiresOn = (
  { demo, passwordSetAt }: Pick<Standing, 'demo' | 'passwordSetAt'>,
  rules: Programme['accounts'],
): Day | undefined => (demo ? undefined : addDays(dayOf(passwordSetAt), rules.passwordDays))

/** Days left of a password; 0 when it has run out. */
export function daysLeft(standing: Standing, rules: Programme['accounts'], at: Date): number | undefined {
  const last = expiresOn(standing, rules)
  if (!last) return undefined
  return Math.max(0, Math.round((Date.parse(last) - Date.parse(dayOf(at))) / 86_400_000))
}

/** What holds a session up, the password first. How strong a single sign-on is, is the provider's matter; demo accounts are only advised. */
export function dueOf(
  standing: Standing,
  session: { way: Way; secondFactor: boolean; mustHaveOne: boolean },
  rules: Programme['accounts'],
  at: Date,
): Due | undefined {
  if (session.way === 'oidc' || standing.demo) return undefined
  if (standing.firstPassword) return 'first-password'
  if (daysLeft(standing, rules, at) === 0) return 'password-expired'
  return session.mustHaveOne && !session.secondFactor ? 'second-factor-missing' : undefined
}
