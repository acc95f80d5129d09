/** The commands of a case: each one transaction, with its events, notices and messages. Reading never writes. */
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { command, type Doing } from '../access/command.ts'
import type { Json } from '../kernel/canonical.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen } from '../kernel/scope.ts'
import { peopleAt } from '../registry/people-at.ts'
import { appending } from './appending.ts'
import { type Decision, decide } from './decide.ts'
import { register } from './intake.ts'
import { type Action, stepOf } from './lifecycle.ts'
import { part } from './log.ts'
import { Id, type NeedInput, needs, Register } from './model.ts'
import { messagesFor, noticesFor, writeMessages, writeNotices } from './notices.ts'
import { opinionSteps } from './petition/view.ts'
import { append, attachFiles, type CaseRow, factsOf, lockCase, orgsById } from './store.ts'
import { reading } from './summary.ts'
import { viewCase } from './view.ts'
import { viewForResident } from './view-resident.ts'

export { takeIn } from './take-in.ts'

/** A member writes down a request heard elsewhere, verbatim (doc 2 no. 1, 4). It is theirs in hand until settled or handed up. */
export const registerHeard = command(Register, async (d, input) => {
  const actor = d.caller.actor as MemberActor
  if (!d.house.scheme.channels[input.channel])
    throw new Refusal('case.code-unknown', { field: 'channel', code: input.channel })
  if (input.contact && input.consent !== 'given') throw new Refusal('intake.consent-missing')
  const village = await d.tx.selectFrom('orgs').select('chain').where('id', '=', input.villageId).executeTakeFirst()
  const post = actor.appointments.find((a) => a.may.includes('case.register') && village?.chain.includes(a.orgId))
  if (!post) throw new Refusal('org.unknown')
  return register(d.house, d.tx, d.caller, d.at, {
    ...input,
    registrar: { memberId: actor.memberId, orgId: post.orgId, holds: post.scope === 'own' },
  })
})

/** What every step takes beside its own input: the case, and the version its form was drawn from. */
export const stepInput = (action: Action) =>
  needs[stepOf[action].needs].extend({
    caseId: Id,
    version: z.number().int().optional().describe('The version your form was drawn from; a stale one is refused'),
  })

/** What a step changes beyond the case's standing. Actions not named here change nothing else. */
type Effect = { row?: Parameters<typeof append>[2]['row']; seenBy?: string[]; data?: Record<string, Json> }
type Effects = Partial<Record<Action, (d: Doing, row: CaseRow, input: never, decision: Decision) => Promise<Effect>>>

const known = (d: Doing, list: 'categories' | 'natures' | 'declineGrounds', code: string) => {
  if (!d.house.scheme[list][code]) throw new Refusal('case.code-unknown', { field: list, code })
}
const sortRow = async (d: Doing, _row: CaseRow, input: NeedInput<'Sort'>): Promise<Effect> => {
  known(d, 'categories', input.category)
  known(d, 'natures', input.nature)
  const { category, nature, urgency, extent, title } = input
  return { row: { category, nature, urgency, extent, ...(title && { title }) } }
}
/** A member who stands at this org today, or a refusal. */
async function memberAt(d: Doing, orgId: string, memberId: string) {
  const people = await peopleAt(d.house, d.tx, d.caller.jurisdictionId, orgId, d.at)
  if (!people.some((p) => p.memberId === memberId)) throw new Refusal('case.member-unknown')
}
const verdictRow = async (d: Doing, row: CaseRow, input: NeedInput<'Confirm'>, decision: Decision): Promise<Effect> => {
  await publishResult(d, row, decision)
  // changing one's mind about “settled” does not take back how satisfied one said to be
  return { row: { satisfied: input.satisfied ?? (row.state === 'closed' ? row.satisfied : null) } }
}
/** What the village page said was settled is not. */
const disputed = async (d: Doing, row: CaseRow, input: Partial<NeedInput<'Dispute'>>): Promise<Effect> => {
  if (row.state === 'closed') await d.tx.deleteFrom('village_results').where('case_id', '=', row.id).execute()
  return { row: { satisfied: input.satisfied ?? null } }
}
/** A written opinion is an answer: what came of it, in the words every answer is counted by. */
const opined = async (_d: Doing, _row: CaseRow, _input: unknown, decision: Decision): Promise<Effect> => ({
  data: { result: decision.after.outcome },
})
/** The second review is over: a “no” closes, and stays written. */
const dissented = async (_d: Doing, _row: CaseRow, input: Partial<NeedInput<'Dispute'>>): Promise<Effect> => ({
  row: { satisfied: input.satisfied ?? null },
})
const effects: Effects = {
  concludePetition: opined,
  answerReview: opined,
  answerReReview: opined,
  dissent: dissented,
  dissentByCall: dissented,
  accept: sortRow,
  sort: sortRow,
  decline: async (d, _row, input: NeedInput<'Decline'>) => {
    known(d, 'declineGrounds', input.ground)
    return {}
  },
  assign: async (d, row, input: NeedInput<'Assign'>) => {
    await memberAt(d, row.holder_org_id ?? '', input.memberId)
    return { seenBy: [input.memberId] }
  },
  dispatch: async (d, row, input: NeedInput<'Dispatch'>) => {
    // a department of the dispatching org, or of one below it
    const department = await d.tx
      .selectFrom('orgs')
      .select(['id', 'kind', 'chain'])
      .where('id', '=', input.departmentId)
      .executeTakeFirst()
    const handles = department && d.house.scheme.orgKinds[department.kind]?.handles
    if (!handles || !department.chain.includes(row.holder_org_id ?? '')) throw new Refusal('case.department-unknown')
    if (input.responsibleId) await memberAt(d, department.id, input.responsibleId)
    return { seenBy: [department.id, ...(input.responsibleId ? [input.responsibleId] : [])] }
  },
  receive: async (d, row, input: NeedInput<'Receive'>) => {
    if (!input.responsibleId) return {}
    await memberAt(d, row.holder_org_id ?? '', input.responsibleId)
    return { seenBy: [input.responsibleId] }
  },
  confirm: verdictRow,
  confirmByCall: verdictRow,
  dispute: disputed,
  disputeByCall: disputed,
  notSettled: disputed,
  // silence is no verdict: what was said of an earlier answer does not stand for this one
  restUnanswered: async () => ({ row: { satisfied: null } }),
  link: async (d, row, input: NeedInput<'Link'>) => {
    const lead = await d.tx
      .selectFrom('cases')
      .select(['id', 'state', 'village_id'])
      .where('number', '=', input.leadNumber.toUpperCase())
      .executeTakeFirst()
    if (!lead) throw new Refusal('case.lead-not-found', { number: input.leadNumber })
    if (lead.id === row.id) throw new Refusal('case.lead-is-itself')
    if (['closed', 'declined', 'withdrawn', 'answered', 'linked'].includes(lead.state))
      throw new Refusal('case.lead-not-open', { number: input.leadNumber })
    // an answer shared before was disputed: the case may join another now
    await d.tx.deleteFrom('case_links').where('case_id', '=', row.id).execute()
    await d.tx
      .insertInto('case_links')
      .values({ jurisdiction_id: row.jurisdiction_id, case_id: row.id, lead_case_id: lead.id, linked_at: d.at })
      .execute()
    return { data: { lead: lead.id } }
  },
  unlink: async (d, row) => {
    await d.tx.deleteFrom('case_links').where('case_id', '=', row.id).execute()
    return {}
  },
  split: async (d, row, input: NeedInput<'Split'>) => {
    const part = await register(d.house, d.tx, d.caller, d.at, {
      clientKey: `split:${row.id}:${row.version}`,
      villageId: row.village_id,
      words: input.words,
      place: row.place ?? undefined,
      language: row.language as 'zh-CN' | 'en',
      channel: row.channel,
      consent: 'not-asked',
      ...(row.resident_id && { residentId: row.resident_id }),
      splitFrom: row.id,
    })
    return { data: { newCase: part.id, newNumber: part.number } }
  },
}

/** The village page says what was settled: category and days, never the words; a note only if one was written for it. */
async function publishResult(d: Doing, row: CaseRow, decision: Decision) {
  const answer = await d.tx
    .selectFrom('case_events')
    .select(['org_id', 'data'])
    .where('case_id', '=', row.id)
    .where('type', 'in', ['answer', 'settle', 'settleDirectly', 'answerWithLead', ...opinionSteps])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const data = answer?.data as { publicNote?: string } | undefined
  await d.tx
    .insertInto('village_results')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      case_id: row.id,
      village_id: row.village_id,
      category: row.category,
      org_id: answer?.org_id ?? null,
      registered_at: row.registered_at,
      ended_at: d.at,
      outcome: decision.after.outcome ?? 'resolved',
      note: data?.publicNote ?? null,
    })
    .onConflict((c) =>
      c
        .columns(['jurisdiction_id', 'case_id'])
        .doUpdateSet({ ended_at: d.at, outcome: decision.after.outcome ?? 'resolved' }),
    )
    .execute()
}

/** The org in whose name the actor takes this step. */
function standsFor(d: Doing, row: CaseRow, by: string): string | null {
  if (d.caller.actor.kind !== 'member') return null
  const posts = d.caller.actor.appointments.filter((a) => (a.may as readonly string[]).includes(by))
  return (
    (posts.find((a) => a.orgId === row.holder_org_id) ?? posts.find((a) => a.orgId === row.lead_org_id) ?? posts[0])
      ?.orgId ?? null
  )
}

/** One step of the loop on a locked case: rule, effect, log, row, notices, message. */
async function step(d: Doing, row: CaseRow, action: Action, input: Record<string, unknown>): Promise<CaseRow> {
  const orgs = await orgsById(d.tx)
  const rules = reading(d)
  const decision = decide(
    factsOf(row, orgs, rules),
    action,
    input,
    { actor: d.caller.actor, at: d.at },
    { scheme: rules.scheme, calendar: rules.calendar },
  )
  const effect = (await effects[action]?.(d, row, input as never, decision)) ?? {}
  const { files = [], mentions, ...rest } = input as { files?: { id: string; role: string }[]; mentions?: string[] }
  const { data, texts } = part(needs[decision.step.needs], rest)
  const next = await append(
    d.tx,
    row,
    appending(row, decision, orgs, {
      actor: d.caller.actor,
      orgId: standsFor(d, row, decision.step.by),
      at: d.at,
      data: {
        ...data,
        ...effect.data,
        ...(files.length && { files: files.length }),
        ...(mentions?.length && { mentions }),
      },
      texts,
      ...(effect.row && { row: effect.row }),
      seenBy: effect.seenBy ?? [],
    }),
  )
  if (files.length) await attachFiles(d.tx, row.id, next.version, files)
  await writeNotices(d, await noticesFor(d, row, next, decision, mentions ?? []))
  await writeMessages(d, messagesFor(d, next, decision))
  return next
}

/** Those joined to this case get its answer as their own event: one answer, each voice keeps its own page and verdict. */
async function answerLinked(d: Doing, lead: CaseRow, input: Record<string, unknown>) {
  const joined = await d.tx.selectFrom('case_links').select('case_id').where('lead_case_id', '=', lead.id).execute()
  for (const { case_id } of joined) {
    await alsoOpen(d.tx, { cases: [case_id] })
    const row = await lockCase(d.tx, case_id)
    if (row.state !== 'linked') continue
    const { files: _files, ...answer } = input
    await step({ ...d, caller: { ...d.caller, actor: { kind: 'system' } } }, row, 'answerWithLead', {
      ...answer,
      files: [],
    })
    // others may have been joined to this one before it was joined itself
    await answerLinked(d, row, input)
  }
}
const answers = new Set<Action>(['answer', 'settle', 'settleDirectly'])

async function take(d: Doing, action: Action, whole: Record<string, unknown>): Promise<CaseRow> {
  const { caseId, version, ...input } = whole as { caseId: string; version?: number }
  const row = await lockCase(d.tx, caseId)
  if (version !== undefined && version !== row.version) throw new Refusal('case.changed')
  const next = await step(d, row, action, input)
  if (answers.has(action)) await answerLinked(d, row, input)
  if (opinionSteps.includes(action))
    await answerLinked(d, row, { result: next.outcome, answer: (input as NeedInput<'Opinion'>).opinion })
  return next
}

/** A step of the desk's, as a command: `takeStep('dispatch')(house, caller, { caseId, version, departmentId, … })`. Refusals as `decide`. */
export const takeStep = <A extends Action>(action: A) =>
  command(stepInput(action), async (d, input) => {
    const row = await take(d, action, input)
    d.house.nudge()
    return viewCase(d, row.id)
  })

/** A step of the resident's, who has opened the case by its number and code. */
export const takeResidentStep = <A extends Action>(action: A) =>
  command(stepInput(action), async (d, input) => {
    const row = await take(d, action, input)
    d.house.nudge()
    return viewForResident(d, row.id)
  })

/** As `takeStep`, for imports: no page is drawn, so none is put together. */
export const takeStepQuietly = <A extends Action>(action: A) =>
  command(stepInput(action), async (d, input) => {
    const { id, version } = await take(d, action, input)
    return { id, version }
  })
