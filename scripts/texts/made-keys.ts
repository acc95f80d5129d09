// Keys that code puts together: each pattern with the values that may stand for its star, and where these come from.
import { auditKinds, dues, measures } from '../../src/access/vocabulary.ts'
import { columns as figureColumns } from '../../src/assessment/csv.ts'
import { besides, fates, formulas, groupings, ruleGrounds } from '../../src/assessment/vocabulary.ts'
import { fileColumns } from '../../src/cases/export-cases.ts'
import { type Step, steps } from '../../src/cases/lifecycle.ts'
import { listColumns } from '../../src/cases/list-columns.ts'
import {
  FileUse,
  grades,
  type Need,
  needs,
  openStates,
  outcomes,
  Register,
  reminders,
  resolvedAnswers,
  states,
} from '../../src/cases/model.ts'
import { reasons } from '../../src/cases/neighbours.ts'
import { messages } from '../../src/cases/notices.ts'
import { registerColumns } from '../../src/cases/petition/register.ts'
import {
  opinionOutcomes,
  opinionStages,
  owedClocks,
  petitionKinds,
  measures as petitionMeasures,
  petitionRoads,
  statutoryClockKinds,
} from '../../src/cases/petition/vocabulary.ts'
import { problemColumns } from '../../src/cases/problem-list.ts'
import { checks } from '../../src/cases/public-log/check.ts'
import { standings } from '../../src/cases/public-log/standing.ts'
import { actKinds } from '../../src/cases/reads/seen-by.ts'
import { rules } from '../../src/cases/reads/unusual.ts'
import { kinds } from '../../src/cases/redact/kinds.ts'
import { supervisionColumns, watchedFor } from '../../src/cases/supervision-list.ts'
import { wrongs } from '../../src/cases/verify-case.ts'
import { logWrongs } from '../../src/cases/verify-log.ts'
import { CaseEvent, CaseFile, CaseSummary, InboxItem } from '../../src/cases/views.ts'
import { ageBands } from '../../src/cases/vocabulary.ts'
import { weeklyColumns } from '../../src/cases/weekly-list.ts'
import { standings as dutyStandings, dutyUnits } from '../../src/duties/vocabulary.ts'
import { faults, notes } from '../../src/interop/replay/formats.ts'
import { refusals } from '../../src/kernel/errors.ts'
import { nears } from '../../src/liaison/propose.ts'
import { fates as keptFates } from '../../src/log-commands.ts'
import { blankParts } from '../../src/programme/blanks.ts'
import { knownPlaces } from '../../src/programme/changes.ts'
import { namedParts } from '../../src/programme/diff.ts'
import { festivals, tones } from '../../src/programme/duties.ts'
import { nameables, sides as schemeSides, wrongs as schemeWrongs, types as yamlTypes } from '../../src/programme/say.ts'
import { clocks, levels, permissions, recordGroups, urgencies } from '../../src/programme/vocabulary.ts'
import { recordFileColumns } from '../../src/records/export.ts'
import { wrongs as boundaryWrongs } from '../../src/registry/boundaries.ts'
import { does, fieldsOf, faults as importFaults, lists } from '../../src/registry/import/model.ts'
import { unitChanges } from '../../src/registry/units.ts'
import { states as schemeStates } from '../../src/schemes/model.ts'
import { done } from '../../web/citizen/track/done.ts'
import { wordOrder } from '../../web/console/case/word-order.ts'
import { hintKeys } from '../../web/console/guide/hints.ts'
import { builtIns } from '../../web/console/lists/builtin.ts'
import { shares } from '../../web/console/overview/layout.ts'
import { textSizes } from '../../web/console/parts/text-size.ts'
import { groups as searchGroups } from '../../web/console/search/options.ts'
import { choiceRows, needed, sendNames, ways } from '../../web/console/triage/plan.ts'

const schemePeriods = ['year', 'half-year', 'quarter', 'month', 'week', 'once', 'standing']
/** As what a duty counts is told. */
const measureKinds = ['count', 'distinct', 'days', 'sum', 'coverage', 'ties', 'pot']
const actions = [...new Set(steps.map((s) => s.action))]
/** What an event or a notice can be called: every action, and the first event. */
const happenings = ['register', ...actions]
/** The steps the desk has a form for: those a person can hold the permission of. */
const taken = (steps as readonly Step[]).filter((s) => s.by !== 'case.resident' && s.by !== 'case.system')
const needing = (need: Need) => taken.filter((s) => s.needs === need).map((s) => s.action)
const petitionTotals = ['all', 'persons', 'repeat', 'group', 'grave', 'extended', 'reviews', 'reReviews', 'withdrawn']
const privacyItems = ['who', 'what', 'why', 'readers', 'others', 'how-long', 'safe', 'cookies', 'rights']
const late = ['registered', 'in-hand', 'dispatched', 'handling', 'extension-asked', 'linked', 'reopened'].map(
  (s) => `${s}-late`,
)
const listFields = lists.flatMap((list) => fieldsOf[list].map((field) => `${list}.${field}`))
/** What may be done to a unit that takes along what hangs on it. */
const carries = ['move', 'join']
const closings = outcomes
  .filter((o) => !['withdrawn', 'not-accepted', 'passed-on'].includes(o))
  .map((o) => `closed-${o}`)

/** Each of these must be there in both languages. */
export const madeKeys: Readonly<Record<string, readonly string[]>> = {
  'programme-faults.says.*': schemeWrongs,
  'programme-faults.remedy.*': schemeWrongs,
  'programme-faults.what.*': nameables,
  'programme-faults.type.*': yamlTypes,
  'programme-faults.side.*': schemeSides,
  'refusals.*': Object.keys(refusals),
  'refusals.field.*': [
    'phone',
    'password',
    'password-name',
    'password-known',
    'password-used',
    'cursor',
    'day',
    'hash',
    'pattern',
    'code',
    'number-tail',
    'resident',
    'reason',
    'repeats',
    'about',
    'placeholder',
    'share',
    'needed',
    'money',
    'record-day-ahead',
    'record-day-old',
    'record-one-day',
    'record-days-turned',
    'record-no-member',
    'record-no-household',
    'record-no-org',
    'record-no-place',
    'record-no-board',
    'record-board-short',
    'record-no-promises',
    'record-promise-past',
    'record-quorum',
  ],
  'records.filter.*': ['from', 'to'],
  'records.group.*': recordGroups,
  'records.column.*': [...recordFileColumns, 'content'],
  'records.change.*': ['made', 'corrected', 'step', 'withdrawn'],
  'records.barred.*': ['role', 'another'],
  'records.whose.*': ['mine', 'all'],
  'records.state.*': ['open', 'done'],
  'records.pot.*': ['setAside', 'asked', 'approved', 'paid', 'balance'],
  'search.group.*': searchGroups,
  'words.state.*': states,
  'words.action.*': actions,
  'words.did.*': [...happenings, 'statute-soon', 'statute-late'],
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
  'lists.column.*': [
    ...new Set([...fileColumns, ...problemColumns, ...supervisionColumns, ...weeklyColumns].map((c) => c.key)),
  ],
  'lists.col.*': listColumns,
  'lists.view.*': builtIns,
  'lists.export.*': ['csv', 'xlsx'],
  'lists.bulk.result.*': ['done', 'refused', 'changed', 'failed'],
  'lists.bulk.column.*': ['number', 'words', 'from', 'after', 'due', 'result', 'reason'],
  'lists.*.none': ['problems', 'supervision'],
  'lists.*.how': ['problems', 'supervision'],
  'lists.why.*': watchedFor,
  'lists.part.*': ['fresh', 'older'],
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
  'citizen.petition.ask-*-until': ['review', 're-review'],
  'citizen.petition.asking-*': ['review', 're-review'],
  'citizen.petition.owed-*': owedClocks,
  'citizen.petition.road-*': petitionRoads,
  'citizen.petition.stage-*': opinionStages,
  'citizen.petition.part-*': ['request', 'facts', 'opinion', 'review'],
  'citizen.petition.outcome-*': opinionOutcomes,
  'citizen.erase.*': ['ended-means', 'ended-stays', 'others', 'open-means', 'open-code', 'open-words'],
  'citizen.request.done-*': done,
  'log.state-*': standings,
  'check.log-wrong.*': logWrongs,
  'check.kept-*': keptFates,
  'check.yes.*': checks,
  'check.no.*': checks,
  'citizen.request.next-*': ['answered', 'shelved', 'registered', 'dispatched', 'other', 'late'],
  'citizen.state.*': [...states, 'late', 'explained', 'no-answer'],
  'citizen.verdict.*': resolvedAnswers,
  'citizen.grade.*': grades,
  // the desk's lists
  'desk.filter.*': [
    'state',
    'village',
    'level',
    'category',
    'urgency',
    'outcome',
    'open',
    'late',
    'soon',
    'supervised',
    'reopened',
    'sentBack',
    'duty',
    'doubt',
    'contactLate',
  ],
  'desk.weekly.column.*': ['row', 'number', 'problem', 'sorted', 'state', 'holder', 'clock'],
  // the overview
  'overview.age.*': ageBands,
  'overview.filter.age.*': ageBands,
  'overview.legend.*': [...shares, 'numbers'],
  'guide.*': hintKeys,
  'guide.text-size.*': textSizes,
  'boundaries.wrong.*': boundaryWrongs,
  'overview.of-registered.*': ['sent-back', 'reopened'],
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
  // ties and rosters
  'liaison.near.*': nears,
  'liaison.show.*': ['gaps', 'list', 'proposal'],
  'liaison.*.least': ['each', 'served'],
  'liaison.*.most': ['each', 'served'],
  'liaison.*.blank': ['each', 'served'],
  'liaison.column.*': ['from', 'to', 'since', 'reason', 'phones', 'card', 'do'],
  'liaison.card.*': [
    'title',
    'enter',
    'code',
    'code-hint',
    'code-wrong',
    'look',
    'call',
    'write',
    'no-phone',
    'else',
    'over',
    'complain',
    'over-ask',
    'over-ask-nowhere',
    'place',
    'place-name',
  ],
  'rosters.organisation.*': ['own', 'joint', 'none'],
  'rosters.one.none.*': ['households', 'members'],
  'rosters.standing.*': ['here', 'away', 'attached'],
  'rosters.column.*': ['name', 'unit', 'address', 'hours', 'phone', 'do'],
  // the administrator's pages
  'admin.may.*': permissions,
  'admin.roles.scope.*': ['own', 'subtree', 'none'],
  'admin.unit.*': unitChanges,
  'admin.does.*': does,
  'admin.fault.*': importFaults,
  'admin.list.*': lists,
  'admin.field.*': listFields,
  'admin.example.*': listFields,
  'admin.import.count.*': does,
  'admin.people.column.*': ['name', 'posts', 'account', 'do'],
  'admin.orgs.*': ['add', 'edit', ...carries, 'close'],
  'admin.orgs.*.title': ['add', 'edit', ...carries],
  'admin.orgs.*.target': carries,
  'admin.orgs.*.none': carries,
  'admin.orgs.*.means': carries,
  'admin.orgs.*.do': carries,
  'admin.orgs.*.done': carries,
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
  // the desk's clocks, call-backs and reminders
  'time.notice.*': reminders,
  'time.contact.*': ['made', 'made-late'],
  'time.doubt.*': CaseSummary.shape.doubt.unwrap().options,
  'time.later.*': ['yes', 'no'],
  'time.calls.*': ['overdue', 'doubt'],
  'time.said.*': ['confirmByCall', 'disputeByCall', 'noteCall', 'restUnanswered'],
  // the desk's case page and its forms
  'case.help.*': taken.map((s) => s.action),
  'case.sure.*': ['decline', 'passOn', 'restUnanswered', 'confirmByCall', 'redactWords', 'passToDiscipline'],
  'case.group.*': ['handle', 'petition', 'talk', 'more'],
  'case.actor.*': CaseEvent.shape.actor.shape.kind.options,
  'case.by.*': needs.Contact.shape.by.options,
  'case.text.*': wordOrder,
  'case.related.*': ['linked-to', 'linked', 'split-from', 'splits'],
  'case.read-by.*': ['resident', 'desk'],
  'case.file.*': FileUse.shape.role.options,
  'case.result-hint.*': ['resolved', 'explained'],
  'case.field.reason.*': needing('Reason'),
  'case.field.reason-help.*': needing('Reason'),
  'case.field.words.*': [...needing('Words'), 'contact'],
  'case.field.words-help.*': needing('Words'),
  // petitions
  'petition.kind.*': [...petitionKinds, 'none'],
  'petition.kind-hint.*': petitionKinds,
  'petition.road.*': [...petitionRoads, 'none'],
  'petition.outcome.*': [...opinionOutcomes, 'none'],
  'petition.outcome-is.*': opinionOutcomes,
  'petition.measure.*': petitionMeasures,
  'petition.clock.*': statutoryClockKinds,
  'petition.stage.*': opinionStages,
  'petition.column.*': registerColumns,
  'petition.visit.*': ['first', 'repeat'],
  'petition.address.*': ['known', 'unknown'],
  'petition.draft.*': ['review', 're-review'],
  'petition.paper.title.*': opinionStages,
  'petition.paper.part.*': ['request', 'facts', 'opinion', 'outcome', 'review'],
  'petition.page.*': ['of', 'in-time', 'late', 'running'],
  'petition.page.total.*': petitionTotals,
  'case.handbook.*': ['problem', 'acceptance', 'state', 'result', 'all', 'unreflected'],
  // leave
  'standin.leave.state.*': ['coming', 'running', 'over'],
  'standin.hand-over.kind.*': ['cases', 'households'],
  'live.here.*': ['reading', 'writing'],
  // duties
  'duties.unit.*': dutyUnits,
  'duties.line.*': [...dutyStandings, 'behind-now'],
  'duties.standing.*': [...dutyStandings, 'lacking'],
  'duties.tone.*': tones,
  'duties.branch.show.*': ['all', 'open', 'behind'],
  'duties.column.*': ['subjects', 'done', 'behind', 'missed', 'waiting'],
  // triage
  'triage.stand.*': states,
  'triage.row.*': choiceRows,
  'triage.need.*': needed,
  'triage.way.*': ways,
  'triage.send.*': sendNames,
  'triage.near.*': ['alike', 'household'],
  'triage.near-none.*': ['alike', 'household'],
  'triage.because.*': reasons,
  'triage.undo.*': ['unlink', 'recall'],
  // figures
  'figures.name.*': formulas,
  'figures.formula.*': formulas,
  'figures.counts.*': formulas,
  'figures.without.*': formulas,
  'figures.beside.*': besides,
  'figures.ground.*': ruleGrounds,
  'figures.fate.*': fates,
  'figures.by.*': groupings,
  'figures.channel.*': ['self', 'call'],
  'figures.decision.*': ['approved', 'refused'],
  'figures.period.*': ['month', 'last-month', 'quarter', 'year', 'custom'],
  'figures.csv.*': figureColumns,
  'figures.part.*': ['answered', 'answered-contact'],
  'case.register.who.*': ['household', 'other', 'nobody'],
  // schemes
  'programme.unit.*': ['household', 'member', 'org', 'place'],
  'programme.each.*': ['member', 'org'],
  'programme.each.any.*': ['household', 'member', 'org'],
  'programme.per.*': schemePeriods,
  'programme.festival.*': festivals,
  'programme.measure.*': measureKinds,
  'programme.measure.*.blank': measureKinds,
  'programme.place.*': knownPlaces,
  'programme.tone.*': tones,
  'programme.prorate.*': ['no', 'days'],
  'programme.part.*': [...namedParts, 'limits', 'rules'],
  'programme.in-use.*': ['roles', 'orgKinds'],
  'programme.blank.*': blankParts,
  'programme.state.*': schemeStates,
  'programme.what.*': ['added', 'gone', 'changed'],
}
