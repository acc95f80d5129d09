/** The closed loop, one row a step: this action, from these states, by whom, needing this, to that state, with this clock. */
import { Refusal, type RefusalCode } from '../kernel/errors.ts'
import { levels, type Permission as StaffPermission } from '../programme/vocabulary.ts'
import type { ClockKind, Level, Need } from './model.ts'
import type { Owed, StatutoryClock } from './petition/clocks.ts'
import type { PetitionFacts } from './petition/facts.ts'
import { petitionGuards, statuteLate } from './petition/guards.ts'
import { endStates, type Outcome, openStates, type State, states } from './vocabulary.ts'

/**
 * Who may take a step now, beside holding the permission `by`:
 * holder – at the org that has the case in hand · lead – at the org that dispatched it · above – at an org above the holder ·
 * approver – at the org one level up that decides an extension, never the one who asked ·
 * head – leads the org that has it in hand, or one above it, and is not the one who asked for the petition's extension ·
 * sees – anyone on the desk who sees the case · registrar – the member who wrote it down · resident – whose request it is ·
 * caller – sees it and has never handled it · second – sees it and did not write the answer that stands · system – a consequence of another command ·
 * top – at the holder's org, when none is above it ·
 * counted – at an org whose figures the case enters, or at the county office · judge – at the county office, of no unit counted, and
 * not the one who asked.
 */
export type Who =
  | 'holder'
  | 'lead'
  | 'above'
  | 'top'
  | 'approver'
  | 'head'
  | 'sees'
  | 'registrar'
  | 'resident'
  | 'caller'
  | 'second'
  | 'counted'
  | 'judge'
  | 'system'

export type Step = {
  readonly action: string
  readonly from: readonly State[]
  /** Only while the case is in hand at these levels; absent means any. */
  readonly at?: readonly Level[]
  readonly who: readonly Who[]
  readonly by: Permission
  readonly needs: Need
  /** The next state; `same` stays where it is; `before` is where it was before the question was asked. */
  readonly to: State | 'same' | 'before'
  /** Who holds it afterwards: `same` unless said. `up` is one level up, `reviewer` a level above the last written opinion, `given` the department named in the input, `above-subject` one level above those it is about. */
  readonly holder?: 'up' | 'reviewer' | 'above-subject' | 'given' | 'lead' | 'branch' | 'assigned' | 'none'
  /** The clock that starts; the one running stops. */
  readonly starts?: ClockKind
  /** What else happens to the running clock. A row with neither leaves every clock alone. */
  readonly clock?: ClockMove
  /** Changes the petition, and so may move its statutory clocks. A row that does not say so leaves them alone. */
  readonly statute?: true
  /** First contact with the resident: made by this step, if it had not been made before. */
  readonly contact?: 'made'
  readonly ends?: Outcome | 'given'
  readonly counts?: 'sentBack' | 'reopened' | 'extended' | 'calls' | 'pauses' | 'overdue'
  /** Named conditions, each one line in `guards`. */
  readonly when?: readonly Guard[]
  /** Who reads the words given: `desk` stays among staff. */
  readonly audience: 'everyone' | 'desk'
  readonly source: string
}

/**
 * pauses – stands still until the question to the resident is answered · goes-on – runs again, later by the working days it stood still ·
 * extends – to the day asked for · back-to-lead – the clock the lead had when it dispatched · recounts – the calendar is known now.
 */
export type ClockMove = 'pauses' | 'goes-on' | 'extends' | 'back-to-lead' | 'recounts'

/** What a step asks for: a permission of the scheme's, or none that a person can hold. */
type Permission = StaffPermission | 'case.resident' | 'case.system'

const inHand = ['in-hand', 'reopened'] as const
const open: readonly State[] = openStates
const every: readonly State[] = states
/** A question to the resident is answered, not added to. */
const listening = openStates.filter((s) => s !== 'waiting')
const accepted: readonly State[] = open.filter((s) => s !== 'registered')
const ended: readonly State[] = endStates

/** Where a petition may still begin: what has been answered is handed in anew. */
const taking = openStates.filter((s) => !['linked', 'answered'].includes(s))
/** Where a written opinion may be given. */
const opining = [...inHand, 'handling', 'extension-asked'] as const
/** Where a review may be asked for: whatever became of the case since the written answer. */
const afterOpinion: readonly State[] = [...openStates.filter((s) => !['registered', 'linked'].includes(s)), 'closed']

// biome-ignore format: a table is read in columns
export const steps = [
  { action: 'handUp',          from: ['registered'],              at: ['member'], who: ['holder'], by: 'case.register', needs: 'Note', to: 'registered', holder: 'branch', starts: 'acceptance', audience: 'desk', source: 'doc 2 no. 3' },
  { action: 'settleDirectly',  from: ['registered'],              at: ['member'], who: ['holder'], by: 'case.register', needs: 'Answer', to: 'answered', holder: 'branch', starts: 'verdict', contact: 'made', ends: 'given', when: ['nothingOwed'], audience: 'everyone', source: 'doc 2 no. 3' },
  { action: 'accept',          from: ['registered'],              at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.triage', needs: 'Sort', to: 'in-hand', starts: 'handling', audience: 'everyone', source: 'doc 2 no. 5' },
  { action: 'decline',         from: ['registered', 'in-hand'],   at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.triage', needs: 'Decline', to: 'declined', holder: 'none', contact: 'made', ends: 'not-accepted', when: ['nothingOwed'], audience: 'everyone', source: 'doc 2 no. 6' },
  { action: 'passOn',          from: ['registered', 'in-hand'],   at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.triage', needs: 'PassOn', to: 'passed-on', holder: 'none', contact: 'made', ends: 'passed-on', when: ['nothingOwed'], audience: 'everyone', source: 'DOMAIN 10: pass on' },
  { action: 'appeal',          from: ['declined', 'passed-on'],   who: ['resident'], by: 'case.resident', needs: 'Reason', to: 'registered', holder: 'up', starts: 'acceptance', counts: 'reopened', when: ['notForDiscipline'], audience: 'everyone', source: 'DOMAIN 10 text 4' },
  { action: 'sort',            from: open,                        who: ['holder', 'lead'], by: 'case.sort', needs: 'Sort', to: 'same', audience: 'desk', source: 'doc 2 no. 2, 6' },
  { action: 'contact',         from: ['registered', ...inHand, 'dispatched', 'handling', 'extension-asked', 'waiting'], who: ['holder', 'lead'], by: 'case.comment', needs: 'Contact', to: 'same', contact: 'made', audience: 'everyone', source: 'DOMAIN 1 art. 15: contact' },
  { action: 'assign',          from: ['registered', ...inHand, 'handling'], who: ['holder'], by: 'case.assign', needs: 'Assign', to: 'same', holder: 'assigned', audience: 'desk', source: 'doc 2 no. 8' },
  { action: 'handOver',        from: open,                        who: ['holder', 'above'], by: 'case.assign', needs: 'Assign', to: 'same', holder: 'assigned', when: ['heldInPerson'], audience: 'everyone', source: 'DESIGN: a desk is handed over' },
  { action: 'settle',          from: [...inHand, 'extension-asked'], who: ['holder'], by: 'case.settle', needs: 'Answer', to: 'answered', starts: 'verdict', contact: 'made', ends: 'given', when: ['nothingOwed'], audience: 'everyone', source: 'doc 2 no. 6' },
  { action: 'escalate',        from: inHand,                      at: ['member', 'branch', 'town'], who: ['holder'], by: 'case.escalate', needs: 'Reason', to: 'in-hand', holder: 'up', starts: 'handling', audience: 'everyone', source: 'doc 2 no. 6, 7' },
  { action: 'dispatch',        from: inHand,                      at: ['town', 'county'], who: ['holder'], by: 'case.dispatch', needs: 'Dispatch', to: 'dispatched', holder: 'given', starts: 'sign', audience: 'everyone', source: 'doc 2 no. 7, 8' },
  { action: 'recall',          from: ['dispatched', 'handling'],  who: ['lead'], by: 'case.dispatch', needs: 'Reason', to: 'in-hand', holder: 'lead', clock: 'back-to-lead', audience: 'everyone', source: 'doc 2 no. 7' },
  { action: 'receive',         from: ['dispatched'],              who: ['holder'], by: 'case.handle', needs: 'Receive', to: 'handling', starts: 'handling', audience: 'everyone', source: 'doc 2 no. 8' },
  { action: 'sendBack',        from: ['dispatched', 'handling'],  who: ['holder'], by: 'case.handle', needs: 'Reason', to: 'in-hand', holder: 'lead', clock: 'back-to-lead', counts: 'sentBack', when: ['notPetition', 'inTimeToSendBack'], audience: 'everyone', source: 'DOMAIN 1: send back' },
  { action: 'askResident',     from: [...inHand, 'handling'],     who: ['holder'], by: 'case.extend', needs: 'Ask', to: 'waiting', starts: 'waiting', clock: 'pauses', contact: 'made', counts: 'pauses', when: ['mayPause', 'reachable', 'notLate'], audience: 'everyone', source: 'DESIGN: clocks pause' },
  { action: 'reply',           from: ['waiting'],                 who: ['resident'], by: 'case.resident', needs: 'Words', to: 'before', clock: 'goes-on', audience: 'everyone', source: 'DESIGN: clocks pause' },
  { action: 'replyHeard',      from: ['waiting'],                 who: ['holder'], by: 'case.extend', needs: 'Words', to: 'before', clock: 'goes-on', audience: 'everyone', source: 'DESIGN: clocks pause' },
  { action: 'waitOver',        from: ['waiting'],                 who: ['system'], by: 'case.system', needs: 'Nothing', to: 'before', clock: 'goes-on', when: ['late'], audience: 'everyone', source: 'DESIGN: clocks pause' },
  { action: 'askExtension',    from: [...inHand, 'handling'],     who: ['holder'], by: 'case.extend', needs: 'Extension', to: 'extension-asked', when: ['notExtended', 'notLate'], audience: 'everyone', source: 'DOMAIN 1' },
  { action: 'approveExtension', from: ['extension-asked'],        who: ['approver'], by: 'case.approve', needs: 'Note', to: 'before', clock: 'extends', counts: 'extended', audience: 'everyone', source: 'DOMAIN 1' },
  { action: 'refuseExtension', from: ['extension-asked'],         who: ['approver'], by: 'case.approve', needs: 'Reason', to: 'before', audience: 'desk', source: 'DOMAIN 1' },
  { action: 'answer',          from: ['handling', 'extension-asked'], who: ['holder'], by: 'case.handle', needs: 'Answer', to: 'answered', holder: 'lead', starts: 'verdict', contact: 'made', ends: 'given', when: ['nothingOwed'], audience: 'everyone', source: 'doc 2 no. 8' },
  { action: 'shelve',          from: inHand,                      at: ['town', 'county'], who: ['holder'], by: 'case.shelve', needs: 'Shelve', to: 'shelved', starts: 'review', contact: 'made', audience: 'everyone', source: 'DESIGN: the closed loop' },
  { action: 'resume',          from: ['shelved'],                 who: ['holder'], by: 'case.shelve', needs: 'Note', to: 'in-hand', starts: 'handling', audience: 'everyone', source: 'DESIGN: the closed loop' },
  { action: 'comeBack',        from: ['shelved'],                 who: ['system'], by: 'case.system', needs: 'Nothing', to: 'in-hand', starts: 'handling', when: ['late'], audience: 'everyone', source: 'DOMAIN 10: a shelved case has a review date' },
  { action: 'answerWithLead',  from: ['linked'],                  who: ['system'], by: 'case.system', needs: 'Answer', to: 'answered', starts: 'verdict', contact: 'made', ends: 'given', audience: 'everyone', source: 'DESIGN: linked cases' },
  { action: 'link',            from: ['registered', ...inHand],   at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.link', needs: 'Link', to: 'linked', starts: 'handling', when: ['notHidden', 'notPetition'], audience: 'desk', source: 'doc 2 no. 2' },
  { action: 'unlink',          from: ['linked'],                  who: ['holder', 'system'], by: 'case.link', needs: 'Nothing', to: 'in-hand', audience: 'desk', source: 'doc 2 no. 2' },
  { action: 'split',           from: ['registered', ...inHand],   at: ['branch', 'town', 'county'], who: ['holder'], by: 'case.link', needs: 'Split', to: 'same', audience: 'everyone', source: 'doc 2 no. 2' },
  { action: 'lateUnaccepted',  from: ['registered'],              who: ['system'], by: 'case.system', needs: 'Nothing', to: 'registered', holder: 'up', starts: 'acceptance', counts: 'overdue', when: ['lateByEither', 'someoneAbove'], audience: 'everyone', source: 'DESIGN: overdue goes up' },
  { action: 'lateInHand',      from: [...inHand, 'extension-asked'], who: ['system'], by: 'case.system', needs: 'Nothing', to: 'in-hand', holder: 'up', starts: 'handling', counts: 'overdue', when: ['lateByEither', 'notDispatched', 'someoneAbove'], audience: 'everyone', source: 'DESIGN: overdue goes up' },
  { action: 'lateLinked',      from: ['linked'],                  who: ['system'], by: 'case.system', needs: 'Nothing', to: 'linked', holder: 'up', starts: 'handling', counts: 'overdue', when: ['late', 'someoneAbove'], audience: 'everyone', source: 'DESIGN: overdue goes up' },
  { action: 'lateDispatched',  from: ['dispatched', 'handling', 'extension-asked'], who: ['system'], by: 'case.system', needs: 'Nothing', to: 'in-hand', holder: 'lead', starts: 'handling', counts: 'overdue', when: ['lateByEither', 'underLead'], audience: 'everyone', source: 'DESIGN: overdue goes up' },
  { action: 'lateAtTop',       from: ['registered', ...inHand, 'extension-asked', 'linked'], who: ['system'], by: 'case.system', needs: 'Nothing', to: 'same', counts: 'overdue', when: ['lateByEither', 'notDispatched', 'nobodyAbove', 'notOnDutyList'], audience: 'desk', source: 'PEERS: no superior' },
  { action: 'unopened',        from: ['dispatched'],              who: ['system'], by: 'case.system', needs: 'Nothing', to: 'same', when: ['notOpened'], audience: 'desk', source: 'DESIGN 11: a dispatch nobody opens' },
  { action: 'recount',         from: open,                        who: ['system'], by: 'case.system', needs: 'Nothing', to: 'same', clock: 'recounts', when: ['provisional'], audience: 'everyone', source: 'DOMAIN 7: a year without a notice' },
  { action: 'joinUnits',       from: open,                        who: ['system'], by: 'case.system', needs: 'Nothing', to: 'same', when: ['unitClosed'], audience: 'desk', source: 'decision 0032: units are joined' },
  { action: 'confirm',         from: ['answered', 'closed', 'reopened'], who: ['resident'], by: 'case.resident', needs: 'Confirm', to: 'closed', holder: 'none', when: ['nothingOwed', 'verdictOpen'], audience: 'everyone', source: 'doc 2 no. 18' },
  { action: 'dispute',         from: ['answered', 'closed'],      who: ['resident'], by: 'case.resident', needs: 'Dispute', to: 'reopened', holder: 'up', starts: 'handling', counts: 'reopened', when: ['notFinal', 'notForDiscipline', 'verdictOpen'], audience: 'everyone', source: 'doc 2 no. 18' },
  { action: 'explainVerdict',  from: every,                       who: ['resident'], by: 'case.resident', needs: 'Explain', to: 'same', when: ['judged'], audience: 'everyone', source: 'issue: details are optional' },
  { action: 'confirmByCall',   from: ['answered', 'closed'],      who: ['caller'], by: 'case.call', needs: 'CalledConfirm', to: 'closed', holder: 'none', when: ['callDue'], audience: 'everyone', source: 'DOMAIN 1 art. 23' },
  { action: 'disputeByCall',   from: ['answered', 'closed'],      who: ['caller'], by: 'case.call', needs: 'CalledDispute', to: 'reopened', holder: 'up', starts: 'handling', counts: 'reopened', when: ['notFinal', 'callDue'], audience: 'everyone', source: 'DOMAIN 1 art. 23' },
  { action: 'noteCall',        from: ['answered', 'closed'],      who: ['caller'], by: 'case.call', needs: 'CallNote', to: 'same', counts: 'calls', when: ['reachable', 'callDue'], audience: 'desk', source: 'DESIGN: silence' },
  { action: 'restUnanswered',  from: ['answered'],                who: ['caller'], by: 'case.call', needs: 'Note', to: 'closed', holder: 'none', ends: 'no-answer', when: ['late', 'calledOrUnreachable'], audience: 'everyone', source: 'DESIGN: silence' },
  { action: 'askLater',        from: ['closed'],                  who: ['system'], by: 'case.system', needs: 'Nothing', to: 'same', when: ['reachable', 'laterDue'], audience: 'everyone', source: 'PEERS 2: weeks later' },
  { action: 'stillSettled',    from: ['closed'],                  who: ['resident'], by: 'case.resident', needs: 'Later', to: 'same', when: ['laterOpen'], audience: 'everyone', source: 'PEERS 2: weeks later' },
  { action: 'notSettled',      from: ['closed'],                  who: ['resident'], by: 'case.resident', needs: 'Later', to: 'reopened', holder: 'up', starts: 'handling', counts: 'reopened', when: ['notFinal', 'notForDiscipline', 'laterOpen'], audience: 'everyone', source: 'PEERS 2: weeks later' },
  { action: 'supervise',       from: open,                        who: ['above', 'lead'], by: 'case.supervise', needs: 'Words', to: 'same', audience: 'desk', source: 'doc 2 no. 7' },
  { action: 'comment',         from: every,                       who: ['sees'], by: 'case.comment', needs: 'Comment', to: 'same', audience: 'desk', source: 'issue: comments inside the team' },
  { action: 'addWords',        from: listening,                   who: ['resident'], by: 'case.resident', needs: 'Words', to: 'same', audience: 'everyone', source: 'doc 2 no. 1' },
  { action: 'addHeard',        from: listening,                   who: ['holder', 'registrar'], by: 'case.register', needs: 'Words', to: 'same', audience: 'everyone', source: 'doc 2 no. 1' },
  { action: 'withdraw',        from: open,                        who: ['resident'], by: 'case.resident', needs: 'Note', to: 'withdrawn', holder: 'none', ends: 'withdrawn', statute: true, audience: 'everyone', source: 'DOMAIN 10' },
  { action: 'askExclusion',    from: every,                       who: ['counted'], by: 'figures.ask', needs: 'AskExclusion', to: 'same', when: ['entersFigures', 'noExclusionAsked'], audience: 'desk', source: 'DOMAIN 1: excluded by an approved, listed event' },
  { action: 'decideExclusion', from: every,                       who: ['judge'], by: 'figures.decide', needs: 'DecideExclusion', to: 'same', when: ['exclusionAsked'], audience: 'desk', source: 'DOMAIN 1: excluded by an approved, listed event' },
  { action: 'reflect',         from: every,                       who: ['holder', 'registrar'], by: 'case.register', needs: 'Reflection', to: 'same', audience: 'desk', source: 'doc 2 no. 4' },
  { action: 'allowPublishing', from: ['answered', 'closed'],      who: ['resident'], by: 'case.resident', needs: 'Nothing', to: 'same', when: ['publishable', 'notConsented'], audience: 'everyone', source: 'PIPL 25' },
  { action: 'forbidPublishing', from: ['answered', 'closed'],     who: ['resident'], by: 'case.resident', needs: 'Nothing', to: 'same', when: ['consented'], audience: 'everyone', source: 'PIPL 15, 25' },
  { action: 'publish',         from: ['closed'],                  who: ['second'], by: 'case.publish', needs: 'Publish', to: 'same', when: ['publishable', 'notPublished', 'consented'], audience: 'everyone', source: 'PIPL 25; DOMAIN 3' },
  { action: 'unpublish',       from: ['closed'],                  who: ['sees'], by: 'case.publish', needs: 'Reason', to: 'same', when: ['published'], audience: 'everyone', source: 'PIPL 25' },
  { action: 'blackOut',        from: every,                       who: ['sees'], by: 'case.publish', needs: 'BlackOut', to: 'same', audience: 'desk', source: 'DOMAIN 5' },
  { action: 'redactWords',     from: every,                       who: ['sees'], by: 'case.redact', needs: 'Redact', to: 'same', audience: 'desk', source: 'PIPL 47; DOMAIN 5' },
  { action: 'eraseMe',         from: every,                       who: ['resident'], by: 'case.resident', needs: 'Nothing', to: 'same', when: ['holdsPersonal'], audience: 'everyone', source: 'PIPL 15, 47' },
  { action: 'markAbout',       from: ['registered'],              who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'registered', holder: 'above-subject', starts: 'acceptance', audience: 'desk', source: 'DOMAIN 10 text 8' },
  { action: 'markAboutInHand', from: accepted,                    who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'in-hand', holder: 'above-subject', starts: 'handling', audience: 'desk', source: 'DOMAIN 10 text 8' },
  { action: 'markAboutEnded',  from: ended,                       who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'same', audience: 'desk', source: 'DOMAIN 10 text 8' },
  { action: 'passToDiscipline', from: open,                       who: ['sees', 'system'], by: 'case.comment', needs: 'About', to: 'passed-on', holder: 'none', ends: 'passed-on', audience: 'desk', source: 'DOMAIN 8: 12388' },
  { action: 'unmarkAbout',     from: open,                        who: ['above', 'top'], by: 'case.supervise', needs: 'Reason', to: 'same', when: ['hidden'], audience: 'desk', source: 'DOMAIN 10 text 8' },
  // a petition (信访工作条例): its clocks run beside the scheme's; only rows with `statute` move them
  { action: 'treatAsPetition', from: taking,                      who: ['holder', 'lead', 'above'], by: 'case.petition', needs: 'Petition', to: 'same', statute: true, when: ['notPetition'], audience: 'everyone', source: 'petition rules art. 21, 22' },
  { action: 'setExternalNumber', from: every,                     who: ['sees'], by: 'case.petition', needs: 'PetitionNumber', to: 'same', statute: true, when: ['isPetition'], audience: 'desk', source: 'petition rules art. 21' },
  { action: 'reportGrave',     from: open,                        who: ['holder', 'lead', 'above'], by: 'case.petition', needs: 'Reason', to: 'same', statute: true, when: ['isPetition'], audience: 'desk', source: 'petition rules art. 25' },
  { action: 'choosePetitionKind', from: open,                     who: ['holder', 'lead', 'above'], by: 'case.petition', needs: 'PetitionKind', to: 'same', statute: true, when: ['notTold'], audience: 'desk', source: 'petition rules art. 29, 30, 31' },
  { action: 'routePetition',   from: open,                        who: ['holder', 'lead', 'above'], by: 'case.petition', needs: 'PetitionRoad', to: 'same', statute: true, when: ['hasKind', 'notTold'], audience: 'everyone', source: 'petition rules art. 22, 31' },
  { action: 'tellInWriting',   from: open,                        who: ['holder', 'lead', 'above'], by: 'case.petition', needs: 'PetitionTell', to: 'same', statute: true, contact: 'made', when: ['mayTell'], audience: 'everyone', source: 'petition rules art. 23' },
  { action: 'objectPetition',  from: ['dispatched', 'handling'],  who: ['holder'], by: 'case.petition', needs: 'Reason', to: 'same', statute: true, when: ['mayObject'], audience: 'desk', source: 'petition rules art. 23' },
  { action: 'consentToReturn', from: ['dispatched', 'handling'],  who: ['lead'], by: 'case.petition', needs: 'Note', to: 'in-hand', holder: 'lead', clock: 'back-to-lead', statute: true, counts: 'sentBack', when: ['objected'], audience: 'everyone', source: 'petition rules art. 23' },
  { action: 'refuseReturn',    from: ['dispatched', 'handling'],  who: ['lead'], by: 'case.petition', needs: 'Reason', to: 'same', statute: true, when: ['objected'], audience: 'desk', source: 'petition rules art. 23' },
  { action: 'askPetitionExtension', from: [...inHand, 'handling'], who: ['holder'], by: 'case.petition', needs: 'PetitionExtension', to: 'same', statute: true, when: ['mayExtend'], audience: 'desk', source: 'petition rules art. 34' },
  { action: 'extendPetition',  from: open,                        who: ['head'], by: 'case.petition-head', needs: 'Reason', to: 'same', statute: true, when: ['petitionExtensionAsked'], audience: 'everyone', source: 'petition rules art. 34' },
  { action: 'refusePetitionExtension', from: open,                who: ['head'], by: 'case.petition-head', needs: 'Reason', to: 'same', statute: true, when: ['petitionExtensionAsked'], audience: 'desk', source: 'petition rules art. 34' },
  { action: 'concludePetition', from: opining,                    who: ['holder'], by: 'case.petition', needs: 'Opinion', to: 'answered', holder: 'lead', starts: 'verdict', statute: true, contact: 'made', ends: 'given', when: ['opinionOwed'], audience: 'everyone', source: 'petition rules art. 32, 34' },
  { action: 'askReview',       from: afterOpinion,                who: ['resident'], by: 'case.resident', needs: 'Reason', to: 'reopened', holder: 'reviewer', starts: 'handling', statute: true, counts: 'reopened', when: ['reviewOpen'], audience: 'everyone', source: 'petition rules art. 35' },
  { action: 'askReviewHeard',  from: afterOpinion,                who: ['sees'], by: 'case.petition', needs: 'Reason', to: 'reopened', holder: 'reviewer', starts: 'handling', statute: true, counts: 'reopened', when: ['reviewHeard'], audience: 'everyone', source: 'petition rules art. 35' },
  { action: 'answerReview',    from: opining,                     who: ['holder'], by: 'case.petition', needs: 'Opinion', to: 'answered', holder: 'lead', starts: 'verdict', statute: true, contact: 'made', ends: 'given', when: ['reviewOwed'], audience: 'everyone', source: 'petition rules art. 35' },
  { action: 'askReReview',     from: afterOpinion,                who: ['resident'], by: 'case.resident', needs: 'Reason', to: 'reopened', holder: 'reviewer', starts: 'handling', statute: true, counts: 'reopened', when: ['reReviewOpen'], audience: 'everyone', source: 'petition rules art. 36' },
  { action: 'askReReviewHeard', from: afterOpinion,               who: ['sees'], by: 'case.petition', needs: 'Reason', to: 'reopened', holder: 'reviewer', starts: 'handling', statute: true, counts: 'reopened', when: ['reReviewHeard'], audience: 'everyone', source: 'petition rules art. 36' },
  { action: 'noteHearing',     from: open,                        who: ['holder', 'lead'], by: 'case.petition', needs: 'Hearing', to: 'same', statute: true, when: ['reReviewOwed', 'notHeard'], audience: 'everyone', source: 'petition rules art. 36' },
  { action: 'answerReReview',  from: opining,                     who: ['holder'], by: 'case.petition', needs: 'Opinion', to: 'answered', holder: 'lead', starts: 'verdict', statute: true, contact: 'made', ends: 'given', when: ['reReviewOwed'], audience: 'everyone', source: 'petition rules art. 36' },
  { action: 'dissent',         from: ['answered'],                who: ['resident'], by: 'case.resident', needs: 'Dispute', to: 'closed', holder: 'none', when: ['final'], audience: 'everyone', source: 'petition rules art. 36: the same facts are not taken again' },
  { action: 'dissentByCall',   from: ['answered'],                who: ['caller'], by: 'case.call', needs: 'CalledDispute', to: 'closed', holder: 'none', when: ['final'], audience: 'everyone', source: 'petition rules art. 36: the same facts are not taken again' },
] as const satisfies readonly Step[]

export type Action = (typeof steps)[number]['action']
/** What each action needs, by name of its schema in `model.ts`. */
export const stepOf = Object.fromEntries(steps.map((s) => [s.action, s])) as unknown as Record<Action, Step>

/** The steps that say whom a case is about. They may take it out of the actor's own sight: what answers them shows nothing of it. */
export type MarkAction = Extract<(typeof steps)[number], { needs: 'About' }>['action']
export const isMark = (action: Action): action is MarkAction => stepOf[action].needs === 'About'

/**
 * The step that takes another back, for whoever has just taken it by mistake: open to the same person right after, which a test holds. To sort
 * or to give to somebody is taken back by doing it again as it was. What the resident has been written to about is not here: a message sent
 * cannot be taken back.
 */
export const wayBack = {
  dispatch: 'recall',
  link: 'unlink',
  publish: 'unpublish',
  sort: 'sort',
  assign: 'assign',
} as const satisfies Partial<Record<Action, Action>>

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
  readonly category: string | null
  readonly outcome: Outcome | null
  /** A contact was left, and is still there. */
  readonly reachable: boolean
  /** The resident has agreed that a redacted copy is published. */
  readonly publishAllowed: boolean
  readonly published: boolean
  /** Who wrote the answer that stands. */
  readonly answeredBy: string | null
  /** Something of the resident’s could be erased now: a contact or, once it has ended, their words. */
  readonly holdsPersonal: boolean
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
  /** Kept from the county too, and so from everybody here. */
  readonly forDiscipline: boolean
  /** A unit that has it, answers for it or is its village has just been joined to another. */
  readonly unitClosed: boolean
  readonly contactDueAt: Date | null
  readonly contactedAt: Date | null
  readonly contactMissed: boolean
  /** The latest date the resident was told. */
  readonly promisedAt: Date | null
  readonly paused: HeldClock | null
  /** The lead's own clock, kept since it dispatched. */
  readonly leadClock: HeldClock | null
  readonly resumeState: State | null
  readonly approverOrgId: string | null
  readonly askedBy: string | null
  readonly pauses: number
  readonly overdue: number
  /** Percent of the limit for which the system has already acted. */
  readonly reminded: number
  readonly alarmedAt: Date | null
  readonly resolved: 'yes' | 'partly' | 'no' | null
  readonly verdictAt: Date | null
  readonly doubt: 'words' | 'grades' | null
  readonly laterAskedAt: Date | null
  readonly later: 'yes' | 'no' | null
  readonly endedAt: Date | null
  /** The orgs whose figures this case enters: for its first contact, for its first answer. */
  readonly counted: readonly string[]
  /** Asked to be left out of figures, and not yet decided: by whom, and the units these figures count. */
  readonly exclusion: { readonly askedBy: string; readonly counted: readonly string[] } | null
  /** Worked out from the scheme: until when a dispatch may be sent back, a verdict changed; how many pauses and calls. */
  readonly sendBackUntil: Date | null
  readonly openBy: Date | null
  readonly verdictUntil: Date | null
  readonly laterFrom: Date | null
  /** Handled as a petition: its facts, every statutory clock that has begun, and the one the organ owes next. */
  readonly petition: PetitionFacts | null
  readonly statute: readonly StatutoryClock[]
  readonly statutory: Owed | null
  readonly mostPauses: number
  readonly attempts: number
}

/** A clock that stands still, with the instant at which it was stopped. */
export type HeldClock = {
  readonly clock: ClockKind
  readonly startedAt: Date
  readonly dueAt: Date
  readonly provisional: boolean
  readonly at: Date
}

export type Appointment = {
  readonly orgId: string
  readonly role: string
  readonly may: readonly string[]
  /** `own`: only cases this member registered or was given; `subtree`: all of the org and those below. */
  readonly scope: 'own' | 'subtree' | 'none'
  /** The member on leave whose post this is: with it one acts in their place, never judges what they did. */
  readonly standsInFor?: string
}
export type Actor =
  | { readonly kind: 'member'; readonly memberId: string; readonly appointments: readonly Appointment[] }
  | { readonly kind: 'resident' }
  | { readonly kind: 'system' }

type Guard = keyof typeof guards
/** The conditions a row may name: each a fact about the case, none about the person. */
export const guards = {
  heldInPerson: (c: Facts) => c.holderMemberId !== null,
  notExtended: (c: Facts) => c.extended === 0,
  late: (c: Facts, at: Date) => c.dueAt !== null && at > c.dueAt,
  /** Past the scheme's deadline, or past the statute's. */
  lateByEither: (c: Facts, at: Date) => (c.dueAt !== null && at > c.dueAt) || statuteLate(c, at),
  notLate: (c: Facts, at: Date) => c.dueAt !== null && at <= c.dueAt,
  provisional: (c: Facts) => c.dueProvisional || c.statutory?.provisional === true,
  reachable: (c: Facts) => c.reachable,
  mayPause: (c: Facts) => c.pauses < c.mostPauses,
  inTimeToSendBack: (c: Facts, at: Date) => c.sendBackUntil === null || at <= c.sendBackUntil,
  underLead: (c: Facts) => c.leadOrgId !== null,
  notDispatched: (c: Facts) => c.leadOrgId === null,
  someoneAbove: (c: Facts) => levelUp(c) !== c.level,
  nobodyAbove: (c: Facts) => levelUp(c) === c.level,
  notOnDutyList: (c: Facts) => c.reminded < 100,
  // once it is late it comes back: an alarm would only repeat that
  notOpened: (c: Facts, at: Date) =>
    c.alarmedAt === null && c.openBy !== null && at > c.openBy && c.dueAt !== null && at <= c.dueAt,
  verdictOpen: (c: Facts, at: Date) => c.state === 'answered' || (c.verdictUntil !== null && at <= c.verdictUntil),
  /** A verdict was given on the answer that stands, and may still be changed. */
  judged: (c: Facts, at: Date) =>
    c.state !== 'answered' && c.resolved !== null && c.verdictUntil !== null && at <= c.verdictUntil,
  callDue: (c: Facts) => c.state === 'answered' || c.doubt !== null,
  calledOrUnreachable: (c: Facts) => !c.reachable || c.calls >= c.attempts,
  laterDue: (c: Facts, at: Date) => c.laterAskedAt === null && c.laterFrom !== null && at >= c.laterFrom,
  laterOpen: (c: Facts) => c.laterAskedAt !== null && c.later === null,
  /** Whether this request may ever be shown to others: the one place for what must stay among few. */
  publishable: (c: Facts) => !c.hidden,
  consented: (c: Facts) => c.publishAllowed,
  notConsented: (c: Facts) => !c.publishAllowed,
  published: (c: Facts) => c.published,
  notPublished: (c: Facts) => !c.published,
  holdsPersonal: (c: Facts) => c.holdsPersonal,
  hidden: (c: Facts) => c.hidden,
  notHidden: (c: Facts) => !c.hidden,
  // nobody here could take it in hand again: the resident is sent to the discipline office
  notForDiscipline: (c: Facts) => !c.forDiscipline,
  unitClosed: (c: Facts) => c.unitClosed,
  entersFigures: (c: Facts) => c.counted.length > 0,
  noExclusionAsked: (c: Facts) => c.exclusion === null,
  exclusionAsked: (c: Facts) => c.exclusion !== null,
  ...petitionGuards,
} as const
/** What to say where only this condition is missing, if not just “not now”. */
const missing: Partial<Record<Guard, RefusalCode>> = { consented: 'publication.consent-missing' }

const stands = (actor: Actor, who: Who, by: string, c: Facts): boolean => {
  if (actor.kind !== 'member') return who === actor.kind
  const holds = (match: (a: Appointment) => boolean) => actor.appointments.some((a) => a.may.includes(by) && match(a))
  /** In whose place one acts by this post. */
  const as = (a: Appointment) => a.standsInFor ?? actor.memberId
  /** Neither oneself nor the one in whose place one acts. */
  const other = (a: Appointment, ...ids: (string | null | undefined)[]) =>
    !ids.includes(actor.memberId) && !ids.includes(as(a))
  const mine = (a: Appointment) => c.holderMemberId === as(a) || c.registrarId === as(a)
  // a table, so that each word of `who` has one line
  const test: Record<Who, () => boolean> = {
    holder: () => holds((a) => a.orgId === c.holderOrgId && (a.scope === 'subtree' || c.holderMemberId === as(a))),
    lead: () => holds((a) => a.orgId === c.leadOrgId && a.scope === 'subtree'),
    approver: () => holds((a) => a.orgId === c.approverOrgId && a.scope === 'subtree' && other(a, c.askedBy)),
    head: () => holds((a) => c.holderChain.includes(a.orgId) && other(a, c.petition?.extension?.by)),
    above: () => holds((a) => a.orgId !== c.holderOrgId && c.holderChain.includes(a.orgId)),
    top: () => holds((a) => a.orgId === c.holderOrgId && a.scope === 'subtree' && c.holderChain.length === 1),
    sees: () => holds((a) => a.scope === 'subtree' || mine(a)),
    registrar: () => holds((a) => c.registrarId === as(a)),
    caller: () => holds((a) => other(a, ...c.handlers, c.registrarId)),
    second: () => holds((a) => (a.scope === 'subtree' || mine(a)) && other(a, c.answeredBy)),
    counted: () => holds((a) => c.counted.includes(a.orgId) || a.orgId === c.ladder.county),
    judge: () =>
      holds((a) => a.orgId === c.ladder.county && other(a, c.exclusion?.askedBy)) &&
      !actor.appointments.some((a) => c.exclusion?.counted.includes(a.orgId)),
    resident: () => false,
    system: () => false,
  }
  return test[who]()
}

/** Whether this actor may ever take this step on this case, whatever its state. */
export const mayTake = (actor: Actor, step: Step, c: Facts) => step.who.some((w) => stands(actor, w, step.by, c))

/** In whose place this actor takes the step: nobody's where their own posts allow it, else the one's whose post does. */
export function actsFor(actor: Actor, step: Step, c: Facts): string | undefined {
  if (actor.kind !== 'member') return undefined
  const by = (standsInFor: string | undefined): Actor => ({
    ...actor,
    appointments: actor.appointments.filter((a) => a.standsInFor === standsInFor),
  })
  if (mayTake(by(undefined), step, c)) return undefined
  return actor.appointments.map((a) => a.standsInFor).find((id) => id && mayTake(by(id), step, c))
}

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
  const failing = stepOf[action].from.includes(c.state) && (stepOf[action].when ?? []).find((g) => !guards[g](c, at))
  throw new Refusal((failing && missing[failing]) || 'case.not-now', { action, state: c.state })
}
