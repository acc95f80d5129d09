/** Cases of village a1 in every state, to be acted on: a used one gives way to a fresh one of its kind. */

import type { MemberActor } from '../../src/access/caller.ts'
import { houseOf } from '../../src/access/command.ts'
import { type Action, type Facts, isMark, openTo } from '../../src/cases/lifecycle.ts'
import { registerHeard, takeIn, takeMark, takeResidentStep, takeStepQuietly } from '../../src/cases/service.ts'
import { factsOf, openCase, orgsById } from '../../src/cases/store.ts'
import { reading } from '../../src/cases/summary.ts'
import { on } from '../a-case.ts'
import type { County } from '../builders.ts'
import type { TestServer } from '../server.ts'

type Taken = readonly [by: string, action: Action, input?: object, at?: Date]
type Way = { heard?: true; steps: readonly Taken[]; began?: Date }

const longAgo = on('2026-09-01')

const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' }
const answer = { result: 'resolved', answer: '水渠修好了' }
const satisfied = { resolved: 'yes', satisfied: 'satisfied' }
const call = { calledAt: '2026-09-01T09:00:00+08:00', numberTail: '5678' }
/** Ids are looked up in the county when the step is taken. */
const aboutVillage = { orgs: ['a1'], members: [], reason: '反映村里的人' }
const toWater = (dueDay: string) => ({ departmentId: 'a-water', dueDay, standard: '修好水渠' })

const accepted: Taken[] = [['a1-secretary', 'accept', sort]]
const atTown: Taken[] = [...accepted, ['a1-secretary', 'escalate', { reason: '村里办不了' }]]
const given: Taken[] = [...atTown, ['a-clerk', 'dispatch', toWater('2026-12-10')]]
const signed: Taken[] = [...given, ['a-water-officer', 'receive']]
const answered: Taken[] = [...signed, ['a-water-officer', 'answer', answer]]
const closed: Taken[] = [...answered, ['resident', 'confirm', satisfied]]
const consented: Taken[] = [...closed, ['resident', 'allowPublishing']]
const longAnswered: Taken[] = [
  ...atTown,
  ['a-clerk', 'dispatch', toWater('2026-09-21')],
  ['a-water-officer', 'receive'],
  ['a-water-officer', 'answer', answer],
]
const copy = { question: '水渠坏了', answer: '水渠修好了', photos: [], confirmed: true, namesConfirmed: true }
const authority = { authority: '县人力资源和社会保障局', phone: '12333', explanation: '欠薪由劳动监察来管' }

const ways: Readonly<Record<string, Way>> = {
  heard: { heard: true, steps: [] },
  registered: { steps: [] },
  'in-hand': { steps: accepted },
  'at-town': { steps: atTown },
  dispatched: { steps: given },
  handling: { steps: signed },
  waiting: { steps: [...accepted, ['a1-secretary', 'askResident', { question: '是哪一段水渠？' }]] },
  'waiting-department': { steps: [...signed, ['a-water-officer', 'askResident', { question: '是哪一段水渠？' }]] },
  'extension-asked': {
    steps: [...signed, ['a-water-officer', 'askExtension', { until: '2026-12-14', reason: '等材料' }]],
  },
  answered: { steps: answered },
  'answered-late': {
    began: longAgo,
    steps: [...longAnswered, ['county-supervisor', 'noteCall', call], ['county-supervisor', 'noteCall', call]],
  },
  shelved: { steps: [...atTown, ['a-clerk', 'shelve', { reason: '等明年的项目', reviewDay: '2027-01-05' }]] },
  linked: { steps: [...accepted, ['a1-secretary', 'link', { leadNumber: '' }]] },
  reopened: { steps: [...answered, ['resident', 'dispute', { resolved: 'no' }]] },
  closed: { steps: closed },
  'closed-in-doubt': { steps: [...answered, ['resident', 'confirm', { ...satisfied, why: '还没修好' }]] },
  'asked-later': {
    began: longAgo,
    steps: [...longAnswered, ['resident', 'confirm', satisfied], ['system', 'askLater', {}, on('2026-11-02')]],
  },
  'may-publish': { steps: consented },
  published: { steps: [...consented, ['a-leader', 'publish', copy]] },
  'hidden-unaccepted': { steps: [['a-clerk', 'markAbout', aboutVillage]] },
  hidden: { steps: [...accepted, ['a-clerk', 'markAboutInHand', aboutVillage]] },
  'hidden-ended': { steps: [...closed, ['a-clerk', 'markAboutEnded', aboutVillage]] },
  declined: { steps: [['a1-secretary', 'decline', { ground: 'court', explanation: '要由法院来断' }]] },
  'passed-on': { steps: [['a1-secretary', 'passOn', authority]] },
  withdrawn: { steps: [['resident', 'withdraw', {}]] },
}

export type Ready = { caseId: string; number: string; code: string; facts: Facts; hiddenFrom: readonly string[] }

/** The cases there are now, by way; `used` replaces one before it is asked for again. */
export function waypoints(server: TestServer, county: County, lead: string) {
  const ready = new Map<string, Ready>()
  let made = 0
  return {
    /** Makes whatever is missing. */
    async restock() {
      for (const way of Object.keys(ways))
        if (!ready.has(way)) ready.set(way, await walk(server, county, way, ++made, lead))
    },
    used(caseId: string) {
      for (const [way, it] of ready) if (it.caseId === caseId) ready.delete(way)
    },
    all: () => [...ready.values()],
    /** Those on which one of these may take the step of this route now; none when it is no step. */
    openTo: (routeId: string, actor: MemberActor): Ready[] =>
      [...ready.values()].filter(
        (r) =>
          !actor.recused.some((id) => r.hiddenFrom.includes(id)) &&
          openTo(actor, r.facts, server.house.now()).some((step) => `${step.action}Case` === routeId),
      ),
  }
}

async function walk({ house }: TestServer, county: County, name: string, n: number, lead: string): Promise<Ready> {
  const way = ways[name] as Way
  const at = way.began ? { at: way.began } : {}
  const { jurisdictionId } = county
  const request = {
    clientKey: `way-${jurisdictionId}-${name}-${n}`,
    villageId: county.org('a1'),
    words: '路灯坏了一个月',
    contact: { phone: '13812345678' },
    language: 'zh-CN' as const,
    files: [],
  }
  const receipt = way.heard
    ? await registerHeard(house, county.as('a1-liaison'), { ...request, channel: 'visit', consent: 'given' })
    : await takeIn(house, { ...county.resident(), ...at }, request)
  const caseId = receipt.id
  for (const [by, action, input = {}, later] of way.steps) {
    const whole = {
      caseId,
      ...input,
      ...('departmentId' in input && { departmentId: county.org(String(input.departmentId)) }),
      ...('orgs' in input && { orgs: (input.orgs as string[]).map((slug) => county.org(slug)) }),
      ...('leadNumber' in input && { leadNumber: lead }),
    } as never
    const when = later ? { at: later } : at
    if (by === 'resident') await takeResidentStep(action)(house, { ...county.resident(caseId), ...when }, whole)
    else if (by === 'system')
      await house.db.transaction({ jurisdictionId, job: 'clocks', cases: [caseId] }, (tx) =>
        takeStepQuietly(action)(house, { ...county.resident(), actor: { kind: 'system' }, ...when }, whole, tx),
      )
    else if (isMark(action)) await takeMark(action)(house, { ...county.as(by), ...when }, whole)
    else await takeStepQuietly(action)(house, { ...county.as(by), ...when }, whole)
  }
  const scope = { jurisdictionId, cases: [caseId] }
  const { facts, hiddenFrom } = await house.db.transaction(scope, async (tx) => {
    const row = await openCase(tx, caseId)
    const reader = reading({ house: houseOf(house, 1), caller: county.resident(caseId) })
    return { facts: factsOf(row, await orgsById(tx), reader), hiddenFrom: row.hidden_from }
  })
  return { caseId, number: receipt.number, code: receipt.code, facts, hiddenFrom }
}
