/** Cases of village a1 in every state, to be acted on: a used one gives way to a fresh one of its kind. */
import type { MemberActor } from '../../src/access/caller.ts'
import { type Action, type Facts, openTo } from '../../src/cases/lifecycle.ts'
import { registerHeard, takeIn, takeResidentStep, takeStepQuietly } from '../../src/cases/service.ts'
import { factsOf, openCase, orgsById } from '../../src/cases/store.ts'
import { reading } from '../../src/cases/summary.ts'
import type { County } from '../builders.ts'
import type { TestServer } from '../server.ts'

type Taken = readonly [by: string, action: Action, input?: object]
type Way = { heard?: true; late?: true; steps: readonly Taken[] }

const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' }
const answer = { result: 'resolved', answer: '水渠修好了' }
const accepted: Taken[] = [['a1-secretary', 'accept', sort]]
const atTown: Taken[] = [...accepted, ['a1-secretary', 'escalate', { reason: '村里办不了' }]]
const given: Taken[] = [
  ...atTown,
  ['a-clerk', 'dispatch', { departmentId: 'a-water', dueDay: '2026-12-10', standard: '修好水渠' }],
]
const signed: Taken[] = [...given, ['a-water-officer', 'receive']]
const answered: Taken[] = [...signed, ['a-water-officer', 'answer', answer]]

const called = { calledAt: '2026-09-20T09:00:00+08:00', numberTail: '5678' }

const ways: Readonly<Record<string, Way>> = {
  heard: { heard: true, steps: [] },
  registered: { steps: [] },
  'in-hand': { steps: accepted },
  'at-town': { steps: atTown },
  dispatched: { steps: given },
  handling: { steps: signed },
  'extension-asked': {
    steps: [...signed, ['a-water-officer', 'askExtension', { until: '2026-12-12', reason: '等材料' }]],
  },
  answered: { steps: answered },
  'answered-late': {
    late: true,
    steps: [...answered, ['county-supervisor', 'noteCall', called], ['county-supervisor', 'noteCall', called]],
  },
  shelved: { steps: [...atTown, ['a-clerk', 'shelve', { reason: '等明年的项目', reviewDay: '2027-01-05' }]] },
  linked: { steps: [...accepted, ['a1-secretary', 'link', { leadNumber: '' }]] },
  reopened: { steps: [...answered, ['resident', 'dispute', { resolved: 'no' }]] },
  closed: { steps: [...answered, ['resident', 'confirm', { resolved: 'yes', satisfied: 'satisfied' }]] },
  doubtful: {
    steps: [...answered, ['resident', 'confirm', { resolved: 'yes', satisfied: 'satisfied', why: '还没修好' }]],
  },
  consented: {
    steps: [...answered, ['resident', 'confirm', { resolved: 'yes' }], ['resident', 'allowPublishing']],
  },
  waiting: { steps: [...signed, ['a-water-officer', 'askResident', { question: '水表在哪一头' }]] },
  'passed-on': {
    steps: [['a1-secretary', 'passOn', { authority: '县供电公司', explanation: '电杆归供电公司管' }]],
  },
  declined: { steps: [['a1-secretary', 'decline', { ground: 'court', explanation: '要由法院来断' }]] },
}
export const wayNames = Object.keys(ways)

export type Ready = { caseId: string; number: string; code: string; facts: Facts }

/** The cases there are now, by way; `used` replaces one before it is asked for again. */
export function waypoints(server: TestServer, county: County, lead: string) {
  const ready = new Map<string, Ready>()
  let made = 0
  return {
    /** Makes whatever is missing. */
    async restock() {
      for (const way of wayNames) if (!ready.has(way)) ready.set(way, await walk(server, county, way, ++made, lead))
    },
    used(caseId: string) {
      for (const [way, it] of ready) if (it.caseId === caseId) ready.delete(way)
    },
    all: () => [...ready.values()],
    /** Those on which one of these may take the step of this route now; none when it is no step. */
    openTo: (routeId: string, actor: MemberActor): Ready[] =>
      [...ready.values()].filter((r) =>
        openTo(actor, r.facts, server.house.now()).some((step) => `${step.action}Case` === routeId),
      ),
  }
}

async function walk({ house }: TestServer, county: County, name: string, n: number, lead: string): Promise<Ready> {
  const way = ways[name] as Way
  const at = way.late ? { at: new Date('2026-09-01T09:00:00+08:00') } : {}
  const request = {
    clientKey: `way-${county.jurisdictionId}-${name}-${n}`,
    villageId: county.org('a1'),
    words: '路灯坏了一个月',
    contact: { phone: '13812345678' },
    language: 'zh-CN',
    files: [],
  } as const
  const receipt = way.heard
    ? await registerHeard(house, county.as('a1-liaison'), { ...request, channel: 'visit', consent: 'given', files: [] })
    : await takeIn(house, { ...county.resident(), ...at }, { ...request, files: [] })
  const caseId = receipt.id
  for (const [by, action, input = {}] of way.steps) {
    const whole = {
      caseId,
      ...input,
      ...('departmentId' in input && { departmentId: county.org(String(input.departmentId)) }),
      ...('leadNumber' in input && { leadNumber: lead }),
      // a day lies within the scheme's bound, also for what happened in September
      ...('dueDay' in input && way.late && { dueDay: '2026-09-10' }),
    } as never
    if (by === 'resident') await takeResidentStep(action)(house, { ...county.resident(caseId), ...at }, whole)
    else await takeStepQuietly(action)(house, { ...county.as(by), ...at }, whole)
  }
  const scope = { jurisdictionId: county.jurisdictionId, cases: [caseId] }
  const facts = await house.db.transaction(scope, async (tx) =>
    factsOf(await openCase(tx, caseId), await orgsById(tx), reading({ house, caller: county.resident(caseId) })),
  )
  return { caseId, number: receipt.number, code: receipt.code, facts }
}
