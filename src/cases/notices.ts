/** Who is told of a step, in the app and outside it: two tables, read by the command in its own transaction. */
import type { Doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { allowed, peopleAt } from '../registry/people-at.ts'
import type { Decision } from './decide.ts'
import type { Action } from './lifecycle.ts'
import type { CaseRow } from './store.ts'

type Audience = 'new-holder' | 'holder' | 'lead' | 'old-lead' | 'registrar' | 'handlers' | 'mentioned'

/** Who on the desk hears of which step. */
const told: Partial<Record<Action, readonly Audience[]>> = {
  handUp: ['new-holder'],
  settleDirectly: ['holder'],
  accept: ['registrar'],
  decline: ['registrar'],
  appeal: ['new-holder', 'handlers'],
  assign: ['new-holder'],
  settle: ['registrar'],
  escalate: ['new-holder', 'registrar'],
  dispatch: ['new-holder'],
  receive: ['lead'],
  sendBack: ['new-holder'],
  askExtension: ['lead'],
  approveExtension: ['holder'],
  refuseExtension: ['holder'],
  answer: ['old-lead', 'registrar'],
  shelve: ['registrar'],
  resume: ['holder'],
  confirm: ['handlers', 'registrar'],
  dispute: ['new-holder', 'handlers', 'registrar'],
  confirmByCall: ['handlers', 'registrar'],
  disputeByCall: ['new-holder', 'handlers', 'registrar'],
  supervise: ['holder', 'lead'],
  comment: ['mentioned'],
  addWords: ['holder', 'lead', 'registrar'],
  addHeard: ['holder'],
  withdraw: ['handlers', 'registrar'],
}

/** What one must be allowed for the org's news to be one's own. */
const acts: readonly Permission[] = ['case.triage', 'case.handle', 'case.dispatch']

/** Notices for the members concerned, never for the one who acted. */
export async function tell(d: Doing, before: CaseRow, after: CaseRow, decision: Decision, mentions: readonly string[]) {
  const audience = told[decision.action] ?? []
  if (!audience.length) return
  const at = async (orgId: string | null) =>
    orgId
      ? allowed(d.house.scheme, await peopleAt(d.house, d.tx, d.caller.jurisdictionId, orgId, d.at), acts).map(
          (p) => p.memberId,
        )
      : []
  const holder = async (row: CaseRow) => (row.holder_member_id ? [row.holder_member_id] : at(row.holder_org_id))
  const who: Record<Audience, () => Promise<string[]>> = {
    'new-holder': () => holder(after),
    holder: () => holder(after),
    lead: () => at(after.lead_org_id),
    'old-lead': () => at(before.lead_org_id),
    registrar: async () => (after.registrar_id ? [after.registrar_id] : []),
    handlers: async () => after.handlers,
    mentioned: () => thoseWhoSee(d, after, mentions),
  }
  const members = new Set((await Promise.all(audience.map((a) => who[a]()))).flat())
  if (d.caller.actor.kind === 'member') members.delete(d.caller.actor.memberId)
  if (!members.size) return
  await d.tx
    .insertInto('notices')
    .values(
      [...members].map((member_id) => ({
        jurisdiction_id: after.jurisdiction_id,
        id: d.newId(),
        member_id,
        kind: decision.action,
        case_id: after.id,
        case_number: after.number,
        at: d.at,
      })),
    )
    .execute()
}

/** Of those mentioned, the ones who may open the case: a notice never tells of a case its reader cannot see. */
async function thoseWhoSee(d: Doing, row: CaseRow, members: readonly string[]): Promise<string[]> {
  if (!members.length) return []
  const today = dayOf(d.at)
  const posts = await d.tx
    .selectFrom('appointments')
    .select(['member_id', 'org_id', 'role'])
    .where('member_id', 'in', [...members])
    .where('starts_on', '<=', today)
    .where((w) => w.or([w('ends_on', 'is', null), w('ends_on', '>=', today)]))
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
      ...posts.filter((p) => reads(p.role) && seeing.has(p.org_id)).map((p) => p.member_id),
    ]),
  ]
}

/** Which steps a resident who left a phone is written to about, and with which template. */
export const messages: Partial<Record<Action, string>> = {
  accept: 'accepted',
  decline: 'declined',
  escalate: 'escalated',
  settleDirectly: 'answered',
  settle: 'answered',
  answer: 'answered',
  answerWithLead: 'answered',
  approveExtension: 'late',
  shelve: 'shelved',
  dispute: 'reopened',
  disputeByCall: 'reopened',
}

/** An outbox row of the same transaction: number and stage only, never a word of the matter. A job sends it after commit. */
export async function messageFor(d: Doing, row: CaseRow, decision: Decision) {
  const template = messages[decision.action]
  if (!template || !row.resident_id) return
  await d.tx
    .insertInto('outbox')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      id: d.newId(),
      channel: 'sms',
      template,
      language: row.language,
      resident_id: row.resident_id,
      case_id: row.id,
      params: JSON.stringify({ number: row.number, ...(row.due_at && { due: row.due_at.toISOString() }) }),
      created_at: d.at,
      next_try_at: d.at,
    })
    .execute()
}
