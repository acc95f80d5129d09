/** Words that schemes and cases share: levels, clocks, and what a role may be allowed. */

/** Who has a case in hand, lowest first (document 2: liaison member → branch → town → programme office). */
export const levels = ['member', 'branch', 'town', 'county'] as const
export type Level = (typeof levels)[number]

/** `contact` runs beside the others: the first word with the resident (响应). */
export const clocks = ['acceptance', 'contact', 'handling', 'sign', 'waiting', 'verdict', 'review'] as const
export type ClockKind = (typeof clocks)[number]

/** The five national grades of service evaluation (好差评), best first. */
export const grades = ['very-satisfied', 'satisfied', 'fair', 'dissatisfied', 'very-dissatisfied'] as const
export type Grade = (typeof grades)[number]
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
  'case.extend',
  'case.supervise',
  'case.approve',
  'case.shelve',
  'case.link',
  'case.comment',
  'case.call',
  'case.assign',
  'case.publish',
  'case.redact',
  'case.petition',
  'case.petition-head',
  'contact.reveal',
  'registry.read',
  'overview.read',
  'reads.review',
  'figures.ask',
  'figures.decide',
  'templates.manage',
  'work.write',
  'work.read',
  'ties.manage',
  'roster.manage',
  'programme.manage',
  'people.manage',
  'calendar.manage',
  'outbox.read',
  'support.see-as',
  'security.manage',
  'audit.read',
  'self',
] as const
export type Permission = (typeof permissions)[number]

/** How one comes to a role (document 4: 党组织推荐、群众推荐、个人自荐). */
export const nominations = ['organisation', 'residents', 'oneself'] as const
export const traitsOf = ['org', 'household', 'member'] as const

/** Under which heading a kind of record stands in the menu. */
export const recordGroups = [
  'visits',
  'party-life',
  'self-government',
  'openness',
  'money',
  'people',
  'service',
] as const
