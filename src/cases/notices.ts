/** Who is told of a step, in the app and outside it: two tables, read by the command in its own transaction. */
import { sql } from 'kysely'
import { unattended } from '../access/absence.ts'
import type { Doing } from '../access/command.ts'
import { coversOn } from '../access/covers.ts'
import { postsOn, recusalsOf } from '../access/recusal.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { afterQuiet } from '../kernel/calendar/quiet.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { allowed, peopleAt } from '../registry/people-at.ts'
import type { Decision } from './decide.ts'
import type { Action } from './lifecycle.ts'
import { type CaseRow, orgsById } from './store.ts'
import { verdictToken } from './verdict-link.ts'
import type { Reminder } from './vocabulary.ts'

type Audience =
  | 'new-holder'
  | 'old-holder'
  | 'approver'
  | 'above'
  | 'callers'
  | 'holder'
  | 'lead'
  | 'old-lead'
  | 'registrar'
  | 'handlers'
  | 'judges'
  | 'asker'
  | 'mentioned'
  | 'heads'

/** Who on the desk hears of which step. */
const told: Partial<Record<Action, readonly Audience[]>> = {
  handUp: ['new-holder'],
  settleDirectly: ['holder'],
  accept: ['registrar'],
  decline: ['registrar'],
  appeal: ['new-holder', 'handlers'],
  assign: ['new-holder'],
  handOver: ['new-holder'],
  settle: ['registrar'],
  escalate: ['new-holder', 'registrar'],
  dispatch: ['new-holder'],
  receive: ['lead'],
  sendBack: ['new-holder'],
  askExtension: ['approver'],
  approveExtension: ['holder'],
  refuseExtension: ['holder'],
  answer: ['old-lead', 'registrar'],
  shelve: ['registrar'],
  resume: ['holder'],
  confirm: ['handlers', 'registrar'],
  dispute: ['new-holder', 'handlers', 'registrar'],
  explainVerdict: ['holder', 'handlers'],
  confirmByCall: ['handlers', 'registrar'],
  disputeByCall: ['new-holder', 'handlers', 'registrar'],
  recall: ['old-holder'],
  reply: ['holder'],
  waitOver: ['holder'],
  comeBack: ['holder', 'registrar'],
  passOn: ['registrar'],
  lateUnaccepted: ['new-holder', 'old-holder'],
  lateInHand: ['new-holder', 'old-holder'],
  lateLinked: ['new-holder', 'old-holder'],
  lateDispatched: ['new-holder', 'old-holder'],
  lateAtTop: ['holder', 'above'],
  unopened: ['lead', 'above'],
  notSettled: ['new-holder', 'handlers', 'registrar'],
  supervise: ['holder', 'lead'],
  comment: ['mentioned'],
  addWords: ['holder', 'lead', 'registrar'],
  addHeard: ['holder'],
  withdraw: ['handlers', 'registrar'],
  markAbout: ['new-holder'],
  markAboutInHand: ['new-holder'],
  askExclusion: ['judges'],
  decideExclusion: ['asker'],
  treatAsPetition: ['holder', 'registrar'],
  reportGrave: ['above'],
  objectPetition: ['lead'],
  consentToReturn: ['new-holder', 'old-holder'],
  refuseReturn: ['holder'],
  askPetitionExtension: ['heads'],
  extendPetition: ['holder'],
  refusePetitionExtension: ['holder'],
  concludePetition: ['old-lead', 'registrar'],
  askReview: ['new-holder', 'handlers'],
  askReviewHeard: ['new-holder', 'handlers'],
  answerReview: ['old-lead', 'handlers'],
  askReReview: ['new-holder', 'handlers'],
  askReReviewHeard: ['new-holder', 'handlers'],
  answerReReview: ['old-lead', 'handlers'],
  dissent: ['handlers', 'registrar'],
  dissentByCall: ['handlers', 'registrar'],
}

/** What one must be allowed for the org's news to be one's own. */
const acts: readonly Permission[] = ['case.triage', 'case.handle', 'case.dispatch']

export type Notice = { member_id: string; kind: string; case_id: string; case_number: string; hidden_from: string[] }

/** Who hears of what no step was taken for. */
const reminds: Record<Reminder, readonly Audience[]> = {
  'half-used': ['holder'],
  'due-soon': ['holder'],
  'contact-missed': ['holder', 'above'],
  'call-due': ['callers'],
  'statute-soon': ['holder'],
  'statute-late': ['holder', 'above'],
}

/** Notices for the members concerned, never for the one who acted. */
export const noticesFor = (
  d: Doing,
  before: CaseRow,
  after: CaseRow,
  { action, after: now }: Pick<Decision, 'action' | 'after'>,
  mentions: readonly string[] = [],
) => {
  // urgent or grave: reported at once (信访工作条例 25)
  const upward: readonly Audience[] = action === 'treatAsPetition' && now.petition?.grave ? ['above'] : []
  return notices(d, before, after, action, [...(told[action] ?? []), ...upward], mentions)
}
export const remindersFor = (d: Doing, row: CaseRow, what: Reminder) => notices(d, row, row, what, reminds[what], [])

async function notices(
  d: Doing,
  before: CaseRow,
  after: CaseRow,
  kind: string,
  audience: readonly Audience[],
  mentions: readonly string[],
): Promise<Notice[]> {
  if (!audience.length) return []
  const at = async (orgId: string | null, may = acts) =>
    orgId
      ? allowed(d.house.scheme, await peopleAt(d.house, d.tx, d.caller.jurisdictionId, orgId, d.at), may).map(
          (p) => p.memberId,
        )
      : []
  const covers = await coversOn(d.tx, dayOf(d.at))
  const nobody = (members: readonly string[]) => members.length > 0 && members.every((m) => unattended(covers, m))
  /** An org's superiors, or the office itself where there is none: its duty list. */
  const aboveOrg = async (orgId: string | null) => {
    const chain = (await orgsById(d.tx)).get(orgId ?? '')?.chain ?? []
    return at(chain[1] ?? chain[0] ?? null, ['case.supervise'])
  }
  /** Those of an office; where they are all on leave and nobody stands in, those above it as well. */
  const there = async (orgId: string | null, may = acts) => {
    const own = await at(orgId, may)
    return nobody(own) ? [...own, ...(await aboveOrg(orgId))] : own
  }
  /** Whoever has it in hand; what somebody on leave left is told to their office too. */
  const holder = async (row: CaseRow) => {
    if (!row.holder_member_id) return there(row.holder_org_id)
    const own = [row.holder_member_id]
    return nobody(own) ? [...own, ...(await there(row.holder_org_id))] : own
  }
  const callers = async () => {
    const chain = (await orgsById(d.tx)).get(after.village_id)?.chain ?? []
    return (await Promise.all(chain.map((org) => at(org, ['case.call'])))).flat()
  }
  const who: Record<Audience, () => Promise<readonly string[]>> = {
    'new-holder': () => holder(after),
    'old-holder': () => holder(before),
    holder: () => holder(after),
    lead: () => there(after.lead_org_id),
    'old-lead': () => there(before.lead_org_id),
    approver: () => there(after.approver_org_id, ['case.approve']),
    above: () => aboveOrg(after.holder_org_id),
    callers: async () => (await callers()).filter((m) => !after.handlers.includes(m) && m !== after.registrar_id),
    heads: async () => {
      const chain = (await orgsById(d.tx)).get(after.holder_org_id ?? '')?.chain ?? []
      return (await Promise.all(chain.slice(0, 2).map((org) => at(org, ['case.petition-head'])))).flat()
    },
    registrar: async () => (after.registrar_id ? [after.registrar_id] : []),
    judges: async () => at((await orgsById(d.tx)).get(after.village_id)?.chain.at(-1) ?? null, ['figures.decide']),
    asker: async () => (before.exclusion_asked_by ? [before.exclusion_asked_by] : []),
    handlers: async () => after.handlers,
    mentioned: () => thoseWhoSee(d, after, mentions),
  }
  const concerned = (await Promise.all(audience.map((a) => who[a]()))).flat()
  const kept = await recusedAmong(d, after, concerned)
  // what is kept from somebody on leave is not told to who stands in for them
  const hear = concerned.filter((m) => !kept.includes(m))
  const members = new Set([...hear, ...hear.flatMap((m) => covers.get(m)?.by ?? [])])
  if (d.caller.actor.kind === 'member') members.delete(d.caller.actor.memberId)
  for (const id of await recusedAmong(d, after, [...members])) members.delete(id)
  return [...members].map((member_id) => ({
    member_id,
    kind,
    case_id: after.id,
    case_number: after.number,
    hidden_from: after.hidden_from,
  }))
}

/** Writes notices, all in one statement. */
export async function writeNotices(d: Doing, list: readonly Notice[]) {
  if (!list.length) return
  const { jurisdictionId } = d.caller
  const rows = list.map((n) => ({ ...n, id: d.newId(), at: d.at, jurisdiction_id: jurisdictionId }))
  await sql`insert into notices (jurisdiction_id, id, member_id, kind, case_id, case_number, at, hidden_from)
    select jurisdiction_id, id, member_id, kind, case_id, case_number, at, hidden_from
    from jsonb_populate_recordset(null::notices, ${JSON.stringify(rows)}::jsonb)`.execute(d.tx)
}

/** Those from whom the case is kept: they are told nothing of it. */
async function recusedAmong(d: Doing, row: CaseRow, members: readonly string[]): Promise<string[]> {
  if (!row.hidden_from.length) return []
  const sets = await recusalsOf(d.tx, d.house.scheme, members, dayOf(d.at))
  return members.filter((m) => sets.get(m)?.some((id) => row.hidden_from.includes(id)))
}

/** Of those mentioned, the ones who may open the case: a notice never tells of a case its reader cannot see. */
async function thoseWhoSee(d: Doing, row: CaseRow, members: readonly string[]): Promise<string[]> {
  if (!members.length) return []
  const posts = await postsOn(d.tx, dayOf(d.at))
    .select('appointments.role')
    .where('appointments.member_id', 'in', [...members])
    .execute()
  // a liaison stands at the org and sees only what is their own
  const reads = (role: string) => {
    const rules = d.house.scheme.roles[role]
    return rules?.scope === 'subtree' && rules.may.includes('case.read')
  }
  const seeing = new Set(row.seen_by)
  return [
    ...new Set([
      ...members.filter((m) => seeing.has(m)),
      ...posts.filter((p) => reads(p.role) && seeing.has(p.orgId)).map((p) => p.memberId),
    ]),
  ]
}

/** Which steps a resident who left a phone is written to about, and with which template. */
export const messages: Partial<Record<Action, string>> = {
  accept: 'accepted',
  decline: 'declined',
  passOn: 'passed-on',
  escalate: 'escalated',
  settleDirectly: 'answered',
  settle: 'answered',
  answer: 'answered',
  answerWithLead: 'answered',
  askResident: 'asked',
  approveExtension: 'late',
  lateUnaccepted: 'late-up',
  lateInHand: 'late-up',
  lateLinked: 'late-up',
  lateDispatched: 'late-up',
  shelve: 'shelved',
  comeBack: 'resumed',
  resume: 'resumed',
  dispute: 'reopened',
  disputeByCall: 'reopened',
  notSettled: 'reopened',
  askLater: 'later',
  tellInWriting: 'petition-told',
  extendPetition: 'petition-late',
  concludePetition: 'answered',
  answerReview: 'answered',
  answerReReview: 'answered',
  askReviewHeard: 'review-asked',
  askReReviewHeard: 'review-asked',
}
/** Messages that ask for a verdict carry the link on which one tap gives it. */
const asking = new Set(['answered', 'later'])

export type Message = {
  template: string
  language: string
  resident_id: string
  case_id: string
  params: object
  hidden_from: string[]
  next_try_at: Date
}

/** What the resident is written: number, stage and date only, never a word of the matter. What the system sends by itself waits for the morning. */
export function messagesFor(d: Doing, row: CaseRow, { action }: Pick<Decision, 'action'>): Message[] {
  const template = messages[action]
  if (!template || !row.resident_id || row.contact_erased_at) return []
  const asks = asking.has(template) && verdictToken(d.house.keys, d.caller.jurisdictionId, row.id, row.version)
  return [
    {
      template,
      language: row.language,
      resident_id: row.resident_id,
      case_id: row.id,
      params: {
        number: row.number,
        ...(row.promised_at && { due: row.promised_at.toISOString() }),
        ...(asks && { verdict: asks }),
      },
      hidden_from: row.hidden_from,
      next_try_at: d.caller.actor.kind === 'system' ? afterQuiet(d.at, d.house.scheme.quietHours) : d.at,
    },
  ]
}

/** Outbox rows of the same transaction; a job sends them after commit. */
export async function writeMessages(d: Doing, list: readonly Message[]) {
  if (!list.length) return
  const { jurisdictionId } = d.caller
  const rows = list.map((m) => ({
    ...m,
    id: d.newId(),
    jurisdiction_id: jurisdictionId,
    channel: 'sms',
    created_at: d.at,
    tries: 0,
  }))
  await sql`insert into outbox (jurisdiction_id, id, channel, template, language, resident_id, case_id, params, created_at, next_try_at, tries, hidden_from)
    select jurisdiction_id, id, channel, template, language, resident_id, case_id, params, created_at, next_try_at, tries, hidden_from
    from jsonb_populate_recordset(null::outbox, ${JSON.stringify(rows)}::jsonb)`.execute(d.tx)
}
