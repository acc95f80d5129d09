/** A row of the trail in the reader's words. Codes the catalogue does not know show themselves. */
import type { T } from '../texts.ts'
import type { AuditRow } from './queries.ts'

const known = ['password', 'totp', 'backup-code', 'oidc', 'wrong', 'locked', 'account-locked']
const faults = ['password-name', 'password-known', 'password-used']

/** What it is about: how one signed in, what was wrong, which post, how many rows. */
export function subjectWords(t: T, role: (code: string) => string, { kind, subject }: AuditRow): string {
  if (!subject) return ''
  if (kind === 'appointed') return role(subject)
  if (kind === 'audit-exported' || kind === 'audit-swept') return t('officers.subject.rows', { n: subject })
  if (kind === 'password-changed') return t(`officers.subject.${faults.includes(subject) ? subject : 'weak'}`)
  if ((kind === 'sign-in' || kind === 'second-step') && known.includes(subject)) return t(`officers.subject.${subject}`)
  return subject
}

/** Who did it: a person, a name nobody has, the operator, or the system by itself. */
export function whoWords(t: T, { kind, who }: AuditRow): string {
  if (who) return who.name
  if (kind === 'audit-swept') return t('officers.audit.system')
  return t(
    kind === 'sign-in' || kind === 'lockout' || kind === 'second-step'
      ? 'officers.audit.nobody'
      : 'officers.audit.operator',
  )
}
