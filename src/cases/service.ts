/** The commands of a case: each one transaction, with its events, notices and messages. Reading changes no case; it only leaves its trace (`reads/`). */
import { z } from 'zod'
import type { Caller, MemberActor } from '../access/caller.ts'
import { command, type Doing, doing, type House } from '../access/command.ts'
import { recusalsOf } from '../access/recusal.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Json } from '../kernel/canonical.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen, asMarker, openMeanwhile, type Tx } from '../kernel/scope.ts'
import { peopleAt } from '../registry/people-at.ts'
import { levelAbove } from './about.ts'
import { appending } from './appending.ts'
import type { BulkAction } from './bulk-actions.ts'
import { checkCode } from './codes.ts'
import { type Decision, decide } from './decide.ts'
import { askExclusion, decideExclusion } from './exclusion.ts'
import { type Request, register } from './intake.ts'
import { type Action, actsFor, type Facts, isMark, type MarkAction, rowFor, stepOf } from './lifecycle.ts'
import { part, worded } from './log.ts'
import { familyOf, hide, type Subjects, sees, subjectsOf, unjoin } from './marking.ts'
import {
  type AboutWhom,
  answering,
  Id,
  type Intake,
  isOpen,
  mayLead,
  type NeedInput,
  needs,
  Register,
  type State,
} from './model.ts'
import { messagesFor, noticesFor, writeMessages, writeNotices } from './notices.ts'
import { opinionSteps } from './petition/vocabulary.ts'
import { eraseOwn } from './redact/erase.ts'
import { checkPublic } from './redact/public.ts'
import { publishCopy, withdrawCopies } from './redact/publish.ts'
import { hideWords } from './redact/redact-words.ts'
import { shownTexts } from './redact/shown.ts'
import { sealReport } from './sealed.ts'
import {
  append,
  attachFiles,
  type CaseRow,
  digestsOf,
  factsOf,
  listEvents,
  listTexts,
  lockCase,
  orgsById,
} from './store.ts'
import { reading } from './summary.ts'
import { takeIn as takeInAlone, webRequest } from './take-in.ts'
import { viewCase } from './view.ts'
import { viewForResident } from './view-resident.ts'

/** A resident's own request. One about officials or units is marked in the same transaction, and goes the ordinary way. */
export const takeIn = (house: House, caller: Caller, input: Intake, within?: Tx) =>
  input.about
    ? doing(house, caller, (d) => registerAbout(d, webRequest(input), input.about as AboutWhom), within)
    : takeInAlone(house, caller, input, within)

/** Registers a request and marks it at once: no moment at which those it is about could have read it. */
const registerAbout = (d: Doing, request: Request, about: AboutWhom) =>
  asMarker(d.tx, async () => {
    const receipt = await register(d.house, d.tx, d.caller, d.at, { ...request, about })
    if (receipt.again) return receipt
    const row = await step(bySystem(d), await lockCase(d.tx, receipt.id), 'markAbout', about, {
      saidBy: d.caller.actor.kind,
    })
    return { ...receipt, dueAt: row.due_at?.toISOString() ?? receipt.dueAt, dueProvisional: row.due_provisional }
  })

/** A member writes down a request heard elsewhere, verbatim (doc 2 no. 1, 4). It is theirs in hand until settled or handed up. */
export const registerHeard = command(Register, async (d, input) => {
  const actor = d.caller.actor as MemberActor
  if (!Object.hasOwn(d.house.scheme.channels, input.channel))
    throw new Refusal('case.code-unknown', { field: 'channel', code: input.channel })
  if (input.contact && input.consent !== 'given') throw new Refusal('intake.consent-missing')
  const village = await d.tx.selectFrom('orgs').select('chain').where('id', '=', input.villageId).executeTakeFirst()
  const post = actor.appointments.find((a) => a.may.includes('case.register') && village?.chain.includes(a.orgId))
  if (!post) throw new Refusal('org.unknown')
  const request = {
    ...input,
    registrar: {
      memberId: actor.memberId,
      orgId: post.orgId,
      // written down in the place of a liaison on leave, it is theirs in hand, and stays so when they are back
      holderId: post.scope === 'own' ? (post.standsInFor ?? actor.memberId) : null,
      standsInFor: post.standsInFor,
    },
  }
  const receipt = await (input.about
    ? registerAbout(d, request, input.about)
    : register(d.house, d.tx, d.caller, d.at, request))
  // about their own office: the receipt is all the one who wrote it down keeps
  return { ...receipt, caseId: (await sees(d.tx, receipt.id)) ? receipt.id : null }
})

/** What every step takes beside its own input: the case, and the version its form was drawn from. */
export const stepInput = (action: Action) =>
  needs[stepOf[action].needs].extend({
    caseId: Id,
    version: z.number().int().optional().describe('The version your form was drawn from; a stale one is refused'),
  })

/** What a step changes beyond the case's standing. Actions not named here change nothing else. */
type Effect = {
  row?: Parameters<typeof append>[2]['row']
  seenBy?: string[]
  data?: Record<string, Json>
  /** Words that the input does not bring, and what of it the log does not keep. */
  words?: Record<string, string>
  without?: readonly string[]
}
type Effects = Partial<Record<Action, (d: Doing, row: CaseRow, input: never, decision: Decision) => Promise<Effect>>>

const sortRow = async (d: Doing, _row: CaseRow, input: NeedInput<'Sort'>): Promise<Effect> => {
  checkCode(d, 'categories', input.category)
  checkCode(d, 'natures', input.nature)
  const { category, nature, urgency, extent, title } = input
  return { row: { category, nature, urgency, extent, ...(title && { title }) } }
}
/** The case this one may join, or a refusal. */
async function leadFor(d: Doing, row: CaseRow, number: string) {
  const lead = await d.tx
    .selectFrom('cases')
    .select(['id', 'state', 'hidden_from'])
    .where('number', '=', number.toUpperCase())
    .executeTakeFirst()
  if (!lead) throw new Refusal('case.lead-not-found', { number })
  if (lead.id === row.id) throw new Refusal('case.lead-is-itself')
  if (!mayLead(lead)) throw new Refusal('case.lead-not-open', { number })
  return lead
}
/** A member who stands at this org today and from whom the case is not kept, or a refusal. */
async function memberAt(d: Doing, row: CaseRow, orgId: string, memberId: string) {
  const people = await peopleAt(d.house, d.tx, d.caller.jurisdictionId, orgId, d.at)
  if (!people.some((p) => p.memberId === memberId)) throw new Refusal('case.member-unknown')
  const [recused] = row.hidden_from.length
    ? (await recusalsOf(d.tx, d.house.scheme, [memberId], dayOf(d.at))).values()
    : []
  if (recused?.some((id) => row.hidden_from.includes(id))) throw new Refusal('case.member-unknown')
}
/** The line everybody may read is looked through before it is kept; who wrote the answer does not confirm what is published of it. */
const answerRow = async (d: Doing, _row: CaseRow, input: NeedInput<'Answer'>): Promise<Effect> => {
  checkPublic(d.caller.language, { publicNote: input.publicNote }, input.publicNoteConfirmed ?? false)
  return { row: { answered_by: d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null } }
}
const verdictRow = async (d: Doing, row: CaseRow, input: NeedInput<'Confirm'>, decision: Decision): Promise<Effect> => {
  await publishResult(d, row, decision)
  // changing one's mind about “settled” does not take back how satisfied one said to be
  return { row: { satisfied: input.satisfied ?? (row.state === 'closed' ? row.satisfied : null) } }
}
/** What the village page said was settled is not. */
const disputed = async (d: Doing, row: CaseRow, input: Partial<NeedInput<'Dispute'>>): Promise<Effect> => {
  if (row.state === 'closed') {
    await d.tx.deleteFrom('village_results').where('case_id', '=', row.id).execute()
    await withdrawCopies(d.tx, [row.id], d.at)
  }
  return { row: { satisfied: input.satisfied ?? null, published: false } }
}
/** A written opinion is an answer: what came of it, in the words every answer is counted by. */
const opined = async (d: Doing, _row: CaseRow, _input: unknown, decision: Decision): Promise<Effect> => ({
  data: { result: decision.after.outcome },
  row: { answered_by: d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null },
})
/** The second review is over: a “no” closes, and stays written. */
const dissented = async (_d: Doing, _row: CaseRow, input: Partial<NeedInput<'Dispute'>>): Promise<Effect> => ({
  row: { satisfied: input.satisfied ?? null },
})
/** To one person of the office that has it in hand. */
const givenTo = async (d: Doing, row: CaseRow, input: NeedInput<'Assign'>): Promise<Effect> => {
  await memberAt(d, row, row.holder_org_id ?? '', input.memberId)
  return { seenBy: [input.memberId] }
}
const effects: Effects = {
  answer: answerRow,
  settle: answerRow,
  settleDirectly: answerRow,
  answerWithLead: async (d, row) => {
    const lead = await d.tx
      .selectFrom('case_links')
      .innerJoin('cases', (j) =>
        j
          .onRef('cases.jurisdiction_id', '=', 'case_links.jurisdiction_id')
          .onRef('cases.id', '=', 'case_links.lead_case_id'),
      )
      .select('cases.answered_by')
      .where('case_id', '=', row.id)
      .executeTakeFirst()
    return { row: { answered_by: lead?.answered_by ?? null } }
  },
  allowPublishing: async () => ({ row: { publish_allowed: true } }),
  // taking consent back takes the copy off as well
  forbidPublishing: async (d, row) => {
    await withdrawCopies(d.tx, [row.id], d.at)
    return { row: { publish_allowed: false, published: false } }
  },
  publish: async (d, row, input: NeedInput<'Publish'>) => {
    await publishCopy(d, row, input)
    return { row: { published: true } }
  },
  unpublish: async (d, row) => {
    await withdrawCopies(d.tx, [row.id], d.at)
    return { row: { published: false } }
  },
  redactWords: async (d, row, input: NeedInput<'Redact'>) => ({
    ...(await hideWords(d, row, input)),
    without: ['hide'],
  }),
  eraseMe: async (d, row) => {
    await eraseOwn(d, row)
    return {}
  },
  concludePetition: opined,
  answerReview: opined,
  answerReReview: opined,
  dissent: dissented,
  dissentByCall: dissented,
  accept: sortRow,
  sort: sortRow,
  decline: async (d, _row, input: NeedInput<'Decline'>) => {
    checkCode(d, 'declineGrounds', input.ground)
    return {}
  },
  assign: givenTo,
  handOver: givenTo,
  dispatch: async (d, row, input: NeedInput<'Dispatch'>) => {
    // a department of the dispatching org, or of one below it
    const department = await d.tx
      .selectFrom('orgs')
      .select(['id', 'kind', 'chain'])
      .where('id', '=', input.departmentId)
      .where('closed_on', 'is', null)
      .executeTakeFirst()
    const handles = department && d.house.scheme.orgKinds[department.kind]?.handles
    if (!handles || !department.chain.includes(row.holder_org_id ?? '')) throw new Refusal('case.department-unknown')
    // never to those it is about, nor to anyone below them
    if (department.chain.some((id) => row.hidden_from.includes(id))) throw new Refusal('case.department-unknown')
    if (input.responsibleId) await memberAt(d, row, department.id, input.responsibleId)
    return { seenBy: [department.id, ...(input.responsibleId ? [input.responsibleId] : [])] }
  },
  receive: async (d, row, input: NeedInput<'Receive'>) => {
    if (!input.responsibleId) return {}
    await memberAt(d, row, row.holder_org_id ?? '', input.responsibleId)
    return { seenBy: [input.responsibleId] }
  },
  confirm: verdictRow,
  explainVerdict: async (_d, row, input: NeedInput<'Explain'>) => ({
    row: { satisfied: input.satisfied ?? row.satisfied },
  }),
  confirmByCall: verdictRow,
  dispute: disputed,
  disputeByCall: disputed,
  notSettled: disputed,
  // silence is no verdict: what was said of an earlier answer does not stand for this one
  restUnanswered: async () => ({ row: { satisfied: null } }),
  link: async (d, row, input: NeedInput<'Link'>) => {
    const lead = await leadFor(d, row, input.leadNumber)
    // an answer shared before was disputed: the case may join another now
    await d.tx.deleteFrom('case_links').where('case_id', '=', row.id).execute()
    await d.tx
      .insertInto('case_links')
      .values({ jurisdiction_id: row.jurisdiction_id, case_id: row.id, lead_case_id: lead.id, linked_at: d.at })
      .execute()
    return { data: { lead: lead.id } }
  },
  supervise: async (d) => {
    const { actor } = d.caller
    if (actor.kind !== 'member') return {}
    const post = actor.appointments.find((a) => a.may.includes('case.supervise'))
    return { row: { supervised_at: d.at, supervised_by: actor.memberId, supervised_org: post?.orgId ?? null } }
  },
  askExclusion,
  decideExclusion,
  unlink: async (d, row) => {
    await d.tx.deleteFrom('case_links').where('case_id', '=', row.id).execute()
    return {}
  },
  split: async (d, row, input: NeedInput<'Split'>) => {
    const hidden = row.hidden_from.length ? await whomOf(d, row) : undefined
    const request: Request = {
      clientKey: `split:${row.id}:${row.version}`,
      villageId: row.village_id,
      words: input.words,
      place: row.place ?? undefined,
      language: row.language as 'zh-CN' | 'en',
      channel: row.channel,
      consent: 'not-asked',
      ...(row.resident_id && { residentId: row.resident_id }),
      splitFrom: row.id,
    }
    const part = await (hidden ? registerAbout(d, request, hidden) : register(d.house, d.tx, d.caller, d.at, request))
    return { data: { newCase: part.id, newNumber: part.number } }
  },
  markAbout: markRow,
  markAboutInHand: markRow,
  markAboutEnded: markRow,
  passToDiscipline: async (d, row, input: Marked, decision) => {
    const { texts = [] } = await markRow(d, row, input, decision)
    const number = await sealReport(d.tx, row.jurisdiction_id, d.at, {
      village: (await orgsById(d.tx)).get(row.village_id)?.name ?? '',
      ...(row.place && { place: row.place }),
      words: texts.join('\n\n'),
      request: row.number,
    })
    return { data: { sealed: number ?? null } }
  },
  unmarkAbout: async (d, row) => {
    await asMarker(d.tx, () => hide(d.tx, row, []))
    return {}
  },
}

/** An input with those it is about already found. */
type Marked = NeedInput<'About'> & Subjects
/** Hides the case and takes it out of every joining; the resident's words come back, for who must pass them on. */
async function markRow(
  d: Doing,
  row: CaseRow,
  input: Marked,
  _decision: Decision,
): Promise<Effect & { texts?: string[] }> {
  await hide(d.tx, row, [...new Set([...row.hidden_from, ...input.hiddenFrom])])
  await withdrawCopies(d.tx, [row.id], d.at)
  for (const joined of await unjoin(d.tx, row.id)) {
    await alsoOpen(d.tx, { cases: [joined] })
    const voice = await lockCase(d.tx, joined)
    if (voice.state === 'linked') await step(bySystem(d), voice, 'unlink', {})
  }
  const events = await listEvents(d.tx, row.id, 'everyone')
  return {
    row: { published: false },
    texts: events.flatMap((e) => e.texts['words'] ?? []),
  }
}
/** From whom a case is kept, as who marked it would say it. */
async function whomOf(d: Doing, row: CaseRow): Promise<AboutWhom> {
  const orgs = await orgsById(d.tx)
  return {
    orgs: row.hidden_from.filter((id) => orgs.has(id)),
    members: row.hidden_from.filter((id) => !orgs.has(id)),
  }
}
const bySystem = (d: Doing): Doing => ({ ...d, caller: { ...d.caller, actor: { kind: 'system' } } })

/** Those it is about, and the level above them. `case.about-top` and `case.about-below` name the other step. */
async function subjectsFor(d: Doing, facts: Facts, action: Action, input: NeedInput<'About'>) {
  // whether it is theirs to mark is said before who may be named
  rowFor(facts, action, d.caller.actor, d.at)
  const found = await subjectsOf(d.tx, d.house.scheme, input, dayOf(d.at))
  const above = levelAbove(facts.ladder, found.places)
  if (action === 'passToDiscipline' && above) throw new Refusal('case.about-below')
  // what has ended goes to nobody any more
  if (action !== 'passToDiscipline' && isOpen(facts.state) && !above) throw new Refusal('case.about-top', topNumber(d))
  return { ...found, above }
}
const topNumber = (d: Doing) => ({ number: d.house.scheme.about.discipline.number })

/** The village page says what was settled: category and days, never the words; a note only if one was written for it. */
async function publishResult(d: Doing, row: CaseRow, decision: Decision) {
  if (row.hidden_from.length) return
  const answer = await d.tx
    .selectFrom('case_events')
    .select(['org_id', 'seq', 'data'])
    .where('case_id', '=', row.id)
    .where('type', 'in', [...answering])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  // kept beside the log since it may have to go; older answers hold it in their data
  const told = (answer?.data as { publicNote?: unknown } | undefined)?.publicNote
  const kept = shownTexts(await listTexts(d.tx, row.id)).find((x) => x.seq === answer?.seq && x.field === 'publicNote')
  const note = typeof told === 'string' ? told : (kept?.body ?? null)
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
      note,
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

/** Those of these ids that are members here: the log keeps no id of anything else. */
async function membersAmong(d: Doing, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return []
  const rows = await d.tx.selectFrom('members').select('id').where('id', 'in', ids).execute()
  return rows.map((r) => r.id)
}

/** One step of the loop on a locked case: rule, effect, log, row, notices, message. `also` goes into the log with it. */
export async function step(
  d: Doing,
  row: CaseRow,
  action: Action,
  input: Record<string, unknown>,
  also: Record<string, Json> = {},
): Promise<CaseRow> {
  const orgs = await orgsById(d.tx)
  const rules = reading(d)
  const facts = factsOf(row, orgs, rules)
  const found = isMark(action) ? await subjectsFor(d, facts, action, input as NeedInput<'About'>) : undefined
  const given = { ...input, ...found }
  const decision = decide(facts, action, given, { actor: d.caller.actor, at: d.at }, rules)
  const effect = (await effects[action]?.(d, row, given as never, decision)) ?? {}
  const {
    files = [],
    mentions: named,
    ...rest
  } = input as {
    files?: { id: string; role: string }[]
    mentions?: string[]
  }
  const mentions = await membersAmong(d, named ?? [])
  const logged = Object.fromEntries(Object.entries(rest).filter(([field]) => !effect.without?.includes(field)))
  const { data, texts } = part(needs[decision.step.needs], logged)
  for (const [field, body] of Object.entries(effect.words ?? {})) {
    const { text, digest } = worded(field, body)
    texts.push(text)
    data[field] = digest
  }
  const next = await append(
    d.tx,
    row,
    appending(row, decision, orgs, {
      actor: d.caller.actor,
      standsInFor: actsFor(d.caller.actor, decision.step, facts),
      orgId: standsFor(d, row, decision.step.by),
      at: d.at,
      data: {
        ...data,
        ...effect.data,
        ...also,
        ...(files.length && {
          files: files.length,
          digests: await digestsOf(
            d.tx,
            files.map((f) => f.id),
          ),
        }),
        ...(mentions.length && { mentions }),
      },
      texts,
      ...(effect.row && { row: effect.row }),
      seenBy: effect.seenBy ?? [],
    }),
  )
  if (files.length) await attachFiles(d.tx, row.id, next.version, files)
  await writeNotices(d, await noticesFor(d, row, next, decision, mentions))
  await writeMessages(d, messagesFor(d, next, decision))
  return next
}

/** What a step would do, taking nothing. Refused as the step itself would be. */
export async function foresee(d: Doing, row: CaseRow, action: BulkAction, input: object) {
  const orgs = await orgsById(d.tx)
  const rules = reading(d)
  const decision = decide(factsOf(row, orgs, rules), action, { ...input }, { actor: d.caller.actor, at: d.at }, rules)
  if (action === 'link') await leadFor(d, row, (input as NeedInput<'Link'>).leadNumber)
  else await effects[action]?.(d, row, input as never, decision)
  return decision
}

/** Those joined to this case get its answer as their own event: one answer, each voice keeps its own page and verdict. */
async function answerLinked(d: Doing, lead: CaseRow, input: Record<string, unknown>) {
  const joined = await d.tx.selectFrom('case_links').select('case_id').where('lead_case_id', '=', lead.id).execute()
  for (const { case_id } of joined) {
    await alsoOpen(d.tx, { cases: [case_id] })
    const row = await lockCase(d.tx, case_id)
    if (row.state !== 'linked') continue
    const { files: _files, ...answer } = input
    await step(bySystem(d), row, 'answerWithLead', answer)
    // others may have been joined to this one before it was joined itself
    await answerLinked(d, row, input)
  }
}
const answers = new Set<Action>(['answer', 'settle', 'settleDirectly'])

async function take(d: Doing, action: Action, whole: Record<string, unknown>): Promise<CaseRow> {
  const { caseId, version, ...input } = whole as { caseId: string; version?: number }
  const row = await lockCase(d.tx, caseId)
  if (version !== undefined && version !== row.version) throw new Refusal('case.changed')
  if (isMark(action)) return asMarker(d.tx, () => mark(d, row, action, input))
  const next = await step(d, row, action, input)
  if (answers.has(action)) await openMeanwhile(d.tx, () => answerLinked(d, row, input))
  if ((opinionSteps as readonly string[]).includes(action)) {
    const answer = { result: next.outcome, answer: (input as NeedInput<'Opinion'>).opinion }
    await openMeanwhile(d.tx, () => answerLinked(d, row, answer))
  }
  return next
}

/** Marks a case and those it was split from or into: its words stand in them too. */
async function mark(d: Doing, row: CaseRow, action: MarkAction, input: Record<string, unknown>): Promise<CaseRow> {
  const next = await step(d, row, action, input)
  for (const id of (await familyOf(d.tx, row)).filter((id) => id !== row.id)) {
    const other = await lockCase(d.tx, id)
    await step(bySystem(d), other, markFor(other.state as State, action), input)
  }
  return next
}
/** The row of the table that marks a case in this state. */
const markFor = (state: State, like: MarkAction): MarkAction =>
  !isOpen(state)
    ? 'markAboutEnded'
    : like === 'passToDiscipline'
      ? like
      : state === 'registered'
        ? 'markAbout'
        : 'markAboutInHand'

/** A step of the desk's, as a command: `takeStep('dispatch')(house, caller, { caseId, version, departmentId, … })`. Refusals as `decide`. */
export const takeStep = <A extends Exclude<Action, MarkAction>>(action: A) =>
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

/** As `takeStep`, for a marking: it shows nothing of the case. */
export const takeMark = (action: MarkAction) =>
  command(stepInput(action), async (d, input) => {
    const row = await take(d, action, input)
    d.house.nudge()
    return { moved: true as const, visible: await sees(d.tx, row.id) }
  })

/** As `takeStep`, for imports: no page is drawn, so none is put together. */
export const takeStepQuietly = <A extends Action>(action: A) =>
  command(stepInput(action), async (d, input) => {
    const { id, version } = await take(d, action, input)
    return { id, version }
  })
