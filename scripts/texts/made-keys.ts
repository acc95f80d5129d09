// Keys that code puts together: each pattern with the values that may stand for its star, and where these come from.
import { auditKinds, dues, measures } from '../../src/access/vocabulary.ts'
import { type Step, steps } from '../../src/cases/lifecycle.ts'
import {
  FileUse,
  grades,
  type Need,
  needs,
  openStates,
  outcomes,
  Register,
  resolvedAnswers,
  states,
} from '../../src/cases/model.ts'
import { messages } from '../../src/cases/notices.ts'
import { checks } from '../../src/cases/public-log/check.ts'
import { standings } from '../../src/cases/public-log/standing.ts'
import { actKinds } from '../../src/cases/reads/seen-by.ts'
import { rules } from '../../src/cases/reads/unusual.ts'
import { kinds } from '../../src/cases/redact/kinds.ts'
import { wrongs } from '../../src/cases/verify-case.ts'
import { logWrongs } from '../../src/cases/verify-log.ts'
import { CaseEvent, CaseFile, CaseSummary, InboxItem } from '../../src/cases/views.ts'
import { faults, notes } from '../../src/interop/replay/formats.ts'
import { refusals } from '../../src/kernel/errors.ts'
import { fates } from '../../src/log-commands.ts'
import { clocks, levels, permissions, urgencies } from '../../src/programme/vocabulary.ts'

const actions = [...new Set(steps.map((s) => s.action))]
/** What an event or a notice can be called: every action, and the first event. */
const happenings = ['register', ...actions]
/** The steps the desk has a form for: those a person can hold the permission of. */
const taken = (steps as readonly Step[]).filter((s) => s.by !== 'case.resident' && s.by !== 'case.system')
const needing = (need: Need) => taken.filter((s) => s.needs === need).map((s) => s.action)
const totals = ['open', 'late', 'sentBack', 'reopened', 'judged']
const privacyItems = ['who', 'what', 'why', 'readers', 'others', 'how-long', 'safe', 'cookies', 'rights']
const late = ['registered', 'in-hand', 'dispatched', 'handling', 'extension-asked', 'linked', 'reopened'].map(
  (s) => `${s}-late`,
)
const closings = outcomes
  .filter((o) => !['withdrawn', 'not-accepted', 'passed-on'].includes(o))
  .map((o) => `closed-${o}`)

/** Each of these must be there in both languages. */
export const madeKeys: Readonly<Record<string, readonly string[]>> = {
  'refusals.*': Object.keys(refusals),
  'refusals.field.*': [
    'phone',
    'password',
    'password-name',
    'password-known',
    'password-used',
    'cursor',
    'day',
    'pattern',
    'resident',
    'reason',
    'repeats',
    'about',
  ],
  'words.state.*': states,
  'words.action.*': actions,
  'words.did.*': happenings,
  'words.level.*': levels,
  'words.clock.*': clocks,
  'words.outcome.*': outcomes,
  'words.grade.*': grades,
  'words.resolved.*': resolvedAnswers,
  'words.urgency.*': urgencies,
  'words.extent.*': ['individual', 'common'],
  'words.waits.*': InboxItem.shape.waits.options,
  'words.colour.*': CaseSummary.shape.colour.options,
  'words.permission.*': permissions,
  'words.kind.*': CaseFile.shape.kind.options,
  'words.role.*': CaseFile.shape.role.unwrap().options,
  'redact.kind.*': kinds,
  'words.consent.*': Register.shape.consent.options,
  'resident.*': [...openStates, 'declined', 'passed-on', 'withdrawn', ...late, ...closings],
  'story.*': happenings,
  'cli.wrong.*': wrongs,
  'cli.unusable.*': faults,
  'cli.noted.*': notes,
  'messages.*': [...new Set(['received', ...Object.values(messages)])],

  // residents' pages
  'citizen.files.*': ['before', 'after', 'photos', 'voice', 'video'],
  'citizen.files.*-hint': ['photos', 'voice', 'video'],
  'citizen.privacy.*': privacyItems,
  'citizen.privacy.*-say': privacyItems,
  'citizen.erase.*': ['ended-means', 'ended-stays', 'others', 'open-means', 'open-code', 'open-words'],
  'citizen.request.done-*': [
    'added',
    'judged',
    'withdrawn',
    'appealed',
    'receipt-same',
    'receipt-other',
    'allowed',
    'forbidden',
    'erased',
  ],
  'log.state-*': standings,
  'check.log-wrong.*': logWrongs,
  'check.kept-*': fates,
  'check.yes.*': checks,
  'check.no.*': checks,
  'citizen.request.next-*': ['answered', 'shelved', 'registered', 'dispatched', 'other', 'late'],
  'citizen.state.*': [...states, 'late'],
  'citizen.verdict.*': resolvedAnswers,
  'citizen.grade.*': grades,
  // the desk's lists
  'desk.filter.*': ['state', 'village', 'level', 'category', 'urgency', 'open', 'late', 'reopened', 'sentBack'],
  'desk.column.*': ['number', 'words', 'state', 'category', 'holder', 'clock', 'registered'],
  'desk.weekly.column.*': ['row', 'number', 'problem', 'sorted', 'state', 'holder', 'clock'],
  'desk.overview.total.*': totals,
  'desk.overview.base.*': totals,
  'desk.settings.password-*': ['current', 'next', 'again'],
  // who has read what
  'reads.what.*': rules,
  'reads.why.*': rules,
  'reads.act.*': actKinds,
  'reads.who.*': ['system', 'resident'],
  'reads.reveal-reason.*': ['contact', 'check', 'follow-up'],
  'citizen.who-has-seen.act.*': actKinds,
  'citizen.who-has-seen.*': ['system', 'resident'],
  // the administrators' pages and what everyone sees of the rules
  'officers.kind.*': auditKinds,
  'officers.column.*': ['at', 'who', 'kind', 'ok', 'target', 'subject', 'note', 'address', 'request'],
  'officers.measure.*': measures,
  'officers.sure.*': measures,
  'officers.done.*': measures,
  'officers.only.*': ['locked', 'no-second-factor', 'signed-in'],
  'officers.accounts.column.*': ['name', 'last', 'state', 'factor', 'password', 'sessions', 'do'],
  'officers.due.*': dues,
  'officers.subject.*': [
    ...['password', 'totp', 'backup-code', 'oidc', 'wrong', 'locked', 'account-locked'],
    ...['password-name', 'password-known', 'password-used', 'weak'],
  ],
  // the desk's case page and its forms
  'case.help.*': taken.map((s) => s.action),
  'case.sure.*': ['decline', 'passOn', 'restUnanswered', 'confirmByCall', 'redactWords', 'passToDiscipline'],
  'case.group.*': ['handle', 'talk', 'more'],
  'case.actor.*': CaseEvent.shape.actor.shape.kind.options,
  'case.by.*': needs.Contact.shape.by.options,
  'case.text.*': [
    'title',
    'question',
    'answer',
    'explanation',
    'reason',
    'standard',
    'plan',
    'keeps',
    'words',
    'note',
    'why',
  ],
  'case.related.*': ['linked-to', 'linked', 'split-from', 'splits'],
  'case.read-by.*': ['resident', 'desk'],
  'case.file.*': FileUse.shape.role.options,
  'case.result-hint.*': ['resolved', 'explained'],
  'case.field.reason.*': needing('Reason'),
  'case.field.reason-help.*': needing('Reason'),
  'case.field.words.*': [...needing('Words'), 'contact'],
  'case.field.words-help.*': needing('Words'),
  'case.handbook.*': ['problem', 'acceptance', 'state', 'result', 'all', 'unreflected'],
  'case.register.who.*': ['household', 'other', 'nobody'],
}
