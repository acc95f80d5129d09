/** Words that schemes and cases share: levels, clocks, and what a role may be allowed. */

/** Who has a case in hand, lowest first (document 2: liaison member → branch → town → programme office). */
export const levels = ['member', 'branch', 'town', 'county'] as const
export type Level = (typeof levels)[number]

export const clocks = ['acceptance', 'handling', 'sign', 'verdict', 'review'] as const
export type ClockKind = (typeof clocks)[number]

export const urgencies = ['ordinary', 'urgent'] as const
export type Urgency = (typeof urgencies)[number]

/** Everything a role can be given. A route or a step names one of these; a scheme hands them to roles. */
export const permissions = [
  'case.read',
  'case.register',
  'case.triage',
  'case.sort',
  'case.settle',
  'case.escalate',
  'case.dispatch',
  'case.handle',
  'case.supervise',
  'case.approve',
  'case.shelve',
  'case.link',
  'case.comment',
  'case.call',
  'case.assign',
  'contact.reveal',
  'registry.read',
  'overview.read',
  'people.manage',
  'outbox.read',
  'security.manage',
  'audit.read',
  'self',
] as const
export type Permission = (typeof permissions)[number]
