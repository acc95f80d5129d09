/** Facts for pure tests: a case of village a1 in town a, its people by role, and the shipped scheme's rules. A test states only what it is about. */
import { fileURLToPath } from 'node:url'
import { type Decision, decide, type Rules } from '../src/cases/decide.ts'
import { type Action, type Actor, type Facts, stepOf } from '../src/cases/lifecycle.ts'
import { workCalendar } from '../src/kernel/calendar/calendar.ts'
import { loadProgramme } from '../src/programme/load.ts'

export const scheme = loadProgramme(fileURLToPath(new URL('../programmes/mechanism.yaml', import.meta.url)))
export const rules: Rules = { scheme, calendar: workCalendar() }

export const orgs = {
  village: 'village-a1',
  sibling: 'village-a2',
  town: 'town-a',
  county: 'county',
  water: 'department-water',
  roads: 'department-roads',
}
const above: Record<string, string[]> = {
  [orgs.village]: [orgs.town, orgs.county],
  [orgs.sibling]: [orgs.town, orgs.county],
  [orgs.town]: [orgs.county],
  [orgs.county]: [],
  [orgs.water]: [orgs.town, orgs.county],
  [orgs.roads]: [orgs.town, orgs.county],
}

/** A member with one post, as the scheme describes its role. */
export function someone(role: string, orgId: string, memberId = `${role} of ${orgId}`): Actor {
  const post = scheme.roles[role]
  if (!post) throw new Error(`the scheme has no role ${role}`)
  return { kind: 'member', memberId, appointments: [{ orgId, role, may: post.may, scope: post.scope }] }
}
export const liaison = someone('liaison', orgs.village, 'liaison')
export const secretary = someone('branch-secretary', orgs.village, 'secretary')
export const siblingSecretary = someone('branch-secretary', orgs.sibling, 'sibling secretary')
export const townClerk = someone('town-clerk', orgs.town, 'town clerk')
export const townLeader = someone('town-leader', orgs.town, 'town leader')
export const waterOfficer = someone('department-officer', orgs.water, 'water officer')
export const roadsOfficer = someone('department-officer', orgs.roads, 'roads officer')
export const countyOfficer = someone('county-officer', orgs.county, 'county officer')
export const supervisor = someone('county-supervisor', orgs.county, 'supervisor')
export const admin = someone('system-admin', orgs.county, 'admin')
export const resident: Actor = { kind: 'resident' }
export const system: Actor = { kind: 'system' }

/** A moment in Shanghai: `on('2026-11-23', '09:00')`. The 23rd is a Monday. */
export const on = (day: string, time = '09:00') => new Date(`${day}T${time}:00+08:00`)
export const monday9 = on('2026-11-23')
export const endOf = (day: string) => new Date(`${day}T23:59:59.999+08:00`)

/** A case just registered on the web, at the village, unless the test says otherwise. */
export function aCase(differing: Partial<Facts> = {}): Facts {
  const holderOrgId = differing.holderOrgId === undefined ? orgs.village : differing.holderOrgId
  return {
    id: 'case',
    state: 'registered',
    level: 'branch',
    version: 1,
    holderOrgId,
    holderMemberId: null,
    leadOrgId: null,
    registrarId: null,
    clock: 'acceptance',
    clockStartedAt: monday9,
    dueAt: endOf('2026-11-25'),
    dueProvisional: false,
    urgency: 'ordinary',
    category: null,
    outcome: null,
    reachable: true,
    publishAllowed: false,
    published: false,
    answeredBy: null,
    holdsPersonal: true,
    sentBack: 0,
    reopened: 0,
    extended: 0,
    calls: 0,
    handlers: [],
    ladder: { branch: orgs.village, town: orgs.town, county: orgs.county },
    holderChain: holderOrgId ? [holderOrgId, ...(above[holderOrgId] ?? [])] : [],
    askedUntil: null,
    contactDueAt: null,
    contactedAt: null,
    contactMissed: false,
    promisedAt: endOf('2026-11-25'),
    paused: null,
    leadClock: null,
    resumeState: null,
    approverOrgId: null,
    askedBy: null,
    pauses: 0,
    overdue: 0,
    reminded: 0,
    alarmedAt: null,
    resolved: null,
    verdictAt: null,
    doubt: null,
    laterAskedAt: null,
    later: null,
    endedAt: null,
    counted: [],
    exclusion: null,
    sendBackUntil: null,
    openBy: null,
    verdictUntil: null,
    laterFrom: null,
    petition: null,
    statute: [],
    statutory: null,
    mostPauses: scheme.pauses,
    attempts: scheme.verdict.attempts,
    hidden: false,
    forDiscipline: false,
    unitClosed: false,
    ...differing,
  }
}
/** In the town's hands. */
export const atTown = (differing: Partial<Facts> = {}) =>
  aCase({
    state: 'in-hand',
    level: 'town',
    holderOrgId: orgs.town,
    clock: 'handling',
    dueAt: endOf('2026-12-07'),
    ...differing,
  })
/** Dispatched by the town to the water department and signed for. */
export const atDepartment = (differing: Partial<Facts> = {}) =>
  aCase({
    state: 'handling',
    level: 'town',
    holderOrgId: orgs.water,
    leadOrgId: orgs.town,
    leadClock: { clock: 'handling', startedAt: monday9, dueAt: endOf('2026-12-07'), provisional: false, at: monday9 },
    sendBackUntil: endOf('2026-11-25'),
    clock: 'handling',
    dueAt: endOf('2026-12-01'),
    ...differing,
  })
/** Answered by the town's department; the town answers to the resident for it. */
export const answered = (differing: Partial<Facts> = {}) =>
  aCase({
    state: 'answered',
    level: 'town',
    holderOrgId: orgs.town,
    clock: 'verdict',
    dueAt: endOf('2026-12-02'),
    outcome: 'resolved',
    ...differing,
  })

/** What a step asks for, in short: enough for a rule that reads only days, orgs and results. */
const inputs: Partial<Record<Action, object>> = {
  dispatch: { departmentId: orgs.water, dueDay: '2026-12-01', standard: '水压恢复正常' },
  askExtension: { until: '2026-12-10', reason: '材料没到' },
  shelve: { reason: '等明年的项目', reviewDay: '2027-03-01' },
  assign: { memberId: 'liaison' },
  handOver: { memberId: 'liaison' },
  confirm: { resolved: 'yes', satisfied: 'satisfied' },
  dispute: { resolved: 'no' },
  confirmByCall: { resolved: 'yes', satisfied: 'satisfied', calledAt: '2026-12-03T09:00:00+08:00', numberTail: '0000' },
  disputeByCall: { resolved: 'no', calledAt: '2026-12-03T09:00:00+08:00', numberTail: '0000' },
  noteCall: { calledAt: '2026-12-03T09:00:00+08:00', numberTail: '0000' },
  accept: { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' },
  markAbout: { above: 'town' },
  markAboutInHand: { above: 'town' },
}
const answer = { result: 'resolved', answer: '水管已经修好' }

/** Takes a step by the rule: `take(aCase(), 'accept', secretary)`. */
export const take = (c: Facts, action: Action, actor: Actor, at = monday9, input: object = {}): Decision =>
  decide(
    c,
    action,
    { ...(stepOf[action].needs === 'Answer' ? answer : inputs[action]), ...input },
    { actor, at },
    rules,
  )

/** The facts after a decision: what the next step is judged by. */
export function replay(c: Facts, { after, step }: Decision, by?: Actor): Facts {
  const hands = ['holder', 'lead', 'above'].includes(step.who[0] ?? '')
  const handlers = by?.kind === 'member' && hands ? [...new Set([...c.handlers, by.memberId])] : c.handlers
  return { ...aCase({ ...c, ...after }), version: c.version + 1, handlers }
}
