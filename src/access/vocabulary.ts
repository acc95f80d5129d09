/** Words of sign-in and audit that the desk shares: what is written down, and what a session may be held up by. */

/** Everything the audit trail knows. Looks at contacts stand in `reveals`, steps of a case in its own log: nothing is written twice. */
export const auditKinds = [
  'sign-in',
  'second-step',
  'lockout',
  'sign-out',
  'password-changed',
  'second-factor-on',
  'second-factor-off',
  'session-ended',
  'account-locked',
  'account-unlocked',
  'sessions-ended',
  'second-factor-reset',
  'account-made',
  'account-recovered',
  'appointed',
  'set-up',
  'refused',
  'audit-exported',
  'audit-swept',
  'holidays',
  'post-ended',
  'unit-moved',
  'unit-joined',
  'unit-closed',
  'imported',
  'see-as-code',
  'see-as-begun',
  'see-as-look',
  'see-as-ended',
  'boundaries',
  'absence-entered',
  'absence-ended',
  'handed-over',
  'scheme-applied',
  'scheme-ended',
  'scheme-filled',
] as const
export type AuditKind = (typeof auditKinds)[number]

/** What must be put in order before anything else. */
export const dues = ['first-password', 'password-expired', 'second-factor-missing'] as const
export type Due = (typeof dues)[number]

/** How a session began. */
export const ways = ['password', 'oidc'] as const
export type Way = (typeof ways)[number]

/** A name to sign in with: given by hand or in a list, it has the same form. */
export const usernameForm = /^[a-z0-9][a-z0-9._-]{1,59}$/

/** What the list of accounts may be narrowed to. */
export const narrowings = ['locked', 'no-second-factor', 'signed-in'] as const
export type Narrowing = (typeof narrowings)[number]

/** What the security administrator may do to another's account. */
export const measures = ['lock', 'unlock', 'end-sessions', 'reset-second-factor'] as const
export type Measure = (typeof measures)[number]
