/** Random walks through the loop on the real database: a model that reads only the table says beforehand what each step must do. */
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, day, hour, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import type { Caller } from '../access/caller.ts'
import { doing } from '../access/command.ts'
import { addDays, dayOf, deadline, endOfDay } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { levels } from '../programme/vocabulary.ts'
import { type Action, isMark, type Step, stepOf, steps } from './lifecycle.ts'
import { genesis, hashOf } from './log.ts'
import { isOpen, type Outcome, type State, states } from './model.ts'
import { registerHeard, takeIn, takeMark, takeResidentStep, takeStep } from './service.ts'
import { sweepClocks } from './sweep-clocks.ts'
import { viewCase } from './view.ts'
import { viewForResident } from './view-resident.ts'

const db = testDatabase()
const opened = aHouse(db)
let { house, clock } = opened
let home: County
let abroad: County
let owner: pg.Client
beforeAll(async () => {
  ;({ house, clock } = opened)
  home = await aCounty(house, 1)
  abroad = await aCounty(house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

/** Those who walk: every role, twice where a sibling could meddle, a stranger of another jurisdiction, and the resident. */
const walkers = [
  'a1-liaison',
  'a1-liaison-2',
  'a1-secretary',
  'a2-secretary',
  'a-leader',
  'a-clerk',
  'a-water-head',
  'a-water-officer',
  'a-roads-officer',
  'b-clerk',
  'b1-secretary',
  'county-director',
  'county-officer',
  'county-supervisor',
  'county-admin',
  'resident',
  'stranger',
] as const
type Walker = (typeof walkers)[number]
/** What has walks and tests of its own: leaving a case out of the figures (src/assessment), petitions (src/cases/petition). */
const apart: readonly string[] = [
  'askExclusion',
  'decideExclusion',
  ...(steps as readonly Step[]).filter((s) => s.source.startsWith('petition rules')).map((s) => s.action),
]
const offered = (may: readonly string[] | undefined) => new Set(may?.filter((a) => !apart.includes(a)))
const actions = (steps as readonly Step[]).map((s) => s.action as Action).filter((a) => !apart.includes(a))

/** What the model knows of a case. Nothing here is read back from the row but the deadline, which has its own tests. */
type Model = {
  id: string
  state: State
  level: (typeof levels)[number]
  holder: string | null
  person: string | null
  lead: string | null
  registrar: string | null
  reachable: boolean
  handlers: Set<string>
  seenBy: Set<string>
  sentBack: number
  reopened: number
  extended: number
  calls: number
  pauses: number
  overdue: number
  /** Where a question to the resident, or an asked extension, returns to; who asked, and who decides. */
  resume: State | null
  askedBy: string | null
  approver: string | null
  dispatchedAt: Date | null
  /** That nobody opens a dispatch is said once. */
  alarmed: boolean
  resolved: 'yes' | 'partly' | 'no' | null
  verdictAt: Date | null
  endedAt: Date | null
  laterAskedAt: Date | null
  later: 'yes' | 'no' | null
  onDuty: boolean
  outcome: Outcome | null
  due: Date | null
  version: number
  /** Members and orgs it is kept from. */
  hidden: Set<string>
  /** The case it is joined to, while that one is open. */
  leadCase: string | null
  publishAllowed: boolean
  published: boolean
  /** Another case was split from it, which nobody here ends. */
  parted: boolean
  answeredBy: string | null
  wordsGone: boolean
}
const posts = (w: Walker) =>
  w === 'resident' ? [] : w === 'stranger' ? abroad.as('a-clerk').actor.appointments : home.as(w).actor.appointments
const memberOf = (w: Walker) => (w === 'resident' ? null : w === 'stranger' ? abroad.member('a-clerk') : home.member(w))
const recused = (w: Walker) =>
  w === 'resident' ? [] : w === 'stranger' ? abroad.as('a-clerk').actor.recused : home.as(w).actor.recused
const levelOrg = (level: Model['level']) => home.org({ member: 'a1', branch: 'a1', town: 'a', county: 'county' }[level])
const chainOf = (org: string | null) =>
  ['county', 'a', 'a1', 'a2', 'a-water', 'a-roads', 'b', 'b1'].map((s) => home.chain(s)).find((c) => c[0] === org) ?? []

/** Whether this person's scope shows the case at all. */
function sees(w: Walker, m: Model) {
  if (w === 'resident') return true
  const reads = posts(w).filter((p) => p.may.includes('case.read'))
  if (recused(w).some((id) => m.hidden.has(id))) return false
  return reads.some((p) => (p.scope === 'subtree' && m.seenBy.has(p.orgId)) || m.seenBy.has(memberOf(w) ?? ''))
}

/** The table read aloud: is this row this person's? */
function theirs(w: Walker, row: Step, m: Model): boolean {
  if (w === 'resident') return row.who.includes('resident')
  const me = memberOf(w) ?? ''
  const able = posts(w).filter((p) => (p.may as readonly string[]).includes(row.by))
  return row.who.some((who) => {
    switch (who) {
      case 'holder':
        return able.some((p) => p.orgId === m.holder && (p.scope === 'subtree' || m.person === me))
      case 'lead':
        return able.some((p) => p.orgId === m.lead && p.scope === 'subtree')
      case 'approver':
        return me !== m.askedBy && able.some((p) => p.orgId === m.approver && p.scope === 'subtree')
      case 'above':
        return able.some((p) => p.orgId !== m.holder && chainOf(m.holder).includes(p.orgId))
      case 'top':
        return able.some((p) => p.orgId === m.holder && p.scope === 'subtree') && chainOf(m.holder).length === 1
      case 'sees':
        return able.some((p) => p.scope === 'subtree') || (able.length > 0 && (m.person === me || m.registrar === me))
      case 'registrar':
        return able.length > 0 && m.registrar === me
      case 'caller':
        return able.length > 0 && !m.handlers.has(me) && m.registrar !== me
      case 'second':
        return able.some((p) => p.scope === 'subtree') && m.answeredBy !== me
      default:
        return false
    }
  })
}
/** Nobody here makes a petition of a case: these walks are of the loop itself. */
const noPetition = {
  notPetition: true,
  nothingOwed: true,
  notFinal: true,
  isPetition: false,
  hasKind: false,
  notTold: false,
  mayTell: false,
  mayObject: false,
  objected: false,
  mayExtend: false,
  petitionExtensionAsked: false,
  opinionOwed: false,
  reviewOpen: false,
  reviewHeard: false,
  reviewOwed: false,
  reReviewOpen: false,
  reReviewHeard: false,
  reReviewOwed: false,
  notHeard: false,
  final: false,
}
function conditionsOf(m: Model, at: Date) {
  const judgedAt = m.verdictAt ?? (m.state === 'closed' ? m.endedAt : null)
  return {
    heldInPerson: m.person !== null,
    notExtended: m.extended === 0,
    late: m.due !== null && at > m.due,
    lateByEither: m.due !== null && at > m.due,
    notLate: m.due !== null && at <= m.due,
    provisional: false,
    reachable: m.reachable,
    mayPause: m.pauses < 2,
    inTimeToSendBack:
      m.dispatchedAt === null || at <= deadline(house.calendars.of(1), m.dispatchedAt, { workingDays: 2 }).at,
    underLead: m.lead !== null,
    notDispatched: m.lead === null,
    someoneAbove: m.level !== 'county',
    nobodyAbove: m.level === 'county',
    notOnDutyList: !m.onDuty,
    notOpened:
      !m.alarmed &&
      m.due !== null &&
      at <= m.due &&
      m.dispatchedAt !== null &&
      at.getTime() > m.dispatchedAt.getTime() + 4 * hour,
    verdictOpen:
      m.state === 'answered' ||
      (judgedAt !== null && at <= endOfDay(addDays(dayOf(judgedAt), house.schemes.of(1).verdict.changeDays))),
    judged:
      m.state !== 'answered' &&
      m.resolved !== null &&
      judgedAt !== null &&
      at <= endOfDay(addDays(dayOf(judgedAt), house.schemes.of(1).verdict.changeDays)),
    callDue: m.state === 'answered',
    calledOrUnreachable: !m.reachable || m.calls >= 2,
    laterDue: m.laterAskedAt === null && m.endedAt !== null && at > endOfDay(addDays(dayOf(m.endedAt), 30)),
    laterOpen: m.laterAskedAt !== null && m.later === null,
    publishable: m.hidden.size === 0,
    hidden: m.hidden.size > 0,
    notHidden: m.hidden.size === 0,
    notForDiscipline: !m.hidden.has(home.org('county')),
    unitClosed: false,
    consented: m.publishAllowed,
    notConsented: !m.publishAllowed,
    published: m.published,
    notPublished: !m.published,
    holdsPersonal: m.reachable || (!isOpen(m.state) && !m.wordsGone),
    entersFigures: false,
    noExclusionAsked: false,
    exclusionAsked: false,
    ...noPetition,
  }
}
function now(row: Step, m: Model, at: Date): boolean {
  const conditions = conditionsOf(m, at)
  return (
    row.from.includes(m.state) && (!row.at || row.at.includes(m.level)) && (row.when ?? []).every((g) => conditions[g])
  )
}
/** What is said when only a condition fails: consent to publish has its own words. */
const missing = (row: Step, m: Model, at: Date) => {
  const conditions = conditionsOf(m, at)
  const failing = row.from.includes(m.state) && (row.when ?? []).find((g) => !conditions[g])
  return failing === 'consented' ? 'publication.consent-missing' : 'case.not-now'
}
const openFor = (w: Walker, m: Model, at: Date) =>
  actions.filter((a) => theirs(w, stepOf[a], m) && now(stepOf[a], m, at))

/** Whom a marking may name, and who is one level above them. */
const abouts = ['a1', 'a1', 'a-water', 'b1-secretary', 'a-clerk', 'county'] as const
const aboutInput = (whom: string) =>
  whom.includes('-secretary') || whom === 'a-clerk' ? { members: [home.member(whom)] } : { orgs: [home.org(whom)] }
const aboveOf = (whom: string): Model['level'] | undefined =>
  whom === 'county' ? undefined : whom === 'a1' ? 'town' : 'county'
/** Members and orgs a marking of these keeps the case from. */
const keptBy = (input: Record<string, unknown>) => {
  const [member] = (input['members'] as string[] | undefined) ?? []
  const slug = ['b1-secretary', 'a-clerk'].find((s) => member && home.member(s) === member)
  return slug
    ? { ids: [member as string, home.org(slug === 'a-clerk' ? 'a' : 'b1')], above: 'county' as const }
    : {
        ids: input['orgs'] as string[],
        above: aboveOf(abouts.find((a) => aboutOrg(a) === (input['orgs'] as string[])[0]) ?? ''),
      }
}
const aboutOrg = (whom: string) => (['a1', 'a-water', 'county'].includes(whom) ? home.org(whom) : undefined)

/** Valid input of every kind; `twist` makes some of it wrong on purpose, and names the refusal that must come. */
type Given = { input: Record<string, unknown>; wrong?: string }
function inputFor(action: Action, m: Model, at: Date, twist: number, leadNumber: string): Given {
  const ahead = (days: number) => addDays(dayOf(at), days)
  const bad = twist % 5 === 0
  const sort = {
    category: bad ? 'nowhere' : 'water',
    nature: 'help',
    urgency: twist % 2 ? 'urgent' : 'ordinary',
    extent: 'individual',
  }
  switch (stepOf[action].needs) {
    case 'Nothing':
      return { input: {} }
    case 'Reason':
      return { input: { reason: '不归我们管' } }
    case 'Note':
      return { input: twist % 2 ? { note: '请尽快' } : {} }
    case 'Words':
      return {
        input: { words: '再补充一句𠮷😀', files: bad ? [{ id: newId(at), role: 'evidence' }] : [] },
        ...(bad && { wrong: 'file.not-found' }),
      }
    case 'Comment':
      return { input: { words: '已电话联系', mentions: [home.member('a-clerk')] } }
    case 'Decline':
      return {
        input: { ground: bad ? 'nowhere' : 'court', explanation: '这要由法院来断' },
        ...(bad && { wrong: 'case.code-unknown' }),
      }
    case 'Sort':
      return { input: sort, ...(bad && { wrong: 'case.code-unknown' }) }
    case 'Assign': {
      const at1 = m.holder === home.org('a1')
      const who = bad
        ? 'b1-secretary'
        : at1
          ? 'a1-liaison-2'
          : m.holder === home.org('a')
            ? 'a-leader'
            : m.holder === home.org('a-water')
              ? 'a-water-officer'
              : 'county-officer'
      return { input: { memberId: home.member(who) }, ...(bad && { wrong: 'case.member-unknown' }) }
    }
    case 'Dispatch': {
      const past = !bad && twist % 7 === 0
      const keptFrom = (org: string) => home.chain(org).some((id) => m.hidden.has(id))
      const input = {
        departmentId: home.org(bad ? 'b-water' : 'a-water'),
        dueDay: ahead(past ? -1 : 5),
        standard: '水压恢复正常',
      }
      // a town's department is below the county too, but never the other town's below this one
      const foreign = bad && m.level !== 'county'
      return {
        input: bad && !foreign ? { ...input, departmentId: home.org('a1') } : input,
        ...((bad || past || keptFrom('a-water')) && { wrong: past ? 'case.day-past' : 'case.department-unknown' }),
      }
    }
    case 'Receive':
      return {
        input: {
          plan: '先看现场',
          ...(twist % 2 && { responsibleId: home.member(bad ? 'a-clerk' : 'a-water-officer') }),
        },
        ...(bad && twist % 2 && { wrong: 'case.member-unknown' }),
      }
    case 'Extension': {
      const due = dayOf(m.due ?? at)
      return {
        input: { until: addDays(due, bad ? 60 : 2), reason: '材料没到' },
        ...(bad && { wrong: 'case.day-too-late' }),
      }
    }
    case 'Answer':
      return { input: { result: twist % 2 ? 'resolved' : 'explained', answer: '水管已经修好', files: [] } }
    case 'Shelve':
      return {
        input: { reason: '等明年的项目', reviewDay: ahead(bad ? 400 : 30) },
        ...(bad && { wrong: 'case.day-too-late' }),
      }
    case 'Link':
      return { input: { leadNumber: bad ? 'LX-0000-0000' : leadNumber }, ...(bad && { wrong: 'case.lead-not-found' }) }
    case 'Split':
      return { input: { words: '另外路灯也坏了', keeps: '自来水的事' } }
    case 'Confirm':
      return { input: { resolved: 'yes', satisfied: 'satisfied' } }
    case 'Dispute':
      return { input: { resolved: twist % 2 ? 'no' : 'partly', ...(twist % 3 && { satisfied: 'dissatisfied' }) } }
    case 'Explain': {
      const wrong = bad && m.resolved === 'yes'
      return {
        input: { ...((wrong || m.resolved === 'no') && { resolved: 'partly' }), why: '等了半个月' },
        ...(wrong && { wrong: 'case.not-now' }),
      }
    }
    case 'CalledConfirm':
      return { input: { resolved: 'yes', satisfied: 'fair', ...call(at) } }
    case 'CalledDispute':
      return { input: { resolved: twist % 2 ? 'no' : 'partly', ...call(at) } }
    case 'CallNote':
      return { input: { words: '没人接', ...call(at) } }
    case 'Contact':
      return { input: { by: 'phone' } }
    case 'Ask':
      return { input: { question: '水表在哪一头，白天家里有人吗' } }
    case 'PassOn':
      return { input: { authority: '县供电公司', explanation: '电杆归供电公司管' } }
    case 'Later':
      return { input: twist % 2 ? { why: '用着还好' } : {} }
    case 'Publish':
      return {
        input: { question: bad ? '打13812345678' : '水的事', answer: '修好了', confirmed: true },
        ...(bad && { wrong: 'publication.personal-data' }),
      }
    case 'Redact': {
      const none = bad || m.wordsGone
      return {
        input: { seq: 1, field: 'words', hide: [{ from: 0, to: bad ? 9999 : 2 }], reason: '有人名' },
        ...(none && { wrong: 'redaction.nothing' }),
      }
    }
    case 'BlackOut':
      return { input: { fileId: newId(at), rects: [{ x: 0, y: 0, width: 1, height: 1 }] } }
    case 'AskExclusion':
    case 'DecideExclusion':
      return { input: {} }
    case 'Reflection':
      return { input: { words: '水管要常查' } }
    case 'About': {
      const whom = abouts[twist % abouts.length] ?? 'a1'
      const input = aboutInput(whom)
      const top = aboveOf(whom) === undefined
      const pass = action === 'passToDiscipline'
      return {
        input: { ...input, reason: '反映的是工作人员' },
        ...(pass && !top && { wrong: 'case.about-below' }),
        // what has ended goes to nobody; a part of it that is open would
        ...(!pass && (action !== 'markAboutEnded' || m.parted) && top && { wrong: 'case.about-top' }),
      }
    }
    default:
      throw new Error(`no walker takes ${action}`)
  }
}

const call = (at: Date) => ({ calledAt: at.toISOString(), numberTail: '0000' })

/** The model's own next state: what the row of the table says, and nothing else. */
function advance(m: Model, row: Step, w: Walker | 'system', input: Record<string, unknown>, at: Date): Model {
  const next: Model = { ...m, handlers: new Set(m.handlers), seenBy: new Set(m.seenBy), version: m.version + 1 }
  if (row.to === 'before') next.state = m.resume ?? m.state
  else if (row.to !== 'same') next.state = row.to
  if (!['waiting', 'extension-asked'].includes(next.state))
    Object.assign(next, { resume: null, askedBy: null, approver: null })
  else if (row.to !== 'same') {
    const above = levels[Math.min(levels.indexOf(m.level) + 1, levels.length - 1)] as Model['level']
    const approver = next.state === 'waiting' ? null : (m.lead ?? levelOrg(above))
    Object.assign(next, { resume: m.state, askedBy: w === 'system' || w === 'resident' ? null : memberOf(w), approver })
  }
  if (row.starts || row.clock) next.onDuty = false
  if (row.starts === 'handling' && row.action !== 'receive') next.extended = 0
  if (row.action === 'lateAtTop') next.onDuty = true
  if (row.action === 'dispatch') next.dispatchedAt = at
  if (/^(Called)?(Confirm|Dispute)$/.test(row.needs))
    Object.assign(next, { resolved: input['resolved'], verdictAt: at })
  if (row.needs === 'Explain' && input['resolved']) next.resolved = input['resolved'] as Model['resolved']
  if (row.to === 'answered' || row.action === 'restUnanswered') Object.assign(next, { resolved: null, verdictAt: null })
  if (row.to === 'answered') Object.assign(next, { laterAskedAt: null, later: null })
  if (row.action === 'askLater') next.laterAskedAt = at
  if (row.needs === 'Later') next.later = row.action === 'stillSettled' ? 'yes' : 'no'
  if (row.counts) next[row.counts]++
  // each dispatch may be extended once
  if (row.action === 'dispatch') Object.assign(next, { extended: 0, alarmed: false })
  if (row.action === 'unopened') next.alarmed = true
  const up = levels[Math.min(levels.indexOf(m.level) + 1, levels.length - 1)] as Model['level']
  switch (row.holder) {
    case 'up':
      Object.assign(next, { level: up, holder: levelOrg(up), person: null, lead: null })
      break
    case 'branch':
      Object.assign(next, { level: 'branch', holder: levelOrg('branch'), person: null })
      break
    case 'above-subject': {
      const { above = 'county' } = keptBy(input)
      const level = levels[Math.max(levels.indexOf(above), levels.indexOf(m.level))] as Model['level']
      Object.assign(next, { level, holder: levelOrg(level), person: null, lead: null })
      break
    }
    case 'given':
      Object.assign(next, { lead: m.holder, holder: input['departmentId'], person: null })
      break
    case 'lead':
      Object.assign(next, { holder: m.lead ?? m.holder, person: null, lead: null })
      break
    case 'assigned':
      next.person = input['memberId'] as string
      break
    case 'none':
      Object.assign(next, { holder: null, person: null, lead: null, due: null })
      break
    default:
  }
  if (row.action === 'receive' && input['responsibleId']) next.person = input['responsibleId'] as string
  if (next.state === 'answered' && row.to === 'answered') next.calls = 0
  if (['answer', 'settle', 'settleDirectly'].includes(row.action)) next.answeredBy = memberOf(w as Walker)
  if (row.action === 'allowPublishing') next.publishAllowed = true
  if (row.action === 'forbidPublishing') Object.assign(next, { publishAllowed: false, published: false })
  if (row.action === 'publish') next.published = true
  if (row.action === 'split') next.parted = true
  // its parts go with it
  if (row.action === 'passToDiscipline') next.parted = false
  if (row.action === 'unpublish' || ['dispute', 'disputeByCall', 'notSettled'].includes(row.action))
    next.published = false
  if (row.action === 'eraseMe') {
    next.reachable = false
    if (!isOpen(m.state)) Object.assign(next, { wordsGone: true, publishAllowed: false, published: false })
  }
  if (row.ends) next.outcome = row.ends === 'given' ? (input['result'] as Outcome) : row.ends
  else if (row.to === 'closed') next.outcome = m.outcome === 'no-answer' ? 'resolved' : (m.outcome ?? 'resolved')
  else if (row.to !== 'same' && row.to !== 'before' && isOpen(row.to)) next.outcome = null
  next.endedAt = isOpen(next.state) ? null : (m.endedAt ?? at)
  if (next.lead === null) next.dispatchedAt = null
  if (w !== 'resident' && w !== 'system' && ['holder', 'lead', 'approver', 'above'].includes(row.who[0] ?? ''))
    next.handlers.add(memberOf(w) ?? '')
  if (row.needs === 'About') next.hidden = new Set([...m.hidden, ...keptBy(input).ids])
  if (row.action === 'unmarkAbout') next.hidden = new Set()
  // what was shown to others is taken back
  if (row.needs === 'About') next.published = false
  for (const org of chainOf(next.holder)) next.seenBy.add(org)
  for (const member of [input['memberId'], row.action === 'receive' ? input['responsibleId'] : undefined])
    if (member) next.seenBy.add(member as string)
  return next
}

const rowOf = async (id: string) =>
  (
    await owner.query(
      `select to_jsonb(c) - 'seen_by' - 'handlers' as row, c.seen_by, c.handlers, c.satisfied, c.due_at,
      (select count(*)::int from case_events e where e.case_id = c.id) as events, (select count(*)::int from case_texts x where x.case_id = c.id) as texts,
      (select count(*)::int from notices n where n.case_id = c.id) as notices, (select count(*)::int from outbox o where o.case_id = c.id) as outbox
    from cases c where c.id = $1`,
      [id],
    )
  ).rows[0]

async function chainHolds(id: string) {
  const { rows } = await owner.query('select * from case_events where case_id = $1 order by seq', [id])
  let prev: Buffer = genesis
  for (const [n, e] of rows.entries()) {
    const hash = hashOf(
      prev,
      {
        jurisdictionId: e.jurisdiction_id,
        caseId: e.case_id,
        seq: n + 1,
        type: e.type,
        audience: e.audience,
        at: e.at,
        actorKind: e.actor_kind,
        memberId: e.member_id,
        orgId: e.org_id,
      },
      e.data,
    )
    expect([e.prev.toString('hex'), e.hash.toString('hex')], `event ${n + 1}`).toEqual([
      prev.toString('hex'),
      hash.toString('hex'),
    ])
    prev = hash
  }
  const { rows: head } = await owner.query('select head, version from cases where id = $1', [id])
  expect([head[0].head.toString('hex'), head[0].version]).toEqual([prev.toString('hex'), rows.length])
}

const callerFor = (w: Walker, caseId: string): Caller =>
  w === 'resident' ? home.resident(caseId) : w === 'stranger' ? abroad.as('a-clerk') : home.as(w)
const codeOf = (error: unknown) => {
  if (error instanceof Refusal) return error.code
  throw error
}
let keys = 0
const intake = (more: object = {}) => ({
  clientKey: `walk-key-${++keys}`,
  villageId: home.org('a1'),
  words: '自来水三天没有来了',
  language: 'zh-CN' as const,
  files: [],
  ...more,
})

/** A case that others may be joined to: open, in the village's hands. */
async function aLead() {
  const lead = await takeIn(house, home.resident(), intake())
  await takeStep('accept')(house, home.as('a1-secretary'), {
    caseId: lead.id,
    category: 'water',
    nature: 'help',
    urgency: 'ordinary',
    extent: 'common',
  })
  return { id: lead.id, number: lead.number }
}

const start = fc.constantFrom('web', 'web-anonymous', 'liaison', 'secretary', 'clerk')
const move = fc.record({
  choice: fc.nat(9999),
  // mostly a step that leads on, so that walks get far; else any open one, or anybody tries anything
  mode: fc.constantFrom('on', 'on', 'on', 'on', 'open', 'any', 'any', 'any', 'lead', 'sweep'),
  walker: fc.constantFrom(...walkers),
  action: fc.constantFrom(...actions),
  twist: fc.nat(999),
  wait: fc.constantFrom(minute, minute, hour, 6 * hour, day, 3 * day, 12 * day),
})

type Move = { choice: number; mode: string; walker: Walker; action: Action; twist: number; wait: number }
const reached = new Set<State>()
const taken = new Set<Action>()
const counted = { allowed: 0, refused: 0 }

async function begin(how: string): Promise<Model> {
  const contact = { phone: '13812340000', name: '张三' }
  const member =
    how === 'liaison' ? 'a1-liaison' : how === 'secretary' ? 'a1-secretary' : how === 'clerk' ? 'a-clerk' : null
  const receipt = member
    ? await registerHeard(house, home.as(member), {
        ...intake(how === 'clerk' ? {} : { contact }),
        channel: 'visit',
        consent: how === 'clerk' ? 'refused' : 'given',
      })
    : await takeIn(house, home.resident(), intake(how === 'web' ? { contact } : {}))
  const mine = how === 'liaison'
  const registrar = member && home.member(member)
  return {
    id: receipt.id,
    state: 'registered',
    level: mine ? 'member' : 'branch',
    holder: home.org('a1'),
    person: mine ? registrar : null,
    lead: null,
    registrar,
    reachable: !['web-anonymous', 'clerk'].includes(how),
    handlers: new Set(),
    seenBy: new Set([...home.chain('a1'), ...(registrar ? [registrar] : [])]),
    sentBack: 0,
    reopened: 0,
    extended: 0,
    calls: 0,
    pauses: 0,
    overdue: 0,
    resume: null,
    askedBy: null,
    approver: null,
    dispatchedAt: null,
    alarmed: false,
    resolved: null,
    verdictAt: null,
    endedAt: null,
    laterAskedAt: null,
    later: null,
    onDuty: false,
    outcome: null,
    due: (await rowOf(receipt.id)).due_at,
    version: 1,
    hidden: new Set(),
    leadCase: null,
    publishAllowed: false,
    parted: false,
    published: false,
    answeredBy: null,
    wordsGone: false,
  }
}

async function isAsPredicted(m: Model) {
  const { row, seen_by, handlers } = await rowOf(m.id)
  expect({
    state: row.state,
    level: row.level,
    holder: row.holder_org_id,
    person: row.holder_member_id,
    lead: row.lead_org_id,
    sentBack: row.sent_back,
    reopened: row.reopened,
    extended: row.extended,
    calls: row.calls,
    pauses: row.pauses,
    overdue: row.overdue,
    resume: row.resume_state,
    approver: row.approver_org_id,
    resolved: row.resolved,
    later: row.later,
    outcome: row.outcome,
    version: row.version,
  }).toEqual({
    state: m.state,
    level: m.level,
    holder: m.holder,
    person: m.person,
    lead: m.lead,
    sentBack: m.sentBack,
    reopened: m.reopened,
    extended: m.extended,
    calls: m.calls,
    pauses: m.pauses,
    overdue: m.overdue,
    resume: m.resume,
    approver: m.approver,
    resolved: m.resolved,
    later: m.later,
    outcome: m.outcome,
    version: m.version,
  })
  expect(new Set(handlers)).toEqual(m.handlers)
  for (const id of m.seenBy) expect(seen_by).toContain(id)
  // every open case has exactly one holder and one next deadline; an ended one neither
  for (const field of ['holder_org_id', 'clock', 'due_at', 'clock_started_at'])
    expect(row[field] !== null, field).toBe(isOpen(m.state))
  if (row.state === 'closed') expect(row.resolved === null).toBe(row.outcome === 'no-answer')
}

/** The sweep of clocks takes every step of the system's that is open, and none besides. */
async function swept(m: Model, at: Date): Promise<Model> {
  const mine = actions.filter(
    (a) => stepOf[a].who.every((who) => who === 'system') && !['answerWithLead', 'recount'].includes(a),
  )
  const open = mine.filter((a) => now(stepOf[a], m, at))
  while ((await sweepClocks(house, 1)) > 0);
  if (!open[0]) return m
  expect(open, 'at most one step of the system’s is open').toHaveLength(1)
  taken.add(open[0])
  return { ...advance(m, stepOf[open[0]], 'system', {}, at), due: (await rowOf(m.id)).due_at }
}

async function walk(how: string, moves: readonly Move[]) {
  let m = await begin(how)
  let lead: { id: string; number: string } | undefined
  await isAsPredicted(m)
  let afterEnd = 0
  for (const { choice, mode, twist, wait, ...random } of moves) {
    // a few tries at what has ended are enough
    if (!isOpen(m.state) && afterEnd++ > 4) break
    clock.advance(wait)
    const at = clock.now()
    if (mode === 'lead' && lead) {
      // a sweep may have moved it up meanwhile
      const { level } = (await rowOf(lead.id)).row
      const holder = { branch: 'a1-secretary', town: 'a-clerk', county: 'county-officer' }[level as 'branch']
      await takeStep('settle')(house, home.as(holder), {
        caseId: lead.id,
        result: 'resolved',
        answer: '主管道已经修好',
        files: [],
      })
      if (m.state === 'linked' && m.leadCase === lead.id) {
        m = {
          ...advance(m, stepOf.answerWithLead, 'system', { result: 'resolved' }, clock.now()),
          answeredBy: home.member(holder),
          due: (await rowOf(m.id)).due_at,
        }
        taken.add('answerWithLead')
      }
      lead = undefined
      await isAsPredicted(m)
      continue
    }
    if (mode === 'sweep') {
      m = await swept(m, at)
      await isAsPredicted(m)
      continue
    }
    const open = walkers
      .filter((w) => sees(w, m))
      .flatMap((w) => openFor(w, m, at).map((action) => ({ walker: w, action })))
    const leadsOn = open.filter((o) => {
      const { to } = stepOf[o.action]
      return to !== 'same' && (to === 'before' || isOpen(to))
    })
    const choices = mode === 'any' ? [] : mode === 'on' && leadsOn.length ? leadsOn : open
    const { walker, action } = choices[choice % (choices.length || 1)] ?? random
    if (action === 'link') lead ??= await aLead()
    const { input, wrong } = inputFor(action, m, at, twist, lead?.number ?? 'LX-0000-0001')
    const before = await rowOf(m.id)
    const command =
      walker === 'resident' ? takeResidentStep(action) : isMark(action) ? takeMark(action) : takeStep(action)
    const result = await command(house, callerFor(walker, m.id), { caseId: m.id, ...input } as never).then(
      (view) => ({ view, code: undefined }),
      (error: unknown) => ({ view: undefined, code: codeOf(error) }),
    )
    const allowed = theirs(walker, stepOf[action], m) && now(stepOf[action], m, at)
    const expected = !sees(walker, m)
      ? 'not-found'
      : allowed
        ? wrong
        : theirs(walker, stepOf[action], m)
          ? missing(stepOf[action], m, at)
          : 'case.not-allowed'
    expect(result.code, `${walker} takes ${action} in ${m.state} at ${m.level} with ${JSON.stringify(input)}`).toBe(
      expected,
    )
    if (result.code) {
      counted.refused++
      expect(await rowOf(m.id), `${action} was refused and must leave no trace`).toEqual(before)
      continue
    }
    counted.allowed++
    const moved = stepOf[action].to !== 'same'
    const { due_at: due, row: written } = await rowOf(m.id)
    // what the resident was told never moves earlier
    expect(Date.parse(written.promised_at), action).toBeGreaterThanOrEqual(Date.parse(before.row.promised_at))
    if (!moved) expect(due, `${action} stays where it is and moves no deadline`).toEqual(before.due_at)
    m = { ...advance(m, stepOf[action], walker, input, at), due }
    if (action === 'link') m.leadCase = lead?.id ?? null
    if (action === 'unlink' || stepOf[action].needs === 'About') m.leadCase = null
    reached.add(m.state)
    taken.add(action)
    await isAsPredicted(m)
    // the buttons are the table's, for the one who acted and for the resident
    if (isMark(action)) expect(result.view).toEqual({ moved: true, visible: sees(walker, m) })
    else expect(offered((result.view as { may: string[] }).may)).toEqual(new Set(openFor(walker, m, at)))
  }
  await chainHolds(m.id)
  for (const w of walkers.filter((x) => x !== 'resident' && sees(x, m)))
    expect(offered((await doing(house, callerFor(w, m.id), (d) => viewCase(d, m.id))).may), w).toEqual(
      new Set(openFor(w, m, clock.now())),
    )
  expect(offered((await doing(house, home.resident(m.id), (d) => viewForResident(d, m.id))).may)).toEqual(
    new Set(openFor('resident', m, clock.now())),
  )
}

test('no walk leaves the table', { timeout: 180_000 }, async () => {
  await fc.assert(fc.asyncProperty(start, fc.array(move, { minLength: 25, maxLength: 25 }), walk), {
    numRuns: 60,
    endOnFailure: true,
  })
  // the walks got about: else they would prove little
  expect(counted.allowed).toBeGreaterThan(300)
  expect(counted.refused).toBeGreaterThan(150)
  expect(states.filter((state) => !reached.has(state)).length).toBeLessThanOrEqual(3)
  // on no walk is a unit joined to another
  expect(actions.filter((a) => a !== 'joinUnits' && !taken.has(a)).length).toBeLessThanOrEqual(25)
})
