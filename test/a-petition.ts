/** Petitions for pure tests: facts as their steps leave them, and a case that carries one through the rules. */
import { decide } from '../src/cases/decide.ts'
import { type Action, type Actor, type Facts, stepOf } from '../src/cases/lifecycle.ts'
import { statutoryClocks } from '../src/cases/petition/clocks.ts'
import { type Happened, type PetitionFacts, petitionOf } from '../src/cases/petition/facts.ts'
import { atTown, orgs, rules, townClerk } from './a-case.ts'

/** `happened('2026-11-23', 'treatAsPetition', …)`: at nine in the morning, by the town's clerk. */
export const happened = (
  day: string,
  type: string,
  data: Record<string, unknown> = {},
  memberId = 'town clerk',
): Happened => ({
  type,
  at: `${day}T01:00:00.000Z`,
  memberId,
  level: 'town',
  data,
})
export const registration = {
  receivedOn: '2026-11-23',
  addressKnown: true,
  repeat: false,
  persons: 1,
  grave: false,
}
export const opinion = {
  request: '要求退还多收的水费',
  facts: '经查，去年多收三个月水费。',
  opinion: '依照水费管理办法，退还多收部分。',
  outcome: 'supported',
  measures: ['solve'],
  review: '不服本意见的，可在30日内请求复查。',
}
/** A petition after these steps: `aPetition(['2026-11-23', 'treatAsPetition'], …)`. */
export const aPetition = (...steps: Parameters<typeof happened>[]): PetitionFacts => {
  const p = petitionOf(
    steps.map(([day, type, data, member]) =>
      happened(day, type, type === 'treatAsPetition' ? { ...registration, ...data } : data, member),
    ),
  )
  if (!p) throw new Error('begin with treatAsPetition')
  return p
}

/** What a petition's steps ask for, in short. */
export const petitionInputs: Partial<Record<Action, object>> = {
  treatAsPetition: registration,
  setExternalNumber: { externalNumber: 'XF-2026-0815' },
  reportGrave: { reason: '已有人员聚集' },
  choosePetitionKind: { kind: 'claim' },
  routePetition: { road: 'investigation' },
  tellInWriting: { notice: '您反映的事收到了，由镇里调查处理。' },
  objectPetition: { reason: '不属于水利站职责' },
  askPetitionExtension: { until: '2027-02-10', reason: '要等鉴定' },
  extendPetition: { reason: '要等鉴定结果' },
  concludePetition: opinion,
  answerReview: opinion,
  answerReReview: opinion,
  askReview: { reason: '退得不够' },
  askReReview: { reason: '还是退得不够' },
  askReviewHeard: { reason: '退得不够' },
  askReReviewHeard: { reason: '还是退得不够' },
  dissent: { resolved: 'no' },
}

/** Takes a step and gives the facts the next one is judged by, statutory clocks counted again. */
export function going(c: Facts, action: Action, actor: Actor, at: Date, input: object = {}): Facts {
  const given = stepOf[action].needs === 'Answer' ? { result: 'resolved', answer: '水管已经修好' } : {}
  const { after } = decide(c, action, { ...given, ...petitionInputs[action], ...input }, { actor, at }, rules)
  const chains: Record<string, string[]> = { [orgs.water]: [orgs.water, orgs.town, orgs.county] }
  const holder = after.holderOrgId
  const ladder = [orgs.village, orgs.town, orgs.county]
  return {
    ...c,
    ...after,
    version: c.version + 1,
    holderChain: holder ? (chains[holder] ?? ladder.slice(ladder.indexOf(holder))) : [],
    statute: statutoryClocks(after.petition, after.leadClock?.at ?? null, rules.calendar),
  }
}

/** In the town's hands, handled as a petition, its kind and road chosen, the person told: all on one morning. */
export function underInvestigation(at: Date, differing: Partial<Facts> = {}): Facts {
  const steps: Action[] = ['treatAsPetition', 'choosePetitionKind', 'routePetition', 'tellInWriting']
  return steps.reduce((c, action) => going(c, action, townClerk, at), atTown(differing))
}
