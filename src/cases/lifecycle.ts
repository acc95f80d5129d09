/** The closed loop, one row a step: this action, from these states, by whom, needing this, to that state, with this clock. */
import { Refusal } from '../kernel/errors.ts'
import { levels, type Permission as StaffPermission } from '../programme/vocabulary.ts'
import type { ClockKind, Level, Need } from './model.ts'
import { endStates, type Outcome, openStates, type State, states } from './vocabulary.ts'

/**
 * Who may take a step now, beside holding the permission `by`:
 * holder – at the org that has the case in hand · lead – at the org that dispatched it · above – at an org above the holder ·
 * sees – anyone on the desk who sees the case · registrar – the member who wrote it down · resident – whose request it is ·
 * caller – sees it and has never handled it · system – a consequence of another command · top – at the holder's org, when none is above it.
 */
export type Who = 'holder' | 'lead' | 'above' | 'top' | 'sees' | 'registrar' | 'resident' | 'caller' | 'system'

export type Step = {
  readonly action: string
  readonly from: readonly State[]
  /** Only while the case is in hand at these levels; absent means any. */
  readonly at?: readonly Level[]
  readonly who: readonly Who[]
  readonly by: Permission
  readonly needs: Need
  /** The next state; `same` stays where it is, and then no clock moves. */
  readonly to: State | 'same'
  /** Who holds it afterwards: `same` unless said. `up` is one level up, `given` the department named in the input, `above-subject` one level above those it is about. */
  readonly holder?: 'up' | 'above-subject' | 'given' | 'lead' | 'branch' | 'assigned' | 'none'
  /** The clock that starts (the one running stops); `given` runs to the day in the input, `extended` moves the running one. */
  readonly starts?: ClockKind
  readonly ends?: Outcome | 'given'
  readonly counts?: 'sentBack' | 'reopened' | 'extended' | 'calls'
  /** Named conditions, each one line in `guards`. */
  readonly when?: readonly Guard[]
  /** Who reads the words given: `desk` stays among staff. */
  readonly audience: 'everyone' | 'desk'
  readonly source: string
}

/** What a step asks for: a permission of the scheme's, or none that a person can hold. */
type Permission = StaffPermission | 'case.resident' | 'case.system'

const inHand = ['in-hand', 'reopened'] as const
const open: readonly State[] = openStates
const every: readonly State[] = states
const accepted: readonly State[] = open.filter((s) => s !== 'registered')
const ended: readonly State[] = endStates

// biome-ignore format: a table is read in columns
export const steps = [
  { action: 'handUp',          from: ['registered'],              at: ['member'], who: ['holder'], by: 'case.register', needs: 'Note', to: 'registered', holder: 'branch', starts: 'acceptance', audience: 'desk', source: 'doc 2 no. 3' },
  { action: 'settleDirectly',  from: ['registered'],              at: ['member'], who: ['holder'], by: 'case.register', needs: 'Answer', to: 'answered', holder: 'branch', starts: 'verdict', ends: 'given', audience: 'everyone', source: 'doc 2 no. 3' },
  { action: 'accept',          from: ['registered'],              at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.triage', needs: 'Sort', to: 'in-hand', starts: 'handling', audience: 'everyone', source: 'doc 2 no. 5' },
  { action: 'decline',         from: ['registered', 'in-hand'],   at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.triage', needs: 'Decline', to: 'declined', holder: 'none', ends: 'not-accepted', audience: 'everyone', source: 'doc 2 no. 6' },
  { action: 'appeal',          from: ['declined'],                who: ['resident'], by: 'case.resident', needs: 'Reason', to: 'registered', holder: 'up', starts: 'acceptance', counts: 'reopened', audience: 'everyone', source: 'DOMAIN 10 text 4' },
  { action: 'sort',            from: open,                        who: ['holder', 'lead'], by: 'case.sort', needs: 'Sort', to: 'same', audience: 'desk', source: 'doc 2 no. 2, 6' },
  { action: 'assign',          from: ['registered', ...inHand, 'handling'], who: ['holder'], by: 'case.assign', needs: 'Assign', to: 'same', holder: 'assigned', audience: 'desk', source: 'doc 2 no. 8' },
  { action: 'settle',          from: inHand,                      who: ['holder'], by: 'case.settle', needs: 'Answer', to: 'answered', starts: 'verdict', ends: 'given', audience: 'everyone', source: 'doc 2 no. 6' },
  { action: 'escalate',        from: inHand,                      at: ['member', 'branch', 'town'], who: ['holder'], by: 'case.escalate', needs: 'Reason', to: 'in-hand', holder: 'up', starts: 'handling', audience: 'everyone', source: 'doc 2 no. 6, 7' },
  { action: 'dispatch',        from: inHand,                      at: ['town', 'county'], who: ['holder'], by: 'case.dispatch', needs: 'Dispatch', to: 'dispatched', holder: 'given', starts: 'sign', audience: 'everyone', source: 'doc 2 no. 7, 8' },
  { action: 'receive',         from: ['dispatched'],              who: ['holder'], by: 'case.handle', needs: 'Receive', to: 'handling', starts: 'handling', audience: 'everyone', source: 'doc 2 no. 8' },
  { action: 'sendBack',        from: ['dispatched', 'handling'],  who: ['holder'], by: 'case.handle', needs: 'Reason', to: 'in-hand', holder: 'lead', starts: 'handling', counts: 'sentBack', audience: 'everyone', source: 'DESIGN: the closed loop' },
  { action: 'askExtension',    from: ['handling'],                who: ['holder'], by: 'case.handle', needs: 'Extension', to: 'extension-asked', when: ['notExtended', 'notLate'], audience: 'everyone', source: 'DOMAIN 1' },
  { action: 'approveExtension', from: ['extension-asked'],        who: ['lead'], by: 'case.approve', needs: 'Note', to: 'handling', counts: 'extended', audience: 'everyone', source: 'DOMAIN 1' },
  { action: 'refuseExtension', from: ['extension-asked'],         who: ['lead'], by: 'case.approve', needs: 'Reason', to: 'handling', audience: 'desk', source: 'DOMAIN 1' },
  { action: 'answer',          from: ['handling', 'extension-asked'], who: ['holder'], by: 'case.handle', needs: 'Answer', to: 'answered', holder: 'lead', starts: 'verdict', ends: 'given', audience: 'everyone', source: 'doc 2 no. 8' },
  { action: 'shelve',          from: inHand,                      at: ['town', 'county'], who: ['holder'], by: 'case.shelve', needs: 'Shelve', to: 'shelved', starts: 'review', audience: 'everyone', source: 'DESIGN: the closed loop' },
  { action: 'resume',          from: ['shelved'],                 who: ['holder'], by: 'case.shelve', needs: 'Note', to: 'in-hand', starts: 'handling', audience: 'everyone', source: 'DESIGN: the closed loop' },
  { action: 'link',            from: ['registered', ...inHand],   at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.link', needs: 'Link', to: 'linked', starts: 'handling', when: ['notHidden'], audience: 'desk', source: 'doc 2 no. 2' },
  { action: 'unlink',          from: ['linked'],                  who: ['holder', 'system'], by: 'case.link', needs: 'Nothing', to: 'in-hand', audience: 'desk', source: 'doc 2 no. 2' },
  { action: 'answerWithLead',  from: ['linked'],                  who: ['system'], by: 'case.system', needs: 'Answer', to: 'answered', starts: 'verdict', ends: 'given', audience: 'everyone', source: 'DESIGN: linked cases' },
  { action: 'split',           from: ['registered', ...inHand],   at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.link', needs: 'Split', to: 'same', audience: 'everyone', source: 'doc 2 no. 2' },
  { action: 'confirm',         from: ['answered'],                who: ['resident'], by: 'case.resident', needs: 'Confirm', to: 'closed', holder: 'none', audience: 'everyone', source: 'doc 2 no. 18' },
  { action: 'dispute',         from: ['answered'],                who: ['resident'], by: 'case.resident', needs: 'Dispute', to: 'reopened', holder: 'up', starts: 'handling', counts: 'reopened', audience: 'everyone', source: 'doc 2 no. 18' },
  { action: 'confirmByCall',   from: ['answered'],                who: ['caller'], by: 'case.call', needs: 'Confirm', to: 'closed', holder: 'none', audience: 'everyone', source: 'DOMAIN 1 art. 23' },
  { action: 'disputeByCall',   from: ['answered'],                who: ['caller'], by: 'case.call', needs: 'Dispute', to: 'reopened', holder: 'up', starts: 'handling', counts: 'reopened', audience: 'everyone', source: 'DOMAIN 1 art. 23' },
  { action: 'noteCall',        from: ['answered'],                who: ['caller'], by: 'case.call', needs: 'CallNote', to: 'same', counts: 'calls', when: ['reachable'], audience: 'desk', source: 'DESIGN: silence' },
  { action: 'restUnanswered',  from: ['answered'],                who: ['caller'], by: 'case.call', needs: 'Note', to: 'closed', holder: 'none', ends: 'no-answer', when: ['verdictOverdue', 'calledOrUnreachable'], audience: 'everyone', source: 'DESIGN: silence' },
  { action: 'supervise',       from: open,                        who: ['above', 'lead'], by: 'case.supervise', needs: 'Words', to: 'same', audience: 'desk', source: 'doc 2 no. 7' },
  { action: 'comment',         from: every,                       who: ['sees'], by: 'case.comment', needs: 'Comment', to: 'same', audience: 'desk', source: 'issue: comments inside the team' },
  { action: 'addWords',        from: open,                        who: ['resident'], by: 'case.resident', needs: 'Words', to: 'same', audience: 'everyone', source: 'doc 2 no. 1' },
  { action: 'addHeard',        from: open,                        who: ['holder', 'registrar'], by: 'case.register', needs: 'Words', to: 'same', audience: 'everyone', source: 'doc 2 no. 1' },
  { action: 'withdraw',        from: open,                        who: ['resident'], by: 'case.resident', needs: 'Note', to: 'withdrawn', holder: 'none', ends: 'withdrawn', audience: 'everyone', source: 'DOMAIN 10' },
  { action: 'reflect',         from: every,                       who: ['holder', 'registrar'], by: 'case.register', needs: 'Reflection', to: 'same', audience: 'desk', source: 'doc 2 no. 4' },
  { action: 'markAbout',       from: ['registered'],              who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'registered', holder: 'above-subject', starts: 'acceptance', audience: 'desk', source: 'DOMAIN 10 text 8' },
  { action: 'markAboutInHand', from: accepted,                    who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'in-hand', holder: 'above-subject', starts: 'handling', audience: 'desk', source: 'DOMAIN 10 text 8' },
  { action: 'markAboutEnded',  from: ended,                       who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'same', audience: 'desk', source: 'DOMAIN 10 text 8' },
  { action: 'passToDiscipline', from: open,                       who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'declined', holder: 'none', ends: 'not-accepted', audience: 'desk', source: 'DOMAIN 8: 12388' },
  { action: 'unmarkAbout',     from: open,                        who: ['above', 'top'], by: 'case.supervise', needs: 'Reason', to: 'same', when: ['hidden'], audience: 'desk', source: 'DOMAIN 10 text 8' },
] as const satisfies readonly Step[]

export type Action = (typeof steps)[number]['action']
/** What each action needs, by name of its schema in `model.ts`. */
export const stepOf = Object.fromEntries(steps.map((s) => [s.action, s])) as unknown as Record<Action, Step>

export type Facts = {
  readonly id: string
  readonly state: State
  readonly level: Level
  readonly version: number
  readonly holderOrgId: string | null
  readonly holderMemberId: string | null
  /** The org that dispatched, and answers to the resident for it. */
  readonly leadOrgId: string | null
  readonly registrarId: string | null
  readonly clock: ClockKind | null
  readonly clockStartedAt: Date | null
  readonly dueAt: Date | null
  readonly dueProvisional: boolean
  readonly urgency: 'ordinary' | 'urgent'
  readonly outcome: Outcome | null
  readonly reachable: boolean
  readonly sentBack: number
  readonly reopened: number
  readonly extended: number
  readonly calls: number
  /** Everyone who took a step as holder or lead: they may never enter the verdict. */
  readonly handlers: readonly string[]
  /** The orgs responsible for this village, by level. */
  readonly ladder: Readonly<Partial<Record<Level, string>>>
  /** The holder's org and all above it. */
  readonly holderChain: readonly string[]
  readonly askedUntil: string | null
  /** Kept from those it is about. */
  readonly hidden: boolean
}

export type Appointment = {
  readonly orgId: string
  readonly role: string
  readonly may: readonly string[]
  /** `own`: only cases this member registered or was given; `subtree`: all of the org and those below. */
  readonly scope: 'own' | 'subtree' | 'none'
}
export type Actor =
  | { readonly kind: 'member'; readonly memberId: string; readonly appointments: readonly Appointment[] }
  | { readonly kind: 'resident' }
  | { readonly kind: 'system' }

type Guard = keyof typeof guards
/** The conditions a row may name: each a fact about the case, none about the person. */
export const guards = {
  notExtended: (c: Facts) => c.extended === 0,
  notLate: (c: Facts, at: Date) => c.dueAt !== null && at <= c.dueAt,
  reachable: (c: Facts) => c.reachable,
  verdictOverdue: (c: Facts, at: Date) => c.dueAt !== null && at > c.dueAt,
  calledOrUnreachable: (c: Facts) => !c.reachable || c.calls >= 2,
  hidden: (c: Facts) => c.hidden,
  notHidden: (c: Facts) => !c.hidden,
} as const

const stands = (actor: Actor, who: Who, by: string, c: Facts): boolean => {
  if (actor.kind !== 'member') return who === actor.kind
  const holds = (match: (a: Appointment) => boolean) => actor.appointments.some((a) => a.may.includes(by) && match(a))
  const mine = c.holderMemberId === actor.memberId || c.registrarId === actor.memberId
  // a table, so that each word of `who` has one line
  const test: Record<Who, () => boolean> = {
    holder: () =>
      holds((a) => a.orgId === c.holderOrgId && (a.scope === 'subtree' || c.holderMemberId === actor.memberId)),
    lead: () => holds((a) => a.orgId === c.leadOrgId && a.scope === 'subtree'),
    above: () => holds((a) => a.orgId !== c.holderOrgId && c.holderChain.includes(a.orgId)),
    top: () => holds((a) => a.orgId === c.holderOrgId && a.scope === 'subtree' && c.holderChain.length === 1),
    sees: () => holds((a) => a.scope === 'subtree' || mine),
    registrar: () => holds(() => c.registrarId === actor.memberId),
    caller: () => holds(() => !c.handlers.includes(actor.memberId) && c.registrarId !== actor.memberId),
    resident: () => false,
    system: () => false,
  }
  return test[who]()
}

/** Whether this actor may ever take this step on this case, whatever its state. */
export const mayTake = (actor: Actor, step: Step, c: Facts) => step.who.some((w) => stands(actor, w, step.by, c))

/** Every step open to this actor now. Server, buttons, diagram and tests ask here and nowhere else. */
export const openTo = (actor: Actor, c: Facts, at: Date): Step[] =>
  (steps as readonly Step[]).filter(
    (s) =>
      s.from.includes(c.state) &&
      (!s.at || s.at.includes(c.level)) &&
      (s.when ?? []).every((g) => guards[g](c, at)) &&
      mayTake(actor, s, c),
  )

/** The level above, as far as this village's ladder goes; the top stays the top. */
export const levelUp = (c: Pick<Facts, 'level' | 'ladder'>): Level =>
  levels.slice(levels.indexOf(c.level) + 1).find((l) => c.ladder[l]) ?? c.level

/** The row for this action, or a refusal: `case.not-allowed` when it is never this actor's, `case.not-now` when not in this state. */
export function rowFor(c: Facts, action: Action, actor: Actor, at: Date): Step {
  const row = openTo(actor, c, at).find((s) => s.action === action)
  if (row) return row
  if (!mayTake(actor, stepOf[action], c)) throw new Refusal('case.not-allowed', { action })
  throw new Refusal('case.not-now', { action, state: c.state })
}
